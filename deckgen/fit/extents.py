"""How tall and wide pieces come out at a size, before they are cut or placed."""

from __future__ import annotations

from typing import Final

from deckgen.charts import is_lying
from deckgen.fit.deck import Style
from deckgen.fit.pieces import ChartPiece, ColumnsPiece, PicturePiece, Text
from deckgen.fit.setting import Setting
from deckgen.fit.sizes import CARD_INSETS_PT, LIST_INSETS_PT, PANEL_INSETS_PT, Area, Sizes
from deckgen.fonts import LINE_PITCH
from deckgen.theme import EMU_PER_PT


def text_height(piece: Text, sizes: Sizes, width: float) -> float:
    """Return the height of a paragraph's lines, in points."""
    size = sizes.of(piece.style)
    lines = piece.measured.line_count((width - _indent_pt(piece, size, width)) / size)
    if piece.style is _FORMULA:
        lines += formula_rows(piece)
    return lines * LINE_PITCH * size


_FORMULA: Final = Style.FORMULA  # an enumeration takes its time


def text_em(piece: Text, sizes: Sizes, width: float) -> float:
    """Return the room that a paragraph's lines have, in em of its size."""
    size = sizes.of(piece.style)
    return (width - _indent_pt(piece, size, width)) / size


def indent_pt(piece: Text, sizes: Sizes, width: float) -> float:
    """Return where a paragraph's text begins; deep lists stop short of half the width."""
    return _indent_pt(piece, sizes.of(piece.style), width)


def _indent_pt(piece: Text, size: float, width: float) -> float:
    indent, most = piece.indent_em * size, 0.45 * width
    return indent if indent < most else most


def formula_rows(piece: Text) -> int:
    """Return the extra lines of a displayed formula: fractions, sums and rows stand taller."""
    tex = "".join(getattr(inline, "tex", "") for inline in piece.inlines)
    tall = any(name in tex for name in ("\\frac", "\\sum", "\\int", "\\prod", "\\binom"))
    return min(tex.count("\\\\"), 8) + (1 if tall else 0)


def panel_insets(panel: str, manner: str = "") -> tuple[float, float, float, float]:
    """Return the insets of a text frame, in points; under a rule its text stands flush."""
    if manner == "rule" and panel not in ("", "card", "list", "quote", "exam"):
        return (0.0, PANEL_INSETS_PT[1], 0.0, PANEL_INSETS_PT[3])
    if panel == "card":
        return CARD_INSETS_PT
    if panel == "list":
        return LIST_INSETS_PT
    return PANEL_INSETS_PT if panel else (0.0, 0.0, 0.0, 0.0)


def picture_height(piece: PicturePiece, width: float) -> float:
    """Return the height at which a picture fills its share of ``width``, enlarged no more than ×2.

    A pixel is three quarters of a point.
    """
    wide, high = max(piece.picture.width_px, 1), max(piece.picture.height_px, 1)
    largest = width * (piece.figure.width or 1.0)
    if piece.picture.media != "svg" and not piece.figure.width:
        largest = min(largest, wide * 1.5)
    return largest * high / wide


def chart_height(piece: ChartPiece, width: float, page: float) -> float:
    """Return the height that a chart would like to have; lying bars need a line each."""
    rows = len(piece.chart.cells) * max(len(piece.chart.header) - 1, 1)
    if is_lying(piece.chart):
        return min(page, max(0.45 * width, 16.0 * rows + 60.0))
    return min(page, 0.55 * width)


def caption_height(piece: PicturePiece, sizes: Sizes, width: float) -> float:
    """Return the height of a caption and the gap over it; 0 where there is none."""
    return text_height(piece.caption, sizes, width) + 6.0 if piece.caption else 0.0


def column_areas(piece: ColumnsPiece, area: Area, setting: Setting) -> list[Area]:
    """Return the areas of columns side by side, the gutter of the theme's two columns between."""
    left, right = setting.find("Two Content", "body")[:2]
    gutter = (right.box.x - left.box.x - left.box.width) / EMU_PER_PT + 12.0
    free = area.width - gutter * (len(piece.columns) - 1)
    shares = piece.widths if len(piece.widths) == len(piece.columns) else ()
    total = sum(shares) or 1.0
    found, x = [], area.x
    for at in range(len(piece.columns)):
        width = free * (shares[at] / total if shares else 1 / len(piece.columns))
        found.append(Area(x, area.y, max(width, 1.0), area.height))
        x += width + gutter
    return found
