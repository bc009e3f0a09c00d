"""Text on the left, one picture on the right, where the picture comes out larger so."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

from deckgen.fit.atoms import Atom, frame_count, stack_height
from deckgen.fit.deck import Frame
from deckgen.fit.extents import caption_height, picture_height
from deckgen.fit.page import Composition, Page, place_of, set_again
from deckgen.fit.pieces import FormulaPiece, PicturePiece, Text
from deckgen.fit.sizes import LARGER, MOST_FRAMES, Area
from deckgen.fit.stacking import (
    grouped,
    open_spaces,
    picture_frames,
    stack,
    text_frame,
    wanted_space,
)
from deckgen.theme import EMU_PER_PT
from deckgen.values import replace

CLEARLY: Final = 1.1
"""How many times larger a picture must come out to go under its text instead of beside it."""

NARROWEST: Final = 0.42
"""The least share of the width that text beside a picture has."""

WIDEST: Final = 0.66
"""The most, where a tall picture needs less."""

LITTLE: Final = 0.5
"""Text that fills less of the height at a larger size gets it."""

HIGH: Final = 0.4
"""The share of the free height that stays over text and picture."""

SMALLEST_FORMULA: Final = 0.85
"""A formula that would be set smaller than this share of its text has too little room."""


def beside(page: Page) -> Composition | None:
    """Text and formulas on the left, one picture on the right."""
    pictures = [piece for piece in page.pieces if isinstance(piece, PicturePiece)]
    others = [piece for piece in page.pieces if isinstance(piece, Text | FormulaPiece)]
    if len(pictures) != 1 or not others or len(others) + 1 != len(page.pieces):
        return None
    own = tuple(atom for atom in page.row if not isinstance(atom.piece, PicturePiece))
    if any(isinstance(piece, Text) and piece.panel for piece in others) or frame_count(own) != 1:
        return None
    body, place, below = (
        place_of(page.setting, "Content and Picture", kind)
        for kind in ("body", "picture", "caption")
    )
    sides = _sides(Area.of(body.box), Area.of(place.box), pictures[0], page)
    fitting = (
        (row, area, side)
        for area, side in sides
        if stack_height(row := set_again(page, own, area)) <= area.height
        and not (area.width < body.box.width / EMU_PER_PT and _shrinks_formulas(row, page))
    )
    row, area, side = next(fitting, ((), page.area, page.area))
    if not row or _is_larger_below(page, pictures[0], side):
        return None
    picture = _widened(pictures[0], page, side)
    high = _height(picture, page, side)
    page, row = _larger(page, own, area, row)
    stretch = open_spaces(row, page.sizes, 0.6 * (area.height - stack_height(row)))
    tall = stack_height(row) + stretch * wanted_space(row, page.sizes)
    both = max(tall, high)
    y = area.y + HIGH * (area.height - both)
    area = replace(area, y=y + (both - tall) / 2, height=area.y + area.height - y)
    side = replace(side, y=y + (both - high) / 2, height=high)
    frames = _left(row, replace(area, height=tall), page, body.idx, stretch)
    frames += picture_frames(picture, side, page.sizes, iter((place.idx, below.idx)))
    return Composition("Content and Picture", tuple(frames), both / page.area.height)


def _larger(
    page: Page, own: tuple[Atom, ...], area: Area, row: tuple[Atom, ...]
) -> tuple[Page, tuple[Atom, ...]]:
    """Return the page and its text at a larger size where there is little of it."""
    largest = round(LARGER * page.setting.theme.scale.body[0])
    for more in (4.0, 2.0):
        size = page.sizes.body + more
        larger = replace(page, sizes=replace(page.sizes, body=size, heading=size + 2))
        again = set_again(larger, own, area)
        if size <= largest and stack_height(again) <= LITTLE * area.height:
            return larger, again
    return page, row


def _widened(piece: PicturePiece, page: Page, side: Area) -> PicturePiece:
    """Let the share that an author asks for be one of the slide's width, beside text too."""
    share = min(piece.figure.width * page.area.width / side.width, 1.0)
    return replace(piece, figure=replace(piece.figure, width=share))


def _height(piece: PicturePiece, page: Page, side: Area) -> float:
    """Return how tall a picture and its caption come out beside text, in points."""
    caption = caption_height(piece, page.sizes, side.width)
    return min(picture_height(piece, side.width) + caption, side.height)


def _left(row: tuple[Atom, ...], area: Area, page: Page, idx: int, stretch: float) -> list[Frame]:
    """Return the frames of the left; only its text takes the layout's place."""
    if len(grouped(row)) == 1:
        return [text_frame(row, area, page.sizes, page.setting, idx, stretch)]
    places = iter([idx if isinstance(g[0].piece, Text) else 0 for g in grouped(row)])
    return stack(row, area, page.sizes, page.setting, places, stretch)


def _shrinks_formulas(row: tuple[Atom, ...], page: Page) -> bool:
    least = SMALLEST_FORMULA * page.sizes.body
    return any(isinstance(atom.piece, FormulaPiece) and atom.size_pt < least for atom in row)


def _sides(
    body: Area, picture: Area, piece: PicturePiece, page: Page
) -> Iterator[tuple[Area, Area]]:
    """Yield the areas of text and picture, the widest picture first, the layout's own last."""
    gutter = picture.x - body.x - body.width
    free = body.width + picture.width
    ratio = max(piece.picture.width_px, 1) / max(piece.picture.height_px, 1)
    caption = caption_height(piece, page.sizes, picture.width)
    wanted = 1 - (body.height - caption) * ratio / free
    best = min(max(wanted, NARROWEST), WIDEST)
    for share in (best, 0.46, 0.5):
        if share < best:
            continue
        left = replace(body, width=share * free)
        x = left.x + left.width + gutter
        yield left, Area(x, body.y, free - left.width, body.height)
    yield body, replace(picture, height=body.y + body.height - picture.y)


def _is_larger_below(page: Page, piece: PicturePiece, side: Area) -> bool:
    """Tell whether a picture has clearly more area under the text than beside it."""
    row = page.whole_row
    rest = page.area.height - stack_height(row)
    atom = next(atom for atom in row if atom.piece is piece)
    if rest < 0 or frame_count(row) > MOST_FRAMES:
        return False
    below = min(picture_height(piece, page.area.width), atom.height + rest)
    caption = caption_height(piece, page.sizes, side.width)
    beside = _height(_widened(piece, page, side), page, side) - caption
    return below * below > CLEARLY * beside * beside
