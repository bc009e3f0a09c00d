"""Text alone on its page: in one column, or in two or three."""

from __future__ import annotations

from typing import Final

from deckgen.fit.atoms import STRAY, frame_count, stack_height
from deckgen.fit.deck import Bullet, Frame
from deckgen.fit.extents import column_areas
from deckgen.fit.page import Composition, Page, lowered, only_text, place_of, set_again
from deckgen.fit.pieces import ColumnsPiece, Text
from deckgen.fit.sizes import Area
from deckgen.fit.stacking import grouped, open_spaces, stack, text_frame, wanted_space

SHORT_BULLETS: Final = 8


def columns(page: Page) -> Composition | None:
    """Two or three columns, nothing else."""
    if len(page.pieces) != 1 or not isinstance(page.pieces[0], ColumnsPiece) or page.is_noted:
        return None
    piece, (atom,) = page.pieces[0], page.row
    count_of = len(atom.columns)
    layout = {2: "Two Content", 3: "Three Content"}.get(count_of)
    simple = all(frame_count(col) == len(grouped(col)) == 1 for col in atom.columns)
    if not layout or not simple or atom.height > page.area.height:
        return None
    frames: list[Frame] = []
    areas = column_areas(piece, page.area, page.setting)
    room = 0.6 * (page.area.height - atom.height)
    stretch = min(open_spaces(column, page.sizes, room) for column in atom.columns)
    for number, (column, area) in enumerate(zip(atom.columns, areas, strict=True)):
        idx = place_of(page.setting, layout, "body", number).idx
        if column[0].frame == ("", 0):
            frames.append(text_frame(column, area, page.sizes, page.setting, idx, stretch))
        else:
            frames.extend(stack(column, area, page.sizes, page.setting, iter((idx,)), stretch))
    return Composition(layout, tuple(frames), atom.height / page.area.height)


def two_lists(page: Page) -> Composition | None:
    """Many short bullets, in two columns."""
    row = only_text(page)
    short = len(row) >= SHORT_BULLETS and page.row == row
    bullets = sum(isinstance(a.piece, Text) and a.piece.bullet is not Bullet.NONE for a in row)
    if not short or bullets < 0.7 * len(row):
        return None
    return _halves(page, most_lines=1)


def halves(page: Page) -> Composition | None:
    """Text in two columns, whatever it is."""
    return _halves(page)


def _halves(page: Page, most_lines: int = 0) -> Composition | None:
    """Text in two columns, as even as its best places to break allow."""
    row = only_text(page)
    if len(row) < 2 or page.row != row:
        return None
    places = [place_of(page.setting, "Two Content", "body", number) for number in (0, 1)]
    areas = [Area.of(place.box) for place in places]
    narrow = set_again(page, row, areas[0])
    line = 1.2 * page.sizes.heading + 0.1
    if most_lines and any(atom.height > most_lines * line for atom in narrow):
        return None
    if stack_height(narrow) > 3 * areas[0].height:  # thousands of points, tried in every way
        return None
    halves = [
        (max(stack_height(narrow[:at]), stack_height(narrow[at:])), at)
        for at in range(1, len(narrow))
        if _row_cost(page, at) < STRAY
    ]
    if not halves or min(halves)[0] > areas[0].height:
        return None
    height, at = min(halves)
    frames = []
    for place, area, half in zip(places, areas, (narrow[:at], narrow[at:]), strict=True):
        stretch = open_spaces(half, page.sizes, 0.6 * (area.height - height))
        frames.append(text_frame(half, area, page.sizes, page.setting, place.idx, stretch))
    return Composition("Two Content", tuple(frames), height / page.area.height)


def _row_cost(page: Page, at: int) -> float:
    """Return the cost of a break before the atom ``at``."""
    if at >= len(page.row):
        return 0.0
    atom = page.row[at]
    nested = isinstance(atom.piece, Text) and atom.piece.level > 0
    return STRAY if nested or atom.joins else atom.cost


def text(page: Page) -> Composition | None:
    """Text alone, from the top of the page."""
    row = only_text(page)
    height = stack_height(row)
    if not row or height > page.area.height:
        return None
    place = place_of(page.setting, "Title and Content", "body")
    stretch = open_spaces(row, page.sizes, 0.7 * (page.area.height - height))
    opened = height + stretch * wanted_space(row, page.sizes)
    area = lowered(page.area, opened)
    frame = text_frame(row, area, page.sizes, page.setting, place.idx, stretch)
    return Composition("Title and Content", (frame,), height / page.area.height)
