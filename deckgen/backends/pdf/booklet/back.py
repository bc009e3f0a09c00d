"""The back of a book: what counts for the exam, the terms explained, and where they stand."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from html import escape
from itertools import groupby

from deckgen.backends.pdf.blocks import blocks_html, keep
from deckgen.backends.pdf.booklet.matter import (
    Entry,
    exam_points,
    initial,
    order,
    pages_with,
    ranges,
)
from deckgen.backends.pdf.booklet.parts import Part
from deckgen.backends.pdf.html import lesson_title
from deckgen.backends.pdf.inlines import inline_html
from deckgen.book_wording import BookWording
from deckgen.model import Paragraph
from deckgen.values import Value

_PREFACE = "back-"


class Pages(Value):
    """Where things stand: the page of each anchor, and the text of every page, from 1."""

    anchors: Mapping[str, int]
    texts: Sequence[str]


def titles(
    parts: tuple[Part, ...], entries: tuple[Entry, ...], words: BookWording
) -> Mapping[str, str]:
    """Return the title of each part of the back that the lessons have something for."""
    has_points = any(map(exam_points, parts))
    named = {
        "digest": words.digest if has_points else "",
        "glossary": words.glossary if any(_explained(entry) for entry in entries) else "",
        "index": words.index if entries else "",
    }
    return {_PREFACE + name: title for name, title in named.items() if title}


def back(
    parts: tuple[Part, ...],
    entries: tuple[Entry, ...],
    titled: Mapping[str, str],
    pages: Pages,
) -> str:
    """Return the parts of the back, each on a page of its own."""
    bodies = {
        "digest": lambda: "".join(_digest(part) for part in parts),
        "glossary": lambda: _glossary(entries, pages),
        "index": lambda: _index(entries, pages),
    }
    return "".join(
        f'<section class="{name}" id="{anchor}"><h1>{escape(title, quote=False)}</h1>'
        f"{bodies[name]()}</section>"
        for anchor, title in titled.items()
        if (name := anchor.removeprefix(_PREFACE))
    )


def _digest(part: Part) -> str:
    points = exam_points(part)
    if not points:
        return ""
    place = part.place.quiet()
    body = part.own("".join(blocks_html(blocks, place) for blocks in points))
    lesson = part.place.lesson
    label = " · ".join(filter(None, (lesson.meta.lesson, lesson_title(lesson))))
    title = f'<a href="#{part.anchor}">{escape(label, quote=False)}</a>'
    lang = escape(lesson.meta.lang or "en")
    return f'<section class="points" lang="{lang}"><h2>{title}</h2>{body}</section>'


def _explained(entry: Entry) -> bool:
    return bool(entry.term.text or entry.term.blocks)


def _glossary(entries: tuple[Entry, ...], pages: Pages) -> str:
    items = "".join(_gloss(entry, pages) for entry in entries if _explained(entry))
    return f'<ul class="terms">{items}</ul>'


def _gloss(entry: Entry, pages: Pages) -> str:
    place = entry.part.place.quiet()
    name = f"<strong>{escape(entry.name, quote=False)}</strong>"
    text = inline_html(entry.term.text, place)
    body = entry.part.own(text + blocks_html(entry.term.blocks, place))
    page = pages.anchors.get(entry.anchor, 0)
    link = f'<a class="page" href="#{escape(entry.anchor)}">{page}</a>'
    lang = escape(place.lesson.meta.lang or "en")
    whole = keep((Paragraph(entry.term.text), *entry.term.blocks)).strip()
    return f'<li class="{whole}" lang="{lang}">{name}<div>{body} {link}</div></li>'


def _index(entries: tuple[Entry, ...], pages: Pages) -> str:
    named = groupby(entries, key=lambda entry: order(entry.name)[0])
    terms = [tuple(group) for _, group in named]
    letters = groupby(terms, key=lambda group: initial(group[0].name))
    return "".join(
        f'<div class="letter">{_letter(letter)}<ul>'
        f"{''.join(_indexed(group, pages) for group in groups)}</ul></div>"
        for letter, groups in letters
    )


def _letter(letter: str) -> str:
    return f'<p class="initial">{escape(letter)}</p>' if letter else ""


def _indexed(group: tuple[Entry, ...], pages: Pages) -> str:
    """Return a term with its pages, those that explain it in bold."""
    explained = {pages.anchors.get(entry.anchor, 0): entry.anchor for entry in group}
    found = {1 + place for place in pages_with(group[0].name, pages.texts)}
    places = ", ".join(_places(sorted(found | set(explained)), explained))
    return f"<li>{escape(group[0].name, quote=False)}\u2002{places}</li>"


def _places(numbers: Sequence[int], explained: Mapping[int, str]) -> Iterator[str]:
    for first, last in ranges(numbers):
        if first != last:
            yield f"{first}–{last}"
        elif first in explained:
            yield f'<strong><a href="#{escape(explained[first])}">{first}</a></strong>'
        else:
            yield str(first)
