"""The sizes that a slide is tried at, the largest first, and the room it has."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import zip_longest
from typing import Final

from deckgen.fit.deck import Style
from deckgen.theme import EMU_PER_PT, Box, Scale
from deckgen.values import Value, fields, replace

FRAME_GAP_PT: Final = 12.0
"""The least space between frames that stand one over the other."""

PANEL_INSETS_PT: Final = (18.0, 10.0, 14.0, 10.0)
CARD_INSETS_PT: Final = (16.0, 18.0, 14.0, 14.0)
LIST_INSETS_PT: Final = (30.0, 20.0, 24.0, 20.0)
CODE_INSETS_PT: Final = (14.4, 10.8, 14.4, 10.8)
TIGHT: Final = 0.6
"""The least share of the usual space between paragraphs: it goes before the size does."""

LOOSE: Final = 1.4
"""The most, where there is little on a slide."""

LARGER: Final = 7 / 6
"""How much larger the text of such a slide is than the largest of the scale."""

MOST_FRAMES: Final = 6
"""The places of the layout 'Stacked Content'."""

Insets = tuple[float, float, float, float]


class Sizes(Value):
    """One step of the scale, in points; ``spacing`` is a share of the usual space."""

    body: float
    heading: float
    code: float
    table: float
    caption: float
    footnote: float
    code_floor: float
    table_floor: float
    spacing: float = 1.0

    def of(self, style: Style) -> float:
        """Return the size of a paragraph."""
        # Asked for thousands of times a deck: identity is several times faster than a match.
        if style is _HEADING:
            return self.heading
        if style is _CAPTION:
            return self.caption
        if style is _FOOTNOTE:
            return self.footnote
        return self.body

    def scaled(self, factor: float) -> Sizes:
        """Return all sizes times ``factor``."""
        sizes = {name: factor * getattr(self, name) for name in fields(self)}
        return Sizes(**(sizes | {"spacing": self.spacing}))

    @property
    def tight(self) -> Sizes:
        """These sizes with the least space between paragraphs."""
        return replace(self, spacing=TIGHT)


# To look into an enumeration takes as long as all of the above.
_HEADING: Final = Style.HEADING
_CAPTION: Final = Style.CAPTION
_FOOTNOTE: Final = Style.FOOTNOTE


def steps(scale: Scale) -> tuple[Sizes, ...]:
    """Return the steps of a scale: text, code and tables go down together."""
    found = []
    above = scale.body[0] + 2
    body, code, table = scale.body[-1], scale.code[-1], scale.table[-1]
    for sizes in zip_longest(scale.body, scale.code, scale.table):
        body, code, table = sizes[0] or body, sizes[1] or code, sizes[2] or table
        floors = scale.code[-1], scale.table[-1]
        found.append(Sizes(body, above, code, table, scale.caption, scale.footnote, *floors))
        above = body
    return tuple(found)


def roomy(scale: Sequence[Sizes], step: int) -> Sizes:
    """Return the sizes for a slide with little on it, in a deck whose text is at ``step``."""
    sizes = scale[step]
    if step:
        above = scale[step - 1]
    else:
        body, code, table = (round(LARGER * size) for size in (sizes.body, sizes.code, sizes.table))
        above = replace(sizes, body=body, heading=body + 2, code=code, table=table)
    return replace(above, spacing=LOOSE)


class Area(Value):
    """A rectangle on a slide, in points."""

    x: float
    y: float
    width: float
    height: float

    @classmethod
    def of(cls, box: Box) -> Area:
        """Return a box in points."""
        emu = EMU_PER_PT
        return cls(box.x / emu, box.y / emu, box.width / emu, box.height / emu)

    @property
    def box(self) -> Box:
        """The area in whole EMU; boxes of areas that touch do not overlap."""
        x, y = int(self.x * EMU_PER_PT), int(self.y * EMU_PER_PT)
        right = int((self.x + self.width) * EMU_PER_PT)
        bottom = int((self.y + self.height) * EMU_PER_PT)
        return Box(x, y, right - x if right > x else 1, bottom - y if bottom > y else 1)


def insets_pt(insets: tuple[int, int, int, int]) -> Insets:
    """Return a placeholder's insets in points."""
    left, top, right, bottom = (inset / EMU_PER_PT for inset in insets)
    return left, top, right, bottom
