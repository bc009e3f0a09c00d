"""What flows over slides: a slide's blocks as a flat row of pieces, not yet sized."""

from __future__ import annotations

from dataclasses import dataclass

from deckgen.fit.deck import Bullet, Style
from deckgen.fonts import SetText
from deckgen.highlight import Token
from deckgen.model import Align, Chart, Code, Figure, Inlines, Math, Picture, Table


@dataclass(frozen=True, slots=True)
class Text:
    """One paragraph.

    Lengths are in em of its own size. ``panel`` names the panel it stands in
    and ``group`` tells that panel from the next; ``keep`` says that it must
    not be the last on a slide. ``notes`` are the footnotes it is the first to
    refer to.
    """

    inlines: Inlines
    measured: SetText
    style: Style = Style.BODY
    level: int = 0
    bullet: Bullet = Bullet.NONE
    number: int = 0
    indent_em: float = 0.0
    hang_em: float = 0.0
    space_em: float = 0.5
    align: Align = Align.NONE
    panel: str = ""
    group: int = 0
    keep: bool = False
    notes: tuple[int, ...] = ()
    line: int = 0


@dataclass(frozen=True, slots=True)
class CodePiece:
    """A code block with its highlighted lines."""

    code: Code
    lines: tuple[tuple[Token, ...], ...]
    keep: bool = False
    notes: tuple[int, ...] = ()
    line: int = 0


@dataclass(frozen=True, slots=True)
class FormulaPiece:
    """A displayed formula with a frame of its own; ``text`` is it as a paragraph."""

    math: Math
    text: Text
    keep: bool = False
    notes: tuple[int, ...] = ()
    line: int = 0


@dataclass(frozen=True, slots=True)
class ChartPiece:
    """A chart."""

    chart: Chart
    keep: bool = False
    notes: tuple[int, ...] = ()
    line: int = 0


@dataclass(frozen=True, slots=True)
class TablePiece:
    """A table with its measured cells, the header first."""

    table: Table
    cells: tuple[tuple[SetText, ...], ...]
    keep: bool = False
    notes: tuple[int, ...] = ()
    line: int = 0


@dataclass(frozen=True, slots=True)
class PicturePiece:
    """A picture and its caption."""

    figure: Figure
    picture: Picture
    caption: Text | None = None
    keep: bool = False
    notes: tuple[int, ...] = ()
    line: int = 0


@dataclass(frozen=True, slots=True)
class ColumnsPiece:
    """Columns side by side, each a row of pieces of its own."""

    columns: tuple[tuple[Piece, ...], ...]
    widths: tuple[float, ...]
    keep: bool = False
    notes: tuple[int, ...] = ()
    line: int = 0


Piece = Text | CodePiece | FormulaPiece | ChartPiece | TablePiece | PicturePiece | ColumnsPiece
Pieces = tuple[Piece, ...]
