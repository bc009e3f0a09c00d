"""Bold terms as numbered gaps to fill in, all of one width, and the key with what goes in them."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from html import escape
from itertools import groupby
from types import MappingProxyType
from typing import Final

from deckgen.backends.pdf.setting import Setting
from deckgen.backends.pdf.terms import terms_of
from deckgen.backends.pdf.words import kind_words
from deckgen.editions import ANSWERS
from deckgen.model import (
    Audience,
    Block,
    Blocks,
    DefinitionList,
    Inline,
    Inlines,
    Lesson,
    List,
    Mark,
    Paragraph,
    Run,
    Table,
    children,
    plain,
    walk,
)

_LONGEST: Final = 60  # characters; longer bold text is a sentence and no term
_ENDS: Final = " \t\n.,;:!?：；，。、！？"


def gaps_of(lesson: Lesson) -> Mapping[str, int]:
    """Return the number of each bold term of the lesson, from 1 in reading order.

    Answers at the end are there to be read.
    """
    found = dict.fromkeys(filter(None, map(bare, _terms(lesson))))
    return MappingProxyType({term: number for number, term in enumerate(found, 1)})


def _terms(lesson: Lesson) -> Iterator[str]:
    """Yield what is bold in text, and the names of terms that a list explains."""
    slides = (slide.blocks for slide in lesson.slides if slide.key != ANSWERS)
    for blocks in (*slides, *(footnote.blocks for footnote in lesson.footnotes)):
        headings = tuple(_headings(blocks))
        for block in walk(blocks):
            if isinstance(block, List | DefinitionList):
                yield from (plain(term.name) for term in terms_of(block))
            if block not in headings:
                yield from _bold(block)


def _headings(blocks: Blocks) -> Iterator[Block]:
    """Yield the paragraphs outside lists that are bold as a whole: they are no terms."""
    for block in blocks:
        if isinstance(block, Paragraph) and all(map(_is_bold, block.inlines)):
            yield block
        if not isinstance(block, List | DefinitionList):
            for group in children(block):
                yield from _headings(group)


def _bold(block: Block) -> Iterator[str]:
    for inlines in _texts(block):
        yield from (text for bold, text, _ in _stretches(inlines) if bold)


def _texts(block: Block) -> Iterable[Inlines]:
    match block:
        case Paragraph(inlines=inlines):
            return (inlines,)
        case Table(rows=rows):
            return (cell for row in rows for cell in row)
        case _:
            return ()


def bare(text: str) -> str:
    """Return a term's words as they are counted: one space between, no case, no full stop."""
    words = " ".join(text.split()).strip(_ENDS)
    is_term = any(letter.isalnum() for letter in words) and len(words) <= _LONGEST
    return words.casefold() if is_term else ""


def with_gaps(inlines: Inlines, gaps: Mapping[str, int]) -> Iterator[Inline | int]:
    """Yield inlines, and in place of bold terms the numbers of their gaps."""
    for bold, text, group in _stretches(inlines):
        number = gaps.get(bare(text)) if bold else None
        if number is None:
            yield from group
            continue
        tail = text[len(text.rstrip(_ENDS)) :]
        yield number
        if tail:
            yield Run(tail)


def _stretches(inlines: Inlines) -> Iterator[tuple[bool, str, Inlines]]:
    """Yield neighbors that are all bold, or all not, with their words."""
    for bold, group in groupby(inlines, key=_is_bold):
        together = tuple(group)
        yield bold, plain(together), together


def _is_bold(inline: Inline) -> bool:
    return isinstance(inline, Run) and bool(inline.marks & Mark.BOLD)


def gap_html(number: int) -> str:
    """Return a gap; its width tells nothing of what is missing."""
    return f'<span class="gap" data-gap="{number}"><sup>{number}</sup></span>'


def answer_key(setting: Setting) -> str:
    """Return what belongs in the gaps, on a page of its own; only the instructor has it."""
    if not setting.gaps or setting.audience is not Audience.INSTRUCTOR:
        return ""
    title = escape(kind_words(setting.lesson.meta.lang).key, quote=False)
    written = dict(_written(setting.lesson))
    items = "".join(
        f"<li>{escape(written.get(term, term), quote=False)}</li>" for term in setting.gaps
    )
    return f'<section class="key"><h2>{title}</h2><ol>{items}</ol></section>'


def _written(lesson: Lesson) -> Iterator[tuple[str, str]]:
    """Yield each term as it is written first, by its bare words."""
    for text in reversed(list(_terms(lesson))):
        yield bare(text), " ".join(text.split()).strip(_ENDS)
