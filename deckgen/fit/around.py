"""What stands over and under a page's main shape: paragraphs, a callout, footnotes."""

from __future__ import annotations

from collections.abc import Sequence

from deckgen.fit.atoms import Atom, atoms, stack_height
from deckgen.fit.deck import Frame
from deckgen.fit.extents import text_height
from deckgen.fit.page import Page, place_of
from deckgen.fit.pieces import Text
from deckgen.fit.sizes import FRAME_GAP_PT, Area, Sizes
from deckgen.fit.stacking import grouped, text_frame
from deckgen.values import Value, replace

GAP_PT = 1.25 * FRAME_GAP_PT


class Around(Value):
    """Paragraphs over and under, each frame a row of atoms; the footnotes come last."""

    over: tuple[Atom, ...]
    under: tuple[tuple[Atom, ...], ...]

    @property
    def height(self) -> float:
        """How much of the page they take, the gaps to what is between them included."""
        rows = [row for row in (self.over, *self.under) if row]
        return sum(stack_height(row) + GAP_PT for row in rows)

    @property
    def over_height(self) -> float:
        """How much of it stands over the shape."""
        return stack_height(self.over) + GAP_PT if self.over else 0.0


def around(
    before: Sequence[Text], after: Sequence[Text], page: Page, sizes: Sizes
) -> Around | None:
    """Return what stands around a shape; None where it needs more than a layout's places."""
    width, tall = page.area.width, page.area.height
    over = tuple(atoms(tuple(before), sizes, width, tall, page.setting))
    under = atoms(tuple(after), sizes, width, tall, page.setting)
    notes = page.notes(width, sizes)
    rows = grouped([*under, *(replace(note, frame=("notes", 0)) for note in notes)])
    if len(rows) > 2 or (over and len(grouped(over)) != 1):
        return None
    if (rows or over) and page.setting.theme.template:
        return None
    return Around(over, tuple(rows))


def around_frames(
    found: Around, layout: str, page: Page, sizes: Sizes, top: float, bottom: float
) -> tuple[list[Frame], list[Frame]]:
    """Return the frames over ``top`` and those under ``bottom``, both the shape's own edges."""
    area, setting = page.area, page.setting
    over: list[Frame] = []
    if found.over:
        height = stack_height(found.over)
        at = Area(area.x, top - GAP_PT - height, area.width, height)
        idx = place_of(setting, layout, "text").idx
        over.append(text_frame(found.over, at, sizes, setting, idx))
    under: list[Frame] = []
    y = bottom + GAP_PT
    for number, row in enumerate(found.under, 1):
        height = stack_height(row)
        idx = place_of(setting, layout, "text", number).idx
        at = Area(area.x, y, area.width, height)
        under.append(text_frame(row, at, sizes, setting, idx))
        y += height + GAP_PT
    return over, under


def text_row(texts: Sequence[Text], sizes: Sizes, width: float) -> tuple[Atom, ...]:
    """Return paragraphs of one frame as atoms ``width`` points wide, none of them cut."""
    return tuple(
        Atom(
            text,
            ("", 0),
            text_height(text, sizes, width),
            space=text.space_em * sizes.of(text.style) * sizes.spacing,
        )
        for text in texts
    )
