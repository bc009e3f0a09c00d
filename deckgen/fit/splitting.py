"""Cutting a paragraph that is too long: at sentences, else at words, else anywhere."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Callable
from itertools import accumulate
from typing import Final

from deckgen.fit.deck import Style
from deckgen.fit.setting import Setting
from deckgen.fonts.metrics import is_zero_width
from deckgen.model import Formula, Inline, Inlines, LineBreak, Run
from deckgen.regex import regex
from deckgen.values import replace

LONGEST_TITLE: Final = 1000
"""No title, kicker or subtitle of so many characters fits its place."""

Fits = Callable[[Inlines], bool]

NARROW_EM: Final = 0.2
"""Text whose characters are narrower than this on average is not met."""

_SENTENCE_END: Final = regex(r"[.!?…]+[\"'”’»)\]]*\s+|[。！？]+[」』）]*|\n")
_WORD_END: Final = regex(r"\s+")
_OBJECT: Final = "\ufffc"


def split_inlines(
    inlines: Inlines, fits: Fits, longest: int, *, sentences: bool = True
) -> list[Inlines]:
    """Return ``inlines`` in pieces that each fit, cut at the best places.

    Joined again by ``join_inlines`` they are what they were. A piece of one
    character is kept even where it does not fit. ``longest`` is a length, in
    characters, that cannot fit: nothing longer is measured. Without
    ``sentences`` every word is as good a place as another.
    """
    if sum(map(_length, inlines)) <= longest and fits(inlines):
        return [inlines]
    inlines = tuple(_formulas_as_text(inlines, fits))
    offsets = [0, *accumulate(_length(inline) for inline in inlines)]
    whole = "".join(_letters(inline) for inline in inlines)
    return [
        _slice(inlines, offsets, start, stop)
        for start, stop in _cuts(
            whole,
            lambda start, stop: (
                stop - start <= longest and fits(_slice(inlines, offsets, start, stop))
            ),
            (_SENTENCE_END, _WORD_END) if sentences else (_WORD_END,),
        )
    ]


def join_inlines(first: Inlines, second: Inlines) -> Inlines:
    """Put two pieces together; a run cut in two is one again."""
    match first, second:
        case ((*head, Run() as one), (Run() as other, *tail)):
            if (one.marks, one.link) == (other.marks, other.link):
                return (*head, replace(one, text=one.text + other.text), *tail)
    return first + second


def _formulas_as_text(inlines: Inlines, fits: Fits) -> list[Inline]:
    """A formula that does not fit by itself is cut as its TeX."""
    return [
        Run(inline.tex) if isinstance(inline, Formula) and not fits((inline,)) else inline
        for inline in inlines
    ]


def _cuts(
    whole: str, fits: Callable[[int, int], bool], places: tuple[re.Pattern[str], ...]
) -> list[tuple[int, int]]:
    found: list[tuple[int, int]] = []
    all_ends = [_ends(place, whole) for place in places]
    start = 0
    while start < len(whole):
        stops = (_furthest(start, ends, fits) for ends in all_ends)
        stop = next(filter(None, stops), 0) or _furthest_letter(whole, start, fits)
        found.append((start, stop))
        start = stop
    return found


def _ends(pattern: re.Pattern[str], whole: str) -> list[int]:
    ends = [match.end() for match in pattern.finditer(whole)]
    return ends if ends and ends[-1] == len(whole) else [*ends, len(whole)]


def _furthest(start: int, ends: list[int], fits: Callable[[int, int], bool]) -> int:
    """Return the furthest end at which the text from ``start`` fits, or 0."""
    first = bisect_right(ends, start)
    good, step = first - 1, 1
    while good + step < len(ends) and fits(start, ends[good + step]):
        good, step = good + step, step * 2
    while step:
        if good + step < len(ends) and fits(start, ends[good + step]):
            good += step
        step //= 2
    return ends[good] if good >= first else 0


def _furthest_letter(whole: str, start: int, fits: Callable[[int, int], bool]) -> int:
    room, step = 1, 1
    while start + room + step < len(whole) and fits(start, start + room + step):
        room, step = room + step, step * 2
    while step:
        if start + room + step <= len(whole) and fits(start, start + room + step):
            room += step
        step //= 2
    stop = start + room
    while stop < len(whole) and is_zero_width(whole[stop]):
        stop += 1
    return stop


def _letters(inline: Inline) -> str:
    match inline:
        case Run():
            return inline.text
        case LineBreak():
            return "\n"
        case _:
            return _OBJECT


def _length(inline: Inline) -> int:
    return len(inline.text) if isinstance(inline, Run) else 1


def _slice(inlines: Inlines, offsets: list[int], start: int, stop: int) -> Inlines:
    found: list[Inline] = []
    at = max(bisect_right(offsets, start) - 1, 0)
    while at < len(inlines) and offsets[at] < stop:
        inline = inlines[at]
        if isinstance(inline, Run):
            text = inline.text[max(start - offsets[at], 0) : stop - offsets[at]]
            if text:
                found.append(replace(inline, text=text))
        else:
            found.append(inline)
        at += 1
    return tuple(found)


def split_at_lines(
    inlines: Inlines, setting: Setting, style: Style, width_em: float, lines: int
) -> list[Inlines]:
    """Return ``inlines`` in pieces of at most ``lines`` lines, each ``width_em`` long."""
    return split_inlines(
        inlines,
        lambda part: setting.measure(part, style).line_count(width_em) <= lines,
        int(lines * (width_em / NARROW_EM + 1)) + 1,
    )
