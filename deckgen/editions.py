"""One lesson, two readers: what the student's edition and the projected deck leave out."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Final

from deckgen.model import (
    Audience,
    Block,
    Blocks,
    Callout,
    Columns,
    Definition,
    DefinitionList,
    Footnote,
    FootnoteMark,
    Heading,
    Lesson,
    List,
    ListItem,
    Mark,
    Paragraph,
    Quiz,
    Quote,
    Restricted,
    Run,
    Slide,
    children,
    plain,
    texts_of,
    walk,
)
from deckgen.values import replace
from deckgen.wording import wording

ANSWERS: Final = "answers"
"""The key of the last slide, with the answers that everyone may read."""


def edition(lesson: Lesson, audience: Audience) -> Lesson:
    """Return the lesson as ``audience`` may see it, with no ``Restricted`` left in it.

    The student's edition has no instructor's blocks, slides or speaker notes,
    nor footnotes that only those refer to, and a quiz neither says which choice
    is right nor explains it. Answers that the site shows to everyone stand at the end.
    """
    slides = tuple(
        replace(
            slide,
            blocks=_blocks(slide.blocks, audience),
            notes=_blocks(slide.notes, audience) if audience is Audience.INSTRUCTOR else (),
        )
        for slide in lesson.slides
        if slide.options.audience in (None, audience)
    )
    if audience is Audience.STUDENT:
        slides = (*slides, *_answers(lesson))
    left_out = _left_out(lesson, slides)
    footnotes = tuple(
        replace(footnote, blocks=_blocks(footnote.blocks, audience))
        for footnote in lesson.footnotes
        if footnote.number not in left_out
    )
    return replace(lesson, slides=slides, footnotes=footnotes)


def _answers(lesson: Lesson) -> Iterator[Slide]:
    """Yield a last slide with the answers that the site shows to everyone."""
    blocks: list[Block] = []
    for slide in lesson.slides:
        if slide.options.audience is Audience.INSTRUCTOR or not _is_parted(slide.blocks):
            continue
        found = [block for quiz in _published(slide.blocks) for block in quiz.explanation]
        if found and plain(slide.title).strip():
            blocks.append(Heading(4, slide.title, slide.line))
        blocks += _blocks(tuple(found), Audience.STUDENT)
    if blocks:
        title = (Run(wording(lesson.meta.lang).answers),)
        yield Slide(title, tuple(blocks), key=ANSWERS, line=lesson.slides[-1].line)


def _published(blocks: Blocks) -> Iterator[Quiz]:
    """Yield the questions that students see, with answers that they may see."""
    for block in blocks:
        if isinstance(block, Quiz) and block.published:
            yield block
        elif not (isinstance(block, Restricted) and block.audience is Audience.INSTRUCTOR):
            for group in children(block):
                yield from _published(group)


def _left_out(lesson: Lesson, slides: tuple[Slide, ...]) -> frozenset[int]:
    """Return the footnotes that the lesson refers to, but no longer these slides of it."""
    if not lesson.footnotes:
        return frozenset()
    notes = {footnote.number: footnote.blocks for footnote in lesson.footnotes}
    return _referred(lesson.slides, notes) - _referred(slides, notes)


def _referred(slides: tuple[Slide, ...], footnotes: Mapping[int, Blocks]) -> frozenset[int]:
    """Return the numbers that slides and their notes refer to, also by way of a footnote."""
    known: set[int] = set()
    new = {number for each in slides for number in _numbers(each.blocks + each.notes)}
    while new:
        known |= new
        new = {far for near in new for far in _numbers(footnotes.get(near, ()))} - known
    return frozenset(known)


def _numbers(blocks: Blocks) -> Iterator[int]:
    """Yield the number of every footnote that the blocks refer to."""
    for block in walk(blocks):
        for inlines in texts_of(block):
            yield from (mark.number for mark in inlines if isinstance(mark, FootnoteMark))


def projected(lesson: Lesson) -> Lesson:
    """Return the instructor's edition as a class may see it on the wall.

    What not everyone shall see moves from a slide to its speaker notes:
    restricted blocks, a quiz's answers and their explanation. Where a slide asks
    for it, its answers follow on a slide of their own. A slide for one audience
    is hidden. No word of the lesson is lost.
    """
    if not _has_parts(lesson):
        return lesson
    answer = wording(lesson.meta.lang).answer
    slides = tuple(each for slide in lesson.slides for each in _with_answer(slide, answer))
    bare = tuple(replace(slide, notes=()) for slide in slides)
    aside = _left_out(replace(lesson, slides=slides), bare)
    footnotes = tuple(
        replace(footnote, blocks=_blocks(footnote.blocks, Audience.INSTRUCTOR))
        for footnote in lesson.footnotes
    )
    followed = tuple(footnote for footnote in footnotes if footnote.number in aside)
    noted = tuple(_with_footnotes(slide, followed) for slide in slides)
    shown = tuple(footnote for footnote in footnotes if footnote.number not in aside)
    return replace(lesson, slides=noted, footnotes=shown)


def _has_parts(lesson: Lesson) -> bool:
    """Tell whether anything in a lesson is not for everyone, or is said where it may move from."""
    return bool(lesson.footnotes) or any(
        slide.options.audience is not None or _is_parted(slide.blocks) or _is_parted(slide.notes)
        for slide in lesson.slides
    )


def _is_parted(blocks: Blocks) -> bool:
    """Tell whether anything in blocks is not the same for everyone."""
    return any(type(block) in _PARTED for block in walk(blocks))


_PARTED: Final = frozenset((Restricted, Quiz))


def seen(lesson: Lesson, audience: Audience) -> Lesson:
    """Return the slides that a class sees, each with what ``audience`` may read beside it as notes.

    The instructor has all that ``projected`` moves to the notes; the student
    the blocks that are for students alone. Hidden slides are left out.
    """
    if audience is Audience.INSTRUCTOR:
        shown = projected(lesson)
        return replace(
            shown, slides=tuple(each for each in shown.slides if not each.options.hidden)
        )
    slides = tuple(
        replace(
            slide,
            blocks=_blocks(slide.blocks, slide.options.audience),
            notes=tuple(_beside(slide.blocks)) if slide.options.audience is None else (),
        )
        for slide in lesson.slides
        if slide.options.audience in (None, audience) and not slide.options.hidden
    )
    slides = (*slides, *_answers(lesson))
    left_out = _left_out(lesson, slides)
    footnotes = tuple(
        replace(footnote, blocks=_blocks(footnote.blocks, audience))
        for footnote in lesson.footnotes
        if footnote.number not in left_out
    )
    return replace(lesson, slides=slides, footnotes=footnotes)


def _beside(blocks: Blocks) -> Iterator[Block]:
    """Yield what a slide has for students alone, in reading order."""
    for block in blocks:
        if isinstance(block, Restricted):
            yield from _block(block, Audience.STUDENT)
        else:
            for group in children(block):
                yield from _beside(group)


def _with_footnotes(slide: Slide, footnotes: tuple[Footnote, ...]) -> Slide:
    """Let the footnotes that only the slide's notes refer to follow them there."""
    if not footnotes:
        return slide
    wanted = _referred((slide,), {note.number: note.blocks for note in footnotes})
    blocks = (block for note in footnotes if note.number in wanted for block in note.blocks)
    return replace(slide, notes=(*slide.notes, *blocks))


def _with_answer(slide: Slide, answer: str) -> Iterator[Slide]:
    """Yield a slide as a class may see it, and the answer to its questions if that is to follow."""
    yield _projected(slide, answer)
    quizzes = tuple(block for block in slide.blocks if isinstance(block, Quiz))
    if not quizzes or not slide.options.answers or slide.options.audience is not None:
        return
    blocks = tuple(_quiz(quiz, Audience.INSTRUCTOR) for quiz in quizzes)
    title = (*slide.title, Run(f" – {answer}"))
    key = f"{slide.key}--answer"  # no title makes two hyphens in a row
    yield replace(slide, title=title, blocks=blocks, notes=(), continues=False, key=key)


def _projected(slide: Slide, answer: str) -> Slide:
    notes = _blocks(slide.notes, Audience.INSTRUCTOR)
    if slide.options.audience is not None:
        blocks = _blocks(slide.blocks, slide.options.audience)
        options = replace(slide.options, hidden=True)
        return replace(slide, blocks=blocks, notes=notes, options=options)
    aside = tuple(_aside(slide.blocks, answer))
    return replace(slide, blocks=_blocks(slide.blocks, None), notes=(*notes, *aside))


def _aside(blocks: Blocks, answer: str) -> Iterator[Block]:
    """Yield what a slide does not show to everyone, in reading order."""
    for block in blocks:
        match block:
            case Restricted():
                yield from _block(block, block.audience)
            case Quiz():
                right = tuple(choice for choice in block.choices if choice.checked)
                if right:
                    yield Paragraph((Run(f"{answer}:", Mark.BOLD),), block.line)
                    yield List(tuple(replace(choice, checked=None) for choice in right))
                yield from _blocks(block.explanation, Audience.INSTRUCTOR)
            case _:
                for group in children(block):
                    yield from _aside(group, answer)


def _blocks(blocks: Blocks, audience: Audience | None) -> Blocks:
    """Return the blocks for one audience; for None, those that both may see."""
    if not _is_parted(blocks):
        return blocks
    return tuple(kept for block in blocks for kept in _block(block, audience))


def _block(block: Block, audience: Audience | None) -> Blocks:
    match block:
        case Restricted():
            return _blocks(block.blocks, audience) if block.audience is audience else ()
        case Quote() | Callout():
            return (replace(block, blocks=_blocks(block.blocks, audience)),)
        case List():
            return (replace(block, items=_items(block.items, audience)),)
        case DefinitionList():
            return (replace(block, items=tuple(_definition(d, audience) for d in block.items)),)
        case Columns():
            columns = tuple(_blocks(column, audience) for column in block.columns)
            return (replace(block, columns=columns),)
        case Quiz():
            return (_quiz(block, audience),)
        case _:
            return (block,)


def _items(items: tuple[ListItem, ...], audience: Audience | None) -> tuple[ListItem, ...]:
    return tuple(replace(item, blocks=_blocks(item.blocks, audience)) for item in items)


def _definition(definition: Definition, audience: Audience | None) -> Definition:
    details = tuple(_blocks(detail, audience) for detail in definition.details)
    return replace(definition, details=details)


def _quiz(quiz: Quiz, audience: Audience | None) -> Quiz:
    choices = _items(quiz.choices, audience)
    if audience is Audience.INSTRUCTOR:
        explanation = _blocks(quiz.explanation, audience)
    else:
        choices = tuple(replace(choice, checked=False) for choice in choices)
        explanation = ()
    question = _blocks(quiz.question, audience)
    return replace(quiz, question=question, choices=choices, explanation=explanation)
