"""The book as a whole: each part is laid out by itself, then all are bound in one order.

Lessons are laid out once, one after the other, as each begins where the one
before ends; only then are the pages known that the contents and the index name.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from functools import partial
from html import escape

from deckgen.backends.pdf.arranging import arranged
from deckgen.backends.pdf.booklet.back import Pages, back, titles
from deckgen.backends.pdf.booklet.front import contents, cover, divider, leaves
from deckgen.backends.pdf.booklet.matter import Entry, entries
from deckgen.backends.pdf.booklet.parts import Part, part
from deckgen.backends.pdf.booklet.styling import book_css
from deckgen.backends.pdf.engine import Resources, Sheets, anchors_of, lay_out, texts_of
from deckgen.backends.pdf.fields import with_fields
from deckgen.backends.pdf.html import head, without_gaps
from deckgen.backends.pdf.kinds.choosing import begun
from deckgen.backends.pdf.printing import Page, printing_of
from deckgen.book_wording import BookWording, book_wording
from deckgen.diagnostics import Report
from deckgen.model import Audience, Meta, Volume
from deckgen.theme import Theme
from deckgen.values import Value, replace
from deckgen.wording import is_right_to_left, section_label

Change = Callable[[str], str]
"""What is done to the HTML of every part before it is laid out."""


class Book(Value):
    """A volume on its way to be bound: its lessons, and what they are set with."""

    meta: Meta
    parts: tuple[Part, ...]
    theme: Theme
    page: Page
    audience: Audience
    words: BookWording
    resources: Resources
    change: Change

    @property
    def kind(self) -> str:
        """Return which kind of handout the lessons are."""
        return self.parts[0].place.kind

    def css(self, lang: str, kind: str = "study") -> str:
        """Return the style sheet of text in ``lang``."""
        instructor = self.audience is Audience.INSTRUCTOR
        return book_css(self.meta, self.theme, lang, self.page, kind, instructor=instructor)

    def sectioned(self) -> bool:
        """Tell whether the lessons are of more than one section."""
        return len({part.place.lesson.meta.section for part in self.parts}) > 1

    def section(self, part: Part) -> str:
        """Return what the book, in its own language, calls the section of a lesson."""
        return section_label(replace(self.meta, section=part.place.lesson.meta.section))


def parts_of(volume: Volume, theme: Theme, audience: Audience, report: Report) -> tuple[Part, ...]:
    """Return the volume's lessons, printed as the volume is, in mirrored pages."""
    settings = replace(volume.meta.settings, gutter=True)
    lessons = (
        replace(lesson, meta=replace(lesson.meta, settings=settings)) for lesson in volume.lessons
    )
    return tuple(
        part(number, *begun(lesson, theme, audience, report), volume.addresses)
        for number, lesson in enumerate(lessons, start=1)
    )


def bind_pages(
    volume: Volume,
    parts: tuple[Part, ...],
    theme: Theme,
    audience: Audience,
    resources: Resources,
    change: Change = str,
) -> tuple[tuple[Sheets, ...], tuple[Sheets, ...]]:
    """Return the sheets of cover and contents, then all others; lessons begin on the right.

    Cover and contents are counted in Roman numerals: the lessons' pages do not
    depend on how many there are.
    """
    words = book_wording(volume.meta.lang)
    page = parts[0].place.page
    book = Book(volume.meta, parts, theme, page, audience, words, resources, change)
    if book.kind == "slides":
        return (), _lessons(book)[0]
    tells = book.kind == "guided" and audience is Audience.STUDENT  # the back has the answers
    terms = () if tells else entries(parts)
    titled = {} if tells else titles(parts, terms, words)
    lessons, pages = _lessons(book)
    after = 1 + sum(map(len, lessons))
    closing = _back(book, terms, titled, pages, after)
    known = {**pages.anchors, **_places(closing, after)}
    return _front(book, titled, known), (*lessons, *closing)


def _front(book: Book, titled: Mapping[str, str], pages: Mapping[str, int]) -> tuple[Sheets, ...]:
    listed = tuple(leaves(book.parts, titled, book.section if book.sectioned() else None))
    body = cover(book.meta, book.audience, book.words) + contents(listed, pages, book.words)
    body = f'<div class="front">{body}</div>'
    return _padded((_laid_out(book, body, 1),), book)


def _lessons(book: Book) -> tuple[tuple[Sheets, ...], Pages]:
    """Return the lessons, each with the blank page behind it that the next one asks for."""
    sheets: list[Sheets] = []
    anchors: dict[str, int] = {}
    section = ""
    for each in book.parts:
        label = book.section(each)
        if book.sectioned() and book.kind != "slides" and label != section:
            section = label
            _append(sheets, anchors, book, partial(_laid_out, book, divider(label)))
        _append(sheets, anchors, book, partial(_lesson, book, each))
    texts = tuple(text for one in sheets for text in texts_of(one))
    return tuple(sheets), Pages(anchors, texts)


def _append(
    sheets: list[Sheets],
    anchors: dict[str, int],
    book: Book,
    lay: Callable[[int], Sheets],
) -> None:
    start = 1 + sum(map(len, sheets))
    laid = lay(start)
    anchors |= _places((laid,), start)
    sheets += _padded((laid,), book)


def _lesson(book: Book, each: Part, start: int) -> Sheets:
    kind = ' class="sectioned"' if book.sectioned() else ""

    def owned(html: str) -> str:
        if printing_of(each.place.lesson.meta.settings).fillable:
            html = with_fields(html, each.place.lesson.meta.lang)
        html = each.own(html).replace("<html ", f"<html{kind} ", 1)
        html = re.sub("(<body[^>]*)>", rf'\1 id="{each.anchor}">', html, count=1)
        return book.change(_starting(html, start))

    css = book.css(each.place.lesson.meta.lang, book.kind)
    if each.html:
        return lay_out(owned(each.html), css, book.resources)
    return arranged(each.place, css, book.resources, owned)[1]


def _back(
    book: Book, terms: tuple[Entry, ...], titled: Mapping[str, str], pages: Pages, start: int
) -> tuple[Sheets, ...]:
    if not titled:
        return ()
    return (_laid_out(book, back(book.parts, terms, titled, pages), start),)


def _padded(sheets: tuple[Sheets, ...], book: Book) -> tuple[Sheets, ...]:
    """Return the sheets with a blank one behind them where their number is odd."""
    if book.kind == "slides" or sum(map(len, sheets)) % 2 == 0:
        return sheets
    return (*sheets, _laid_out(book, '<div class="blank"></div>', 2))


def _laid_out(book: Book, body: str, start: int) -> Sheets:
    meta = book.meta
    direction = "rtl" if is_right_to_left(meta.lang) else "ltr"
    html = (
        f'<!DOCTYPE html>\n<html lang="{escape(meta.lang or "en")}" dir="{direction}">\n'
        f"<head>\n{head(meta, meta.title)}\n</head>\n<body>{without_gaps(body)}</body></html>"
    )
    return lay_out(book.change(_starting(html, start)), book.css(meta.lang), book.resources)


def _starting(html: str, page: int) -> str:
    """Return a document whose first page has this number."""
    rule = f"<style>@page:first{{counter-reset:page {page}}}</style>\n</head>"
    return html.replace("</head>", rule, 1)


def _places(sheets: tuple[Sheets, ...], start: int) -> dict[str, int]:
    pages = [anchors for one in sheets for anchors in anchors_of(one)]
    places: dict[str, int] = {}
    for number, anchors in enumerate(pages, start):
        for anchor in anchors:
            places.setdefault(anchor, number)
    return places
