"""Decks that are read from right to left: everything stands on the other side."""

from __future__ import annotations

from deckgen.fit.deck import CodeFrame, Deck, FittedSlide, TextFrame
from deckgen.theme import Box, Layout, Placeholder, Shape, Theme
from deckgen.values import replace


def mirrored_theme(theme: Theme) -> Theme:
    """Return the theme with its decorations and placeholders exchanged left for right."""
    width = theme.width
    return replace(
        theme,
        shapes=tuple(_shape(shape, width) for shape in theme.shapes),
        layouts=tuple(_layout(layout, width) for layout in theme.layouts),
        right_to_left=True,
    )


def _layout(layout: Layout, width: int) -> Layout:
    return replace(
        layout,
        placeholders=tuple(_placeholder(place, width) for place in layout.placeholders),
        shapes=tuple(_shape(shape, width) for shape in layout.shapes),
    )


def _placeholder(place: Placeholder, width: int) -> Placeholder:
    left, top, right, bottom = place.insets
    return replace(place, box=_box(place.box, width), insets=(right, top, left, bottom))


def _shape(shape: Shape, width: int) -> Shape:
    turned = "".join(sorted({"h"} ^ set(shape.flip)))
    return replace(shape, box=_box(shape.box, width), flip=turned)


def _box(box: Box, width: int) -> Box:
    return replace(box, x=width - box.x - box.width)


def mirrored_deck(deck: Deck, width: int) -> Deck:
    """Return the deck, fitted to the theme as it is, as its mirrored theme wants it."""
    return replace(deck, slides=tuple(_slide(slide, width) for slide in deck.slides))


def _slide(slide: FittedSlide, width: int) -> FittedSlide:
    frames = []
    for frame in slide.frames:
        moved = replace(frame, box=_box(frame.box, width))
        if isinstance(moved, TextFrame | CodeFrame):
            left, top, right, bottom = moved.insets_pt
            moved = replace(moved, insets_pt=(right, top, left, bottom))
        frames.append(moved)
    rules = tuple(replace(rule, box=_box(rule.box, width)) for rule in slide.rules)
    title_box = _box(slide.title_box, width)
    return replace(slide, title_box=title_box, frames=tuple(frames), rules=rules)
