"""What the drawings of charts are made of: words, fills and lines that also differ in gray."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from html import escape
from typing import Final

from deckgen.backends.pdf.css import color
from deckgen.charts import said
from deckgen.fonts import text_width
from deckgen.model import Chart, ChartKind
from deckgen.theme import Theme

SIZE: Final = 9.0
LINE: Final = 14.0
"""The size of a chart's words and their distance from line to line, in points."""

Place = Callable[[float], float]
"""Where a number stands on an axis."""


@dataclass(frozen=True, slots=True)
class Pen:
    """Draws parts of one chart; all lengths are in points."""

    chart: Chart
    width: float
    theme: Theme

    def patterns(self) -> Iterator[str]:
        """Yield a fill for each series but the first: hatched, faint, dotted and so on."""
        ink = color(self.theme, "accent")
        for number, marks in enumerate(_PATTERNS, 1):
            yield (
                f'<pattern id="p{number}" width="6" height="6" patternUnits="userSpaceOnUse">'
                f'<rect width="6" height="6" fill="#FFFFFF"/>{marks.format(ink=ink)}</pattern>'
            )

    def words(self, x: float, y: float, text: str, anchor: str = "start") -> str:
        """Return words that begin, end or have their middle at ``x``."""
        return (
            f'<text x="{x:.1f}" y="{y:.1f}" font-size="{SIZE}" text-anchor="{anchor}"'
            f' font-family="{escape(self.theme.fonts.body.print)}, sans-serif"'
            f' fill="{color(self.theme, "ink")}">{escape(text, quote=False)}</text>'
        )

    def wide(self, text: str) -> float:
        """Return how wide words are."""
        return text_width(text, self.theme.fonts.body.metrics) * SIZE / 1000 * 1.05

    def number(self, value: float) -> str:
        """Return a number as it stands at an axis."""
        return said(value) + self.chart.suffix

    def rule(self, x1: float, y1: float, x2: float, y2: float) -> str:
        """Return a hairline."""
        return (
            f'<line x1="{x1:.1f}" y1="{y1:.1f}" x2="{x2:.1f}" y2="{y2:.1f}"'
            f' stroke="{color(self.theme, "rule")}" stroke-width="0.6"/>'
        )

    def fill(self, number: int) -> str:
        """Return the fill of a series or slice, and the line around it."""
        ink = color(self.theme, "accent")
        pattern = number % (len(_PATTERNS) + 1)
        inside = f"url(#p{pattern})" if pattern else ink
        return f'fill="{inside}" stroke="{ink}" stroke-width="0.8"'

    def bar(self, number: int, x: float, y: float, width: float, height: float) -> str:
        """Return a bar of a series."""
        return (
            f'<rect x="{x:.1f}" y="{y:.1f}" width="{width:.1f}" height="{height:.1f}"'
            f" {self.fill(number)}/>"
        )

    def path(self, number: int, points: Sequence[tuple[float, float]]) -> str:
        """Return the line of a series, with a marker at every number."""
        ink = color(self.theme, "accent")
        return self._line(number, points) + "".join(_marker(number, *at, ink) for at in points)

    def _line(self, number: int, points: Sequence[tuple[float, float]]) -> str:
        route = " ".join(f"{x:.1f},{y:.1f}" for x, y in points)
        dashes = _DASHES[number % len(_DASHES)]
        look = f' stroke-dasharray="{dashes}"' if dashes else ""
        ink = color(self.theme, "accent")
        return f'<polyline points="{route}" fill="none" stroke="{ink}" stroke-width="1.6"{look}/>'

    def sign(self, number: int, x: float, y: float) -> str:
        """Return what stands before the name of a series."""
        if self.chart.kind is not ChartKind.LINE:
            return self.bar(number, x + 4, y - 8, 11, 9)
        line = self._line(number, [(x, y - 3), (x + 16, y - 3)])
        return line + _marker(number, x + 8, y - 3, color(self.theme, "accent"))


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


def _marker(number: int, x: float, y: float, ink: str) -> str:
    look = f'fill="{ink if number % 2 == 0 else "#FFFFFF"}" stroke="{ink}" stroke-width="1"'
    match number % 3:
        case 0:
            return f'<circle cx="{x:.1f}" cy="{y:.1f}" r="2.6" {look}/>'
        case 1:
            return f'<rect x="{x - 2.5:.1f}" y="{y - 2.5:.1f}" width="5" height="5" {look}/>'
        case _:
            top = f"M{x:.1f} {y - 3.2:.1f}"
            return f'<path d="{top}L{x + 3:.1f} {y + 2.4:.1f}H{x - 3:.1f}Z" {look}/>'
