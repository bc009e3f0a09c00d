"""A course of 2,000 lessons: decks, decks and handouts, and again with nothing changed."""

from __future__ import annotations

from pathlib import Path

from clock import Contestant, costs, in_turns
from course import DECKGEN, make_course, scratch
from figures import Measured
from peers import PANDOC_LOOP, peers, translate
from suites.batch import BESIDE, BOTH, BOTH_BY_TWO, DECKS, OURS, ours

ON_REQUEST = True
LESSONS = 2_000
UNCHANGED = "deckgen, both, nothing changed"
ROUNDS = 7  # of what changes nothing; all else is measured once


def measure() -> Measured:
    """Measure each way in turns; no peer but pandoc would end within the hour."""
    pandoc = next(peer for peer in peers() if peer.name == PANDOC_LOOP)
    with scratch() as folder:
        course = make_course(Path(folder), LESSONS)
        translate(course)
        ways = {} if pandoc.absent else {PANDOC_LOOP: pandoc.contestant(course, LESSONS)}
        ways |= {name: ours(course, *OURS[name]) for name in (DECKS, BOTH, BOTH_BY_TWO)}
        full = in_turns(ways, course, rounds=1)
        again = {UNCHANGED: Contestant((DECKGEN, "build", "-q"), course)}
        empty = in_turns(again, course, ROUNDS, warm=True)
    rows = costs(full, {**BESIDE, PANDOC_LOOP: DECKS}) + costs(empty)[1:]
    each = [row | {"CPU ms/lesson": row["CPU s"].times(1000 / LESSONS)} for row in rows]
    absent = {PANDOC_LOOP: pandoc.absent} if pandoc.absent else {}
    return Measured(each, {**absent, **full.left_out})
