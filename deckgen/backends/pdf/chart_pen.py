"""What the drawings of charts are made of: words, fills and lines that also differ in gray."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from html import escape
from typing import Final

from deckgen.charts import said
from deckgen.fonts import text_width
from deckgen.model import Chart, ChartKind
from deckgen.values import Value

SIZE: Final = 9.0
LINE: Final = 14.0
"""The size of a chart's words and their distance from line to line, in points."""

MOST_LABELS: Final = 12
"""More numbers than these are read from an axis."""

Place = Callable[[float], float]
"""Where a number stands on an axis."""


class Look(Value):
    """A chart's colors as ``#RRGGBB`` and its face.

    With ``series`` each has a color of its own, otherwise all have one, and
    differ in their patterns. ``title`` is drawn above, unless it is empty.
    """

    ink: str
    rule: str
    paper: str
    series: tuple[str, ...] = ()
    accent: str = ""
    face: str = ""
    metrics: str = ""
    title: str = ""


class Pen(Value):
    """Draws parts of one chart; all lengths are in points."""

    chart: Chart
    width: float
    look: Look

    def patterns(self) -> Iterator[str]:
        """Yield a fill for each series but the first: hatched, faint, dotted and so on."""
        ink, paper = self.look.accent, self.look.paper
        for number, marks in enumerate(_PATTERNS, 1):
            yield (
                f'<pattern id="p{number}" width="6" height="6" patternUnits="userSpaceOnUse">'
                f'<rect width="6" height="6" fill="{paper}"/>{marks.format(ink=ink)}</pattern>'
            )

    def words(
        self, x: float, y: float, text: str, anchor: str = "start", *, bold: bool = False
    ) -> str:
        """Return words that begin, end or have their middle at ``x``."""
        weight = ' font-weight="700"' if bold else ""
        return (
            f'<text{weight} x="{x:.1f}" y="{y:.1f}" font-size="{SIZE}" text-anchor="{anchor}"'
            f' font-family="{escape(self.look.face)}, sans-serif"'
            f' fill="{self.look.ink}">{escape(text, quote=False)}</text>'
        )

    def wide(self, text: str) -> float:
        """Return how wide words are."""
        return text_width(text, self.look.metrics) * SIZE / 1000 * 1.05

    def number(self, value: float) -> str:
        """Return a number as it stands at an axis."""
        return said(value) + self.chart.suffix

    def rule(self, x1: float, y1: float, x2: float, y2: float) -> str:
        """Return a hairline."""
        return (
            f'<line x1="{x1:.1f}" y1="{y1:.1f}" x2="{x2:.1f}" y2="{y2:.1f}"'
            f' stroke="{self.look.rule}" stroke-width="0.6"/>'
        )

    def fill(self, number: int) -> str:
        """Return the fill of a series or slice, and the line around it."""
        if self.look.series:
            return f'fill="{self.color(number)}" stroke="{self.look.paper}" stroke-width="0.8"'
        ink = self.look.accent
        pattern = number % (len(_PATTERNS) + 1)
        inside = f"url(#p{pattern})" if pattern else ink
        return f'fill="{inside}" stroke="{ink}" stroke-width="0.8"'

    @property
    def labeled(self) -> bool:
        """Tell whether numbers stand at what they measure: they need no axis and no names."""
        few = len(self.chart.header) == 2 and len(self.chart.cells) <= MOST_LABELS
        return few and bool(self.look.series) and self.chart.kind is not ChartKind.PIE

    def color(self, number: int) -> str:
        """Return the color of a series."""
        own = self.look.series
        return own[number % len(own)] if own else self.look.accent

    def bar(self, number: int, x: float, y: float, width: float, height: float) -> str:
        """Return a bar of a series."""
        return (
            f'<rect x="{x:.1f}" y="{y:.1f}" width="{width:.1f}" height="{height:.1f}"'
            f" {self.fill(number)}/>"
        )

    def path(self, number: int, points: Sequence[tuple[float, float]]) -> str:
        """Return the line of a series, with a marker at every number."""
        return self._line(number, points) + "".join(self._marker(number, *at) for at in points)

    def _line(self, number: int, points: Sequence[tuple[float, float]]) -> str:
        route = " ".join(f"{x:.1f},{y:.1f}" for x, y in points)
        dashes = _DASHES[number % len(_DASHES)]
        look = f' stroke-dasharray="{dashes}"' if dashes else ""
        ink = self.color(number)
        return f'<polyline points="{route}" fill="none" stroke="{ink}" stroke-width="1.6"{look}/>'

    def sign(self, number: int, x: float, y: float) -> str:
        """Return what stands before the name of a series."""
        if self.chart.kind is not ChartKind.LINE:
            return self.bar(number, x + 4, y - 8, 11, 9)
        line = self._line(number, [(x, y - 3), (x + 16, y - 3)])
        return line + self._marker(number, x + 8, y - 3)

    def _marker(self, number: int, x: float, y: float) -> str:
        ink = self.color(number)
        fill = ink if number % 2 == 0 or self.look.series else self.look.paper
        return _marker(number, x, y, f'fill="{fill}" stroke="{ink}" stroke-width="1"')


_PATTERNS: Final = (
    '<path d="M-1 1L1 -1M0 6L6 0M5 7L7 5" stroke="{ink}" stroke-width="1.1"/>',
    '<rect width="6" height="6" fill="{ink}" fill-opacity="0.25"/>',
    '<circle cx="3" cy="3" r="1.3" fill="{ink}"/>',
    '<path d="M0 3H6" stroke="{ink}" stroke-width="1.4"/>',
    '<path d="M0 0L6 6M0 6L6 0" stroke="{ink}" stroke-width="0.9"/>',
    '<rect width="6" height="6" fill="{ink}" fill-opacity="0.55"/>',
    '<path d="M3 0V6" stroke="{ink}" stroke-width="1.4"/>',
)
_DASHES: Final = ("", "5 3", "1.5 2.5", "7 3 1.5 3")


def _marker(number: int, x: float, y: float, look: str) -> str:
    match number % 3:
        case 0:
            return f'<circle cx="{x:.1f}" cy="{y:.1f}" r="2.6" {look}/>'
        case 1:
            return f'<rect x="{x - 2.5:.1f}" y="{y - 2.5:.1f}" width="5" height="5" {look}/>'
        case _:
            top = f"M{x:.1f} {y - 3.2:.1f}"
            return f'<path d="{top}L{x + 3:.1f} {y + 2.4:.1f}H{x - 3:.1f}Z" {look}/>'
