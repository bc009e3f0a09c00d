"""Several lessons as one document: keys, titles and links that no longer meet by chance."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping
from typing import Final

from deckgen.book_wording import book_wording
from deckgen.model import (
    LESSON,
    Block,
    Figure,
    Inlines,
    Lesson,
    List,
    ListItem,
    Meta,
    Paragraph,
    Role,
    Run,
    Slide,
    SlideOptions,
    Volume,
    plain,
)
from deckgen.rewriting import Rewriting
from deckgen.values import Value, replace
from deckgen.wording import kicker, section_label, wording


def told_apart(volume: Volume) -> tuple[Lesson, ...]:
    """Return the lessons with keys and titles that are unique in the volume.

    Links within a lesson still lead there; links to another lesson of the
    volume lead to its first slide.
    """
    keys = _lesson_keys(volume)
    inside = {
        LESSON + address: f"#{_first_key(key, lesson)}"
        for address, key, lesson in zip(volume.addresses, keys, volume.lessons, strict=False)
    }
    shared = Counter(
        title for lesson in volume.lessons for title in {_said(one) for one in lesson.slides}
    )
    return tuple(
        _apart(lesson, key, inside, shared, _mark(lesson.meta, volume))
        for lesson, key in zip(volume.lessons, keys, strict=True)
    )


def _lesson_keys(volume: Volume) -> tuple[str, ...]:
    """Return a name for each lesson that stays its own while the course grows around it."""
    seen: Counter[str] = Counter()
    found = []
    for lesson in volume.lessons:
        meta = lesson.meta
        name = "-".join(filter(None, (meta.section, meta.lesson, meta.order))) or meta.title
        seen[name] += 1
        found.append(name if seen[name] == 1 else f"{name}-{seen[name]}")
    return tuple(found)


def _first_key(key: str, lesson: Lesson) -> str:
    return f"{key}/{lesson.slides[0].key}" if lesson.slides else key


def _mark(meta: Meta, volume: Volume) -> str:
    """Return what tells a lesson's slide from that of the same title in another lesson."""
    if not meta.lesson:
        return meta.title
    if volume.meta.section:
        return f"{wording(meta.lang).lesson} {meta.lesson}"
    return kicker(meta)


def _apart(
    lesson: Lesson, key: str, inside: Mapping[str, str], shared: Mapping[str, int], mark: str
) -> Lesson:
    own = {f"#{slide.key}": f"#{key}/{slide.key}" for slide in lesson.slides}

    def led(link: str) -> str:
        return own.get(link) or inside.get(link) or link

    def words(inlines: Inlines, line: int) -> Inlines:  # noqa: ARG001
        if not any(isinstance(part, Run) and part.link for part in inlines):
            return inlines
        return tuple(
            replace(part, link=led(part.link)) if isinstance(part, Run) and part.link else part
            for part in inlines
        )

    def figure(block: Block) -> Block:
        if isinstance(block, Figure) and block.link:
            return replace(block, link=led(block.link))
        return block

    rewriting = Rewriting(figure, words)
    slides = tuple(
        replace(
            slide,
            key=f"{key}/{slide.key}",
            title=_marked(slide, shared, mark),
            blocks=rewriting.blocks(slide.blocks),
            notes=rewriting.blocks(slide.notes),
        )
        for slide in lesson.slides
    )
    notes = (replace(note, blocks=rewriting.blocks(note.blocks)) for note in lesson.footnotes)
    return replace(lesson, slides=slides, footnotes=tuple(notes))


def _marked(slide: Slide, shared: Mapping[str, int], mark: str) -> Inlines:
    if shared[_said(slide)] < 2 or slide.role is Role.OPENING or not mark or not _said(slide):
        return slide.title
    return (*slide.title, Run(f" · {mark}"))


def _said(slide: Slide) -> str:
    return " ".join(plain(slide.title).split())


# -- the volume's parts ---------------------------------------------------------------


class Part(Value):
    """A lesson of a volume, or the slides before one; ``name`` is that of its group of slides."""

    name: str
    lesson: Lesson


def parts(volume: Volume) -> tuple[Part, ...]:
    """Return the title and contents, the lessons, and what begins each section of several."""
    lessons = told_apart(volume)
    found = [Part(volume.meta.title, _front(volume, lessons))]
    label = volume.meta.section
    for lesson in lessons:
        section = lesson.meta.section
        if not volume.meta.section and section != label:
            label = section
            found.append(Part(_said_section(lesson, volume), _divider(volume, section, lessons)))
        found.append(Part(lesson_name(lesson), lesson))
    return tuple(found)


def _front(volume: Volume, lessons: tuple[Lesson, ...]) -> Lesson:
    meta = volume.meta
    title = Slide((Run(meta.title),), (), role=Role.OPENING, key="volume", options=_PLAIN)
    if meta.section:
        entries = [_entry(lesson) for lesson in lessons]
    else:
        firsts = {lesson.meta.section: lesson for lesson in reversed(lessons)}
        entries = [
            (_said_section(lesson, volume), f"section-{section}")
            for section, lesson in reversed(firsts.items())
        ]
    shown = replace(meta, section="")
    return Lesson(shown, (title, *_listed(entries, meta, "volume-contents")), file=volume.file)


def _divider(volume: Volume, section: str, lessons: tuple[Lesson, ...]) -> Lesson:
    within = [lesson for lesson in lessons if lesson.meta.section == section]
    label, key = _said_section(within[0], volume), f"section-{section}"
    title = Slide((Run(label),), (), key=key, options=_PLAIN)
    listed = _listed(list(map(_entry, within)), volume.meta, f"{key}-contents", f" · {label}")
    meta = replace(volume.meta, title=label, author="", subtitle="")
    return Lesson(meta, (title, *listed), file=volume.file)


_PLAIN: Final = SlideOptions(detail="full")


def _said_section(lesson: Lesson, volume: Volume) -> str:
    return section_label(replace(volume.meta, section=lesson.meta.section))


def _listed(
    entries: list[tuple[str, str]], meta: Meta, key: str, more: str = ""
) -> tuple[Slide, ...]:
    """Return a slide that lists what follows, each entry a link; counted where all count on."""
    start = _counts_on([said for said, _ in entries])
    items = tuple(
        ListItem((Paragraph((Run(said.partition(". ")[2] if start else said, link=f"#{to}"),)),))
        for said, to in entries
        if said
    )
    title = (Run(book_wording(meta.lang).contents + more),)
    listed = List(items, ordered=start > 0, start=max(start, 1))
    return (Slide(title, (listed,), key=key, options=_PLAIN),) if items else ()


def _counts_on(names: list[str]) -> int:
    """Return the number that the first name begins with, if each next has the next; else 0."""
    numbers = [name.partition(". ")[0] for name in names if ". " in name]
    if not names or len(numbers) < len(names) or not all(one.isdecimal() for one in numbers):
        return 0
    counted = [int(one) for one in numbers]
    return counted[0] if counted == list(range(counted[0], counted[0] + len(counted))) else 0


def _entry(lesson: Lesson) -> tuple[str, str]:
    return lesson_name(lesson), lesson.slides[0].key if lesson.slides else ""


def lesson_name(lesson: Lesson) -> str:
    """Return a lesson's number and title."""
    title = lesson.meta.title or (_said(lesson.slides[0]) if lesson.slides else "")
    number = lesson.meta.lesson
    return " ".join(f"{number}. {title}".split()) if number else title
