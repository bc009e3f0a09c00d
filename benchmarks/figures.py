"""Figures measured several times, and the tables that show them."""

from __future__ import annotations

import statistics
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

Row = Mapping[str, Any]
"""One line of a table: a text, a number or a ``Spread`` under the name of its column."""


@dataclass(frozen=True, slots=True)
class Spread:
    """One figure in every round; shown as its median with the least and the most."""

    values: tuple[float, ...]

    @property
    def median(self) -> float:
        """The value in the middle, by which a figure is judged."""
        return statistics.median(self.values)

    def over(self, other: Spread) -> Spread:
        """Return how many times the other it is, each round by itself.

        What slowed one round slowed both, so that a ratio holds on a busy machine.
        """
        pairs = zip(self.values, other.values, strict=False)  # who is slow has fewer rounds
        return Spread(tuple(mine / theirs for mine, theirs in pairs))

    def times(self, factor: float) -> Spread:
        """Return it in another unit."""
        return Spread(tuple(factor * value for value in self.values))

    def __str__(self) -> str:
        least, most = short(min(self.values)), short(max(self.values))
        return short(self.median) if least == most else f"{short(self.median)} ({least}–{most})"

    def told(self) -> dict[str, Any]:
        """Return it as JSON has it."""
        values = self.values
        return {"median": self.median, "min": min(values), "max": max(values), "all": values}


@dataclass(frozen=True, slots=True)
class Measured:
    """What a suite found; ``left_out`` says of each way that was not measured, why."""

    rows: Sequence[Row]
    left_out: Mapping[str, str] = field(default_factory=dict)


def short(number: float) -> str:
    """Return a number with as many decimals as its size deserves."""
    size = abs(number)
    return f"{number:.{0 if size >= 100 else 1 if size >= 10 else 2 if size >= 0.1 else 3}f}"


def table(rows: Sequence[Row]) -> str:
    """Return rows under the names of their columns, in Markdown and aligned."""
    if not rows:
        return "(nothing measured)"
    names = list(rows[0])
    texts = [[_shown(row.get(name, "")) for name in names] for row in rows]
    widths = [max(map(len, column)) for column in zip(names, *texts, strict=True)]
    left = [all(isinstance(row.get(name, ""), str) for row in rows) for name in names]
    rule = [
        f"{'':-<{width - 1}}{'-' if at else ':'}" for width, at in zip(widths, left, strict=True)
    ]
    return "\n".join(_line(cells, widths, left) for cells in (names, rule, *texts))


def _line(cells: Sequence[str], widths: Sequence[int], left: Sequence[bool]) -> str:
    padded = (
        cell.ljust(width) if at else cell.rjust(width)
        for cell, width, at in zip(cells, widths, left, strict=True)
    )
    return f"| {' | '.join(padded)} |"


def _shown(value: Any) -> str:
    return short(value) if isinstance(value, float) else str(value)
