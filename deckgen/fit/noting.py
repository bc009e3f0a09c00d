"""Which of a slide's notes stand with each of the parts that it is split into."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import groupby
from typing import Final

from deckgen.model import Block, Blocks, List, ListItem, Slide, plain, texts_of, walk
from deckgen.values import replace

MOST_AGAIN: Final = 20_000
"""How many characters notes may grow by when all parts of a slide have them."""


def parted_notes(slide: Slide, lines: Sequence[int]) -> list[Blocks]:
    """Return the notes of each part; ``lines`` says where it begins, 0 inside a paragraph.

    What is noted amid the slide's text goes with the part that has the text.
    What is noted before or after all of it is about the whole, and stands
    with every part, so that it is before the eyes of who speaks; notes too
    long for that stay with the first.
    """
    if len(lines) == 1 or not slide.notes:
        return [slide.notes, *(() for _ in lines[1:])]
    first, last = _span(slide.blocks)
    about_all = {id(block) for block in slide.notes if not first <= block.line <= last}
    whole = tuple(block for block in slide.notes if id(block) in about_all)
    again = whole if is_short(whole, len(lines) - 1) else ()
    parts: list[list[Block]] = [[], *(list(again) for _ in lines[1:])]
    for block in slide.notes:
        if id(block) in about_all:
            parts[0].append(block)
        else:
            for part, piece in _pieces(block, lines):
                parts[part].append(piece)
    return [tuple(part) for part in parts]


def noted_again(slide: Slide, rest: Blocks, continues: bool) -> Blocks:
    """Return the notes that the rest of an opening slide has as well: all that may be about it."""
    notes = tuple(n for n in slide.notes if continues or n.line >= rest[0].line)
    return notes if is_short(notes, 1) else ()


def is_short(notes: Blocks, times: int) -> bool:
    """Tell whether notes may stand in so many places more."""
    letters = sum(len(plain(text)) for block in walk(notes) for text in texts_of(block))
    return letters * times <= MOST_AGAIN


def _span(blocks: Blocks) -> tuple[int, int]:
    """Return the first and the last line that something of a slide begins at."""
    lines = [block.line for block in walk(blocks) if block.line]
    items = [item.line for block in walk(blocks) if isinstance(block, List) for item in block.items]
    return (min(lines), max((*lines, *items))) if lines else (1, 0)


def _pieces(block: Block, lines: Sequence[int]) -> Iterator[tuple[int, Block]]:
    """Yield a block with the part it belongs to; of a list, each part's own points."""
    if not isinstance(block, List):
        yield _part(block.line, lines), block
        return
    start = block.start
    for part, group in groupby(block.items, lambda item: _part(_line(item, block), lines)):
        items = tuple(group)
        yield part, replace(block, items=items, start=start)
        start += len(items)


def _line(item: ListItem, block: List) -> int:
    return item.line or (item.blocks[0].line if item.blocks else 0) or block.line


def _part(line: int, lines: Sequence[int]) -> int:
    """Return the last part that begins before or at a line, 0 where none does."""
    return max((at for at, begin in enumerate(lines) if 0 < begin <= line), default=0)
