"""What the layouts of a user's template are used for, and what they lack."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from deckgen.cli.manner import Form
from deckgen.cli.printing import SCHEMA, to_json, visible
from deckgen.settings import Settings
from deckgen.template import load_template
from deckgen.theme import EMU_PER_INCH, Layout, Theme, load_theme


def list_layouts(file: Path, theme: str, form: Form) -> None:
    """Print which layout of the template stands for each of ours.

    Raises:
        DeckgenError: the template cannot be read or built on.
    """
    dressed = load_template(file, load_theme(theme or Settings().theme))
    unused = _unused(dressed)
    rows = [_row(layout, unused) for layout in dressed.layouts]
    if form is Form.JSON:
        report = {"template": file.as_posix(), **_facts(dressed), "layouts": rows}
        print(to_json({"schema": SCHEMA, **report, "unused": unused}))
        return
    for line in (*_head(file, dressed), *_table(rows), *_rest(unused)):
        print(visible(line))


def _row(layout: Layout, unused: list[str]) -> dict[str, Any]:
    instead = "" if layout.found in _WAYS else layout.found
    missing = [p.kind for p in layout.placeholders if p.seat is not None and not p.seat.type]
    return {
        "name": layout.name,
        "layout": layout.own_name,
        "part": layout.part,
        "by": layout.found if layout.found in _WAYS else "",
        "instead": instead,
        "unfit": bool(instead) and layout.name.casefold() in map(str.casefold, unused),
        "missing": missing,
    }


_WAYS = ("name", "type", "placeholders")


def _facts(theme: Theme) -> dict[str, Any]:
    return {
        "width_in": round(theme.width / EMU_PER_INCH, 3),
        "height_in": round(theme.height / EMU_PER_INCH, 3),
        "fonts": [theme.fonts.heading.deck, theme.fonts.body.deck],
        "title_pt": list(theme.scale.title),
        "body_pt": list(theme.scale.body),
    }


def _unused(theme: Theme) -> list[str]:
    from deckgen.backends.pptx.user_template import own_layouts

    used = {layout.part for layout in theme.layouts}
    return [name for part, name in own_layouts(theme) if part not in used]


def _head(file: Path, theme: Theme) -> tuple[str, ...]:
    facts = _facts(theme)
    heading, body = facts["fonts"]
    size = f"{facts['width_in']:g} x {facts['height_in']:g} in"
    steps = "/".join(f"{each:g}" for each in facts["body_pt"])
    return (f"{file.name}: {size}, {heading} over {body}, text at {steps} pt",)


def _table(rows: list[dict[str, Any]]) -> list[str]:
    ours = max(len(row["name"]) for row in rows)
    theirs = max(len(row["layout"]) for row in rows)
    return [
        f"  {row['name']:{ours}}  {row['layout']:{theirs}}  {_how(row)}".rstrip() for row in rows
    ]


def _how(row: dict[str, Any]) -> str:
    lack = "its places do not fit" if row["unfit"] else "missing"
    how = f"{lack}: {row['instead']} instead" if row["instead"] else f"by {row['by']}"
    missing = ", ".join(dict.fromkeys(row["missing"]))
    return f"{how}; text boxes for: {missing}" if missing else how


def _rest(unused: list[str]) -> tuple[str, ...]:
    return (f"not used: {', '.join(unused)}",) if unused else ()
