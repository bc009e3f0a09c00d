"""How wide a table's columns and how tall its rows are, from what stands in them."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import zip_longest
from typing import Final

from deckgen.fit.deck import Style
from deckgen.fit.pieces import TablePiece
from deckgen.fit.setting import Setting
from deckgen.fit.splitting import split_at_lines
from deckgen.fonts import LINE_PITCH, SAFE, SetText
from deckgen.model import Inlines, Table, plain
from deckgen.regex import regex
from deckgen.tables import column_groups, some_columns
from deckgen.values import Value, replace

CELL_PT: Final = (7.2, 3.6, 7.2, 3.6)
"""A cell's margins, left, top, right and bottom: those of PowerPoint."""

TALL_PITCH: Final = 1.46
"""How far apart the lines of other scripts stand in a table.

In a table LibreOffice sets lines as the font asks; of the fonts that stand in
for others, Noto Sans CJK asks for the most, 1.448.
"""

TALLEST_ROW: Final = 0.5
"""A row taller than this share of the page goes on in further rows."""

NARROWEST: Final = 0.6
"""The share of the width that a table of two short columns takes; a larger one takes all."""

SHORT_COLUMN: Final = 0.25
SHORT_COLUMNS: Final = 0.6
"""The shares of the width up to which one short column, and all least widths, break no cell."""

WIDE_PT: Final = 500.0
"""Beside something else such a table takes all the width too."""


class Grid(Value):
    """A table's size of text and its columns' widths, in points."""

    size_pt: float
    widths: tuple[float, ...]
    pitch: float = LINE_PITCH

    @property
    def width(self) -> float:
        """The width of the table."""
        return sum(self.widths)

    def row_height(self, cells: tuple[SetText, ...]) -> float:
        """Return the height of a row of measured cells, in points."""
        return self.lines(cells) * self.pitch * self.size_pt + CELL_PT[1] + CELL_PT[3]

    def lines(self, cells: tuple[SetText, ...]) -> int:
        """Return the most lines that one of the cells takes."""
        counts = (cell.line_count(self.cell_em(column)) for column, cell in enumerate(cells))
        return max(counts, default=1)

    def cell_em(self, column: int) -> float:
        """Return the room for text in a cell, in em."""
        return max(self.widths[column] - CELL_PT[0] - CELL_PT[2], 1.0) / self.size_pt


def grid(piece: TablePiece, width: float, largest: float, floor: float) -> Grid:
    """Return the grid at the largest size at which no word is broken, at most ``largest``."""
    columns = tuple(zip(*piece.cells, strict=True))
    size = largest
    while size > floor and sum(_least(columns, size)) > width:
        size = max(size - 2, floor)
    widths = _widths(_natural(columns, size), _least(columns, size), width)
    return Grid(size, widths, _pitch(piece.table))


def parted(piece: TablePiece, width: float, floor: float) -> Iterator[TablePiece]:
    """Yield a table; several, each with the first column, where words would break at ``floor``."""
    columns = tuple(zip(*piece.cells, strict=True))
    groups = column_groups(_least(columns, floor), width)
    if len(groups) == 1:
        yield piece
        return
    for at, group in enumerate(groups):
        yield replace(
            piece,
            table=some_columns(piece.table, group),
            cells=tuple(tuple(row[column] for column in group) for row in piece.cells),
            keep=piece.keep and at == len(groups) - 1,
            notes=piece.notes if at == 0 else (),
        )


def _pitch(table: Table) -> float:
    """Return how far apart a table's lines stand, in sizes of its text."""
    cells = (cell for row in (table.header, *table.rows) for cell in row)
    return TALL_PITCH if any(_TALL.search(plain(cell)) for cell in cells) else LINE_PITCH


# From Devanagari to Georgian and beyond, without Latin's and Greek's extensions; Chinese,
# Japanese and Korean.
_TALL: Final = regex("[\u0600-\u1dff\u2e80-\ufaff\ufe30-\uffef]")


def _natural(columns: tuple[tuple[SetText, ...], ...], size: float) -> list[float]:
    return [_cell_width(max(cell.width for cell in cells), size) for cells in columns]


def _least(columns: tuple[tuple[SetText, ...], ...], size: float) -> list[float]:
    return [_cell_width(max(cell.longest_word for cell in cells), size) for cells in columns]


def _cell_width(text: float, size: float) -> float:
    return max(text * size / 1000 / SAFE, size) + CELL_PT[0] + CELL_PT[2] + 0.5


def _widths(natural: list[float], least: list[float], width: float) -> tuple[float, ...]:
    """Share ``width`` among the columns: all their text, else their words and a fair rest."""
    total = sum(natural)
    if total <= width:
        narrow = len(natural) < 3 and width > WIDE_PT
        least_width = NARROWEST * width if narrow else width
        wanted = min(max(total * 1.5, least_width), width)
        return tuple(each * wanted / total for each in natural)
    least = _whole(natural, least, width)
    needed = sum(least)
    if needed >= width:
        return _capped(least, width)
    more = [min(much, width) - few for much, few in zip(natural, least, strict=True)]
    more = [max(each, 0.0) for each in more]
    share = (width - needed) / (sum(more) or 1.0)
    return tuple(few + each * share for few, each in zip(least, more, strict=True))


def _whole(natural: list[float], least: list[float], width: float) -> list[float]:
    """Let short columns keep their cells on one line, where that leaves the long ones room."""
    whole = [
        much if much <= SHORT_COLUMN * width else few
        for much, few in zip(natural, least, strict=True)
    ]
    return whole if sum(whole) <= SHORT_COLUMNS * width else least


def _capped(least: list[float], width: float) -> tuple[float, ...]:
    """Let the wide columns give way first, until all fit."""
    low, high = 0.0, max(least)
    for _ in range(40):
        cap = (low + high) / 2
        low, high = (low, cap) if sum(min(each, cap) for each in least) > width else (cap, high)
    return tuple(min(each, low) for each in least)


def with_low_header(
    piece: TablePiece, table_grid: Grid, page: float, setting: Setting
) -> TablePiece:
    """Let a header row that is too tall go on in the first rows."""
    if table_grid.row_height(piece.cells[0]) <= 0.4 * page:
        return piece
    header, *others = _row_parts(piece.table.header, table_grid, 0.3 * page, setting, Style.TERM)
    measured = [tuple(setting.measure(cell, Style.TERM) for cell in header)]
    measured += [tuple(setting.measure(cell) for cell in row) for row in others]
    table = replace(piece.table, header=header, rows=(*others, *piece.table.rows))
    return replace(piece, table=table, cells=(*measured, *piece.cells[1:]))


def _row_parts(
    row: tuple[Inlines, ...],
    table_grid: Grid,
    tallest: float,
    setting: Setting,
    style: Style = Style.BODY,
) -> list[tuple[Inlines, ...]]:
    """Return a row as several, none taller than ``tallest`` points."""
    most = max(int(tallest / (table_grid.pitch * table_grid.size_pt)), 1)

    cells = (
        split_at_lines(cell, setting, style, table_grid.cell_em(column), most)
        for column, cell in enumerate(row)
    )
    return list(zip_longest(*cells, fillvalue=()))


def rows_of(
    piece: TablePiece, table_grid: Grid, page: float, setting: Setting
) -> list[tuple[tuple[Inlines, ...], float]]:
    """Return the rows with their heights; a row too tall goes on in further rows."""
    found = []
    for row, cells in zip(piece.table.rows, piece.cells[1:], strict=True):
        height = table_grid.row_height(cells)
        if height <= TALLEST_ROW * page:
            found.append((row, height))
            continue
        for part in _row_parts(row, table_grid, 0.4 * page, setting):
            measured = tuple(setting.measure(cell) for cell in part)
            found.append((part, table_grid.row_height(measured)))
    return found
