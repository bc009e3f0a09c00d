"""Two or three pictures alone: side by side, their captions below."""

from __future__ import annotations

from typing import Final

from deckgen.fit.deck import Frame
from deckgen.fit.extents import caption_height, picture_height
from deckgen.fit.page import Composition, Page, is_offered, place_of
from deckgen.fit.pieces import PicturePiece
from deckgen.fit.sizes import MOST_FRAMES, Area
from deckgen.fit.stacking import picture_frames

LAYOUTS: Final = {2: "Two Pictures", 3: "Three Pictures"}
HIGH: Final = 0.4
WIDE: Final = {2: 2.2, 3: 1.5}
"""Pictures so many times as wide as tall would come out too small beside as many."""


def gallery(page: Page) -> Composition | None:
    """Set two or three pictures side by side, as tall as the tallest needs."""
    pictures = [piece for piece in page.pieces if isinstance(piece, PicturePiece)]
    layout = LAYOUTS.get(len(pictures), "")
    if len(pictures) != len(page.pieces) or page.is_noted:
        return None
    if not is_offered(page.setting, layout):
        return None
    if min(_ratio(piece) for piece in pictures) > WIDE[len(pictures)]:
        return None
    areas = [
        Area.of(place_of(page.setting, layout, "picture", n).box) for n in range(len(pictures))
    ]
    tall = [
        min(picture_height(piece, area.width), page.area.height - _caption(piece, page, area))
        for piece, area in zip(pictures, areas, strict=True)
    ]
    both = max(
        high + _caption(piece, page, area)
        for high, piece, area in zip(tall, pictures, areas, strict=True)
    )
    y = page.area.y + HIGH * (page.area.height - both)
    frames: list[Frame] = []
    for number, (piece, area) in enumerate(zip(pictures, areas, strict=True)):
        places = [place_of(page.setting, layout, kind, number).idx for kind in _KINDS]
        at = Area(area.x, y, area.width, both)
        frames += picture_frames(piece, at, page.sizes, iter(places))
    if len(frames) > MOST_FRAMES:
        return None
    return Composition(layout, tuple(frames), both / page.area.height)


_KINDS: Final = ("picture", "caption")


def _ratio(piece: PicturePiece) -> float:
    return max(piece.picture.width_px, 1) / max(piece.picture.height_px, 1)


def _caption(piece: PicturePiece, page: Page, area: Area) -> float:
    return caption_height(piece, page.sizes, area.width)
