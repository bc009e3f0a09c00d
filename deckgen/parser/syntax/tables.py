"""GFM's tables without their one loss: the cells that a row has too many are remembered.

kramdown's attributes on the line below a table are none of its rows.
"""

from __future__ import annotations

from markdown_it.rules_block import StateBlock, table
from markdown_it.rules_block.table import escapedSplit

from deckgen.parser.syntax.attributes import is_attributes
from deckgen.parser.syntax.inside import line_text


def wide_table(state: StateBlock, start: int, end: int, silent: bool) -> bool:
    """Read a table; each row's ``meta["cells"]`` has the Markdown of all its cells."""
    first = len(state.tokens)
    if not table(state, start, end, silent):
        return False
    if not silent:
        _drop_attributes(state, first)
        for token in state.tokens[first:]:
            if token.type == "tr_open" and token.map:
                token.meta = {"cells": _cells(line_text(state, token.map[0]))}
    return True


def _drop_attributes(state: StateBlock, first: int) -> None:
    """Take the last row of a table away if it only says how a site shows the table."""
    tokens = state.tokens
    row = next(at for at in reversed(range(first, len(tokens))) if tokens[at].type == "tr_open")
    place = tokens[row].map
    if place is None or not is_attributes(line_text(state, place[0])):
        return
    end = row + next(at for at, token in enumerate(tokens[row:], 1) if token.type == "tr_close")
    if tokens[row - 1].type == "tbody_open":  # there is no other row
        row, end = row - 1, end + 1
    del tokens[row:end]


def _cells(line: str) -> list[str]:
    cells = escapedSplit(line.strip())
    first = 1 if not cells[0] else 0
    last = len(cells) - 1 if len(cells) > 1 and not cells[-1] else len(cells)
    return [cell.strip() for cell in cells[first:last]]
