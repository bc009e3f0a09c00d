"""Blocks changed wherever they stand: in lists, quotations, columns and quizzes too."""

from __future__ import annotations

from collections.abc import Callable

from deckgen.model import (
    Block,
    Blocks,
    Callout,
    Columns,
    Definition,
    DefinitionList,
    Heading,
    Inlines,
    List,
    ListItem,
    Paragraph,
    Quiz,
    Quote,
    Restricted,
    Table,
)
from deckgen.values import Value, replace


def _same_block(block: Block) -> Block:
    return block


def _same_words(inlines: Inlines, line: int) -> Inlines:  # noqa: ARG001  (a Words)
    return inlines


class Rewriting(Value):
    """What becomes of each block, once what it holds was changed, and of each line of text.

    ``words`` gets the line of the source that the text stands on.
    """

    block: Callable[[Block], Block] = _same_block
    words: Callable[[Inlines, int], Inlines] = _same_words

    def blocks(self, blocks: Blocks) -> Blocks:
        """Return the blocks, changed from the innermost outwards."""
        return tuple(self.block(self._inside(block)) for block in blocks)

    def _inside(self, block: Block) -> Block:
        match block:
            case Paragraph() | Heading():
                return replace(block, inlines=self.words(block.inlines, block.line))
            case Quote() | Restricted():
                return replace(block, blocks=self.blocks(block.blocks))
            case Callout():
                title = self.words(block.title, block.line)
                return replace(block, blocks=self.blocks(block.blocks), title=title)
            case List():
                return replace(block, items=self._items(block.items))
            case DefinitionList():
                return replace(block, items=tuple(map(self._definition, block.items)))
            case Columns():
                return replace(block, columns=tuple(map(self.blocks, block.columns)))
            case Quiz():
                return replace(
                    block,
                    question=self.blocks(block.question),
                    choices=self._items(block.choices),
                    explanation=self.blocks(block.explanation),
                )
            case Table():
                header, *rows = (self._row(row, block.line) for row in (block.header, *block.rows))
                return replace(block, header=header, rows=tuple(rows))
            case _:
                return block

    def _items(self, items: tuple[ListItem, ...]) -> tuple[ListItem, ...]:
        return tuple(replace(item, blocks=self.blocks(item.blocks)) for item in items)

    def _definition(self, item: Definition) -> Definition:
        details = tuple(map(self.blocks, item.details))
        return replace(item, term=self.words(item.term, item.line), details=details)

    def _row(self, row: tuple[Inlines, ...], line: int) -> tuple[Inlines, ...]:
        return tuple(self.words(cell, line) for cell in row)
