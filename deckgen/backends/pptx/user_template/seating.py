"""A deck fitted to a user's template, as its placeholders take it: with margins, and seated."""

from __future__ import annotations

from types import MappingProxyType
from typing import Final

from deckgen.fit.deck import (
    CodeFrame,
    Deck,
    FittedSlide,
    Frame,
    PictureFrame,
    TableFrame,
    TextFrame,
)
from deckgen.fit.sizes import insets_pt
from deckgen.model import Align
from deckgen.theme import Box, Layout, Placeholder, Seat, Theme
from deckgen.values import replace

NOWHERE: Final = -1
"""The number of no placeholder: what has it stands in a box of its own."""

_TEXT: Final = frozenset({"obj", "body", "subTitle"})
_TAKES: Final = MappingProxyType(
    {
        TextFrame: _TEXT, CodeFrame: _TEXT,
        TableFrame: frozenset({"obj", "tbl"}), PictureFrame: frozenset({"obj", "pic"}),
    }
)  # fmt: skip


def seated(deck: Deck, theme: Theme) -> tuple[Deck, Theme]:
    """Return deck and theme with the boxes of the template's own placeholders.

    Fitting knows only what their margins leave free.
    """
    slides = tuple(_slide(slide, theme.layout(slide.layout), theme) for slide in deck.slides)
    layouts = tuple(_layout(layout, deck) for layout in theme.layouts)
    return replace(deck, slides=slides), replace(theme, layouts=layouts)


def _layout(layout: Layout, deck: Deck) -> Layout:
    # An opening says itself what the others' feet say.
    running = "" if layout.name == "Title Slide" else deck.footer
    places = (_place(place, running, deck.meta.date) for place in layout.placeholders)
    return replace(layout, placeholders=tuple(places))


def _place(place: Placeholder, running: str, date: str) -> Placeholder:
    seat = place.seat
    if seat is None or not seat.type:
        return place
    text = seat.text
    match place.kind:
        case "footer":
            text = seat.text or running
        case "date":  # a date that counts on by itself would say nothing about the lesson
            text = date or ("" if seat.field else seat.text)
    seat = replace(seat, text=text)
    return replace(place, box=seat.box, insets=seat.insets, seat=seat)


def _slide(slide: FittedSlide, layout: Layout, theme: Theme) -> FittedSlide:
    places = {place.idx: place for place in layout.placeholders}
    title = next(iter(layout.find("title")), None)
    frames = tuple(_frame(frame, places.get(frame.idx), title, theme) for frame in slide.frames)
    box = slide.title_box
    if title and title.seat and title.seat.type:
        box = title.seat.box if box == title.box else _grown(box, title.seat)
    return replace(slide, title_box=box, frames=frames)


def _frame(
    frame: Frame, place: Placeholder | None, title: Placeholder | None, theme: Theme
) -> Frame:
    seat = place.seat if place else None
    if seat is None or seat.type not in _TAKES.get(type(frame), frozenset()):
        return _free(frame, title)
    if title and title.seat and title.seat.type == "ctrTitle":
        frame = _aligned(frame, seat, title.seat)
    if not isinstance(frame, TextFrame) or frame.panel or any(frame.insets_pt):
        return frame
    box = seat.box if place and frame.box == place.box else _grown(frame.box, seat)
    if not _inside(box, theme):
        return frame
    return replace(frame, box=box, insets_pt=insets_pt(seat.insets))


def _inside(box: Box, theme: Theme) -> bool:
    right, bottom = box.x + box.width, box.y + box.height
    return min(box.x, box.y) >= 0 and right <= theme.width and bottom <= theme.height


def _free(frame: Frame, title: Placeholder | None) -> Frame:
    """Return a frame without a placeholder; on an opening its text runs as the title does."""
    if title and title.seat and title.seat.type == "ctrTitle":
        frame = _aligned(frame, Seat(align="l"), title.seat)
    return replace(frame, idx=NOWHERE)


def _aligned(frame: Frame, seat: Seat, title: Seat) -> Frame:
    """Return text aligned as the title is, where its own place would align it otherwise."""
    align = _ALIGNS.get(title.align, Align.NONE)
    if not isinstance(frame, TextFrame) or frame.panel or seat.align == title.align:
        return frame
    lines = (replace(one, align=align) if one.align is Align.NONE else one for one in frame.lines)
    return replace(frame, lines=tuple(lines))


_ALIGNS: Final = MappingProxyType({"l": Align.LEFT, "ctr": Align.CENTER, "r": Align.RIGHT})


def _grown(box: Box, seat: Seat) -> Box:
    left, top, right, bottom = seat.insets
    return Box(box.x - left, box.y - top, box.width + left + right, box.height + top + bottom)
