"""GFM's tables without their one loss: the cells that a row has too many are remembered."""

from __future__ import annotations

from markdown_it.rules_block import StateBlock, table
from markdown_it.rules_block.table import escapedSplit

from deckgen.parser.syntax.inside import line_text


def wide_table(state: StateBlock, start: int, end: int, silent: bool) -> bool:
    """Read a table; each row's ``meta["cells"]`` has the Markdown of all its cells."""
    first = len(state.tokens)
    if not table(state, start, end, silent):
        return False
    if not silent:
        for token in state.tokens[first:]:
            if token.type == "tr_open" and token.map:
                token.meta = {"cells": _cells(line_text(state, token.map[0]))}
    return True


def _cells(line: str) -> list[str]:
    cells = escapedSplit(line.strip())
    first = 1 if not cells[0] else 0
    last = len(cells) - 1 if len(cells) > 1 and not cells[-1] else len(cells)
    return [cell.strip() for cell in cells[first:last]]
