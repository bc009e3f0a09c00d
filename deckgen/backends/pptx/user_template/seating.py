"""A deck fitted to a user's template, as its placeholders take it: with margins, and seated."""

from __future__ import annotations

from dataclasses import replace
from types import MappingProxyType
from typing import Final

from deckgen.fit.deck import (
    CodeFrame,
    Deck,
    FittedSlide,
    Frame,
    Line,
    PictureFrame,
    TableFrame,
    TextFrame,
)
from deckgen.fit.sizes import insets_pt
from deckgen.model import Align
from deckgen.theme import Box, Layout, Placeholder, Seat, Theme

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
    return replace(layout, placeholders=tuple(_place(p, deck) for p in layout.placeholders))


def _place(place: Placeholder, deck: Deck) -> Placeholder:
    seat = place.seat
    if seat is None or not seat.type:
        return place
    text = seat.text
    match place.kind:
        case "footer":
            text = seat.text or deck.footer
        case "date":  # a date that counts on by itself would say nothing about the lesson
            text = deck.meta.date or ("" if seat.field else seat.text)
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
    if not isinstance(frame, TextFrame) or frame.panel or any(frame.insets_pt):
        return frame
    box = seat.box if place and frame.box == place.box else _grown(frame.box, seat)
    if (
        min(box.x, box.y) < 0
        or box.x + box.width > theme.width
        or box.y + box.height > theme.height
    ):
        return frame
    return replace(frame, box=box, insets_pt=insets_pt(seat.insets))


def _free(frame: Frame, title: Placeholder | None) -> Frame:
    """Return a frame without a placeholder; beside a centered title its text is centered too."""
    seat = title.seat if title else None
    centered = seat is not None and seat.type == "ctrTitle" and seat.align == "ctr"
    if not centered or not isinstance(frame, TextFrame) or frame.panel:
        return replace(frame, idx=NOWHERE)
    return replace(frame, idx=NOWHERE, lines=tuple(_centered(line) for line in frame.lines))


def _centered(line: Line) -> Line:
    return replace(line, align=Align.CENTER) if line.align is Align.NONE else line


def _grown(box: Box, seat: Seat) -> Box:
    left, top, right, bottom = seat.insets
    return Box(box.x - left, box.y - top, box.width + left + right, box.height + top + bottom)
