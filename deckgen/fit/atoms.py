"""Pieces at one size, cut into atoms: what a page break may not cut further."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Final

from deckgen.fit.code_lines import CodeLine, code_lines, code_size
from deckgen.fit.deck import Bullet, Style
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
from deckgen.fit.formula_extents import formula_extent
from deckgen.fit.pieces import (
    ChartPiece,
    CodePiece,
    ColumnsPiece,
    FormulaPiece,
    PicturePiece,
    Piece,
    Pieces,
    TablePiece,
    Text,
)
from deckgen.fit.setting import Setting
from deckgen.fit.sizes import (
    CODE_INSETS_PT,
    FRAME_GAP_PT,
    Area,
    Sizes,
)
from deckgen.fit.splitting import split_at_lines
from deckgen.fit.tables import Grid, grid, rows_of, with_low_header
from deckgen.fonts import LINE_PITCH
from deckgen.model import Inlines
from deckgen.values import Value, replace

CUT: Final = 1000.0
"""What a page costs, and about what a cut inside a paragraph, code or table costs."""

STRAY: Final = 1500.0
"""What it costs to part a heading, a lead-in or a bullet from what follows it."""

GIANT: Final = 0.5
"""A paragraph or row taller than this share of the page is cut into parts of at most this."""

PICTURE_SHARE: Final = 0.42
"""The share of the page's height that a picture among other things takes at least."""

CHART_SHARE: Final = 0.5
"""The share of the page's height that a chart among other things takes at least."""

FEW_LINES: Final = 4
"""Fewer lines of code than these are not left alone on a page."""

FrameKey = tuple[str, int]


class Atom(Value):
    """A part of a piece that stands on one page; heights in points.

    Neighbors with the same ``frame`` share a frame, whose ``overhead`` (its
    insets, a table's header) counts once. ``space`` is the gap over it unless
    it is the first of its frame. ``cost`` is that of a page break before it.
    ``joins`` marks the next part of a paragraph that was cut.
    """

    piece: Piece
    frame: FrameKey
    height: float
    overhead: float = 0.0
    space: float = 0.0
    cost: float = 0.0
    frames: int = 1
    joins: bool = False
    keep: bool = False
    notes: tuple[int, ...] = ()
    code: CodeLine | None = None
    size_pt: float = 0.0
    grid: Grid | None = None
    row: tuple[Inlines, ...] = ()
    columns: tuple[tuple[Atom, ...], ...] = ()

    @property
    def is_blank(self) -> bool:
        """Whether it is an empty line of code."""
        return self.code is not None and not self.code.tokens


def atoms(pieces: Pieces, sizes: Sizes, width: float, page: float, setting: Setting) -> list[Atom]:
    """Return the atoms of ``pieces`` set ``width`` points wide on pages of height ``page``."""
    found: list[Atom] = []
    kept = False
    for number, piece in enumerate(pieces):
        own = list(_atoms(piece, number, sizes, width, page, setting))
        if kept and own:
            own[0] = replace(own[0], cost=own[0].cost + STRAY)
        kept = piece.keep
        found.extend(own)
    return found


def _atoms(
    piece: Piece, number: int, sizes: Sizes, width: float, page: float, setting: Setting
) -> Iterator[Atom]:
    match piece:
        case Text():
            yield from _text(piece, sizes, width, page, setting)
        case CodePiece():
            yield from _code(piece, number, sizes, width, setting)
        case FormulaPiece():
            yield from _formula(piece, number, sizes, width, page, setting)
        case ChartPiece():
            yield _chart(piece, number, width, page)
        case TablePiece():
            yield from _table(piece, number, sizes, width, page, setting)
        case PicturePiece():
            yield _picture(piece, number, sizes, width, page)
        case ColumnsPiece():
            yield _columns(piece, number, sizes, width, page, setting)


def _text(piece: Text, sizes: Sizes, width: float, page: float, setting: Setting) -> Iterator[Atom]:
    left, top, right, bottom = panel_insets(piece.panel, setting.theme.look.panels)
    width -= left + right
    size = sizes.of(piece.style)
    cost = -30.0 if piece.style in (Style.HEADING, Style.TERM) else 10.0 * piece.level
    for at, part in enumerate(_text_parts(piece, sizes, width, page, setting)):
        yield Atom(
            part,
            (piece.panel, piece.group),
            text_height(part, sizes, width),
            top + bottom,
            0.0 if at else piece.space_em * size * sizes.spacing,
            1.2 * CUT if at else cost + (0.6 * CUT if piece.panel else 0.0),
            joins=at > 0,
            keep=piece.keep,
            notes=part.notes,
        )


def _text_parts(
    piece: Text, sizes: Sizes, width: float, page: float, setting: Setting
) -> list[Text]:
    if text_height(piece, sizes, width) <= GIANT * page:
        return [piece]
    most = max(int(0.3 * page / (LINE_PITCH * sizes.of(piece.style))), 1)
    room = text_em(piece, sizes, width)
    found: list[Text] = []
    for inlines in split_at_lines(piece.inlines, setting, piece.style, room, most):
        own = setting.part(piece, inlines)
        found.append(own if not found else replace(own, bullet=Bullet.NONE, number=0))
    return found


def _code(
    piece: CodePiece, number: int, sizes: Sizes, width: float, setting: Setting
) -> Iterator[Atom]:
    left, top, right, bottom = CODE_INSETS_PT
    mono = setting.theme.fonts.mono.metrics
    room = width - left - right
    size = code_size(piece.lines, room, sizes.code, sizes.code_floor, mono)
    blank = True
    lines = tuple(code_lines(piece.lines, room / size, mono))
    for at, line in enumerate(lines):
        cost = 0.0 if not at else CUT if blank else 1.25 * CUT
        if 0 < at < FEW_LINES or len(lines) - at < FEW_LINES:
            cost += CUT if at else 0.0
        yield Atom(
            piece,
            ("code", number),
            LINE_PITCH * size,
            top + bottom,
            cost=2 * CUT if line.goes_on else cost,
            notes=piece.notes if not at else (),
            code=line,
            size_pt=size,
        )
        blank = not line.tokens


def _formula(
    piece: FormulaPiece, number: int, sizes: Sizes, width: float, page: float, setting: Setting
) -> Iterator[Atom]:
    """Yield a formula in a frame of its own; as text, which can be cut, where it is too tall."""
    extent = formula_extent(piece, sizes, width - indent_pt(piece.text, sizes, width))
    if extent.height > page:
        yield from _text(piece.text, sizes, width, page, setting)
        return
    # Formulas need no placeholder: any number of them stands between the layout's texts.
    yield Atom(piece, ("formula", number), extent.height, frames=0, size_pt=extent.size_pt)


def _table(
    piece: TablePiece, number: int, sizes: Sizes, width: float, page: float, setting: Setting
) -> Iterator[Atom]:
    table_grid = grid(piece, width, sizes.table, sizes.table_floor)
    piece = with_low_header(piece, table_grid, page, setting)
    header = table_grid.row_height(piece.cells[0])
    rows = rows_of(piece, table_grid, page, setting)
    heads = setting.references(*piece.table.header)
    for at, (row, height) in enumerate(rows):
        yield Atom(
            piece,
            ("table", number),
            height,
            header,
            cost=(1.5 * CUT if at in (1, len(rows) - 1) else CUT) if at else 0.0,
            notes=(*(() if at else (*piece.notes, *heads)), *setting.references(*row)),
            grid=table_grid,
            row=row,
        )
    if not rows:
        notes = (*piece.notes, *heads)
        yield Atom(piece, ("table", number), 0.0, header, grid=table_grid, notes=notes)


def _picture(piece: PicturePiece, number: int, sizes: Sizes, width: float, page: float) -> Atom:
    natural = picture_height(piece, width)
    caption = caption_height(piece, sizes, width)
    height = min(natural, PICTURE_SHARE * page)
    notes = piece.notes
    frames = 2 if piece.caption else 1
    return Atom(piece, ("picture", number), height, caption, frames=frames, notes=notes)


def _chart(piece: ChartPiece, number: int, width: float, page: float) -> Atom:
    height = min(chart_height(piece, width, page), CHART_SHARE * page)
    return Atom(piece, ("chart", number), height)


def _columns(
    piece: ColumnsPiece, number: int, sizes: Sizes, width: float, page: float, setting: Setting
) -> Atom:
    columns = tuple(
        tuple(atoms(column, sizes, area.width, page, setting))
        for column, area in zip(
            piece.columns, column_areas(piece, Area(0, 0, width, page), setting), strict=True
        )
    )
    return Atom(
        piece,
        ("columns", number),
        max(stack_height(column) for column in columns),
        frames=sum(frame_count(column) for column in columns),
        notes=(
            *piece.notes,
            *(note for column in columns for atom in column for note in atom.notes),
        ),
        columns=columns,
    )


def added_height(before: Atom | None, atom: Atom) -> float:
    """Return what an atom adds to the height of its page."""
    if before is None:
        return atom.overhead + atom.height
    if before.frame == atom.frame:
        return atom.space + atom.height
    return FRAME_GAP_PT + atom.overhead + atom.height


def stack_height(row: tuple[Atom, ...] | list[Atom]) -> float:
    """Return the height of atoms one under the other, in points."""
    height, before = 0.0, None
    for atom in row:
        height += added_height(before, atom)
        before = atom
    return height


def frame_count(row: tuple[Atom, ...] | list[Atom]) -> int:
    """Return how many frames the atoms take."""
    pairs = zip((None, *row), row, strict=False)
    return sum(
        atom.frames for before, atom in pairs if before is None or before.frame != atom.frame
    )


def footnote_atoms(
    row: tuple[Atom, ...] | list[Atom],
    footnotes: Mapping[int, tuple[Text, ...]],
    sizes: Sizes,
    width: float,
) -> list[Atom]:
    """Return the footnotes that a page's atoms refer to, as atoms."""
    found: list[Atom] = []
    for number in dict.fromkeys(number for atom in row for number in atom.notes):
        for piece in footnotes.get(number, ()):
            space = (0.15 if found else 0.9) * sizes.footnote
            found.append(Atom(piece, ("", 0), text_height(piece, sizes, width), space=space))
    return found
