"""The style sheet of a book: the handouts' own, with running heads for facing pages."""

from __future__ import annotations

from functools import cache
from importlib.resources import files

from deckgen.backends.pdf.css import stylesheet
from deckgen.backends.pdf.printing import Page, page_rules
from deckgen.model import Meta
from deckgen.theme import Theme
from deckgen.wording import is_right_to_left

_BOXES = (
    "left-middle",
    "right-middle",
    "top-left",
    "top-center",
    "top-right",
    "bottom-left",
    "bottom-right",
)


def book_css(
    meta: Meta, theme: Theme, lang: str, page: Page, kind: str, *, instructor: bool
) -> str:
    """Return the style sheet of a book's pages with text in ``lang``.

    Slides, and Cornell notes with their strip at the foot, have no room for running heads.
    """
    if kind in ("slides", "cornell"):
        more = "" if kind == "slides" else _base()
        return stylesheet(theme, lang, page, kind, instructor=instructor, more=more)
    mirrored = is_right_to_left(lang) != is_right_to_left(meta.lang)
    sides = ("right", "left") if mirrored else ("left", "right")
    rules = _running(meta, sides) + (page_rules(page, sides) if mirrored else "")
    more = "\n".join([_base(), rules, *map(_empty, ("cover", "blank", ":blank"))])
    return stylesheet(theme, lang, page, kind, instructor=instructor, more=more)


@cache
def _base() -> str:
    return files(__package__).joinpath("booklet.css").read_text(encoding="utf-8")


def _running(meta: Meta, sides: tuple[str, str]) -> str:
    """Return heads and numbers at the outer edges: the book's title facing the lesson's.

    ``sides`` are the names of the left and the right page. A lesson that runs
    the other way than the book takes its first page for the left one.
    """
    title = _quoted(meta.title)
    heads = ("string(title)", title) if is_right_to_left(meta.lang) else (title, "string(title)")
    edges = (("left", "right"), ("right", "left"))
    return (
        "".join(
            f"@page:{side}{{@top-{inner}{{content:none}}@top-{outer}{{content:{head}}}"
            f"@bottom-{inner}{{content:none}}@bottom-{outer}{{content:counter(page)}}}}"
            f"@page front:{side}{{@bottom-{outer}{{content:counter(page,lower-roman)}}}}"
            for side, head, (outer, inner) in zip(sides, heads, edges, strict=True)
        )
        + "@page:first{@top-left{content:none}@top-right{content:none}}"
    )


def _quoted(text: str) -> str:
    """Return text as a CSS string, a long one shortened."""
    short = text if len(text) <= 60 else text[:59].rstrip() + "…"
    return '"' + "".join(f"\\{ord(c):x} " if c in '"\\\n\r\f' else c for c in short) + '"'


def _empty(name: str) -> str:
    boxes = "".join(f"@{box}{{content:none}}" for box in _BOXES)
    return f"@page {name}{{{boxes}}}"
