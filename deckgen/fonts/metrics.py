"""How wide a font's characters are, from tables made beforehand; no font is read."""

from __future__ import annotations

import json
import unicodedata
from bisect import bisect_right
from collections.abc import Mapping
from functools import cache
from pathlib import Path
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

WIDEST: Final = 2000
"""No character is wider."""

MOST_KNOWN: Final = 1 << 14
"""The words of a face whose widths are kept at one time."""


class Face(dict[str, int]):
    """The advance widths of one face per 1000 em, known of the characters that were met.

    ``ranges`` are widths from a character's code on; they are times ``factor``.
    What the font lacks is as wide as a fallback's.
    """

    def __init__(self, ranges: Mapping[str, list[int]], factor: float = 1.0) -> None:
        super().__init__()
        self._widths = {int(first): widths for first, widths in ranges.items()}
        self._firsts = sorted(self._widths)
        self._factor = factor

    def __missing__(self, char: str) -> int:
        code = ord(char)
        first = self._firsts[max(bisect_right(self._firsts, code) - 1, 0)]
        widths = self._widths[first]
        own = 0 <= code - first < len(widths)
        width = round(widths[code - first] * self._factor) if own else fallback_width(char)
        self[char] = width
        return width


class FixedFace(dict[str, int]):
    """A face of a monospaced font, whose ``width`` only wider scripts differ from."""

    def __init__(self, width: int) -> None:
        super().__init__(dict.fromkeys(map(chr, range(0x20, 0x250)), width))
        self._width = width

    def __missing__(self, char: str) -> int:
        other = fallback_width(char)
        return max(self._width, other) if other else 0


class Metrics(Value):
    """A font's faces, in ``regular, bold, italic, bold italic`` order."""

    name: str
    faces: tuple[Mapping[str, int], ...]


@cache
def load_metrics(name: str) -> Metrics:
    """Return the width table called ``name``, such as ``Calibri``.

    ``Arial 115%`` is a table's own widths times 1.15: for fonts without one.

    Raises:
        DeckgenError: there is no such table.
    """
    scaled = _SCALED.fullmatch(name)
    base, factor = (scaled[1], int(scaled[2]) / 100) if scaled else (name, 1.0)
    table = _HOME / (base.lower().replace(" ", "_") + ".json")
    if not table.is_file() or base == "fallback":
        raise DeckgenError(f"no width table for the font '{base}'", f"there are: {_names()}")
    data = json.loads(table.read_text(encoding="utf-8"))
    if "fixed" in data:
        return Metrics(name, (FixedFace(round(data["fixed"] * factor)),) * len(_STYLES))
    return Metrics(name, tuple(Face(data["faces"][style], factor) for style in _STYLES))


_HOME: Final = Path(__file__).parent
_STYLES: Final = ("regular", "bold", "italic", "bold_italic")
_SCALED: Final = regex(r"(.+) (\d{2,3})%")


def _names() -> str:
    known = ("Arial", "Calibri", "Cambria", "Consolas", "Courier New", "Georgia")
    return ", ".join((*known, "Times New Roman"))


def _widths(ranges: Mapping[str, list[int]]) -> dict[str, int]:
    found: dict[str, int] = {}
    for first, widths in ranges.items():
        start = int(first)
        found.update(zip(map(chr, range(start, start + len(widths))), widths, strict=True))
    return found


class Widths(dict[str, int]):
    """How wide words are in one face, in thousandths of an em: worked out once, then known."""

    def __init__(self, face: Mapping[str, int]) -> None:
        super().__init__()
        self._of = face.__getitem__

    def __missing__(self, text: str) -> int:
        width = sum(map(self._of, text))
        if len(self) >= MOST_KNOWN:
            self.clear()
        self[text] = width
        return width


@cache
def word_widths(font: str, bold: bool = False, italic: bool = False) -> Widths:
    """Return how wide words are in a font's face."""
    return Widths(load_metrics(font).faces[bold + 2 * italic])


def text_width(text: str, font: str, bold: bool = False, italic: bool = False) -> int:
    """Return the width of ``text`` on one line, in thousandths of an em."""
    return word_widths(font, bold, italic)[text]


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
    data = json.loads((_HOME / "fallback.json").read_text(encoding="utf-8"))
    scripts = tuple((low, high, width) for low, high, width in data["scripts"])
    return _widths(data["symbols"]), tuple(low for low, _, _ in scripts), scripts
