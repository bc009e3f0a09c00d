"""The parts of a lesson: which slides belong together, and the slide that lists them."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

from deckgen.model import Inlines, Lesson, List, ListItem, Paragraph, Role, Run, Slide, plain
from deckgen.values import replace
from deckgen.wording import wording

MOST_ENTRIES: Final = 16
"""An agenda with more entries lists the first slide of each group alone."""


def groups(slides: Sequence[Slide]) -> dict[str, str]:
    """Return the name of the group of every slide, by its key.

    A group begins with a heading of the highest rank, where headings differ;
    else with a slide that is a title alone; and always with what the exam asks
    and with the summary. What comes before is the lesson's own group.
    """
    top = _top_level(slides)
    names: dict[str, str] = {}
    name = ""
    for at, slide in enumerate(slides):
        if at == 0 or (not slide.continues and _begins(slide, top)):
            name = " ".join(plain(slide.title).split())
        names[slide.key] = name
    return names


def _top_level(slides: Sequence[Slide]) -> int:
    """Return the level of the headings that begin groups; 0 where all have the same."""
    levels = [each.level for each in slides[1:] if each.level and not each.continues]
    top = min(levels, default=0)
    return top if len(set(levels)) > 1 and levels.count(top) > 1 else 0


def _begins(slide: Slide, top: int) -> bool:
    if top:
        return 0 < slide.level <= top
    return not slide.blocks or slide.role in (Role.EXAM, Role.SUMMARY)


def with_agenda(lesson: Lesson) -> Lesson:
    """Return the lesson with a slide after its opening that lists, and leads to, what follows."""
    entries = [slide for slide in lesson.slides[1:] if _is_listed(slide)]
    if len(entries) > MOST_ENTRIES:
        top = _top_level(lesson.slides)
        entries = [slide for slide in entries if _begins(slide, top)] if top else entries
    if len(entries) < 2:
        return lesson
    keys = {slide.key for slide in lesson.slides}
    key = next(name for name in ("agenda", *(f"agenda-{n}" for n in range(2, 999)))
               if name not in keys)  # fmt: skip
    opening, *others = lesson.slides
    items = tuple(ListItem((Paragraph(_entry(slide)),)) for slide in entries)
    options = replace(opening.options, layout="", detail="full", hidden=False, reveal=None)
    title = (Run(wording(lesson.meta.lang).contents),)
    agenda = Slide(title, (List(items, ordered=True),), options=options, key=key,
                   line=opening.line)  # fmt: skip
    return replace(lesson, slides=(opening, agenda, *others))


def _is_listed(slide: Slide) -> bool:
    return not (slide.continues or slide.options.hidden) and bool(plain(slide.title).strip())


def _entry(slide: Slide) -> Inlines:
    return (Run(" ".join(plain(slide.title).split()), link=f"#{slide.key}"),)
