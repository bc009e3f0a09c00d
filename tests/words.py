"""All the words of a lesson, in reading order."""

from __future__ import annotations

import re
from collections.abc import Iterator

from deckgen.model import (
    Blocks,
    Callout,
    Code,
    DefinitionList,
    Figure,
    Heading,
    Lesson,
    Math,
    Paragraph,
    Table,
    children,
    plain,
)


def words(lesson: Lesson) -> list[str]:
    """Return the words of slides, notes and footnotes; a title that goes on is not said again."""
    texts: list[str] = []
    for slide in lesson.slides:
        if not slide.continues:
            texts.append(plain(slide.title))
        texts += _texts(slide.blocks)
        texts += _texts(slide.notes)
    for footnote in lesson.footnotes:
        texts += _texts(footnote.blocks)
    return [word for text in texts for word in re.findall(r"\w+", text)]


def _texts(blocks: Blocks) -> Iterator[str]:
    for block in blocks:
        match block:
            case Paragraph() | Heading():
                yield plain(block.inlines)
            case Callout():
                yield plain(block.title)
            case Code():
                yield block.text
            case Math():
                yield block.tex
            case Figure():
                yield f"{block.alt} {block.caption}"
            case Table():
                yield from (plain(cell) for row in (block.header, *block.rows) for cell in row)
            case DefinitionList():
                for item in block.items:
                    yield plain(item.term)
                    for detail in item.details:
                        yield from _texts(detail)
                continue
            case _:
                pass
        for group in children(block):
            yield from _texts(group)
