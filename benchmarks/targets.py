"""What the project promises to cost, beside what was measured.

R is ``python -c pass``; MB are millions of bytes. A figure is judged by its median. Pandoc
makes decks and nothing else, so that what it takes is compared with decks without the index and
its previews; the suite's own table has it beside a whole build.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from figures import Measured, Row, Spread
from peers import MARP_PDFS, PANDOC_LOOP, PANDOC_ONE
from suites.batch import BOTH, BOTH_BY_TWO, DECKS_ALONE, HANDOUTS, LARGE, SMALL
from suites.unchanged import NOTHING

Results = Mapping[str, Measured]
"""What each suite found, by its name."""


class NotMeasuredError(Exception):
    """A figure that is not there; the text says why."""


@dataclass(frozen=True, slots=True)
class Target:
    """A limit that a figure keeps: at most, or ``at_least`` so much."""

    promise: str
    limit: float
    unit: str
    figure: Callable[[Results], Spread]
    at_least: bool = False

    def judged(self, results: Results) -> Row:
        """Return the target as a row of the closing table."""
        bound = f"{'≥' if self.at_least else '≤'} {self.limit:g} {self.unit}"
        row = {"target": self.promise, "limit": bound}
        try:
            found = self.figure(results)
        except NotMeasuredError as why:
            return {**row, "measured": f"not measured: {why}", "met": ""}
        met = found.median >= self.limit if self.at_least else found.median <= self.limit
        return {**row, "measured": str(found), "met": "yes" if met else "NO"}


def judged(results: Results) -> list[Row]:
    """Return the closing table: each target, its limit, what was measured, whether it is met."""
    return [target.judged(results) for target in TARGETS]


# -- where a figure stands ------------------------------------------------------------

Figure = Callable[[Results], Spread]


def of(suite: str, column: str, **row: Any) -> Figure:
    """Return how to find a column of the row that has these values."""
    return lambda results: _spread(_found(results, suite, row)[column])


def ratio(suite: str, column: str, this: Row, that: Row) -> Figure:
    """Return how to find by how much one row is another, round by round."""
    return lambda results: of(suite, column, **this)(results).over(
        of(suite, column, **that)(results)
    )


def most(suite: str, column: str) -> Figure:
    """Return how to find the largest of a column."""
    return lambda results: max(
        (_spread(row[column]) for row in _rows(results, suite)), key=lambda found: found.median
    )


def _found(results: Results, suite: str, wanted: Row) -> Row:
    for row in _rows(results, suite):
        if wanted.items() <= row.items():
            return row
    name, left_out = wanted["way"], results[suite].left_out
    at = f"{name}, {wanted.get('lessons')} lessons"
    raise NotMeasuredError(f"{name}: {left_out.get(at) or left_out[name]}")


def _rows(results: Results, suite: str) -> Sequence[Row]:
    if suite not in results:
        raise NotMeasuredError(f"suite {suite} was not run")
    return results[suite].rows


def _spread(value: Spread | float) -> Spread:
    return value if isinstance(value, Spread) else Spread((value,))


# -- the targets ----------------------------------------------------------------------


def _at(lessons: int, way: str) -> Row:
    return {"lessons": lessons, "way": way}


TARGETS = (
    Target("`deckgen --help`", 7, "R", of("start", "CPU × python", way="deckgen --help")),
    Target(
        "2,000 lessons, nothing changed", 10, "R",
        of("unchanged", "CPU × python", way=NOTHING),
    ),
    Target(
        "pandoc in a loop, beside decks of 40", 10, "× our CPU",
        ratio("batch", "CPU s", _at(SMALL, PANDOC_LOOP), _at(SMALL, DECKS_ALONE)), at_least=True,
    ),
    Target(
        "pandoc in one process, beside decks of 40", 4, "× our CPU",
        ratio("batch", "CPU s", _at(SMALL, PANDOC_ONE), _at(SMALL, DECKS_ALONE)), at_least=True,
    ),
    Target(
        "one cold deck, beside pandoc's", 1.5, "× its CPU",
        ratio("cold", "CPU s", {"way": "deckgen, a deck"}, {"way": "pandoc"}),
    ),
    Target(
        "a handout in a batch of 40", 220, "CPU ms",
        of("batch", "CPU ms/lesson", **_at(SMALL, HANDOUTS)),
    ),
    Target(
        "Marp's PDFs, beside handouts of 40", 4, "× our CPU",
        of("batch", "CPU × deckgen", **_at(SMALL, MARP_PDFS)), at_least=True,
    ),
    Target("one lesson cold, both", 1.4, "CPU s", of("cold", "CPU s", way="deckgen, both")),
    Target("from a save to the deck", 60, "ms", of("watching", "ms", file="deck")),
    Target("from a save to the handout", 250, "ms", of("watching", "ms", file="handout")),
    Target(
        "each of 2,000 lessons, both", 220, "CPU ms",
        of("batch_2000", "CPU ms/lesson", way=BOTH_BY_TWO),
    ),
    Target("memory of a worker at 500 lessons", 120, "MB", of("memory", "MB", lessons=500)),
    Target("what it grows from 100 to 500", 5, "MB", of("memory", "MB since 100", lessons=500)),
    Target(
        "two workers, 200 lessons, both", 0.7, "× one's wall",
        ratio("batch", "wall s", _at(LARGE, BOTH_BY_TWO), _at(LARGE, BOTH)),
    ),
    Target(
        "a slide of 800, notes included", 1.3, "× one of 50", of("growth", "× at 50", slides=800)
    ),
    Target("the dearest theme's deck", 1.5, "× the plainest", most("themes", "deck × plainest")),
    Target(
        "the dearest theme's handout", 1.5, "× the plainest",
        most("themes", "handout × plainest"),
    ),
)  # fmt: skip
