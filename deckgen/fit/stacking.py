"""Frames one under the other: boxes from measured heights, the rest of the room shared out."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import groupby
from typing import Final

from deckgen.fit.atoms import Atom, stack_height
from deckgen.fit.deck import (
    ChartFrame,
    CodeFrame,
    FormulaFrame,
    Frame,
    Line,
    PictureFrame,
    TableFrame,
    TextFrame,
)
from deckgen.fit.extents import (
    caption_height,
    chart_height,
    column_areas,
    indent_pt,
    panel_insets,
    picture_height,
    text_em,
    text_height,
)
from deckgen.fit.pieces import (
    ChartPiece,
    CodePiece,
    ColumnsPiece,
    FormulaPiece,
    PicturePiece,
    TablePiece,
    Text,
)
from deckgen.fit.setting import Setting
from deckgen.fit.sizes import CODE_INSETS_PT, FRAME_GAP_PT, Area, Sizes
from deckgen.fit.splitting import join_inlines
from deckgen.highlight import Token
from deckgen.model import Align
from deckgen.theme import EMU_PER_PT, Box
from deckgen.values import replace

MOST_SPACE_EM: Final = 1.0
"""The most space between paragraphs where there is room for it, in em."""

NEAR_EM: Final = 0.15
"""What stands so near to what it belongs to stays there."""

ROOMIER_ROWS: Final = 0.3
"""How much taller the rows of a table become where there is room for it."""

WIDEST_GAP_PT: Final = 24.0

Row = Sequence[Atom]


def stack(
    row: Row,
    area: Area,
    sizes: Sizes,
    setting: Setting,
    places: Iterator[int],
    stretch: float | None = None,
) -> list[Frame]:
    """Return frames for the atoms, from the top of ``area``; ``places`` gives each its idx.

    ``stretch``, 0 to 1, opens the spaces between paragraphs; without it they
    open as far as there is room.
    """
    groups = grouped(row)
    rest = area.height - stack_height(tuple(row))
    more, rest = _growth(groups, area.width, rest)
    wanted = sum(wanted_space(group, sizes) for group in groups)
    if stretch is None:
        stretch = min(max(rest, 0.0) * 0.6, wanted) / wanted if wanted else 0.0
    rest -= stretch * wanted
    gaps = max(len(groups) - 1, 1)
    gap = FRAME_GAP_PT + min(max(rest, 0.0) / gaps, WIDEST_GAP_PT - FRAME_GAP_PT)
    frames: list[Frame] = []
    y = area.y
    for group, extra in zip(groups, more, strict=True):
        height = stack_height(group) + extra + stretch * wanted_space(group, sizes)
        at = Area(area.x, y, area.width, height)
        frames.extend(_frames(group, at, sizes, setting, places, stretch))
        y += height + gap
    return frames


def grouped(row: Row) -> list[tuple[Atom, ...]]:
    """Return the atoms by frame, without blank lines at the ends of code."""
    found = []
    for _, group in groupby(row, key=lambda atom: atom.frame):
        found.append(_stripped(tuple(group)))
    return found


def _stripped(group: tuple[Atom, ...]) -> tuple[Atom, ...]:
    while len(group) > 1 and group[0].code and not group[0].code.tokens:
        group = group[1:]
    while len(group) > 1 and group[-1].code and not group[-1].code.tokens:
        group = group[:-1]
    return group


def text_frame(
    group: Row,
    area: Area,
    sizes: Sizes,
    setting: Setting,
    idx: int,
    stretch: float = 0.0,
    anchor: str = "",
) -> TextFrame:
    """Return a frame of paragraphs; ``stretch``, 0 to 1, opens the spaces between them."""
    first = group[0].piece
    assert isinstance(first, Text)
    insets = panel_insets(first.panel, setting.theme.look.panels)
    width = area.width - insets[0] - insets[2]
    told = _paragraphs(group, sizes, width, setting)
    lines = tuple([_line(piece, atom, sizes, width, stretch) for piece, atom in told])
    return TextFrame(idx, area.box, lines, first.panel, anchor, insets)


def open_spaces(group: Row, sizes: Sizes, room: float) -> float:
    """Return the stretch, 0 to 1, that uses ``room`` points between the paragraphs."""
    wanted = wanted_space(tuple(group), sizes)
    return min(max(room, 0.0), wanted) / wanted if wanted else 0.0


def _growth(groups: list[tuple[Atom, ...]], width: float, rest: float) -> tuple[list[float], float]:
    """Let pictures and charts take the room they want, one after the other."""
    more = []
    for group in groups:
        piece = group[0].piece
        extra = 0.0
        if isinstance(piece, PicturePiece | ChartPiece):
            wanted = _wanted_height(piece, width) - group[0].height
            extra = min(max(rest, 0.0), max(wanted, 0.0))
            rest -= extra
        if isinstance(piece, TablePiece):
            extra = min(ROOMIER_ROWS * stack_height(group), 0.4 * max(rest, 0.0))
            rest -= extra
        more.append(extra)
    return more, rest


def _wanted_height(piece: PicturePiece | ChartPiece, width: float) -> float:
    if isinstance(piece, PicturePiece):
        return picture_height(piece, width)
    return chart_height(piece, width, width)


def wanted_space(group: tuple[Atom, ...], sizes: Sizes) -> float:
    """Return the space that a frame's paragraphs would like to have more, in points."""
    if group and group[0].columns:
        return max(wanted_space(column, sizes) for column in group[0].columns)
    return sum(_more_space(atom, sizes) for atom in group[1:])


def _more_space(atom: Atom, sizes: Sizes) -> float:
    if not isinstance(atom.piece, Text) or atom.joins or atom.piece.space_em <= NEAR_EM:
        return 0.0
    most = MOST_SPACE_EM * sizes.of(atom.piece.style) * max(sizes.spacing, 1.0)
    return max(min(1.6 * atom.space, most - atom.space), 0.0)


def _paragraphs(
    group: Row, sizes: Sizes, width: float, setting: Setting
) -> list[tuple[Text, Atom]]:
    """Return the paragraphs, those that were cut joined again where they meet."""
    found: list[tuple[Text, Atom]] = []
    for atom in group:
        piece = atom.piece
        assert isinstance(piece, Text)
        if atom.joins and found:
            before, first = found[-1]
            joined = setting.part(before, join_inlines(before.inlines, piece.inlines))
            parts = text_height(before, sizes, width) + text_height(piece, sizes, width)
            if text_height(joined, sizes, width) <= parts + 0.01:
                found[-1] = (joined, first)
                continue
        found.append((piece, atom))
    return found


def _line(piece: Text, atom: Atom, sizes: Sizes, width: float, stretch: float) -> Line:
    indent = indent_pt(piece, sizes, width)
    size = sizes.of(piece.style)
    return Line(
        piece.inlines,
        size,
        piece.style,
        piece.level,
        piece.bullet,
        piece.number,
        indent,
        min(piece.hang_em * size, indent),
        atom.space + stretch * _more_space(atom, sizes),
        piece.align,
    )


def _frames(
    group: tuple[Atom, ...],
    area: Area,
    sizes: Sizes,
    setting: Setting,
    places: Iterator[int],
    stretch: float,
) -> list[Frame]:
    match group[0].piece:
        case Text():
            return [text_frame(group, area, sizes, setting, next(places), stretch)]
        case CodePiece() as piece:
            return [code_frame(piece, group, area, next(places))]
        case ChartPiece() as piece:
            return [ChartFrame(next(places), area.box, piece.chart, sizes.caption)]
        case FormulaPiece() as piece:
            return [formula_frame(piece, group[0].size_pt, area, sizes, next(places))]
        case TablePiece() as piece:
            opened = area.height / stack_height(group)
            return [table_frame(piece, group, area, next(places), max(opened, 1.0))]
        case PicturePiece() as piece:
            return picture_frames(piece, area, sizes, places)
        case ColumnsPiece() as piece:
            areas = column_areas(piece, area, setting)
            return [
                frame
                for column, at in zip(group[0].columns, areas, strict=True)
                if column
                for frame in stack(column, at, sizes, setting, places, stretch)
            ]


def code_frame(piece: CodePiece, group: Row, area: Area, idx: int) -> CodeFrame:
    """Return a frame of code as tall as its lines."""
    lines: tuple[tuple[Token, ...], ...] = tuple(atom.code.tokens for atom in group if atom.code)
    height = sum(atom.height for atom in group) + group[0].overhead
    box = replace(area, height=min(height, area.height)).box
    return CodeFrame(idx, box, piece.code, lines, group[0].size_pt, CODE_INSETS_PT)


def formula_frame(
    piece: FormulaPiece, size_pt: float, area: Area, sizes: Sizes, idx: int
) -> FormulaFrame:
    """Return a formula in the middle, or where the text of its list begins."""
    indent = indent_pt(piece.text, sizes, area.width)
    at = replace(area, x=area.x + indent, width=area.width - indent)
    return FormulaFrame(idx, at.box, piece.math, size_pt, piece.text.align)


def table_frame(
    piece: TablePiece, group: Row, area: Area, idx: int, opened: float = 1.0
) -> TableFrame:
    """Return a table; its columns and rows, ``opened`` times as tall, add up to its box."""
    grid = group[0].grid
    assert grid is not None
    widths = tuple(int(width * EMU_PER_PT) for width in grid.widths)
    rows = tuple(atom.row for atom in group if atom.row)
    tall = [group[0].overhead, *(atom.height for atom in group if atom.row)]
    heights = tuple(int(opened * height * EMU_PER_PT) for height in tall)
    corner = area.box
    box = Box(corner.x, corner.y, sum(widths), sum(heights))
    table = piece.table
    return TableFrame(idx, box, table.header, rows, table.aligns, widths, heights, grid.size_pt)


def picture_frames(
    piece: PicturePiece, area: Area, sizes: Sizes, places: Iterator[int]
) -> list[Frame]:
    """Return a picture as large as ``area`` lets it be, and its caption below."""
    room = caption_height(piece, sizes, area.width)
    high = min(area.height - room, picture_height(piece, area.width))
    wide = high * max(piece.picture.width_px, 1) / max(piece.picture.height_px, 1)
    wide, high = max(min(wide, area.width), 1.0), max(high, 1.0)
    at = Area(area.x + (area.width - wide) / 2, area.y, wide, high)
    frames: list[Frame] = [PictureFrame(next(places), at.box, piece.figure, piece.picture)]
    if piece.caption:
        line = Line(piece.caption.inlines, sizes.caption, piece.caption.style, align=Align.CENTER)
        below = Area(area.x, at.y + high + 6.0, area.width, room - 6.0)
        frames.append(TextFrame(next(places), below.box, (line,)))
    return frames


def overlong(piece: Text, sizes: Sizes, width: float) -> bool:
    """Tell whether a word of the paragraph is longer than its line."""
    return piece.measured.is_overlong(text_em(piece, sizes, width))
