"""A lesson's slides before they are fitted: titles cut to size, footnotes given to their slides."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

from deckgen.diagnostics import Report
from deckgen.fit.chunks import Chunk, hold
from deckgen.fit.deck import FittedSlide, Style
from deckgen.fit.extents import text_height
from deckgen.fit.flow import pieces
from deckgen.fit.footnotes import footnote_texts
from deckgen.fit.layout_names import asked_layout
from deckgen.fit.noting import noted_again
from deckgen.fit.opening import opening
from deckgen.fit.pieces import ColumnsPiece, Piece, Pieces, TablePiece, Text
from deckgen.fit.setting import Setting
from deckgen.fit.sizes import Area, steps
from deckgen.fit.tables import parted
from deckgen.fit.titles import cut_title
from deckgen.model import Blocks, Heading, Lesson, Role, Run, Slide, plain
from deckgen.values import replace
from deckgen.wording import kicker

Notes = dict[int, tuple[Text, ...]]

TALL_NOTES: Final = 0.3
"""Footnotes of one paragraph taller than this share of a slide stand after the slide's text."""


def prepare(
    lesson: Lesson, setting: Setting, area: Area, report: Report
) -> tuple[list[FittedSlide], list[Chunk]]:
    """Return the opening slide, if there is one, and the chunks that are left to fit."""
    footnotes = {note.number: footnote_texts(note, setting) for note in lesson.footnotes}
    openings: list[FittedSlide] = []
    chunks: list[Chunk] = []
    for slide in lesson.slides:
        if slide.role is Role.OPENING and not openings and not chunks:
            titled = replace(slide, title=_title(slide, lesson, setting))
            first = opening(titled, lesson.meta, footnotes, setting)
            openings.append(first.slide)
            footnotes = {n: texts for n, texts in footnotes.items() if n not in first.footnotes}
            if not first.rest:
                continue
            slide = _rest(replace(titled, title=first.slide.title), first.rest)
        chunks.append(_chunk(slide, lesson, footnotes, setting, area, report))
    if footnotes and chunks:
        left = tuple(text for texts in footnotes.values() for text in texts)
        chunks[-1] = replace(chunks[-1], pieces=(*chunks[-1].pieces, *left))
    elif footnotes and openings:
        left = tuple(text for texts in footnotes.values() for text in texts)
        last = lesson.slides[0]
        chunks.append(Chunk(replace(last, notes=()), _title(last, lesson, setting), left, {}))
    return openings, chunks


def holds(slide: Slide, lesson: Lesson, setting: Setting, area: Area) -> bool:
    """Tell whether one slide, at some size of the scale, is enough for what a slide shows."""
    footnotes = {note.number: footnote_texts(note, setting) for note in lesson.footnotes}
    if slide.role is Role.OPENING and slide.key == lesson.slides[0].key:
        return not opening(slide, lesson.meta, footnotes, setting).rest
    chunk = _chunk(slide, lesson, footnotes, setting, area, lambda _: None)
    return any(hold(chunk, sizes, area, setting) for sizes in steps(setting.theme.scale))


def _rest(slide: Slide, blocks: Blocks) -> Slide:
    """Return a slide for what the opening has no room for."""
    first = blocks[0]
    notes = noted_again(slide, blocks, not isinstance(first, Heading))
    rest = replace(slide, blocks=blocks, notes=notes, role=Role.CONTENT, continues=True)
    if isinstance(first, Heading):
        title, line = first.inlines, first.line
        rest = replace(rest, title=title, blocks=blocks[1:], continues=False, line=line)
    return rest


def _chunk(
    slide: Slide, lesson: Lesson, footnotes: Notes, setting: Setting, area: Area, report: Report
) -> Chunk:
    """Return a slide's chunk; it takes its footnotes out of ``footnotes``."""
    theme = setting.theme
    box = setting.find("Title and Content", "title")[0].box
    whole = _title(slide, lesson, setting)
    title, left = cut_title(whole, box, theme.scale.title, setting)
    found = tuple(_narrow(pieces(slide.blocks, setting), setting, area))
    # A title that goes on was said whole where it began.
    if left and not slide.continues:
        found = (setting.text(left, Style.HEADING, slide.line), *found)
    layout = asked_layout(slide, theme, lesson.file, report)
    in_title = tuple(n for n in setting.references(title) if n in footnotes)
    if in_title and found:
        found = (replace(found[0], notes=(*in_title, *found[0].notes)), *found[1:])
    own: Notes = {}
    tall: list[Text] = []
    for piece in found:
        new = {n: footnotes.pop(n) for n in (*piece_notes(piece),) if n in footnotes}
        own |= new if _height(new, setting, area) <= TALL_NOTES * area.height else {}
        tall += [t for texts in new.values() for t in texts] if not new.keys() <= own.keys() else []
    if not found:
        tall += [text for number in in_title for text in footnotes.pop(number)]
    return Chunk(slide, title, (*found, *tall), own, layout)


def _narrow(found: Pieces, setting: Setting, area: Area) -> Iterator[Piece]:
    """Yield the pieces, of a table too wide for the slide its parts."""
    for piece in found:
        if isinstance(piece, TablePiece):
            yield from parted(piece, area.width, setting.theme.scale.table[-1])
        else:
            yield piece


def piece_notes(piece: Piece) -> Iterator[int]:
    """Yield the footnotes that a piece refers to."""
    yield from piece.notes
    match piece:
        case TablePiece(table=table):
            for row in (table.header, *table.rows):
                yield from Setting.references(*row)
        case ColumnsPiece(columns=columns):
            for column in columns:
                for each in column:
                    yield from piece_notes(each)


def _height(notes: Notes, setting: Setting, area: Area) -> float:
    if not notes:
        return 0.0
    sizes = steps(setting.theme.scale)[-1]
    return sum(text_height(text, sizes, area.width) for texts in notes.values() for text in texts)


def _title(slide: Slide, lesson: Lesson, setting: Setting) -> tuple[Run, ...]:
    if plain(slide.title).strip():
        return slide.title  # type: ignore[return-value]
    name = lesson.meta.title or kicker(lesson.meta) or setting.words.lesson
    return (Run(name),)


def texts(found: Pieces) -> Iterator[Text]:
    """Yield the paragraphs among pieces, those in columns too."""
    for piece in found:
        if isinstance(piece, Text):
            yield piece
        elif isinstance(piece, ColumnsPiece):
            for column in piece.columns:
                yield from texts(column)
