"""Whether all that a theme sets in color can be read where it stands."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

from deckgen.diagnostics import Diagnostic, Severity
from deckgen.theme.contrast import contrast
from deckgen.theme.palette import (
    Color,
    Palette,
    header_color,
    layout_palette,
    palette,
    place_color,
    quiet,
    readable,
    tint,
    wash,
)
from deckgen.theme.tokens import Layout, Theme
from deckgen.theme.zones import grounds
from deckgen.values import Value, replace


class Faint(Value):
    """Text that is too close to its ground; ``layouts`` are those where it stands on it.

    ``text`` and ``ground`` name what they are, with the color's slot or token.
    """

    text: str
    ground: str
    ratio: float
    need: float
    layouts: tuple[str, ...] = ()

    def __str__(self) -> str:
        """Return the pair with its contrast, rounded down, and the one it needs."""
        where = f" of '{self.layouts[0]}'" if self.layouts else ""
        where += f" and {len(self.layouts) - 1} more" if len(self.layouts) > 1 else ""
        ratio = int(self.ratio * 100) / 100
        return f"{self.text} on {self.ground}{where}: contrast {ratio:g}, needs {self.need:g}"


def faint(theme: Theme) -> tuple[Faint, ...]:
    """Return every text of the theme that is harder to read than it promises, each once."""
    found = (*_on_paper(theme), *_on_layouts(theme), *_in_print(theme))
    each: dict[Faint, list[str]] = {}
    for one in found:
        if one.ratio < one.need:
            each.setdefault(replace(one, layouts=()), []).extend(one.layouts)
    return tuple(replace(one, layouts=tuple(layouts)) for one, layouts in each.items())


def contrast_findings(theme: Theme) -> tuple[Diagnostic, ...]:
    """Return a warning for each text that is too faint."""
    found = faint(theme)
    hint = f"'deckgen themes check {theme.name}' names the lines of all {len(found)}"
    return tuple(
        Diagnostic(Severity.WARNING, "contrast", f"theme '{theme.name}': {one}", hint=hint)
        for one in found
    )


ACCENTS: Final = ("accent1", "accent2", "accent3", "accent4", "accent5")
"""The accents that text is set in; the sixth is the gray of what stands back."""


def _on_paper(theme: Theme) -> Iterator[Faint]:
    """Yield what stands on the grounds that all slides share: paper, code, panels, tables."""
    on = palette(theme)
    exam = wash("accent2", on)
    yield from _words(on, Color("bg1"), "paper (bg1)")
    yield from _words(on, Color("bg2"), "panels (bg2)")
    yield from _words(on, exam, "exam slides (a wash of accent2)")
    for accent in ACCENTS:
        yield from _words(on, tint(accent, on), f"callouts (a tint of {accent})")
    code = Color(on.look.code)
    fill = f"its fill ({code.name})"
    for accent in ("tx1", *ACCENTS):
        yield _pair(on, readable(accent, code, on), code, f"code ({accent})", fill)
    yield _pair(on, quiet(code, on), code, "comments in code", fill)
    header = header_color(on)
    ink = Color("tx2" if header == Color("bg1") else "bg1")
    yield _pair(on, ink, header, f"table headers ({ink.name})", f"their fill ({header.name})")


def _words(on: Palette, ground: Color, name: str) -> Iterator[Faint]:
    """Yield running text and what stands in it, on one ground."""
    yield _pair(on, Color("tx1"), ground, "text (tx1)", name)
    yield _pair(on, readable("tx2", ground, on), ground, "sub-headings (tx2)", name)
    yield _pair(on, Color("hlink"), ground, "links (hlink)", name)
    yield _pair(on, quiet(ground, on), ground, "captions (accent6)", name)
    for accent in ACCENTS:
        yield _pair(on, readable(accent, ground, on), ground, f"terms and labels ({accent})", name)


def _on_layouts(theme: Theme) -> Iterator[Faint]:
    for layout in theme.layouts:
        yield from _on_layout(layout, theme)


def _on_layout(layout: Layout, theme: Theme) -> Iterator[Faint]:
    """Yield what stands in each placeholder, on each ground that is under it."""
    on = layout_palette(theme, layout)
    for place in layout.placeholders:
        if place.seat or place.kind in ("code", "picture", "table"):
            continue
        text = place_color(place)
        names = (place.fill,) if place.fill else grounds(place.box, layout, theme.shapes)
        for name in names:
            ground = Color(name or "bg1")
            told = f"the decoration under it ({name})" if name else _paper(layout)
            yield _pair(on, text, ground, f"{place.kind} ({text.name})", told, layout.name)


def _paper(layout: Layout) -> str:
    return f"the background ({layout.background or 'bg1'})"


def _in_print(theme: Theme) -> Iterator[Faint]:
    """Yield the handout's colors on white paper and on its tints."""
    need = theme.look.contrast
    for name in ("ink", "muted", "heading", "accent", "exam"):
        for ground in ("", "tint", "exam_tint"):
            text, under = theme.handout.get(name, "000000"), theme.handout.get(ground, "FFFFFF")
            paper = f"its {ground}" if ground else "white paper"
            yield Faint(f"the handout's {name}", paper, contrast(text, under), need)


def _pair(
    on: Palette, text: Color, ground: Color, text_name: str, ground_name: str, *layouts: str
) -> Faint:
    ratio = contrast(on.rgb(text), on.rgb(ground))
    return Faint(text_name, ground_name, ratio, on.look.contrast, layouts)
