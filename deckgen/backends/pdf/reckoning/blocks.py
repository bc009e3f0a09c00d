"""One function for each kind of block: added to a flow as high as `study.css` sets it."""

from __future__ import annotations

from math import ceil
from typing import Final

from deckgen.backends.pdf.blocks import MONO_EM, fit_side_by_side
from deckgen.backends.pdf.figures import missing_words, size_pt
from deckgen.backends.pdf.reckoning.flow import Flow
from deckgen.backends.pdf.reckoning.looks import Around
from deckgen.backends.pdf.tables import SMALL, SMALL_EM, column_widths
from deckgen.backends.pdf.terms import Term, terms_of
from deckgen.model import (
    Audience,
    Block,
    Blocks,
    Callout,
    Chart,
    Code,
    Columns,
    DefinitionList,
    Figure,
    Heading,
    Inlines,
    List,
    Math,
    Paragraph,
    Quiz,
    Quote,
    Restricted,
    Rule,
    Table,
    plain,
)

_CODE: Final = 0.88  # the size of code
_CHART: Final = 0.5  # of its width


def add_blocks(flow: Flow, blocks: Blocks) -> None:
    """Add blocks one below the other."""
    for block in blocks:
        _add(flow, block)


def height(flow: Flow, blocks: Blocks, less: float = 0.0, size: float = 1.0) -> float:
    """Return how high blocks are in a box of their own, narrower by ``less``, both in em."""
    inner = flow.within(less, size)
    add_blocks(inner, blocks)
    return inner.high * size


def add_title(flow: Flow, title: Inlines, around: Around) -> None:
    """Add the title of a section."""
    flow.add_within(1.45 * 1.25 * flow.lines(title, 1.5), around)


def label_height(flow: Flow) -> float:
    """Return how high the name of a box is, with the space below it, in em."""
    return 0.94 * flow.looks.line + flow.mm


def _add(flow: Flow, block: Block) -> None:
    mm = flow.mm
    match block:
        case Paragraph():
            flow.add(flow.looks.line * flow.lines(block.inlines), below=flow.looks.paragraph)
        case Heading():
            _add_heading(flow, block)
        case List() | DefinitionList():
            _add_list(flow, block)
        case Code():
            _add_code(flow, block)
        case Table():
            _add_table(flow, block)
        case Quote():
            flow.add(height(flow, block.blocks, 5.4 * mm), 2.4 * mm, 3.6 * mm)
        case Callout():
            inside = label_height(flow) + height(flow, block.blocks, 9 * mm)
            flow.add_within(inside, flow.looks.callout)
        case Quiz():
            _add_quiz(flow, block)
        case Columns():
            _add_columns(flow, block)
        case Math():
            flow.add(2.2, 2.6 * mm, 3.4 * mm)
        case Figure():
            _add_figure(flow, block)
        case Chart():
            flow.add(flow.wide * _CHART, 2 * mm, 4 * mm)
        case Rule():
            flow.add(0.0, 4 * mm, 4 * mm)
        case Restricted():
            pass  # an edition has none


def _add_heading(flow: Flow, heading: Heading) -> None:
    mm = flow.mm
    match flow.heading_level(min(max(heading.level, 3), 6)):
        case 2:
            add_title(flow, heading.inlines, flow.looks.title)
        case 3:
            flow.add(1.14 * 1.25 * flow.lines(heading.inlines, 1.2), 4.6 * mm, 1.4 * mm)
        case _:
            flow.add(1.25 * flow.lines(heading.inlines, 1.05), 3.6 * mm, mm)


def _add_list(flow: Flow, block: List | DefinitionList) -> None:
    if terms := terms_of(block):
        for term in terms:
            _add_term(flow, term)
        flow.space(4 * flow.mm)
    elif isinstance(block, List):
        flow.wide -= 1.5
        for item in block.items:
            if item.blocks and isinstance(first := item.blocks[0], Paragraph):
                flow.add(flow.looks.line * flow.lines(first.inlines))
                add_blocks(flow, item.blocks[1:])
            else:
                add_blocks(flow, item.blocks)
            flow.space(0.28)
        flow.wide += 1.5
        flow.space(flow.looks.paragraph)


def _add_term(flow: Flow, term: Term) -> None:
    """Add a row whose first column has the term's name."""
    column = flow.place.page.term_mm * flow.mm
    name = flow.within(flow.wide - column + 3 * flow.mm, 1.08).lines(term.name)
    text = (Paragraph(term.text), *term.blocks) if term.text else term.blocks
    row = max(1.32 * name, height(flow, text, column))
    flow.add(row + 2 * flow.looks.term * flow.mm)


def _add_code(flow: Flow, code: Code) -> None:
    mm = flow.mm
    room = max((flow.wide - 7.2 * mm) / (_CODE * MONO_EM), 1.0)
    rows = sum(ceil(max(len(line), 1) / room) for line in code.text.split("\n"))
    flow.add(rows * _CODE * 1.4 + 4.4 * mm, below=3.4 * mm)


def _add_table(flow: Flow, table: Table) -> None:
    mm = flow.mm
    every = (table.header, *table.rows)
    rows = tuple(row for row in every if any(plain(cell).strip() for cell in row))
    if not rows:
        return
    size = SMALL_EM if len(table.aligns) >= SMALL else 1.0
    rooms = [flow.wide * share / 100 - 3.6 * mm for share in column_widths(rows, flow.wide)]
    lines = 0
    for row in rows:
        cells = zip(row, rooms, strict=False)
        lines += max((flow.lines(cell, size, flow.wide - room) for cell, room in cells), default=1)
    flow.add(lines * 1.35 * size + len(rows) * 2.6 * mm, 1.4 * mm, 4.4 * mm)


def _add_columns(flow: Flow, columns: Columns) -> None:
    if not fit_side_by_side(columns):
        for column in columns.columns:
            add_blocks(flow, column)
        return
    shares = zip(columns.columns, columns.widths, strict=False)
    highs = (height(flow, one, flow.wide * (1 - width) + 5 * flow.mm) for one, width in shares)
    flow.add(max(highs, default=0.0), below=2 * flow.mm)


def _add_quiz(flow: Flow, quiz: Quiz) -> None:
    padding = 8 * flow.mm
    high = height(flow, quiz.question, padding) + 0.5
    high += sum(height(flow, choice.blocks, padding + 1.5) + 0.28 for choice in quiz.choices)
    if quiz.explanation and flow.place.audience is Audience.INSTRUCTOR:
        high += label_height(flow) + height(flow, quiz.explanation, padding) + 4 * flow.mm
    flow.add_within(high, flow.looks.quiz)


def _add_figure(flow: Flow, figure: Figure) -> None:
    mm, place = flow.mm, flow.place
    picture = place.lesson.pictures.get(figure.src)
    if picture and picture.width_px and picture.height_px:
        high = size_pt(figure, picture, place)[1] / place.body_pt
    else:
        lines = 1 + sum(flow.lines(text, less=10 * mm) for text in missing_words(figure))
        high = 10 * mm + flow.looks.line * lines
    if figure.caption:
        high += 1.4 * mm + 0.9 * 1.35 * flow.lines(figure.caption, 0.9)
    flow.add(high, 2 * mm, 4 * mm)
