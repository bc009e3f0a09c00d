"""A fitted deck checked against the promise: nothing leaves its box, no box leaves its slide."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import combinations
from typing import Final

from deckgen.fit.deck import (
    ChartFrame,
    CodeFrame,
    Deck,
    FittedSlide,
    FormulaFrame,
    Frame,
    Line,
    PictureFrame,
    Style,
    TableFrame,
    TextFrame,
)
from deckgen.fonts import LINE_PITCH, SAFE, SetText, text_width
from deckgen.model import Formula, Inlines, Mark
from deckgen.theme import EMU_PER_PT, Box, Theme

TOLERANCE_PT: Final = 0.1
CELL_PT: Final = (7.2, 3.6, 7.2, 3.6)


def faults(deck: Deck, theme: Theme) -> Iterator[str]:
    """Yield a sentence for each text that overflows and each box that is out of place."""
    for number, slide in enumerate(deck.slides, 1):
        for fault in _slide_faults(slide, theme):
            yield f"slide {number} ({slide.layout}): {fault}"


def _slide_faults(slide: FittedSlide, theme: Theme) -> Iterator[str]:
    boxes = [slide.title_box, *(frame.box for frame in slide.frames)]
    for box in boxes:
        inside = box.x >= 0 and box.y >= 0
        if not (inside and box.x + box.width <= theme.width and box.y + box.height <= theme.height):
            yield f"{box} is not inside the slide"
    for one, other in combinations(boxes, 2):
        if _overlap(one, other):
            yield f"{one} and {other} overlap"
    title = Line(slide.title, slide.title_pt, Style.HEADING)
    if _line_height(title, slide.title_box.width / EMU_PER_PT, theme) > _height(slide.title_box):
        yield "the title is taller than its box"
    for frame in slide.frames:
        if frame_height(frame, theme) > _height(frame.box):
            yield f"{type(frame).__name__} {frame.idx} is fuller than its box"
        yield from _width_faults(frame, theme)


def _overlap(one: Box, other: Box) -> bool:
    beside = one.x + one.width <= other.x or other.x + other.width <= one.x
    apart = one.y + one.height <= other.y or other.y + other.height <= one.y
    return not (beside or apart)


def _height(box: Box) -> float:
    return box.height / EMU_PER_PT + TOLERANCE_PT


def frame_height(frame: Frame, theme: Theme) -> float:
    """Return how tall a frame's content is, its insets included, in points."""
    match frame:
        case TextFrame():
            left, top, right, bottom = frame.insets_pt
            width = frame.box.width / EMU_PER_PT - left - right
            spaces = sum(line.space_pt for line in frame.lines[1:])
            lines = sum(_line_height(line, width, theme) for line in frame.lines)
            return top + bottom + spaces + lines
        case CodeFrame():
            _, top, _, bottom = frame.insets_pt
            return top + bottom + len(frame.lines) * LINE_PITCH * frame.size_pt
        case TableFrame():
            return _table_height(frame, theme)
        case FormulaFrame():
            line = Line((Formula(frame.math.tex),), frame.size_pt)
            return _line_height(line, frame.box.width / EMU_PER_PT, theme)
        case PictureFrame() | ChartFrame():
            return 0.0


def _line_height(line: Line, width: float, theme: Theme) -> float:
    bold = line.style in (Style.HEADING, Style.TERM, Style.LABEL)
    face = theme.fonts.heading if line.style is Style.HEADING else theme.fonts.body
    mark = Mark.BOLD if bold else Mark.NONE
    measured = SetText(line.inlines, face.metrics, theme.fonts.mono.metrics, mark)
    room = (width - line.indent_pt) / line.size_pt
    return measured.line_count(room) * LINE_PITCH * line.size_pt


def _table_height(frame: TableFrame, theme: Theme) -> float:
    rows = (frame.header, *frame.rows)
    tallest = (
        max(
            _line_height(_cell_line(cell, frame, row), _cell_width(width), theme)
            for cell, width in zip(cells, frame.widths, strict=True)
        )
        for row, cells in enumerate(rows)
    )
    return sum(height + CELL_PT[1] + CELL_PT[3] for height in tallest)


def _cell_line(cell: Inlines, frame: TableFrame, row: int) -> Line:
    return Line(cell, frame.size_pt, Style.BODY if row else Style.TERM)


def _cell_width(width: int) -> float:
    return max(width / EMU_PER_PT - CELL_PT[0] - CELL_PT[2], 1.0)


def _width_faults(frame: Frame, theme: Theme) -> Iterator[str]:
    if isinstance(frame, CodeFrame):
        left, _, right, _ = frame.insets_pt
        room = frame.box.width / EMU_PER_PT - left - right
        for line in frame.lines:
            text = "".join(token.text for token in line)
            width = text_width(text, theme.fonts.mono.metrics) * frame.size_pt / 1000
            if width > room / SAFE and len(text) > 1:
                yield f"a line of code is wider than its box: {text[:40]}"
    if isinstance(frame, TableFrame):
        sums = sum(frame.widths), sum(frame.heights)
        if sums != (frame.box.width, frame.box.height):
            yield "a table's cells do not add up to its box"
