"""How much paper a study handout will fill, reckoned from its words before it is laid out.

To lay out a lesson takes some 70 ms, to reckon its height one: within 2 % of what it will be.
"""

from __future__ import annotations

from deckgen.backends.pdf.reckoning.flow import Flow
from deckgen.backends.pdf.reckoning.lesson import add_lesson
from deckgen.backends.pdf.reckoning.looks import LOOSE, TIGHT
from deckgen.backends.pdf.setting import Setting


def expected_fill(place: Setting, *, tight: bool = False) -> float:
    """Return how many pages of text a study handout fills, as it is or set tighter.

    What its pages leave empty at their feet is not in it.
    """
    flow = Flow(place, TIGHT if tight else LOOSE)
    add_lesson(flow)
    return flow.high * place.body_pt / place.page.height_pt
