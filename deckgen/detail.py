"""One bullet, three lengths: what a slide shows of its text, the rest going to its notes."""

from __future__ import annotations

from enum import StrEnum
from types import MappingProxyType
from typing import Final

from deckgen.model import (
    Block,
    Blocks,
    Columns,
    Inline,
    Inlines,
    LineBreak,
    List,
    ListItem,
    Mark,
    Paragraph,
    Run,
    Slide,
)
from deckgen.regex import regex
from deckgen.values import replace


class Detail(StrEnum):
    """How much of a slide's text the slide itself shows."""

    FULL = "full"
    GIST = "gist"  # the bold term and the first clause
    TERMS = "terms"  # the bold term alone
    AUTO = "auto"  # the longest of the three that needs no continuation slide


def abridge(slide: Slide, detail: Detail) -> Slide:
    """Return the slide with its text at that length, and all it leaves out whole in its notes.

    ``AUTO`` is for who fits the slide to decide; here it means ``FULL``. An
    item without a bold term keeps its first clause. Code, tables, pictures,
    formulas and quizzes are never shortened.
    """
    if detail in (Detail.FULL, Detail.AUTO):
        return slide
    blocks = _blocks(slide.blocks, detail)
    if blocks == slide.blocks:
        return slide
    whole = tuple(
        block for block, short in zip(slide.blocks, blocks, strict=True) if block != short
    )
    return replace(slide, blocks=blocks, notes=(*slide.notes, *whole))


def first_clause(inlines: Inlines) -> Inlines:
    """Return the inlines up to the end of their first clause.

    A clause ends with its sentence, at a semicolon or at a dash, outside of
    brackets and quotation marks; an abbreviation's or a number's point ends
    nothing. Where no clause ends, all of them are returned.
    """
    kept: list[Inline] = []
    opened = ""
    for at, inline in enumerate(inlines):
        if isinstance(inline, LineBreak) and kept:
            return tuple(kept)
        if not isinstance(inline, Run) or inline.marks & Mark.CODE:
            kept.append(inline)
            continue
        last = at == len(inlines) - 1
        end = _clause_end(inline.text, last, opened)
        if end is None:
            kept.append(inline)
            opened = _opened(inline.text, opened)
            continue
        kept.append(replace(inline, text=inline.text[:end]))
        return _without_tail(tuple(kept))
    return tuple(kept)


# A clause ends at . ! ? … (with closing quotes) before a space, at ; or a spaced dash,
# and at the full-width stops of Chinese and Japanese, which no space follows.
_CLAUSE: Final = regex(
    r"[.!?…؟।۔]+[\"'”’»)\]]*(?=\s+[^\sa-z])|[。！？；]+[」』”’）]*|[;؛](?=\s)|(?=\s+[–—]\s)|(?=—)"
)
# Single letters are initials, or parts of what is written apart: "z. B.", "т. е.".
_ABBREVIATION: Final = regex(
    r"(?:^|[\s(\[])(?:(?:[^\W\d_]\.\s?)+|(?:cf|vs|etc|approx|Dr|Mr|Mrs|Ms|Prof|St|Mt|Nos?|[Ff]igs?|Eq|"
    r"Sec|Ch|Vol|Ed|pp|Inc|Corp|Ltd|Co|Jr|Sr|Sra|ver|incl|resp|max|min|bzw|ca|[Vv]gl|Nr|Abb|Tab|Mio|"
    r"Mrd|usw|inkl|ggf|evtl|sog|Kap|Art|Mme|Mlle|env|núm|pág|др|пр|рис|см|стр|гл|тыс|млн|млрд)\.)$"
)
_PAIRS: Final = MappingProxyType(
    {
        "(": ")",
        "[": "]",
        "{": "}",
        "（": "）",
        "［": "］",
        "「": "」",
        "『": "』",
        "“": "”",
        "‹": "›",
    }
)
_EITHER: Final = MappingProxyType({"«": "»", "»": "«"})
"""Marks that open in one language what they close in another."""


def _clause_end(text: str, last: bool, opened: str) -> int | None:
    for match in _CLAUSE.finditer(text):
        end = match.end()
        if match.start() == 0 and not text[:end].strip():
            continue
        if _opened(text[:end], opened) or _ABBREVIATION.search(text[:end]):
            continue
        if last and not text[end:].strip():
            return None
        return end
    return None


def _opened(text: str, opened: str) -> str:
    """Return the marks that are to close the brackets and quotations open after a text."""
    for char in text:
        if opened.endswith(char):
            opened = opened[:-1] if opened else ""
        elif char in _PAIRS:
            opened += _PAIRS[char]
        elif char == "„":
            opened += "“"
        elif char in _EITHER:
            opened += _EITHER[char]
    return opened


def _without_tail(inlines: Inlines) -> Inlines:
    """Drop a semicolon left at the end: what follows it is in the notes."""
    last = inlines[-1]
    if isinstance(last, Run):
        return (*inlines[:-1], replace(last, text=last.text.rstrip().rstrip(";；؛")))
    return inlines


def _blocks(blocks: Blocks, detail: Detail) -> Blocks:
    return tuple(_block(block, detail) for block in blocks)


def _block(block: Block, detail: Detail) -> Block:
    match block:
        case List() if all(item.checked is None for item in block.items):
            return replace(block, items=tuple(_item(item, detail) for item in block.items))
        case Paragraph():
            return replace(block, inlines=_short(block.inlines, Detail.GIST))
        case Columns():
            return replace(block, columns=tuple(_blocks(each, detail) for each in block.columns))
        case _:
            return block


def _item(item: ListItem, detail: Detail) -> ListItem:
    match item.blocks:
        case (Paragraph() as first, *rest):
            short = replace(first, inlines=_short(first.inlines, detail))
            others = tuple(_block(b, detail) for b in rest if not isinstance(b, Paragraph))
            return replace(item, blocks=(short, *others))
        case _:
            return item


def _short(inlines: Inlines, detail: Detail) -> Inlines:
    term = _term(inlines)
    if detail is Detail.TERMS and term:
        return term
    return (*term, *first_clause(inlines[len(term) :]))


def _term(inlines: Inlines) -> Inlines:
    """Return the bold runs that the text begins with."""
    count = 0
    for inline in inlines:
        if not (isinstance(inline, Run) and inline.marks & Mark.BOLD):
            break
        count += 1
    return inlines[:count] if count < len(inlines) else ()
