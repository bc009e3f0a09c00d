"""Slides with room to write: frames of the deck's own slides, ruled lines beside or below them."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

from deckgen.backends.pdf.blocks import blocks_html, words_in
from deckgen.backends.pdf.html import masthead, whole
from deckgen.backends.pdf.kinds.deck import Shown
from deckgen.backends.pdf.printing import Page
from deckgen.backends.pdf.slides import Styles, slide_html, slides_css
from deckgen.fit.deck import FittedSlide
from deckgen.model import Audience
from deckgen.theme import EMU_PER_PT
from deckgen.values import Value

_PT_PER_MM: Final = 72 / 25.4
_RULE_MM: Final = 8.0
_GAP_MM: Final = 5.0
_HEAD_MM: Final = 30.0  # what the masthead takes of the first page
_BANNER_MM: Final = 11.0  # and the instructor's banner over it
_MANY: Final = 110  # words of notes that stand below a frame, not beside it


class _Grid(Value):
    """How frames stand on a page, in millimeters; lines stand ``beside`` them or below.

    ``rows`` are the heights of a row on the first page and on those after it.
    """

    across: int
    frame_mm: float
    high_mm: float
    beside: bool
    rows: tuple[float, float]


class _Cell(Value):
    """A slide with its number in the deck, drawn."""

    number: int
    slide: FittedSlide
    frame: str


def notes_document(shown: Shown, frames: int) -> str:
    """Return the slides, ``frames`` a page: 1, 2, 3, 4, 6 or 9."""
    place, theme = shown.setting, shown.theme
    head = _HEAD_MM + _BANNER_MM * (place.audience is Audience.INSTRUCTOR)
    grid, styles = _grid(frames, place.page, theme.height / theme.width, head), Styles()
    cells = [_cell(number, slide, grid, shown, styles) for number, slide in shown.slides]
    sheets = [cells[at : at + frames] for at in range(0, len(cells), frames)]
    if any(cell.slide.notes for cell in cells):
        sheets = [cells]  # rows grow with what is said beside them, and pages break themselves
    pages = (_sheet(each, at, grid, shown, styles) for at, each in enumerate(sheets))
    body = masthead(place) + "\n".join(pages)
    return whole(place, body, slides_css(theme, place.lesson.meta.lang) + styles.css)


def _grid(frames: int, page: Page, ratio: float, head_mm: float) -> _Grid:
    """Return the frames' place: up to four stand in one column with lines beside them."""
    wide = page.width_mm - 2 * page.side_mm
    high = page.height_mm - page.top_mm - page.bottom_mm
    across = {6: 2, 9: 3}.get(frames, 1)
    down = frames // across
    first, later = ((room - 1) / down - _GAP_MM for room in (high - head_mm, high))
    share = {2: 0.62, 3: 0.58, 4: 0.5}.get(frames, 1.0)
    frame = min((wide - _GAP_MM * (across - 1)) / across * share, first / ratio)
    beside = across == 1 and frames > 1
    return _Grid(across, frame, frame * ratio, beside, (first, later))


def _cell(number: int, slide: FittedSlide, grid: _Grid, shown: Shown, styles: Styles) -> _Cell:
    scale = grid.frame_mm * _PT_PER_MM / (shown.theme.width / EMU_PER_PT)
    running = shown.deck.footer
    drawn = slide_html(slide, number, running, shown.setting, shown.theme, scale, styles)
    return _Cell(number, slide, f'<div class="frame">{drawn}</div>')


def _sheet(cells: Sequence[_Cell], at: int, grid: _Grid, shown: Shown, styles: Styles) -> str:
    height = grid.rows[min(at, 1)]
    rows = (cells[n : n + grid.across] for n in range(0, len(cells), grid.across))
    written = "".join(_row(row, height, grid, shown, styles) for row in rows)
    return f'<div class="sheet">{written}</div>'


def _row(cells: Sequence[_Cell], row_mm: float, grid: _Grid, shown: Shown, styles: Styles) -> str:
    wide = styles.add(f"width:{grid.frame_mm:.2f}mm")
    under = row_mm - grid.high_mm - 3
    if grid.beside:
        (cell,) = cells
        below = _lines(under, f"below-{cell.number}") if not cell.slide.notes else ""
        tall = below if under > 3 * _RULE_MM else ""
        parts = [
            f'<div class="cell {wide}">{cell.frame}{tall}</div>',
            f'<div class="cell">{_room(cell, row_mm, shown)}</div>',
        ]
    else:
        parts = [
            f'<div class="cell {wide}">{cell.frame}{_room(cell, under, shown)}</div>'
            for cell in cells
        ]
        parts += [f'<div class="cell {wide}"></div>'] * (grid.across - len(cells))
    inner = '<div class="cell gutter"></div>'.join(parts)
    tall = styles.add(f"height:{row_mm:.2f}mm;margin-bottom:{_GAP_MM}mm")
    long = "".join(_long(cell, shown) for cell in cells)
    return f'<div class="row {tall}"><div class="across">{inner}</div></div>{long}'


def _room(cell: _Cell, room_mm: float, shown: Shown) -> str:
    """Return lines to write on, or the notes that there are."""
    if not cell.slide.notes:
        return _lines(room_mm, f"notes-{cell.number}")
    if words_in(cell.slide.notes) > _MANY:
        return ""
    return f'<div class="said">{blocks_html(cell.slide.notes, shown.setting)}</div>'


def _long(cell: _Cell, shown: Shown) -> str:
    if words_in(cell.slide.notes) <= _MANY:
        return ""
    return f'<div class="said long">{blocks_html(cell.slide.notes, shown.setting)}</div>'


def _lines(room_mm: float, name: str) -> str:
    count = int(room_mm / _RULE_MM)
    if count < 1:
        return ""
    return f'<div class="lines" id="{name}" style="height:{count * _RULE_MM:g}mm"></div>'
