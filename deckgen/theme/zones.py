"""Where things stand on a theme's slides: its grid, its zones, and what is under each box."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

from deckgen.theme.tokens import EMU_PER_INCH, Box, Layout, Shape
from deckgen.values import Value


def inches(value: float) -> int:
    """Return inches as EMU."""
    return round(value * EMU_PER_INCH)


class Grid(Value):
    """The slide in inches: ``columns`` columns between the side margins."""

    width: float
    height: float
    margin: float
    gutter: float
    columns: int

    def box(self, column: int, span: int, top: float, bottom: float) -> Box:
        """Return the box that covers ``span`` columns from ``column`` (from 1)."""
        left, right = self.margin, self.width - self.margin
        x, wide = self.across(left, right, column, span)
        return Box(inches(x), inches(top), inches(wide), inches(bottom - top))

    def part(self, zone: Zone, column: int, span: int, top: float = 0, bottom: float = 100) -> Box:
        """Return the part of a zone over some of its columns, from and to a percentage of it."""
        left, above, wide, high = zone.at
        x, width = self.across(left, left + wide, column, span)
        y, end = above + high * top / 100, above + high * bottom / 100
        return Box(inches(x), inches(y), inches(width), inches(end) - inches(y))

    def across(self, left: float, right: float, column: int, span: int) -> tuple[float, float]:
        """Return where some columns begin and how wide they are, between two sides."""
        one = (right - left - (self.columns - 1) * self.gutter) / self.columns
        return left + (column - 1) * (one + self.gutter), span * one + (span - 1) * self.gutter


class Zone(Value):
    """Where all layouts have their title, content or foot: left, top, width, height in inches."""

    at: tuple[float, float, float, float]
    anchor: str = "t"
    align: str = "l"
    color: str = ""

    @classmethod
    def of(cls, data: Mapping[str, Any]) -> Zone:
        """Read a zone."""
        left, top, width, height = map(float, data["at"])
        return cls(**{**data, "at": (left, top, width, height)})


def grounds(box: Box, layout: Layout, master: tuple[Shape, ...]) -> Iterator[str]:
    """Yield the colors of the decorations under a box, the topmost first.

    The last is that of one that all of the box stands on; for paper it is empty.
    """
    drawn = (*master, *layout.shapes) if layout.master_shapes else layout.shapes
    for shape in reversed(drawn):
        if _meets(shape.box, box):
            yield shape.color
            if _holds(shape.box, box):
                return
    yield ""


def _meets(shape: Box, box: Box) -> bool:
    across = min(shape.x + shape.width, box.x + box.width) - max(shape.x, box.x)
    down = min(shape.y + shape.height, box.y + box.height) - max(shape.y, box.y)
    return across > 0 and down > 0


def _holds(shape: Box, box: Box) -> bool:
    return (
        shape.x <= box.x
        and shape.y <= box.y
        and shape.x + shape.width >= box.x + box.width
        and shape.y + shape.height >= box.y + box.height
    )
