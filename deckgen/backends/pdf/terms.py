"""Lists whose every item explains a term: how they are recognized, and what terms a lesson has."""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import chain
from typing import Final

from deckgen.model import (
    Blocks,
    Definition,
    DefinitionList,
    Inlines,
    Lesson,
    List,
    ListItem,
    Mark,
    Paragraph,
    Run,
    plain,
    walk,
)
from deckgen.regex import regex
from deckgen.values import Value, replace

_LONGEST: Final = 60  # characters; a longer bold beginning is a sentence, not a term
_COLON_AFTER: Final = regex(r"^\s*[:：]\s*|^\s+[-–—]\s+")
_SPACE: Final = regex(r"^\s+")
_COLON_WITHIN: Final = regex(r"\s*[:：]\s*$")


class Term(Value):
    """A term, the text that explains it, and what further blocks belong to it."""

    name: Inlines
    text: Inlines
    blocks: Blocks
    line: int = 0


def terms_of(block: List | DefinitionList) -> tuple[Term, ...]:
    """Return the terms that a list explains; none where it is an ordinary list."""
    if isinstance(block, DefinitionList):
        return tuple(map(_definition, block.items))
    if block.ordered:
        return ()
    terms = tuple(_term(item) for item in block.items)
    found = tuple(term for term in terms if term)
    return found if len(found) == len(terms) and any(map(_explained, found)) else ()


def _definition(item: Definition) -> Term:
    """Read a definition; its first paragraph stands on the term's own line."""
    blocks = tuple(chain.from_iterable(item.details))
    if blocks and isinstance(first := blocks[0], Paragraph):
        return Term(item.term, first.inlines, blocks[1:], item.line)
    return Term(item.term, (), blocks, item.line)


def _explained(term: Term) -> bool:
    return bool(term.text or term.blocks)


def _term(item: ListItem) -> Term | None:
    """Read an item as ``**Term**: text``."""
    if item.checked is not None or not item.blocks:
        return None
    first, *others = item.blocks
    if not isinstance(first, Paragraph):
        return None
    bold = _leading_bold(first.inlines)
    name = _without_colon(first.inlines[:bold])
    text = first.inlines[bold:]
    colon = len(plain(name)) < len(plain(first.inlines[:bold]).rstrip())
    if not plain(name).strip() or len(plain(name)) > _LONGEST:
        return None
    rest = _after(_SPACE if colon else _COLON_AFTER, text)
    if text and not colon and rest == text:
        return None  # a bold beginning of an ordinary sentence
    return Term(name, rest, tuple(others), item.line)


def _leading_bold(inlines: Inlines) -> int:
    for place, inline in enumerate(inlines):
        if not (isinstance(inline, Run) and Mark.BOLD in inline.marks):
            return place
    return len(inlines)


def _without_colon(inlines: Inlines) -> Inlines:
    if not inlines or not isinstance(last := inlines[-1], Run):
        return inlines
    text = _COLON_WITHIN.sub("", last.text)
    return (*inlines[:-1], replace(last, text=text)) if text else inlines[:-1]


def _after(beginning: re.Pattern[str], inlines: Inlines) -> Inlines:
    """Return inlines without what ``beginning`` matches at their start."""
    if not inlines or not isinstance(first := inlines[0], Run):
        return inlines
    text = beginning.sub("", first.text)
    return (replace(first, text=text), *inlines[1:]) if text else inlines[1:]


def lesson_terms(lesson: Lesson) -> tuple[str, ...]:
    """Return the names of all terms of a lesson, each once, in order."""
    return tuple(dict.fromkeys(_names(lesson)))


def _names(lesson: Lesson) -> Iterator[str]:
    for slide in lesson.slides:
        for block in walk(slide.blocks):
            if isinstance(block, List | DefinitionList):
                yield from (plain(term.name).strip() for term in terms_of(block))
