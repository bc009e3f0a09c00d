"""Footnotes as paragraphs, and which slide shows each of them."""

from __future__ import annotations

from collections.abc import Iterator

from deckgen.charts import chart_words
from deckgen.fit.deck import Bullet, Style
from deckgen.fit.flow import pieces
from deckgen.fit.pieces import (
    ChartPiece,
    CodePiece,
    ColumnsPiece,
    FormulaPiece,
    PicturePiece,
    Piece,
    TablePiece,
    Text,
)
from deckgen.fit.setting import Setting
from deckgen.model import Footnote, FootnoteMark, Inlines, Run
from deckgen.values import replace


def footnote_texts(footnote: Footnote, setting: Setting) -> tuple[Text, ...]:
    """Return a footnote's paragraphs, its number before the first of them."""
    texts: list[Inlines] = []
    for piece in pieces(footnote.blocks, setting):
        texts.extend(_inlines(piece))
    first, *others = texts or [()]
    marked = (FootnoteMark(footnote.number), Run(" "), *first)
    found = (setting.text(inlines, Style.FOOTNOTE, footnote.line) for inlines in (marked, *others))
    return tuple(replace(text, notes=()) for text in found)


def _inlines(piece: Piece) -> Iterator[Inlines]:
    """Yield the words of a piece, one paragraph after the other."""
    match piece:
        case Text():
            number = (Run(f"{piece.number}. "),) if piece.bullet is Bullet.NUMBER else ()
            yield (*number, *piece.inlines)
        case CodePiece():
            yield from ((Run(line),) for line in piece.code.text.split("\n") if line)
        case ChartPiece():
            yield (Run(chart_words(piece.chart)),)
        case FormulaPiece():
            yield piece.text.inlines
        case TablePiece():
            for row in (piece.table.header, *piece.table.rows):
                yield tuple(inline for cell in row for inline in (*cell, Run("  ")))
        case PicturePiece():
            yield (Run(piece.figure.alt or piece.figure.src),)
            if piece.caption:
                yield piece.caption.inlines
        case ColumnsPiece():
            for column in piece.columns:
                for each in column:
                    yield from _inlines(each)
