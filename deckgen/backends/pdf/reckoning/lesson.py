"""A lesson's parts, added to a flow in the order in which a study handout has them."""

from __future__ import annotations

from math import ceil

from deckgen.backends.pdf.html import (
    FEW_SECTIONS,
    FEW_TERMS,
    LINED_TERMS,
    Section,
    lesson_title,
    sections_of,
)
from deckgen.backends.pdf.reckoning.blocks import add_blocks, add_title, height
from deckgen.backends.pdf.reckoning.flow import Flow
from deckgen.backends.pdf.reckoning.looks import Around
from deckgen.backends.pdf.terms import lesson_terms
from deckgen.model import Blocks, Role, lead_of, plain


def add_lesson(flow: Flow) -> None:
    """Add all of a lesson's edition."""
    lesson = flow.place.lesson
    sections = sections_of(lesson)
    opening = [section for section in sections if section.role is Role.OPENING][:1]
    others = sections[len(opening) :]
    _add_masthead(flow)
    for section in opening:
        _add_section(flow, section)
    _add_contents(flow, sum(bool(plain(section.title).strip()) for section in others))
    for section in others:
        _add_section(flow, section)
    _add_check(flow, len(lesson_terms(lesson)))
    _add_footnotes(flow)


def _add_masthead(flow: Flow) -> None:
    mm, meta = flow.mm, flow.place.lesson.meta
    title = 2.5 * 1.14 * flow.lines(lesson_title(flow.place.lesson), 2.6) + 1.6 * mm
    subtitle = 1.3 * 1.3 * flow.lines(meta.subtitle, 1.3) + mm if meta.subtitle else 0.0
    around = (1.06 + 1.1) * flow.looks.line
    flow.add(title + subtitle + around + 3.4 * mm, below=5.6 * mm)


def _add_contents(flow: Flow, titles: int) -> None:
    if titles >= FEW_SECTIONS:
        mm, line = flow.mm, flow.looks.line
        flow.add((0.94 + ceil(titles / 2)) * line + 6.4 * mm, 4 * mm, 2 * mm)


def _add_section(flow: Flow, section: Section) -> None:
    exam, mm = flow.looks.exam, flow.mm
    if section.role is not Role.EXAM:
        _add_slides(flow, section)
        return
    inner = flow.within(10.8 * mm)
    _add_slides(inner, section)
    flow.add_within(inner.high, exam)


def _add_slides(flow: Flow, section: Section) -> None:
    title, is_first = plain(section.title).strip(), section.role is Role.OPENING
    if is_first and title.casefold() == lesson_title(flow.place.lesson).casefold():
        title = ""
    if title:
        flow.heading_level(2)
        around = Around(0, 2.6) if section.role is Role.EXAM else flow.looks.title
        add_title(flow, section.title, around)
    for slide in section.slides:
        blocks = _after_lead(flow, slide.blocks) if is_first else slide.blocks
        is_first = False
        add_blocks(flow, blocks)
        if slide.notes:
            _add_notes(flow, slide.notes)


def _after_lead(flow: Flow, blocks: Blocks) -> Blocks:
    """Add the paragraphs that lead into a lesson, and return what comes after them."""
    looks = flow.looks
    lead, rest = lead_of(blocks)
    for paragraph in lead:
        lines = flow.lines(paragraph.inlines, looks.lead)
        flow.add(looks.lead * looks.line * lines, below=looks.lead * looks.paragraph)
    if lead:
        flow.space(looks.below_lead * flow.mm)
    return rest


def _add_notes(flow: Flow, notes: Blocks) -> None:
    mm, size = flow.mm, 0.94
    label = size * size * flow.looks.line + mm
    flow.add(label + height(flow, notes, 8 * mm, size) + 4.8 * mm, 3 * mm, 4 * mm)


def _add_check(flow: Flow, terms: int) -> None:
    if terms < FEW_TERMS:
        return
    looks, mm = flow.looks, flow.mm
    room, below = (looks.write, looks.below_write) if terms <= LINED_TERMS else (0.0, 1.2)
    flow.add(0.0, looks.check * mm)
    flow.add_within(1.2 * 1.25, looks.check_title)
    flow.add(ceil(terms / 2) * (looks.line + (room + below) * mm) - below * mm)


def _add_footnotes(flow: Flow) -> None:
    footnotes, looks = flow.place.lesson.footnotes, flow.looks
    if not footnotes:
        return
    flow.add(0.0, looks.footnotes * flow.mm)
    flow.add_within(1.25, looks.footnotes_title)
    for note in footnotes:
        flow.add(1.4 / 1.5 * height(flow, note.blocks, 1.5, 0.86), below=0.24)
