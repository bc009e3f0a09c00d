"""Blocks one below the other, as a page has them: heights added, margins that meet made one."""

from __future__ import annotations

from typing import Final

from deckgen.backends.pdf.printing import PT_PER_MM
from deckgen.backends.pdf.reckoning.looks import Around, Looks
from deckgen.backends.pdf.setting import Setting
from deckgen.fonts import SetText
from deckgen.model import Inlines, Run

_FACE: Final = 0.84  # of Arial's width: print faces are narrower, and their words hyphenated
_LATIN: Final = "Arial"
_MONO: Final = "Courier New"


class Flow:
    """What was added so far is ``high``, a line ``wide``, both in em of the text around it.

    A millimeter is ``mm`` em.
    """

    def __init__(self, place: Setting, looks: Looks, wide: float = 0.0, size: float = 1.0) -> None:
        self.place, self.looks = place, looks
        self.mm = PT_PER_MM / place.body_pt / size
        self.wide = max(wide or place.page.column_pt / place.body_pt, 1.0)
        self.high = 0.0
        self._margin = 0.0
        self._size = size
        self._headings: list[int] = []

    def add(self, high: float, above: float = 0.0, below: float = 0.0) -> None:
        """Add what is so high; of two margins that meet, only the larger counts."""
        self.high += max(self._margin, above) + high
        self._margin = below

    def add_within(self, high: float, around: Around) -> None:
        """Add what is so high with padding and margins around it."""
        mm = self.mm
        self.add(high + 2 * around.padding * mm, around.above * mm, around.below * mm)

    def space(self, high: float) -> None:
        """Leave at least so much before what comes next."""
        self._margin = max(self._margin, high)

    def within(self, less: float = 0.0, size: float = 1.0) -> Flow:
        """Return a flow of its own, narrower by ``less``, whose text is ``size`` em."""
        return Flow(self.place, self.looks, (self.wide - less) / size, self._size * size)

    def lines(self, text: Inlines | str, size: float = 1.0, less: float = 0.0) -> int:
        """Return how many lines text takes that is set in ``size`` em."""
        inlines = (Run(text),) if isinstance(text, str) else text
        wide = max((self.wide - less) / size, 1.0)
        return SetText(inlines, _LATIN, _MONO).line_count(wide / _FACE) if inlines else 0

    def heading_level(self, level: int) -> int:
        """Return at which level a heading is set: one that skips a level is raised."""
        while self._headings and self._headings[-1] >= level:
            self._headings.pop()
        self._headings.append(level)
        return len(self._headings) + 1
