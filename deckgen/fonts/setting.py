"""Inlines measured once, then set in lines of any width."""

from __future__ import annotations

from functools import cache, lru_cache
from typing import Final, NamedTuple

from deckgen.fonts.breaking import Part, parts
from deckgen.fonts.metrics import SAFE, is_zero_width, text_width
from deckgen.model import FootnoteMark, Formula, Inline, Inlines, LineBreak, Mark, Run
from deckgen.values import Value

RAISED: Final = 2 / 3
"""The size of sub- and superscripts."""


MATH: Final = 1.1
"""Mathematics is set in a wider face than the text around it."""


class _Face(NamedTuple):
    font: str
    bold: bool
    italic: bool
    scale: float


class _Piece(NamedTuple):
    text: str
    face: _Face


class _Word(NamedTuple):
    """A part that is not broken, the space after it, and whether what follows belongs to it."""

    width: float
    space: float
    ends_line: bool
    pieces: tuple[_Piece, ...]
    is_open: bool = False


class SetText(Value):
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
        for width, space, ends_line, pieces, _ in self.words:
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
    begun: _Word | None = None
    for inline in inlines:
        for word in _words(inline, font, mono, marks):
            begun = _joined(begun, word) if begun else word
            if not begun.is_open:
                words.append(begun)
                begun = None
    if begun:
        words.append(begun)
    return SetText(tuple(words))


def _words(inline: Inline, font: str, mono: str, marks: Mark) -> tuple[_Word, ...]:
    match inline:
        case Run():
            return _measured(inline.text, _face(inline.marks, marks, font, mono))
        case Formula():
            return _measured(_linear(inline.tex), _Face(font, False, False, MATH))
        case FootnoteMark():
            return _measured(str(inline.number), _Face(font, False, False, RAISED))
        case LineBreak():
            return (_Word(0.0, 0.0, True, ()),)


def _joined(first: _Word, second: _Word) -> _Word:
    return _Word(
        first.width + second.width,
        second.space,
        second.ends_line,
        first.pieces + second.pieces,
        second.is_open,
    )


@lru_cache(maxsize=1 << 13)
def _measured(text: str, face: _Face) -> tuple[_Word, ...]:
    """Return the words of a run; the last is open where no space follows it."""
    return tuple([_word(part, face) for part in parts(text)])


@lru_cache(maxsize=1 << 15)
def _word(given: Part, face: _Face) -> _Word:
    part, spaces, is_open = given
    font, bold, italic, scale = face
    space = text_width(spaces, font, bold, italic) * scale if spaces else 0.0
    width = text_width(part, font, bold, italic) * scale
    return _Word(width, space, False, (_Piece(part, face),), is_open)


def _linear(tex: str) -> str:
    # Imported where a lesson has formulas: reading TeX takes a library.
    from deckgen.formulas import linear

    return linear(tex)


@cache
def _face(marks: Mark, more: Mark, font: str, mono: str) -> _Face:
    both = marks | more
    raised = both & (Mark.SUB | Mark.SUPER)
    name = mono if both & Mark.CODE else font
    return _Face(name, bool(both & Mark.BOLD), bool(both & Mark.ITALIC), RAISED if raised else 1.0)


def _broken(pieces: tuple[_Piece, ...], limit: float) -> tuple[int, float]:
    """Return the line breaks inside an overlong word, and the width of its last line."""
    breaks, x = 0, 0.0
    for text, (font, bold, italic, scale) in pieces:
        for char in text:
            width = text_width(char, font, bold, italic) * scale
            if x and x + width > limit and not is_zero_width(char):
                breaks, x = breaks + 1, 0.0
            x += width
    return breaks, x
