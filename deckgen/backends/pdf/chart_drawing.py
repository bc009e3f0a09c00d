"""A chart as SVG: bars, lines or a pie, with their axes and their names."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from math import cos, pi, sin
from typing import Final

from deckgen.backends.pdf.chart_pen import LINE, SIZE, Look, Pen, Place
from deckgen.charts import is_lying, scale
from deckgen.model import Chart, ChartKind

_ROW: Final = 22.0
_TALL: Final = 190.0
_LEAST: Final = 60.0
_AROUND: Final = 62.0  # the names over the plot and those under it
_RADIUS: Final = 70.0

Drawn = tuple[list[str], float]
"""The parts of a drawing, and its height in points."""


def draw_chart(chart: Chart, width: float, look: Look, high: float = 0.0) -> str:
    """Return the drawing, ``width`` points wide, and where it can be ``high`` points high."""
    pen = Pen(chart, width, look)
    head = 1.6 * LINE if look.title else 0.0
    tall = max(high - head - _AROUND, _LEAST) if high else _TALL
    parts, height = _pie(pen) if chart.kind is ChartKind.PIE else _axes(pen, tall)
    if head:
        title = pen.words(width / 2, SIZE + 1, look.title, "middle", bold=True)
        parts = [title, f'<g transform="translate(0 {head:.1f})">{"".join(parts)}</g>']
        height += head
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" width="{width:.2f}pt" height="{height:.2f}pt"'
        f' viewBox="0 0 {width:.2f} {height:.2f}"><defs>{"".join(pen.patterns())}</defs>'
        f"{''.join(parts)}</svg>"
    )


def _axes(pen: Pen, tall: float) -> Drawn:
    """Return bars or lines between their axes, the names of the series above."""
    names, top = _names(pen)
    parts, height = _lying(pen, top) if is_lying(pen.chart) else _standing(pen, top, tall)
    return [*names, *parts], height


def _names(pen: Pen) -> Drawn:
    """Return the names of the series with their signs, in as many lines as they take."""
    if pen.labeled:
        return [], SIZE + 9
    found: list[str] = []
    x, y = 0.0, SIZE
    for number, name in enumerate(pen.chart.header[1:]):
        wide = pen.wide(name) + 34
        if x and x + wide > pen.width:
            x, y = 0.0, y + LINE
        found += [pen.sign(number, x, y), pen.words(x + 20, y, name)]
        x += wide
    return found, y + 15


def _standing(pen: Pen, top: float, tall: float) -> Drawn:
    """Return bars or lines over their categories, ``tall`` points high."""
    steps = scale(pen.chart)
    left = 0.0 if pen.labeled else max(pen.wide(pen.number(step)) for step in steps) + 8
    foot = top + tall
    slot = (pen.width - left) / len(pen.chart.cells)

    def at(value: float) -> float:
        return foot - tall * (value - steps[0]) / (steps[-1] - steps[0])

    parts = []
    for step in (0.0,) if pen.labeled else steps:
        parts.append(pen.rule(left, at(step), pen.width, at(step)))
        if not pen.labeled:
            parts.append(pen.words(left - 5, at(step) + 3, pen.number(step), "end"))
    middles = [left + slot * (place + 0.5) for place in range(len(pen.chart.cells))]
    # Where the names of the categories have no room side by side, some are left to the table.
    every = int(-(-max(pen.wide(row[0]) + 6 for row in pen.chart.cells) // slot))
    for middle, row in list(zip(middles, pen.chart.cells, strict=True))[:: max(every, 1)]:
        parts.append(pen.words(middle, foot + 13, row[0], "middle"))
    parts += (
        _lines(pen, middles, at)
        if pen.chart.kind is ChartKind.LINE
        else _bars(pen, middles, 0.7 * slot, at)
    )
    if pen.labeled:
        parts += _labels(pen, middles, at)
    name = pen.chart.header[0]
    parts.append(pen.words((left + pen.width) / 2, foot + 29, name, "middle"))
    return parts, foot + (35 if name else 20)


def _labels(pen: Pen, middles: Sequence[float], at: Place) -> Iterator[str]:
    """Yield the numbers of the only series, each at what it measures."""
    for middle, row, cells in zip(middles, pen.chart.values, pen.chart.cells, strict=True):
        if row[0] is not None:
            above = at(max(row[0], 0.0)) - (5 if pen.chart.kind is ChartKind.LINE else 3)
            yield pen.words(middle, above, cells[1], "middle")


def _bars(pen: Pen, middles: Sequence[float], room: float, at: Place) -> Iterator[str]:
    if pen.chart.stacked:
        for middle, row in zip(middles, pen.chart.values, strict=True):
            for number, low, high in _stack(row):
                y = at(high)
                yield pen.bar(number, middle - room / 2, y, room, at(low) - y)
        return
    wide = room / (len(pen.chart.header) - 1)
    for middle, row in zip(middles, pen.chart.values, strict=True):
        for number, value in enumerate(row):
            if value is not None:
                high, low = sorted((at(value), at(0)))
                yield pen.bar(number, middle - room / 2 + wide * number, high, wide, low - high)


def _stack(row: Sequence[float | None]) -> Iterator[tuple[int, float, float]]:
    """Yield each series of a row, and from where to where its part of the bar goes."""
    low = 0.0
    for number, value in enumerate(row):
        if value:
            yield number, low, low + value
            low += value


def _lines(pen: Pen, middles: Sequence[float], at: Place) -> Iterator[str]:
    """Yield the lines of the series, broken where a number is missing."""
    for number in range(len(pen.chart.header) - 1):
        run: list[tuple[float, float]] = []
        for x, row in zip((*middles, 0.0), (*pen.chart.values, None), strict=True):
            value = row[number] if row else None
            if value is not None:
                run.append((x, at(value)))
            elif run:
                yield pen.path(number, run)
                run = []


def _lying(pen: Pen, top: float) -> Drawn:
    """Return bars from left to right, their categories before them and numbers behind."""
    chart, steps = pen.chart, scale(pen.chart)
    left = max(pen.wide(row[0]) for row in chart.cells) + 8
    left = min(left, 0.45 * pen.width)
    behind = max(pen.wide(cell) for row in chart.cells for cell in row[1:])
    room = pen.width - left - behind - 6
    side_by_side = 1 if chart.stacked else len(chart.header) - 1
    thick = max(14.0 / side_by_side, 8.0)
    slot = max(_ROW, thick * side_by_side + 8)

    def at(value: float) -> float:
        return left + room * (value - steps[0]) / (steps[-1] - steps[0])

    foot = top + slot * len(chart.cells)
    parts = [pen.rule(at(0), top, at(0), foot)]
    for place, (row, values) in enumerate(zip(chart.cells, chart.values, strict=True)):
        middle = top + slot * (place + 0.5)
        parts.append(pen.words(left - 6, middle + 3, row[0], "end"))
        if chart.stacked:
            for number, low, high in _stack(values):
                bar = pen.bar(number, at(low), middle - thick / 2, at(high) - at(low), thick)
                parts.append(bar)
            continue
        for number, value in enumerate(values):
            if value is not None:
                begin, end = sorted((at(0), at(value)))
                y = middle + thick * (number - len(values) / 2)
                parts.append(pen.bar(number, begin, y, end - begin, thick))
                parts.append(pen.words(end + 4, y + thick / 2 + 3, row[number + 1]))
    return parts, foot + 6


def _pie(pen: Pen) -> Drawn:
    """Return a pie, and its parts named in a list beside it."""
    values = [row[0] or 0.0 for row in pen.chart.values]
    line = 1.3 * LINE
    height = max(2 * _RADIUS + 16, line * len(values) + 16)
    parts, turn = [], 0.0
    for number, value in enumerate(values):
        share = value / sum(values)
        parts.append(_slice(pen, number, (_RADIUS + 30, height / 2), (turn, turn + share)))
        turn += share
    first = height / 2 - line * (len(values) - 1) / 2 + 3
    for number, row in enumerate(pen.chart.cells):
        y = first + line * number
        parts.append(pen.sign(number, 2 * _RADIUS + 80, y))
        parts.append(pen.words(2 * _RADIUS + 104, y, ": ".join(filter(None, row))))
    return parts, height


def _slice(pen: Pen, number: int, middle: tuple[float, float], turns: tuple[float, float]) -> str:
    """Return a slice between two shares of the whole turn."""
    x, y = middle
    start, end = turns
    if end - start > 0.9999:
        return f'<circle cx="{x}" cy="{y}" r="{_RADIUS}" {pen.fill(number)}/>'
    if end == start:
        return ""
    (x1, y1), (x2, y2) = (
        (x + _RADIUS * sin(2 * pi * turn), y - _RADIUS * cos(2 * pi * turn)) for turn in turns
    )
    large = int(end - start > 0.5)
    return (
        f'<path d="M{x:.1f} {y:.1f}L{x1:.2f} {y1:.2f}A{_RADIUS} {_RADIUS} 0 {large} 1'
        f' {x2:.2f} {y2:.2f}Z" {pen.fill(number)}/>'
    )
