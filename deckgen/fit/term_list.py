"""Parallel points as a list in two columns: the term on the left, what is said of it beside it."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

from deckgen.fit.around import Around, around, around_frames, text_row
from deckgen.fit.atoms import Atom, stack_height
from deckgen.fit.deck import Frame
from deckgen.fit.page import Composition, Page, hairline, is_offered, lowered, place_of
from deckgen.fit.sizes import Area, Sizes
from deckgen.fit.stacking import text_frame
from deckgen.fit.terms import Point, Terms
from deckgen.fonts import SAFE
from deckgen.values import Value, lazy, replace

LAYOUT: Final = "Term List"
MOST: Final = 8
"""The rows of the layout."""

NARROWEST: Final = 0.16
WIDEST: Final = 0.26
"""The share of the width that terms take: what the longest needs, within these bounds."""

WIDEST_WORD: Final = 0.36
"""The share that terms take at most where one of their words needs it."""

MOST_TERM_LINES: Final = 3
LEAST_GAP_EM: Final = 0.7
MOST_GAP_EM: Final = 1.7
"""The space between two rows, in em: a hairline stands in its middle."""


class _Row(Value, dict=True):
    """A term and its explanation, measured; ``height`` is the taller one's."""

    term: tuple[Atom, ...]
    body: tuple[Atom, ...]

    @lazy
    def height(self) -> float:
        return max(stack_height(self.term), stack_height(self.body))


def term_list(found: Terms, page: Page, sizes: Sizes) -> Composition | None:
    """Return two to eight parallel points as rows, where they fit so."""
    if not 2 <= len(found.points) <= MOST or not is_offered(page.setting, LAYOUT):
        return None
    beside = around(found.before, found.after, page, sizes)
    if beside is None:
        return None
    points = found.points
    left, right = _sides(points, page, sizes)
    if left.width > WIDEST_WORD * page.area.width:
        return None
    rows = [
        _Row(text_row((point.term,), sizes, left.width), text_row(point.body, sizes, right.width))
        for point in points
    ]
    tallest_term = max(stack_height(row.term) for row in rows)
    gaps = len(rows) - 1
    height = sum(row.height for row in rows)
    free = page.area.height - beside.height - height
    if free < gaps * LEAST_GAP_EM * sizes.body or (
        tallest_term > MOST_TERM_LINES * 1.2 * sizes.body + 0.1
    ):
        return None
    gap = min(max(0.5 * free / gaps, LEAST_GAP_EM * sizes.body), MOST_GAP_EM * sizes.body)
    return _composed(rows, gap, left, right, beside, page, sizes)


def _sides(points: Sequence[Point], page: Page, sizes: Sizes) -> tuple[Area, Area]:
    """Return where terms and explanations stand: terms take no more than they need."""
    first, second = (
        Area.of(place_of(page.setting, LAYOUT, kind).box) for kind in ("term", "detail")
    )
    gutter = second.x - first.x - first.width
    terms = [point.term for point in points]
    indent = max(term.indent_em for term in terms) * sizes.body + 2.0
    em = sizes.body / 1000 / SAFE
    line, word = (
        max(each) * em + indent
        for each in zip(*((t.measured.width, t.measured.longest_word) for t in terms), strict=True)
    )
    whole = page.area.width
    share = min(max(line, NARROWEST * whole), max(WIDEST * whole, word))
    x = first.x + share + gutter
    right = first.x + page.area.width
    return replace(first, width=share), replace(second, x=x, width=right - x)


def _composed(
    rows: list[_Row],
    gap: float,
    left: Area,
    right: Area,
    beside: Around,
    page: Page,
    sizes: Sizes,
) -> Composition:
    setting = page.setting
    height = sum(row.height for row in rows) + gap * (len(rows) - 1)
    whole = height + beside.height
    top = y = lowered(page.area, whole).y + beside.over_height
    frames: list[Frame] = []
    rules = []
    for number, row in enumerate(rows):
        if number:
            rules.append(hairline(left.x, y - gap / 2, page.area.width))
        for kind, texts, area in (("term", row.term, left), ("detail", row.body, right)):
            at = replace(area, y=y, height=row.height)
            idx = place_of(setting, LAYOUT, kind, number).idx
            frames.append(text_frame(texts, at, sizes, setting, idx))
        y += row.height + gap
    over, under = around_frames(beside, LAYOUT, page, sizes, top, top + height)
    fill = min(whole / page.area.height, 1.0)
    return Composition(LAYOUT, (*over, *frames, *under), fill, tuple(rules))
