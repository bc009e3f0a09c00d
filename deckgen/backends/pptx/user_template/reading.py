"""A user's template, read into the same theme that fitting and drawing work with."""

from __future__ import annotations

from collections.abc import Sequence
from functools import lru_cache
from typing import Final

from deckgen.backends.pptx.user_template.boxes import Stretch, opening_places, placeholders
from deckgen.backends.pptx.user_template.keeping import P, cleaned, kept_parts, skeleton
from deckgen.backends.pptx.user_template.layouts import OwnLayout, Place, number, read_layouts
from deckgen.backends.pptx.user_template.looks import background, colors, fonts, kept_color, scale
from deckgen.backends.pptx.user_template.matching import CONTENT, beside, direct, fallbacks
from deckgen.backends.pptx.user_template.package import TemplateError, open_package
from deckgen.theme import EMU_PER_INCH, Box, Layout, Placeholder, Seat, Theme
from deckgen.values import Value, replace

LEAST: Final = EMU_PER_INCH
MOST: Final = 56 * EMU_PER_INCH
"""The least and the greatest side of a slide that PowerPoint knows."""

_GAP: Final = EMU_PER_INCH // 8


@lru_cache(maxsize=8)
def read_template(data: bytes, base: Theme) -> Theme:
    """Return the theme of a user's file; the handout's tokens and what it lacks come from ``base``.

    Raises:
        TemplateError: the file is broken, or no deck should be made from it.
    """
    package = open_package(data)
    frame = skeleton(package)
    for name, relations in kept_parts(package, frame).items():
        cleaned(package, name, relations)
    size = _size(package.tree(frame.presentation).find(f"{P}sldSz"))
    own = read_layouts(package, frame.masters)
    main = _main(own, size)
    area = _area(main, size)
    tree = package.tree(main.theme)
    palette, dark = colors(tree, main.master, base.colors)
    opening = direct("Title Slide", own, size, area)
    title, body = _one(main, "title", "ctrTitle"), _one(main, "obj", "body")
    theme = replace(
        base,
        dark=dark,
        colors=palette,
        fonts=fonts(tree, title, body, base.fonts),
        scale=scale(title, _one(opening[0], "title", "ctrTitle") if opening else None, body,
                    _one(main, "ftr"), base.scale),
        width=size[0],
        height=size[1],
        shapes=(),
        template=data,
    )  # fmt: skip
    maker = _Maker(own, main, size, area, Stretch(_content(base), area), theme)
    return replace(theme, layouts=tuple(maker.layout(layout) for layout in base.layouts))


def own_layouts(theme: Theme) -> tuple[tuple[str, str], ...]:
    """Return the part and the name of each layout in the theme's template."""
    package = open_package(theme.template)
    own = read_layouts(package, skeleton(package).masters)
    return tuple((layout.part, layout.name) for layout in own)


def _size(element: object) -> tuple[int, int]:
    from lxml import etree

    if not isinstance(element, etree._Element):
        raise TemplateError("it does not say how large its slides are")
    size = number(element, "cx"), number(element, "cy")
    if not all(LEAST <= side <= MOST for side in size):
        raise TemplateError(f"its slides are {size[0]} by {size[1]} EMU, which is no slide")
    return size


def _main(own: Sequence[OwnLayout], size: tuple[int, int]) -> OwnLayout:
    """Return the layout for titles with content, which all else is measured by."""
    for name in (CONTENT, "Title Only"):
        found = direct(name, own, size, None)
        if found:
            return found[0]
    raise TemplateError(
        "it has no layout with a title over content",
        "add the layout 'Title and Content'; 'deckgen layouts FILE' shows what there is",
    )


def _one(layout: OwnLayout, *types: str) -> Place | None:
    found = [place for place in layout.places if place.type in types and place.plain]
    return max(found, key=lambda place: place.box.width * place.box.height, default=None)


def _content(theme: Theme) -> Box:
    return theme.layout(CONTENT).find("body")[0].box


def _area(main: OwnLayout, size: tuple[int, int]) -> Box:
    """Return where content stands: in the template's place, clear of its title and its foot."""
    title = main.titles[0].inner
    place = _one(main, "obj", "body")
    under = title.y + title.height
    if place and beside(title, place.inner):
        under = place.inner.y
    inner = place.inner if place else Box(title.x, under + _GAP, title.width, size[1])
    feet = [p.box.y for p in main.places if p.type in ("ftr", "sldNum", "dt")
            and p.box.y > inner.y + size[1] // 3]  # fmt: skip
    floor = min(feet, default=size[1] * 19 // 20) if not place else min(feet, default=size[1])
    top = max(inner.y, under)
    bottom = min(inner.y + inner.height, floor, size[1])
    left, right = max(inner.x, 0), min(inner.x + inner.width, size[0])
    if right - left < 3 * EMU_PER_INCH or bottom - top < 3 * EMU_PER_INCH // 2:
        raise TemplateError(f"its layout '{main.name}' leaves too little room for content")
    return Box(left, top, right - left, bottom - top)


class _Maker(Value):
    """Makes our layouts of the template's."""

    own: Sequence[OwnLayout]
    main: OwnLayout
    size: tuple[int, int]
    area: Box
    stretch: Stretch
    theme: Theme

    def layout(self, layout: Layout) -> Layout:
        """Return one of our layouts as the template has it, or the best that stands in for it."""
        own, how = self._chosen(layout.name)
        same = how in ("name", "type", "placeholders")
        places = placeholders(layout, own, self.stretch, same=same)
        if layout.name == CONTENT:
            places = tuple(self._bounded(place) for place in places)
        if layout.name == "Title Slide":
            places = opening_places(
                places, self.main.titles[0].inner.y, self.area.y + self.area.height
            )
        if not any(place.kind == "footer" for place in places):
            places = (*places, self._no_footer(places))
        paper = background(own, self.theme.colors, dark=self.theme.dark, size=self.size)
        places = tuple(self._colored(place, own, paper) for place in places)
        return replace(
            layout, type=own.type, placeholders=places, shapes=(), background=paper,
            part=own.part, own_name=own.name, found=how,
        )  # fmt: skip

    def _colored(self, place: Placeholder, own: OwnLayout, paper: str) -> Placeholder:
        """Keep the color of a seat's text only where slides of ours would lose it."""
        if place.seat is None:
            return place
        palette, dark = self.theme.colors, self.theme.dark
        color = kept_color(place.seat.color, own, palette, paper, dark=dark)
        if not color and place.seat.faded and place.kind not in ("footer", "number", "date"):
            color = "tx1"
        return replace(place, seat=replace(place.seat, color=color))

    def _chosen(self, name: str) -> tuple[OwnLayout, str]:
        for each in (name, *fallbacks(name)):
            found = direct(each, self.own, self.size, self.area)
            if found:
                return found if each == name else (found[0], each)
        return self.main, CONTENT

    def _bounded(self, place: Placeholder) -> Placeholder:
        """Keep content within its area, which may be smaller than the template's own place."""
        return replace(place, box=self.area) if place.kind == "body" else place

    def _no_footer(self, places: tuple[Placeholder, ...]) -> Placeholder:
        idx = max((place.idx for place in places), default=0) + 1
        box = Box(self.area.x, self.area.y, self.area.width, 1)
        return Placeholder("footer", idx, "Footer", box, seat=Seat())
