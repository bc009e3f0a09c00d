"""The sizes that a slide is tried at, the largest first, and the room it has."""

from __future__ import annotations

from dataclasses import dataclass, fields
from itertools import zip_longest
from typing import Final

from deckgen.fit.deck import Style
from deckgen.theme import EMU_PER_PT, Box, Scale

FRAME_GAP_PT: Final = 12.0
"""The least space between frames that stand one over the other."""

PANEL_INSETS_PT: Final = (18.0, 10.0, 14.0, 10.0)
CODE_INSETS_PT: Final = (14.4, 10.8, 14.4, 10.8)
MOST_FRAMES: Final = 6
"""The places of the layout 'Stacked Content'."""

Insets = tuple[float, float, float, float]


@dataclass(frozen=True, slots=True)
class Sizes:
    """One step of the scale, in points."""

    body: float
    heading: float
    code: float
    table: float
    caption: float
    footnote: float
    code_floor: float
    table_floor: float

    def of(self, style: Style) -> float:
        """Return the size of a paragraph."""
        match style:
            case Style.HEADING:
                return self.heading
            case Style.CAPTION:
                return self.caption
            case Style.FOOTNOTE:
                return self.footnote
            case _:
                return self.body

    def scaled(self, factor: float) -> Sizes:
        """Return all sizes times ``factor``."""
        return Sizes(*(factor * getattr(self, each.name) for each in fields(self)))


def steps(scale: Scale) -> tuple[Sizes, ...]:
    """Return the steps of a scale: text, code and tables go down together."""
    found = []
    above = scale.body[0]
    body, code, table = scale.body[-1], scale.code[-1], scale.table[-1]
    for sizes in zip_longest(scale.body, scale.code, scale.table):
        body, code, table = sizes[0] or body, sizes[1] or code, sizes[2] or table
        floors = scale.code[-1], scale.table[-1]
        found.append(Sizes(body, above, code, table, scale.caption, scale.footnote, *floors))
        above = body
    return tuple(found)


@dataclass(frozen=True, slots=True)
class Area:
    """A rectangle on a slide, in points."""

    x: float
    y: float
    width: float
    height: float

    @classmethod
    def of(cls, box: Box) -> Area:
        """Return a box in points."""
        return cls(*(side / EMU_PER_PT for side in (box.x, box.y, box.width, box.height)))

    @property
    def box(self) -> Box:
        """The area in whole EMU; boxes of areas that touch do not overlap."""
        x, y = int(self.x * EMU_PER_PT), int(self.y * EMU_PER_PT)
        right = int((self.x + self.width) * EMU_PER_PT)
        bottom = int((self.y + self.height) * EMU_PER_PT)
        return Box(x, y, max(right - x, 1), max(bottom - y, 1))


def insets_pt(insets: tuple[int, int, int, int]) -> Insets:
    """Return a placeholder's insets in points."""
    left, top, right, bottom = (inset / EMU_PER_PT for inset in insets)
    return left, top, right, bottom
