"""How wide a font's characters are, from tables made beforehand; no font is read."""

from __future__ import annotations

import json
import unicodedata
from bisect import bisect_right
from collections.abc import Mapping
from functools import cache, lru_cache
from importlib.resources import files
from types import MappingProxyType
from typing import Final

from deckgen.diagnostics import DeckgenError
from deckgen.regex import regex
from deckgen.values import Value

LINE_PITCH: Final = 1.22
"""Lines of one paragraph stand at most this many times the size apart.

LibreOffice sets every font 1.2 apart; PowerPoint follows the font, and
Calibri's own lines are the tallest of those we have tables for.
"""

SAFE: Final = 0.97
"""The share of a line that is filled at most: kerning and hinting differ between machines."""

UNKNOWN: Final = 600
FULL: Final = 1000
EMOJI: Final = 1300


class Metrics(Value):
    """A font's advance widths per 1000 em, in ``regular, bold, italic, bold italic`` order.

    ``fixed`` is the one width of a monospaced font, otherwise 0.
    """

    name: str
    faces: tuple[Mapping[str, int], ...] = ()
    fixed: int = 0


@cache
def load_metrics(name: str) -> Metrics:
    """Return the width table called ``name``, such as ``Calibri``.

    ``Arial 115%`` is a table's own widths times 1.15: for fonts without one.

    Raises:
        DeckgenError: there is no such table.
    """
    scaled = _SCALED.fullmatch(name)
    if scaled:
        return _stretched(load_metrics(scaled[1]), name, int(scaled[2]) / 100)
    table = files(__package__).joinpath(name.lower().replace(" ", "_") + ".json")
    if not table.is_file() or name == "fallback":
        raise DeckgenError(f"no width table for the font '{name}'", f"there are: {_names()}")
    data = json.loads(table.read_text(encoding="utf-8"))
    if "fixed" in data:
        return Metrics(name, fixed=data["fixed"])
    styles = ("regular", "bold", "italic", "bold_italic")
    return Metrics(name, tuple(_widths(data["faces"][style]) for style in styles))


_SCALED: Final = regex(r"(.+) (\d{2,3})%")


def _stretched(metrics: Metrics, name: str, factor: float) -> Metrics:
    faces = tuple(
        MappingProxyType({char: round(width * factor) for char, width in face.items()})
        for face in metrics.faces
    )
    return Metrics(name, faces, round(metrics.fixed * factor))


def _names() -> str:
    known = ("Arial", "Calibri", "Cambria", "Consolas", "Courier New", "Georgia")
    return ", ".join((*known, "Times New Roman"))


def _widths(ranges: Mapping[str, list[int]]) -> Mapping[str, int]:
    return MappingProxyType(
        {
            chr(int(first) + at): width
            for first, widths in ranges.items()
            for at, width in enumerate(widths)
        }
    )


@lru_cache(maxsize=1 << 16)
def text_width(text: str, font: str, bold: bool = False, italic: bool = False) -> int:
    """Return the width of ``text`` on one line, in thousandths of an em."""
    metrics = load_metrics(font)
    if metrics.fixed:
        return sum(_fixed(char, metrics.fixed) for char in text)
    face = metrics.faces[bold + 2 * italic]
    try:
        return sum([face[char] for char in text])
    except KeyError:
        return sum(face[char] if char in face else fallback_width(char) for char in text)


def _fixed(char: str, width: int) -> int:
    if " " <= char <= "\u024f":
        return width
    other = fallback_width(char)
    return max(width, other) if other else 0


@cache
def fallback_width(char: str) -> int:
    """Return how wide a character is that the text's own font lacks, per 1000 em."""
    code = ord(char)
    if char == "\t":
        return 2 * FULL
    if is_zero_width(char):
        return 0
    if code >= 0x1F000:
        return EMOJI if code < 0x20000 else FULL
    if unicodedata.east_asian_width(char) in "WF":
        return FULL
    symbols, starts, scripts = _fallback()
    if char in symbols:
        return symbols[char]
    at = bisect_right(starts, code) - 1
    return scripts[at][2] if at >= 0 and code <= scripts[at][1] else UNKNOWN


def is_zero_width(char: str) -> bool:
    """Tell whether a character takes no room: a mark, a joiner, a control."""
    return unicodedata.category(char) in ("Mn", "Me", "Cf", "Cc")


@cache
def _fallback() -> tuple[Mapping[str, int], tuple[int, ...], tuple[tuple[int, int, int], ...]]:
    data = json.loads(files(__package__).joinpath("fallback.json").read_text(encoding="utf-8"))
    scripts = tuple((low, high, width) for low, high, width in data["scripts"])
    return _widths(data["symbols"]), tuple(low for low, _, _ in scripts), scripts
