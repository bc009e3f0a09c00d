"""One thing alone on its page: code, a chart, a formula, a table or a picture."""

from __future__ import annotations

from typing import Final

from deckgen.fit.atoms import Atom, stack_height
from deckgen.fit.deck import Frame
from deckgen.fit.formula_extents import formula_extent
from deckgen.fit.page import Composition, Page, composition, lowered, place_of
from deckgen.fit.pieces import ChartPiece, CodePiece, FormulaPiece, PicturePiece, TablePiece, Text
from deckgen.fit.sizes import Area
from deckgen.fit.stacking import (
    code_frame,
    formula_frame,
    grouped,
    picture_frames,
    stack,
    table_frame,
)
from deckgen.values import replace

ROOMY_TABLE: Final = 0.85
TALLEST_ROWS: Final = 1.5
"""A table alone opens its rows until it fills this share of the page, or they are so tall."""


def alone(page: Page) -> Composition | None:
    """One code block, table or picture, in the layout made for it."""
    if len(page.pieces) != 1 or isinstance(page.pieces[0], Text):
        return None
    groups = grouped(page.whole_row)
    if len(groups) != 1 or stack_height(groups[0]) > page.area.height:
        return None
    group = groups[0]
    match group[0].piece:
        case CodePiece() as piece:
            place = place_of(page.setting, "Code", "code")
            frames: list[Frame] = [code_frame(piece, group, Area.of(place.box), place.idx)]
            return composition("Code", frames, page)
        case ChartPiece():
            idx = place_of(page.setting, "Title and Content", "body").idx
            frames = stack(page.row, page.area, page.sizes, page.setting, iter((idx,)))
            return composition("Title and Content", frames, page)
        case FormulaPiece() as formula:
            return _large_formula(formula, page)
        case TablePiece():
            return _table(group, page)
        case PicturePiece() as picture:
            places = [
                place_of(page.setting, "Picture with Caption", kind).idx
                for kind in ("picture", "caption")
            ]
            frames = picture_frames(picture, page.area, page.sizes, iter(places))
            return composition("Picture with Caption", frames, page)
        case _:
            return None


def _table(group: tuple[Atom, ...], page: Page) -> Composition | None:
    """One table; its rows open where there are few of them."""
    piece = group[0].piece
    assert isinstance(piece, TablePiece)
    height = stack_height(group)
    opened = min(max(ROOMY_TABLE * page.area.height / height, 1.0), TALLEST_ROWS)
    area = lowered(page.area, opened * height)
    idx = place_of(page.setting, "Table", "table").idx
    frame = table_frame(piece, group, area, idx, opened)
    return Composition("Table", (frame,), height / page.area.height)


def _large_formula(piece: FormulaPiece, page: Page) -> Composition | None:
    """One formula, large, in the middle."""
    place = place_of(page.setting, "Title and Content", "body")
    area = Area.of(place.box)
    for size in page.setting.theme.scale.statement:
        sizes = replace(page.sizes, body=size)
        extent = formula_extent(piece, sizes, area.width)
        if extent.size_pt == size and extent.height <= area.height:
            break
    else:
        return None
    at = replace(area, y=area.y + 0.36 * (area.height - extent.height), height=extent.height)
    frame = formula_frame(piece, size, at, sizes, place.idx)
    return Composition("Title and Content", (frame,), extent.height / page.area.height)
