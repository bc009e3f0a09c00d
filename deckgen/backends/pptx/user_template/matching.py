"""Which layout of a user's template stands for each of ours: by name, type, then placeholders."""

from __future__ import annotations

from collections.abc import Sequence
from types import MappingProxyType
from typing import Final

from deckgen.backends.pptx.user_template.layouts import OwnLayout
from deckgen.backends.pptx.user_template.names import NAMES, TYPES, folded
from deckgen.theme import EMU_PER_INCH, Box

CONTENT: Final = "Title and Content"
WITHOUT_BODY: Final = frozenset({"Title Slide", "Section Header", "Title Only", "Blank"})

_FALLBACKS: Final = MappingProxyType(
    {
        "Title Slide": ("Title Only", CONTENT),
        "Section Header": ("Title Only", CONTENT),
        "Three Content": ("Two Content", CONTENT, "Title Only"),
        "Content and Picture": ("Two Content", CONTENT, "Title Only"),
        "Comparison": ("Two Content", CONTENT, "Title Only"),
        CONTENT: ("Title Only",),
        "Title Only": (CONTENT,),
        "Blank": ("Title Only", CONTENT),
    }
)
_TEXT: Final = frozenset({"obj", "body"})


def direct(
    name: str, layouts: Sequence[OwnLayout], size: tuple[int, int], area: Box | None
) -> tuple[OwnLayout, str] | None:
    """Return the layout that is ours by its name, type or placeholders, and by which.

    ``area`` is where content stands, once that is known: titles belong above or beside it.
    """
    known = {folded(one) for one in (name, *NAMES.get(name, ()))}
    fit = [one for one in layouts if _suits(name, one, size, area)]
    for one in fit:
        if folded(one.name) in known:
            return one, "name"
    for one in fit:
        if one.type in TYPES.get(name, ()):
            return one, "type"
    taken = {folded(each) for names in NAMES.values() for each in names}
    for one in fit:
        if folded(one.name) not in taken and _counts(name, one):
            return one, "placeholders"
    return None


def fallbacks(name: str) -> tuple[str, ...]:
    """Return which of our layouts may stand in for one that the template lacks, best first."""
    return _FALLBACKS.get(name, (CONTENT, "Title Only"))


def _suits(name: str, layout: OwnLayout, size: tuple[int, int], area: Box | None) -> bool:
    """Tell whether a layout can do what fitting expects of one of this name."""
    if name == "Blank":
        return not layout.contents
    if not layout.titles:
        return False
    title = layout.titles[0]
    if not title.plain or not _inside(title.box, size) or title.inner.height < _LEAST_TITLE:
        return False
    if name in WITHOUT_BODY:
        return True
    least = 2 if name in ("Two Content", "Comparison") else 1
    usable = [place for place in layout.contents if place.plain and _inside(place.box, size)]
    if len(usable) < least:
        return False
    content = area or _texts(layout)
    if beside(title.inner, content):
        return title.inner.width >= _LEAST_SIDE and title.inner.height >= _LEAST_SIDE
    wide = title.inner.width >= size[0] * 0.4
    return wide and title.inner.y + title.inner.height <= content.y + EMU_PER_INCH // 4


def beside(title: Box, content: Box) -> bool:
    """Tell whether a title stands at the side of the content, not over it."""
    slack = EMU_PER_INCH // 10
    left = title.x + title.width <= content.x + slack
    return left or content.x + content.width <= title.x + slack


_LEAST_SIDE: Final = EMU_PER_INCH * 2
_LEAST_TITLE: Final = EMU_PER_INCH * 4 // 10


def _texts(layout: OwnLayout) -> Box:
    """Return the box around the places of text; all of the slide's width where there are none."""
    boxes = [place.inner for place in layout.contents if place.type in _TEXT and place.plain]
    if not boxes:
        return Box(0, 0, 1 << 30, 0)
    left, top = min(box.x for box in boxes), min(box.y for box in boxes)
    right, bottom = (
        max(box.x + box.width for box in boxes),
        max(box.y + box.height for box in boxes),
    )
    return Box(left, top, right - left, bottom - top)


def _inside(box: Box, size: tuple[int, int]) -> bool:
    slack = EMU_PER_INCH // 50
    right, bottom = box.x + box.width, box.y + box.height
    return min(box.x, box.y) >= -slack and right <= size[0] + slack and bottom <= size[1] + slack


def _counts(name: str, layout: OwnLayout) -> bool:
    """Recognize a layout by what is on it, whatever it is called."""
    kinds = [place.type for place in layout.contents]
    texts = [kind for kind in kinds if kind in _TEXT]
    centered = layout.titles[0].type == "ctrTitle" if layout.titles else False
    match name:
        case "Title Slide":
            return centered
        case "Title and Content":
            return not centered and len(kinds) == 1 == len(texts)
        case "Two Content":
            return len(kinds) == 2 == len(texts) and _beside(layout)
        case "Title Only":
            return not centered and not kinds
        case "Blank":
            return not layout.titles and not kinds
        case _:
            return False


def _beside(layout: OwnLayout) -> bool:
    left, right = sorted((place.box for place in layout.contents), key=lambda box: box.x)
    return left.x + left.width <= right.x + EMU_PER_INCH // 10 and left.y == right.y
