"""How much of its text each slide shows: as asked for, or as much as one slide holds."""

from __future__ import annotations

from collections.abc import Callable
from typing import Final

from deckgen.detail import Detail, abridge
from deckgen.model import (
    Blocks,
    Footnote,
    FootnoteMark,
    Lesson,
    Meta,
    Paragraph,
    Run,
    Slide,
    texts_of,
    walk,
)
from deckgen.values import replace

LENGTHS: Final = (Detail.FULL, Detail.GIST, Detail.TERMS)


def at_length(lesson: Lesson, holds: Callable[[Slide], bool]) -> Lesson:
    """Return the lesson with its slides at their lengths, and the rest of it in their notes.

    ``holds`` says whether one slide is enough for what a slide shows. The
    footnotes of what goes to the notes go there too.
    """
    slides = tuple(_shown(slide, lesson, holds) for slide in lesson.slides)
    if slides == lesson.slides:
        return lesson
    before, after = (
        {number for slide in each for number in _numbers(slide.blocks)}
        for each in (lesson.slides, slides)
    )
    kept = tuple(note for note in lesson.footnotes if note.number not in before - after)
    return replace(lesson, slides=slides, footnotes=kept)


def _shown(slide: Slide, lesson: Lesson, holds: Callable[[Slide], bool]) -> Slide:
    wanted = _wanted(slide, lesson.meta)
    if wanted is Detail.FULL:
        return slide
    if wanted is not Detail.AUTO:
        return _abridged(slide, wanted, lesson.footnotes)
    for detail in LENGTHS:
        short = _abridged(slide, detail, lesson.footnotes)
        if holds(short):
            return short
    # Where even the terms need several slides, shortening them helps nobody.
    return slide


def _wanted(slide: Slide, meta: Meta) -> Detail:
    """Return the length that a slide asks for, or else its lesson; unknown words ask for all."""
    asked = slide.options.detail or meta.settings.detail
    return Detail(asked) if asked in tuple(Detail) else Detail.FULL


def _abridged(slide: Slide, detail: Detail, footnotes: tuple[Footnote, ...]) -> Slide:
    short = abridge(slide, detail)
    lost = _numbers(slide.blocks) - _numbers(short.blocks)
    notes = tuple(block for note in footnotes if note.number in lost for block in _numbered(note))
    return replace(short, notes=(*short.notes, *notes))


def _numbers(blocks: Blocks) -> set[int]:
    """Return the numbers of the footnotes that the blocks refer to."""
    return {
        inline.number
        for block in walk(blocks)
        for inlines in texts_of(block)
        for inline in inlines
        if isinstance(inline, FootnoteMark)
    }


def _numbered(note: Footnote) -> Blocks:
    """Return a footnote's blocks, the first of them with its number."""
    mark = (FootnoteMark(note.number), Run(" "))
    match note.blocks:
        case (Paragraph() as first, *rest):
            return (replace(first, inlines=(*mark, *first.inlines)), *rest)
        case blocks:
            return (Paragraph(mark, note.line), *blocks)
