"""Rows of cells, all of them as long as the longest."""

from __future__ import annotations

from collections.abc import Sequence

from deckgen.model import Inlines
from deckgen.parser.lesson import Parse


def grid(rows: Sequence[Sequence[Inlines]], line: int, parse: Parse) -> list[tuple[Inlines, ...]]:
    """Return the rows of a table; of one that is too large its first rows, and an error."""
    width = max(map(len, rows), default=0)
    cells, limit = width * len(rows), parse.limits.table_cells
    if cells > limit:
        message = f"a table of {cells:,} cells; {limit:,} are the limit"
        parse.findings.error("limit", message, line, "make several tables of it")
        rows = rows[: max(limit // width, 1)]
    return [(*row, *((),) * (width - len(row))) for row in rows]
