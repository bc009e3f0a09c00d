"""Titles: the size at which they fit, the parts they count, and that no two are equal."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import groupby
from typing import Final

from deckgen.fit.deck import FittedSlide, Style
from deckgen.fit.setting import Setting
from deckgen.fit.sizes import Area
from deckgen.fit.splitting import LONGEST_TITLE, split_inlines
from deckgen.fonts import LINE_PITCH
from deckgen.model import Inlines, Role, Run, plain
from deckgen.theme import Box
from deckgen.values import replace

COUNTED: Final = (Run(" (88/88) · 88"),)
"""The longest that a title may grow by when it is counted."""


def cut_title(
    title: Inlines, box: Box, sizes: Sequence[float], setting: Setting
) -> tuple[Inlines, Inlines]:
    """Return what of a title fits its box with room for a count, and what is left over."""

    def fits(part: Inlines) -> bool:
        return title_pt((*part, *COUNTED), box, sizes, setting) > 0

    parts = split_inlines(title, fits, LONGEST_TITLE, sentences=False)
    if len(parts) < 2:
        return title, ()
    first, *others = parts
    return (*first, Run("…")), tuple(inline for part in others for inline in part)


def title_pt(title: Inlines, box: Box, sizes: Sequence[float], setting: Setting) -> float:
    """Return the best size for a title in its box, or 0 where it fits at none.

    One line at a good size comes first, then as many as the box has room for. In
    a box taller than it is wide, size comes before lines, and no word is broken.
    """
    measured = setting.measure(title, Style.HEADING)
    area = Area.of(box)
    upright = area.height > area.width
    for size in sizes if upright else sizes[: max(len(sizes) - 2, 1)]:
        lines = measured.line_count(area.width / size)
        if upright and not measured.is_overlong(area.width / size):
            if lines * LINE_PITCH * size <= area.height:
                return size
        elif lines == 1:
            return size
    for size in (*sizes, sizes[-1] - 2, sizes[-1] - 4):
        lines = measured.line_count(area.width / size)
        if lines * LINE_PITCH * size <= area.height + 0.01:
            return size
    return 0.0


def counted(slides: Sequence[FittedSlide]) -> list[FittedSlide]:
    """Return the slides with their parts counted in the title, and every title once.

    Slides in a row with one title are its parts; a title that comes again
    later says so. The opening slide's title stays as it is and is not counted.
    """
    found: list[FittedSlide] = []
    times: dict[str, int] = {}
    for name, group in groupby(slides, key=lambda slide: plain(slide.title).strip()):
        run = list(group)
        times[name] = times.get(name, 0) + 1
        again = f" · {times[name]}" if times[name] > 1 else ""
        first = 1 if run[0].role is Role.OPENING else 0
        counted_parts = len(run) - first
        for part, slide in enumerate(run, 1):
            shown = counted_parts > 1 and part > first
            of = f" ({part - first}/{counted_parts})" if shown else ""
            title = (*slide.title, Run(again + of)) if again or of else slide.title
            found.append(replace(slide, title=title, part=part, parts=len(run)))
    return distinct(found)


def distinct(slides: Sequence[FittedSlide]) -> list[FittedSlide]:
    """Tell apart titles that are equal by chance: an author's own "(2/3)"."""
    seen: set[str] = set()
    found = []
    for slide in slides:
        name, number = plain(slide.title), 2
        title = slide.title
        while name in seen:
            title = (*slide.title, Run(f" · {number}"))
            name, number = plain(title), number + 1
        seen.add(name)
        found.append(replace(slide, title=title))
    return found
