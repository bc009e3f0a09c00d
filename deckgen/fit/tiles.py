"""A few words each: as many large tiles."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

from deckgen.fit.around import text_row
from deckgen.fit.atoms import stack_height
from deckgen.fit.cards import LAYOUTS, Grid, grid_of
from deckgen.fit.deck import Bullet, Frame, Style
from deckgen.fit.extents import panel_insets, text_em
from deckgen.fit.page import Composition, Page, accent, is_offered, place_of
from deckgen.fit.pieces import Text
from deckgen.fit.sizes import Area, Sizes
from deckgen.fit.stacking import text_frame
from deckgen.fit.weight import upright
from deckgen.fonts import SetText
from deckgen.model import Align, plain
from deckgen.values import replace

LONGEST: Final = 28
"""The most characters that a tile has."""

MOST_LINES: Final = 2
TALL: Final = {1: 0.42, 2: 0.36}
"""The share of the page's height that each tile takes, in one row of tiles and in two."""

HIGH: Final = 0.36


def tiles(page: Page) -> Composition | None:
    """Set a list of two to six very short items as tiles."""
    items = [piece for piece in page.pieces if isinstance(piece, Text)]
    layout = LAYOUTS.get(len(items), "")
    if len(items) != len(page.pieces) or page.is_noted or len(items) == 5:
        return None
    if not is_offered(page.setting, layout) or not all(_is_short(item) for item in items):
        return None
    words = [_as_tile(item, page) for item in items]
    grid = grid_of(len(items), layout, page)
    left, _, right, _ = panel_insets("card")
    for size in page.setting.theme.scale.statement:
        sizes = replace(page.sizes, heading=size)
        if all(_fits(text.measured, text, sizes, grid.width - left - right) for text in words):
            return _set(words, layout, grid, sizes, page)
    return None


def _is_short(item: Text) -> bool:
    said = plain(item.inlines)
    outer = item.bullet is Bullet.DOT and not item.level and not item.panel
    return outer and 0 < len(said.strip()) <= LONGEST


def _as_tile(item: Text, page: Page) -> Text:
    text = page.setting.text(upright(item.inlines), Style.HEADING, item.line)
    return replace(text, align=Align.CENTER, panel="card")


def _fits(measured: SetText, text: Text, sizes: Sizes, width: float) -> bool:
    room = text_em(text, sizes, width)
    return measured.line_count(room) <= MOST_LINES and not measured.is_overlong(room)


def _set(
    words: Sequence[Text], layout: str, grid: Grid, sizes: Sizes, page: Page
) -> Composition | None:
    tall = TALL[grid.rows] * page.area.height
    height = grid.rows * tall + (grid.rows - 1) * grid.gap
    y = page.area.y + HIGH * (page.area.height - height)
    frames: list[Frame] = []
    rules = []
    left, top, right, bottom = panel_insets("card")
    for number, text in enumerate(words):
        row = text_row((text,), sizes, grid.width - left - right)
        if stack_height(row) + top + bottom > tall:
            return None
        line, column = divmod(number, len(grid.lefts))
        at = Area(grid.lefts[column], y + line * (tall + grid.gap), grid.width, tall)
        idx = place_of(page.setting, layout, "card", number).idx
        frames.append(text_frame(row, at, sizes, page.setting, idx, anchor="ctr"))
        rules.append(accent(at.x, at.y, at.width))
    return Composition(layout, tuple(frames), height / page.area.height, tuple(rules))
