"""Text on the left, one chart on the right."""

from __future__ import annotations

from deckgen.fit.atoms import stack_height
from deckgen.fit.deck import ChartFrame
from deckgen.fit.page import Composition, Page, place_of, set_again
from deckgen.fit.pieces import ChartPiece, Text
from deckgen.fit.sizes import Area
from deckgen.fit.stacking import open_spaces, text_frame


def beside_chart(page: Page) -> Composition | None:
    """Set text and its one chart side by side; a single line stays over its chart."""
    charts = [piece for piece in page.pieces if isinstance(piece, ChartPiece)]
    if len(charts) != 1:
        return None
    words = tuple(atom for atom in page.row if isinstance(atom.piece, Text))
    if len(words) < 2 or len(words) + 1 != len(page.row):
        return None
    if any(atom.frame != ("", 0) for atom in words):
        return None
    left, right = (place_of(page.setting, "Two Content", "body", number) for number in (0, 1))
    area = Area.of(left.box)
    row = set_again(page, words, area)
    height = stack_height(row)
    if height > area.height:
        return None
    stretch = open_spaces(row, page.sizes, 0.6 * (area.height - height))
    text = text_frame(row, area, page.sizes, page.setting, left.idx, stretch)
    chart = ChartFrame(right.idx, right.box, charts[0].chart, page.sizes.caption)
    return Composition("Two Content", (text, chart), 1.0)
