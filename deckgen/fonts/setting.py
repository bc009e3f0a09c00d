"""Inlines measured once, when that is first asked for, then set in lines of any width."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Iterator
from functools import cache
from itertools import accumulate
from operator import itemgetter
from typing import Final

from deckgen.fonts.breaking import Texts, parts
from deckgen.fonts.metrics import SAFE, WIDEST, Widths, is_zero_width, word_widths
from deckgen.model import FootnoteMark, Formula, Inlines, LineBreak, Mark, Run
from deckgen.values import Value, lazy

RAISED: Final = 2 / 3
"""The size of sub- and superscripts."""


MATH: Final = 1.1
"""Mathematics is set in a wider face than the text around it."""


LONG: Final = 15
"""Only words of at least so many letters can be longer than a line that is no narrow one."""

_OTHER: Final = "x" * LONG


class _Face(Value):
    """How wide the words of a face are, and how large it is set beside the text around it."""

    widths: Widths
    scale: float


class _Row(Value):
    """Text up to a line break that was asked for, as it stands on one endless line.

    ``ends`` and ``widths`` are those of each part that no line break may fall into.
    ``runs`` are what was set with one face: the number of the first part that is from
    it, a text for each part, and the face.
    """

    ends: list[float]
    widths: list[float]
    runs: list[tuple[int, Texts, _Face]]

    def line_count(self, limit: float) -> int:
        """Return how many lines of length ``limit`` it takes; what is longer is broken."""
        ends, widths = self.ends, self.widths
        lines, start = 1, 0.0
        at = bisect_right(ends, limit)
        while at < len(ends):  # this part ends beyond the line that begins at ``start``
            begin = ends[at] - widths[at]
            if begin > start:
                lines, start = lines + 1, begin
            if widths[at] > limit:
                more, left = _broken(self._letters(at), limit)
                lines, start = lines + more, ends[at] - left
            at = bisect_right(ends, start + limit, at + 1)
        return lines

    def _letters(self, part: int) -> Iterator[tuple[str, _Face]]:
        """Yield the texts of a part; it has several where marks change within a word."""
        at = max(bisect_left(self.runs, part, key=itemgetter(0)) - 1, 0)
        while at < len(self.runs) and self.runs[at][0] <= part:
            first, words, face = self.runs[at]
            if part < first + len(words):
                yield words[part - first], face
            at += 1


class SetText(Value, dict=True):
    """Text with the width tables that it is measured in, when its lengths are first asked for.

    All of it has ``marks`` added. Lengths are in thousandths of an em.
    """

    inlines: Inlines
    font: str
    mono: str
    marks: Mark = Mark.NONE

    @lazy
    def longest_word(self) -> float:
        """The width of the longest part that is not broken at spaces or hyphens."""
        return max((max(row.widths) for row in self._rows if row.widths), default=0.0)

    @lazy
    def width(self) -> float:
        """The width on one line."""
        return max((row.ends[-1] for row in self._rows if row.ends), default=0.0)

    def line_count(self, width_em: float) -> int:
        """Return the lines needed at ``width_em``; words that are longer are broken."""
        limit = width_em * 1000 * SAFE
        rows = self._rows
        if len(rows) == 1:
            return rows[0].line_count(limit)
        return sum(row.line_count(limit) for row in rows)

    def is_overlong(self, width_em: float) -> bool:
        """Tell whether a word is longer than a line of ``width_em``."""
        limit = width_em * 1000 * SAFE
        if limit > LONG * WIDEST:
            texts = [each.text if isinstance(each, Run) else _OTHER for each in self.inlines]
            if max(map(len, "".join(texts).split(" "))) < LONG:
                return False  # known without measuring
        return self.longest_word > limit

    @lazy
    def _rows(self) -> tuple[_Row, ...]:
        rows = [_Row([], [], [])]
        x, is_open = 0.0, False
        for inline in self.inlines:
            if isinstance(inline, LineBreak):
                if not is_open:
                    _extend(rows[-1], [""], [""], self._face(Mark.NONE), x, False)
                rows.append(_Row([], [], []))
                x, is_open = 0.0, False
                continue
            text, face = self._said(inline)
            words, spaces = parts(text)
            if words:
                x = _extend(rows[-1], words, spaces, face, x, is_open)
                is_open = not spaces[-1]
        return tuple(rows)

    def _said(self, inline: Run | Formula | FootnoteMark) -> tuple[str, _Face]:
        match inline:
            case Run():
                return inline.text, self._face(inline.marks)
            case Formula():
                return _linear(inline.tex), _Face(word_widths(self.font), MATH)
            case FootnoteMark():
                return str(inline.number), _Face(word_widths(self.font), RAISED)

    def _face(self, marks: Mark) -> _Face:
        return _face(marks, self.marks, self.font, self.mono)


def _extend(row: _Row, words: Texts, spaces: Texts, face: _Face, x: float, is_open: bool) -> float:
    """Add words to a row, the first of them to its last part if that is open; return its end."""
    width_of = face.widths.__getitem__
    widths: list[float] = [*map(width_of, words)]
    gaps: list[float] = [*map(width_of, spaces)]
    if face.scale != 1.0:
        widths = [width * face.scale for width in widths]
        gaps = [gap * face.scale for gap in gaps]
    if is_open:
        before = row.widths.pop()
        x = row.ends.pop() - before
        widths[0] += before
    row.runs.append((len(row.ends), words, face))
    steps = [0.0] * (2 * len(widths))
    steps[::2] = widths
    steps[1::2] = gaps
    places = list(accumulate(steps, initial=x))  # the end of each word, then of its space
    row.ends.extend(places[1::2])
    row.widths.extend(widths)
    return places[-1]


def _linear(tex: str) -> str:
    # Imported where a lesson has formulas: reading TeX takes a library.
    from deckgen.formulas import linear

    return linear(tex)


@cache
def _face(marks: Mark, more: Mark, font: str, mono: str) -> _Face:
    both = marks | more
    raised = both & (Mark.SUB | Mark.SUPER)
    name = mono if both & Mark.CODE else font
    widths = word_widths(name, bool(both & Mark.BOLD), bool(both & Mark.ITALIC))
    return _Face(widths, RAISED if raised else 1.0)


def _broken(letters: Iterable[tuple[str, _Face]], limit: float) -> tuple[int, float]:
    """Return the line breaks inside an overlong word, and the width of its last line."""
    breaks, x = 0, 0.0
    for text, face in letters:
        for char in text:
            width = face.widths[char] * face.scale
            if x and x + width > limit and not is_zero_width(char):
                breaks, x = breaks + 1, 0.0
            x += width
    return breaks, x
