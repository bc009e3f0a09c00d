"""Where our placeholders stand on a user's layout: in its own, or in boxes where it has none."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from types import MappingProxyType
from typing import Final

from deckgen.backends.pptx.user_template.layouts import OwnLayout, Place
from deckgen.theme import EMU_PER_INCH, Box, Layout, Placeholder, Seat
from deckgen.values import Value, replace

_TEXT: Final = ("obj", "body")
_ACCEPTED: Final = MappingProxyType(
    {
        "title": ("title", "ctrTitle"), "subtitle": ("subTitle", "body"), "kicker": ("body",),
        "lead": ("subTitle", *_TEXT), "table": ("obj", "tbl"), "picture": ("obj", "pic"),
        "caption": ("body",), "footer": ("ftr",), "number": ("sldNum",), "date": ("dt",),
    }
)  # fmt: skip
"""The template's types of placeholder that can take what is meant for each kind of ours."""

_FIRST: Final = ("lead", "statement", "body", "code", "table", "picture")
_FOOT: Final = ("footer", "number", "date")


class Stretch(Value):
    """Carries boxes from where our content stands to where the template's does."""

    ours: Box
    theirs: Box

    def __call__(self, box: Box) -> Box:
        """Return the box at the same place, in proportion."""
        left, right = (self._x(x) for x in (box.x, box.x + box.width))
        top, bottom = (self._y(y) for y in (box.y, box.y + box.height))
        return Box(left, top, max(right - left, 1), max(bottom - top, 1))

    def _x(self, x: int) -> int:
        return self.theirs.x + (x - self.ours.x) * self.theirs.width // self.ours.width

    def _y(self, y: int) -> int:
        return self.theirs.y + (y - self.ours.y) * self.theirs.height // self.ours.height


def placeholders(
    layout: Layout, own: OwnLayout, stretch: Stretch, *, same: bool
) -> tuple[Placeholder, ...]:
    """Return our layout's placeholders as they stand on the template's.

    ``same`` says that the template's layout is the like of ours, so that its
    own boxes hold; otherwise ours do, in the template's content area.
    """
    seats = _seats(layout, own, stretch)
    found = []
    for place in layout.placeholders:
        seat = seats.get(place.idx)
        if place.kind in _FOOT:
            continue
        if seat is None:
            box = (
                own.titles[0].inner if place.kind == "title" and own.titles else stretch(place.box)
            )
            found.append(replace(place, box=box, insets=_NONE, color="", fill="", seat=Seat()))
        else:
            keeps = same or place.kind == "title"
            box = seat.inner if keeps else stretch(place.box)
            found.append(_seated(place, seat, box))
    return (*found, *_feet(own, {place.idx for place in found}))


_NONE: Final = (0, 0, 0, 0)


def _seated(place: Placeholder, seat: Place, box: Box) -> Placeholder:
    if seat.capitals:
        # Capitals are up to a third wider than the small letters that are measured.
        box = replace(box, width=box.width * 3 // 4)
    return replace(
        place, name=seat.name or place.name, box=box, insets=_NONE, anchor=seat.anchor, color="",
        fill="", seat=_seat(seat),
    )  # fmt: skip


def _seat(place: Place) -> Seat:
    return Seat(place.type, place.idx, place.box, place.insets, place.align, place.text,
                place.field, place.bullets, place.color, place.faded)  # fmt: skip


def _seats(layout: Layout, own: OwnLayout, stretch: Stretch) -> dict[int, Place]:
    """Return the template's placeholder for each of ours: the same number, else the nearest."""
    free = [place for place in own.places if place.plain]
    found: dict[int, Place] = {}
    for place in sorted(layout.placeholders, key=_rank):
        accepted = [one for one in free if one.type in _ACCEPTED.get(place.kind, _TEXT)]
        if accepted:
            target = stretch(place.box)
            best = min(accepted, key=lambda one: (one.idx != place.idx, _distance(one.box, target)))
            found[place.idx] = best
            free.remove(best)
    return found


def _rank(place: Placeholder) -> int:
    return _FIRST.index(place.kind) if place.kind in _FIRST else len(_FIRST)


def _distance(one: Box, other: Box) -> int:
    across = 2 * one.x + one.width - 2 * other.x - other.width
    down = 2 * one.y + one.height - 2 * other.y - other.height
    return across * across + down * down


def _feet(own: OwnLayout, used: Iterable[int]) -> Iterator[Placeholder]:
    """Yield footer, slide number and date as the template has them."""
    taken = set(used)
    kinds = {"ftr": "footer", "sldNum": "number", "dt": "date"}
    for place in own.places:
        kind = kinds.get(place.type)
        if kind:
            idx = next(n for n in (place.idx, *range(1000, 2000)) if n not in taken)
            taken.add(idx)
            yield Placeholder(kind, idx, place.name, place.inner, _NONE, place.anchor,
                              seat=_seat(place))  # fmt: skip


_COLUMN: Final = EMU_PER_INCH * 7 // 2


def opening_places(
    places: tuple[Placeholder, ...], highest: int, lowest: int
) -> tuple[Placeholder, ...]:
    """Return an opening's places stacked in one column, where its title and text stand.

    The column grows down to ``lowest``, then up to ``highest``, until it has
    room for a lead.
    """
    title = next(place.box for place in places if place.kind == "title")
    seated = [p.box for p in places if p.kind not in _FOOT and p.seat and p.seat.type]
    top = min(box.y for box in seated)
    bottom = max(box.y + box.height for box in seated)
    bottom = max(bottom, min(top + _COLUMN, lowest))
    top = min(top, max(bottom - _COLUMN, highest))
    middle = max(top + (bottom - top) // 2, title.y)
    line = EMU_PER_INCH * 4 // 10
    boxes = {
        "kicker": Box(title.x, top, title.width, line),
        "subtitle": Box(title.x, middle, title.width, line),
        "lead": Box(title.x, min(middle + line, bottom - 1), title.width,
                    max(bottom - middle - line, 1)),
    }  # fmt: skip
    return tuple(replace(p, box=boxes[p.kind]) if p.kind in boxes else p for p in places)
