"""Text on the left, one picture on the right: the widest picture that leaves the text its room."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from typing import Final

from deckgen.fit.atoms import Atom, frame_count, stack_height
from deckgen.fit.deck import Frame, Style
from deckgen.fit.extents import caption_height, picture_height, text_em
from deckgen.fit.page import Composition, Page, place_of, set_again
from deckgen.fit.pieces import PicturePiece, Text
from deckgen.fit.sizes import MOST_FRAMES, Area
from deckgen.fit.stacking import open_spaces, picture_frames, text_frame
from deckgen.theme import EMU_PER_PT

WIDE_PICTURE: Final = 2.2
"""A picture wider than this many times its height stands under its text, not beside it."""

LARGER: Final = 1.2
"""How many times higher a picture must come out to go under its text instead of beside it."""


def beside(page: Page) -> Composition | None:
    """Text on the left, one picture on the right."""
    pictures = [piece for piece in page.pieces if isinstance(piece, PicturePiece)]
    words = tuple(piece for piece in page.pieces if isinstance(piece, Text))
    if len(pictures) != 1 or not words or len(words) + 1 != len(page.pieces):
        return None
    picture = pictures[0].picture
    if any(piece.panel for piece in words):
        return None
    if picture.width_px > WIDE_PICTURE * picture.height_px:
        return None
    body, place, below = (
        place_of(page.setting, "Content and Picture", kind)
        for kind in ("body", "picture", "caption")
    )
    own = tuple(atom for atom in page.row if isinstance(atom.piece, Text))
    fitting = (
        (row, height, area, side)
        for area, side in _sides(Area.of(body.box), Area.of(place.box))
        if (height := stack_height(row := set_again(page, own, area))) <= area.height
        and not (area.width < body.box.width / EMU_PER_PT and _breaks_formulas(row, page, area))
    )
    row, height, area, side = next(fitting, ((), 0.0, page.area, page.area))
    if not row:
        return None
    if _is_larger_below(page, pictures[0], side):
        return None
    stretch = open_spaces(row, page.sizes, 0.6 * (area.height - height))
    frames: list[Frame] = [text_frame(row, area, page.sizes, page.setting, body.idx, stretch)]
    frames += picture_frames(pictures[0], side, page.sizes, iter((place.idx, below.idx)))
    high = frames[1].box.height / EMU_PER_PT
    return Composition("Content and Picture", tuple(frames), max(height, high) / area.height)


def _breaks_formulas(row: tuple[Atom, ...], page: Page, area: Area) -> bool:
    return any(
        piece.measured.line_count(text_em(piece, page.sizes, area.width)) > 1
        for piece in (atom.piece for atom in row)
        if isinstance(piece, Text) and piece.style is Style.FORMULA
    )


def _sides(body: Area, picture: Area) -> Iterator[tuple[Area, Area]]:
    """Yield the areas of text and picture, the widest picture first, the layout's own last."""
    gutter = picture.x - body.x - body.width
    free = body.width + picture.width
    for share in (0.42, 0.5):
        left = replace(body, width=share * free)
        x = left.x + left.width + gutter
        yield left, Area(x, body.y, free - left.width, body.height)
    yield body, replace(picture, height=body.y + body.height - picture.y)


def _is_larger_below(page: Page, piece: PicturePiece, side: Area) -> bool:
    """Tell whether a picture is clearly larger under the text than beside it."""
    row = page.whole_row
    rest = page.area.height - stack_height(row)
    atom = next(atom for atom in row if atom.piece is piece)
    if rest < 0 or frame_count(row) > MOST_FRAMES:
        return False
    below = min(picture_height(piece, page.area.width), atom.height + rest)
    caption = caption_height(piece, page.sizes, side.width)
    beside = min(picture_height(piece, side.width), side.height - caption)
    return below > LARGER * beside
