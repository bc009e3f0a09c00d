"""What every drawing of a chart agrees on: its words, its scale, the way its bars go."""

from __future__ import annotations

from math import ceil, floor, log10
from typing import Final

from deckgen.model import Align, Chart, ChartKind, Run, Table

LONG_NAME: Final = 12
"""Categories with longer names, in characters, have lying bars: their names stand beside them."""


def chart_table(chart: Chart) -> Table:
    """Return the numbers of a chart as the table that they were."""
    aligns = (Align.NONE, *(Align.RIGHT for _ in chart.header[1:]))
    header, *rows = (
        tuple((Run(cell),) if cell else () for cell in row) for row in (chart.header, *chart.cells)
    )
    return Table(header, tuple(rows), aligns, chart.line)


def chart_words(chart: Chart) -> str:
    """Return all that a chart says, for who cannot see it: ``2024: Reads 10, Writes 4; …``."""
    rows = (
        f"{row[0]}: "
        + ", ".join(
            f"{name} {cell}".strip() for name, cell in zip(chart.header[1:], row[1:], strict=True)
        )
        for row in chart.cells
    )
    head = ". ".join(part for part in (chart.title, chart.header[0]) if part)
    return f"{head}. {'; '.join(rows)}" if head else "; ".join(rows)


def is_lying(chart: Chart) -> bool:
    """Tell whether bars go from left to right."""
    if chart.kind is not ChartKind.BAR:
        return False
    return max(len(row[0]) for row in chart.cells) > LONG_NAME


def scale(chart: Chart) -> tuple[float, ...]:
    """Return the numbers at an axis, from the lowest to the highest; zero is among them."""
    known = [value for row in chart.values for value in row if value is not None]
    if chart.stacked:
        known = [sum(value or 0.0 for value in row) for row in chart.values]
    low, high = min(0.0, *known), max(0.0, *known)
    high = high if high > low else 1.0
    step = _step(high - low)
    first, last = floor(low / step + 1e-9), ceil(high / step - 1e-9)
    return tuple(round(n * step, 10) for n in range(first, last + 1))


def _step(span: float) -> float:
    """Return a round number that goes about four to five times into ``span``."""
    power = 10.0 ** floor(log10(span / 5))
    return next(power * m for m in (1, 2, 2.5, 5, 10) if power * m * 5 >= span - 1e-12 * span)


def said(value: float) -> str:
    """Return a number as short as it can be written."""
    return f"{value:.12g}".replace("-", "−")
