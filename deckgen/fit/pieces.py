"""What flows over slides: a slide's blocks as a flat row of pieces, not yet sized."""

from __future__ import annotations

from deckgen.fit.deck import Bullet, Style
from deckgen.fonts import SetText
from deckgen.highlight import Token
from deckgen.model import Align, Chart, Code, Figure, Inlines, Math, Picture, Table
from deckgen.values import Value


class Text(Value):
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


class CodePiece(Value):
    """A code block with its highlighted lines."""

    code: Code
    lines: tuple[tuple[Token, ...], ...]
    keep: bool = False
    notes: tuple[int, ...] = ()
    line: int = 0


class FormulaPiece(Value):
    """A displayed formula with a frame of its own; ``text`` is it as a paragraph."""

    math: Math
    text: Text
    keep: bool = False
    notes: tuple[int, ...] = ()
    line: int = 0


class ChartPiece(Value):
    """A chart."""

    chart: Chart
    keep: bool = False
    notes: tuple[int, ...] = ()
    line: int = 0


class TablePiece(Value):
    """A table with its measured cells, the header first."""

    table: Table
    cells: tuple[tuple[SetText, ...], ...]
    keep: bool = False
    notes: tuple[int, ...] = ()
    line: int = 0


class PicturePiece(Value):
    """A picture and its caption."""

    figure: Figure
    picture: Picture
    caption: Text | None = None
    keep: bool = False
    notes: tuple[int, ...] = ()
    line: int = 0


class ColumnsPiece(Value):
    """Columns side by side, each a row of pieces of its own."""

    columns: tuple[tuple[Piece, ...], ...]
    widths: tuple[float, ...]
    keep: bool = False
    notes: tuple[int, ...] = ()
    line: int = 0


Piece = Text | CodePiece | FormulaPiece | ChartPiece | TablePiece | PicturePiece | ColumnsPiece
Pieces = tuple[Piece, ...]
