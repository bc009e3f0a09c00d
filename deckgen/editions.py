"""One lesson, two readers: what the student's edition leaves out."""

from __future__ import annotations

from dataclasses import replace

from deckgen.model import (
    Audience,
    Block,
    Blocks,
    Callout,
    Columns,
    Definition,
    DefinitionList,
    Lesson,
    List,
    ListItem,
    Quiz,
    Quote,
    Restricted,
)


def edition(lesson: Lesson, audience: Audience) -> Lesson:
    """Return the lesson as ``audience`` may see it, with no ``Restricted`` left in it.

    The student's edition has no instructor's blocks, slides or speaker notes,
    and a quiz neither says which choice is right nor explains it.
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
    footnotes = tuple(
        replace(footnote, blocks=_blocks(footnote.blocks, audience))
        for footnote in lesson.footnotes
    )
    return replace(lesson, slides=slides, footnotes=footnotes)


def _blocks(blocks: Blocks, audience: Audience) -> Blocks:
    return tuple(kept for block in blocks for kept in _block(block, audience))


def _block(block: Block, audience: Audience) -> Blocks:
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


def _items(items: tuple[ListItem, ...], audience: Audience) -> tuple[ListItem, ...]:
    return tuple(replace(item, blocks=_blocks(item.blocks, audience)) for item in items)


def _definition(definition: Definition, audience: Audience) -> Definition:
    details = tuple(_blocks(detail, audience) for detail in definition.details)
    return replace(definition, details=details)


def _quiz(quiz: Quiz, audience: Audience) -> Quiz:
    choices = _items(quiz.choices, audience)
    if audience is Audience.STUDENT:
        choices = tuple(replace(choice, checked=False) for choice in choices)
        explanation: Blocks = ()
    else:
        explanation = _blocks(quiz.explanation, audience)
    question = _blocks(quiz.question, audience)
    return replace(quiz, question=question, choices=choices, explanation=explanation)
