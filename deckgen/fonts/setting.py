"""Inlines measured once, then set in lines of any width."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Final, NamedTuple

from deckgen.fonts.breaking import parts
from deckgen.fonts.metrics import SAFE, is_zero_width, text_width
from deckgen.model import FootnoteMark, Formula, Inlines, LineBreak, Mark, Run

RAISED: Final = 2 / 3
"""The size of sub- and superscripts."""


MATH: Final = 1.1
"""Mathematics is set in a wider face than the text around it."""


class _Piece(NamedTuple):
    text: str
    font: str
    bold: bool
    italic: bool
    scale: float

    @property
    def width(self) -> float:
        return text_width(self.text, self.font, self.bold, self.italic) * self.scale


class _Word(NamedTuple):
    width: float
    space: float
    ends_line: bool
    pieces: tuple[_Piece, ...]


@dataclass(frozen=True, slots=True)
class SetText:
    """Measured text; widths are in thousandths of an em."""

    words: tuple[_Word, ...]

    @property
    def longest_word(self) -> float:
        """The width of the longest part that is not broken at spaces or hyphens."""
        return max((word.width for word in self.words), default=0.0)

    @property
    def width(self) -> float:
        """The width on one line."""
        widest = width = 0.0
        for word in self.words:
            width += word.width + word.space
            widest = max(widest, width - word.space)
            width = 0.0 if word.ends_line else width
        return widest

    def line_count(self, width_em: float) -> int:
        """Return the lines needed at ``width_em``; words that are longer are broken."""
        limit = width_em * 1000 * SAFE
        lines, x = 1, 0.0
        for width, space, ends_line, pieces in self.words:
            if x and x + width > limit:
                lines, x = lines + 1, 0.0
            if width > limit:
                more, width = _broken(pieces, limit)
                lines += more
            x += width + space
            if ends_line:
                lines, x = lines + 1, 0.0
        return lines

    def is_overlong(self, width_em: float) -> bool:
        """Tell whether a word is longer than a line of ``width_em``."""
        return self.longest_word > width_em * 1000 * SAFE


def set_text(inlines: Inlines, font: str, mono: str, marks: Mark = Mark.NONE) -> SetText:
    """Measure ``inlines`` in the width tables ``font`` and ``mono``; all have ``marks`` added."""
    words: list[_Word] = []
    pieces: list[_Piece] = []
    for piece, spaces, is_open, ends_line in _parts(inlines, font, mono, marks):
        pieces.append(piece)
        if not is_open:
            words.append(_word(pieces, spaces, ends_line))
            pieces = []
    if pieces:
        words.append(_word(pieces, "", False))
    return SetText(tuple(words))


def _parts(
    inlines: Inlines, font: str, mono: str, marks: Mark
) -> Iterator[tuple[_Piece, str, bool, bool]]:
    for inline in inlines:
        match inline:
            case Run():
                face = _face(inline.marks | marks, font, mono)
                for text, spaces, is_open in parts(inline.text):
                    yield _Piece(text, *face), spaces, is_open, False
            case Formula():
                for text, spaces, is_open in parts(_linear(inline.tex)):
                    yield _Piece(text, font, False, False, MATH), spaces, is_open, False
            case FootnoteMark():
                yield _Piece(str(inline.number), font, False, False, RAISED), "", True, False
            case LineBreak():
                yield _Piece("", font, False, False, 1.0), "", False, True


def _linear(tex: str) -> str:
    # Imported where a lesson has formulas: reading TeX takes a library.
    from deckgen.formulas import linear

    return linear(tex)


def _face(marks: Mark, font: str, mono: str) -> tuple[str, bool, bool, float]:
    raised = marks & (Mark.SUB | Mark.SUPER)
    name = mono if marks & Mark.CODE else font
    return name, bool(marks & Mark.BOLD), bool(marks & Mark.ITALIC), RAISED if raised else 1.0


def _word(pieces: list[_Piece], spaces: str, ends_line: bool) -> _Word:
    last = pieces[-1]
    space = text_width(spaces, last.font, last.bold, last.italic) * last.scale if spaces else 0.0
    return _Word(sum(piece.width for piece in pieces), space, ends_line, tuple(pieces))


def _broken(pieces: tuple[_Piece, ...], limit: float) -> tuple[int, float]:
    """Return the line breaks inside an overlong word, and the width of its last line."""
    breaks, x = 0, 0.0
    for text, font, bold, italic, scale in pieces:
        for char in text:
            width = text_width(char, font, bold, italic) * scale
            if x and x + width > limit and not is_zero_width(char):
                breaks, x = breaks + 1, 0.0
            x += width
    return breaks, x
