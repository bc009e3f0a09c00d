"""Phrases that run against their line, such as ``H₂O`` in Hebrew, found across its pieces.

A simplification of the Unicode Bidirectional Algorithm (UAX #9) to the two directions of a line.
"""

from __future__ import annotations

import unicodedata
from bisect import bisect_left, bisect_right
from collections.abc import Iterator, Sequence
from itertools import accumulate
from types import MappingProxyType
from typing import Final

from deckgen.model import FootnoteMark, Formula, Inline, LineBreak, Mark, Run
from deckgen.regex import regex
from deckgen.values import replace

Piece = Inline | int
"""A piece of a line, or the number of a gap in it."""

# One letter for each class that matters; all others, brackets among them, are neutral.
_NEUTRAL: Final = " "
_BREAK: Final = "B"
_CLASSES: Final = MappingProxyType(
    {
        **{"L": "L", "R": "R", "AL": "R", "EN": "N", "AN": "A"},
        **{"ES": "s", "CS": "s", "ET": "t", "NSM": "m", "BN": "m"},
        **dict.fromkeys(("LRE", "RLE", "LRO", "RLO", "PDF", "LRI", "RLI", "FSI", "PDI"), _BREAK),
    }
)
_BRACKETS: Final = MappingProxyType({"Ps": "(", "Pe": ")"})
_LEFTWARD: Final = regex(
    "[\u0590-\u08ff\u200f\ufb1d-\ufdff\ufe70-\ufefe\U00010800-\U00010fff\U0001e800-\U0001efff]"
)
# Words, and a number joined to them; or a number; and brackets that may be closed after them.
_RIGHTWARDS: Final = regex(
    r"((?:[NA](?:s?[NA]|m)*t*)?L(?:[^RAB]*(?:L|Nt*))?m*|[NA](?:s?[NA]|m)*t*)(\)*)"
)
_LEFTWARDS: Final = regex(r"(R(?:[^LB]*(?:[RA]|Nt*))?m*)(\)*)")


def phrases(line: Sequence[Piece], *, rtl: bool) -> Iterator[tuple[bool, Sequence[Piece]]]:
    """Yield the pieces of a line, and whether they are a phrase that runs against it.

    A phrase within one piece is left there. Code and formulas run from left to right.
    """
    if len(line) < 2 or not (rtl or any(map(_has_leftward, line))):
        yield False, line
        return
    kinds = [_kinds(piece) for piece in line]
    ends = list(accumulate(map(len, kinds)))
    at = 0
    for found in (_RIGHTWARDS if rtl else _LEFTWARDS).finditer("".join(kinds)):
        start, end = found.start(), found.end(1) + _closed(found[1], found[2])
        if bisect_right(ends, start) < bisect_left(ends, end):
            yield False, tuple(_cut(line, ends, at, start))
            yield True, tuple(_cut(line, ends, start, end))
            at = end
    yield False, tuple(_cut(line, ends, at, ends[-1]))


def _has_leftward(piece: Piece) -> bool:
    return (
        isinstance(piece, Run) and not piece.text.isascii() and bool(_LEFTWARD.search(piece.text))
    )


def _kinds(piece: Piece) -> str:
    """Return a letter for each character, or one for a piece that stays whole."""
    match piece:
        case Run(text=text) if not _is_code(piece):
            return "".join(map(_kind, text))
        case Run() | Formula():
            return "L"
        case LineBreak():
            return _BREAK
        case FootnoteMark() | int():
            return _NEUTRAL


def _is_code(run: Run) -> bool:
    return Mark.CODE in run.marks


def _kind(letter: str) -> str:
    kind = _CLASSES.get(unicodedata.bidirectional(letter), _NEUTRAL)
    return _BRACKETS.get(unicodedata.category(letter), kind) if kind == _NEUTRAL else kind


def _closed(phrase: str, closing: str) -> int:
    """Return how many brackets after a phrase close those that it opens."""
    return max(min(len(closing), phrase.count("(") - phrase.count(")")), 0)


def _cut(line: Sequence[Piece], ends: Sequence[int], start: int, end: int) -> Iterator[Piece]:
    """Yield what is between two places of a line; ``ends`` are where its pieces end."""
    if start == end:
        return
    for at in range(bisect_right(ends, start), bisect_left(ends, end) + 1):
        piece, before = line[at], ends[at - 1] if at else 0
        if isinstance(piece, Run) and not _is_code(piece):
            text = piece.text[max(start - before, 0) : end - before]
            yield piece if text == piece.text else replace(piece, text=text)
        else:
            yield piece
