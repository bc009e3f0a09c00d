"""Formulas as pictures; the one door to ziamath."""

from __future__ import annotations

import logging
from collections.abc import Iterator
from contextlib import contextmanager
from functools import lru_cache
from html import unescape
from typing import Final
from urllib.parse import quote, unquote
from xml.etree.ElementTree import Element, fromstring

from deckgen.formulas import mathml
from deckgen.regex import regex
from deckgen.values import Value

_SIZE: Final = 100.0  # drawn at this many units to the em
_LONGEST: Final = 400  # characters; a longer formula would be too small to read on one line
_PREFIX: Final = "deckgen:formula/"
_VIEW: Final = regex(r'viewBox="(\S+) (\S+) (\S+) (\S+)"')


class Drawing(Value):
    """A formula drawn in its own ink; ``depth_em`` is how far it reaches below the line."""

    svg: str
    width_em: float
    height_em: float
    depth_em: float


@lru_cache(maxsize=1024)
def draw(tex: str, *, displayed: bool) -> Drawing | None:
    """Draw a formula; ``None`` where that cannot be: unsound TeX, or a missing glyph."""
    if len(tex) > _LONGEST or mathml(tex) is None:
        return None
    try:
        with _silence():
            svg = _svg(_PERCENT.sub(r"\\%", tex), displayed=displayed)
    except Exception:  # its walker raises nearly anything on trees it does not expect
        return None
    view = _VIEW.search(svg)
    if view is None or _MISSING in svg:
        return None
    _, top, width, height = map(float, view.groups())
    if min(width, height) <= 0:
        return None  # nothing was drawn
    return Drawing(svg, width / _SIZE, height / _SIZE, (top + height) / _SIZE)


# A percent sign is never meant as TeX's comment here.
_PERCENT: Final = regex(r"(?<!\\)%")
# latex2mathml leaves one that separates nothing as it is.
_AMPERSAND: Final = regex(r"&(?!#?\w+;)")


def _svg(tex: str, *, displayed: bool) -> str:
    """Return what ziamath draws.

    Its own ``Latex`` takes character references for markup: ``a < b`` would not parse.
    """
    # Loading the font of formulas costs 80 ms: most lessons have none.
    from ziamath.tex import tex2mml
    from ziamath.zmath import Math

    tree = fromstring(_AMPERSAND.sub("&amp;", tex2mml(tex, inline=not displayed)))
    _space_limits(tree)
    svg: str = Math(tree, size=_SIZE, margin=2).svg()
    return svg


def _space_limits(tree: Element) -> None:
    """Set a thin space after a sum's limits and a named function's index, as TeX does.

    A wide limit would touch what follows.
    """
    for row in [part for part in tree.iter() if _tag(part) in ("mrow", "mstyle", "math")]:
        for place in reversed(range(len(row) - 1)):
            if _wants_space(row[place], row[place + 1]):
                row.insert(place + 1, Element("mspace", width=_THIN))


def _wants_space(part: Element, following: Element) -> bool:
    if _tag(part) in ("munder", "munderover"):
        return _tag(part[0]) == "mo"
    name = unescape(part[0].text or "") if _tag(part) == "msub" else ""
    return len(name) > 1 and _tag(following) != "mo"


_THIN: Final = "0.17em"


def _tag(part: Element) -> str:
    return part.tag.rpartition("}")[2]


# ziamath draws a box for a character that its font lacks: glyph 0.
_MISSING: Final = '_0"'


@contextmanager
def _silence() -> Iterator[None]:
    """Keep ziamath's remarks on elements it does not know away from the terminal."""
    before = logging.root.manager.disable
    logging.disable(logging.WARNING)
    try:
        yield
    finally:
        logging.disable(before)


def address(tex: str, *, displayed: bool, ink: str = "") -> str:
    """Return the address under which the engine finds a drawing; ``ink`` is a color of its own."""
    kind = "display" if displayed else "inline"
    return f"{_PREFIX}{kind}/{ink.removeprefix('#')}/{quote(tex, safe='')}"


def at_address(url: str, ink: str) -> str | None:
    """Return the SVG at an address that ``address`` made, in ``ink``; ``None`` for any other."""
    if not url.startswith(_PREFIX):
        return None
    kind, own, tex = url.removeprefix(_PREFIX).split("/", 2)
    ink = f"#{own}" if own else ink
    drawing = draw(unquote(tex), displayed=kind == "display")
    return drawing.svg.replace('"black"', f'"{ink}"') if drawing else None
