"""The index as one HTML page: it needs no network, and no script to be read."""

from __future__ import annotations

from collections.abc import Iterator
from html import escape
from io import BytesIO
from pathlib import Path, PurePosixPath
from typing import Final
from urllib.parse import quote

from deckgen.book_wording import book_wording
from deckgen.course_wording import CourseWording, course_wording
from deckgen.index.catalog import About, Catalog, Entry, File, Known, Shelf
from deckgen.index.colors import colors_css
from deckgen.model import Audience
from deckgen.theme import Theme
from deckgen.wording import is_right_to_left, wording

_HERE: Final = Path(__file__).parent


def index_page(catalog: Catalog, known: Known, theme: Theme, audience: Audience) -> bytes:
    """Return the page in UTF-8: all files for the instructor, or those that a student may have."""
    page = BytesIO()
    for piece in _Page(catalog, known, audience).html(colors_css(theme)):
        page.write(piece.encode("utf-8"))
    return page.getvalue()


class _Page:
    """One page while it is written."""

    def __init__(self, catalog: Catalog, known: Known, audience: Audience) -> None:
        self._catalog, self._known, self._audience = catalog, known, audience
        self._words: CourseWording = course_wording(catalog.lang)

    def html(self, colors: str) -> Iterator[str]:
        """Yield the page by its shelves: a course's whole is long, and longer before UTF-8."""
        catalog, words = self._catalog, self._words
        css = colors + (_HERE / "page.css").read_text(encoding="utf-8")
        script = (_HERE / "page.js").read_text(encoding="utf-8")
        author = f'<p class="author">{escape(catalog.author)}</p>' if catalog.author else ""
        yield (
            f'<!DOCTYPE html>\n<html lang="{escape(catalog.lang)}" dir="{_dir(catalog.lang)}">\n'
            '<head>\n<meta charset="utf-8">\n'
            '<meta name="viewport" content="width=device-width, initial-scale=1">\n'
            '<meta name="robots" content="noindex">\n'
            f"<title>{escape(catalog.title)}</title>\n<style>\n{css}</style>\n</head>\n<body>\n"
            f'<header class="top"><div><h1>{escape(catalog.title)}</h1>{author}</div>'
            f"{self._whole(catalog.files, words.whole_course)}"
            f'<form role="search" hidden><input type="search" id="find" autocomplete="off"'
            f' aria-label="{escape(words.search)}" placeholder="{escape(words.search)}">'
            f'<output for="find" data-found="{escape(words.found)}"></output></form></header>\n'
            f"{self._contents()}<main>\n"
        )
        yield from map(self._shelf, catalog.shelves)
        yield f"</main>\n<script>\n{script}</script>\n</body>\n</html>\n"

    def _contents(self) -> str:
        shelves = self._catalog.shelves
        if len(shelves) < 2:
            return ""
        links = "".join(
            f'<li><a href="#{escape(_id(shelf))}">{escape(shelf.label)}</a>'
            f" <small>{len(shelf.entries)}</small></li>"
            for shelf in shelves
        )
        label = escape(wording(self._catalog.lang).section)
        return f'<nav aria-label="{label}"><ul>{links}</ul></nav>\n'

    def _shelf(self, shelf: Shelf) -> str:
        name = escape(_id(shelf))
        entries = "".join(map(self._entry, shelf.entries))
        return (
            f'<section aria-labelledby="{name}"><div class="head">'
            f'<h2 id="{name}">{escape(shelf.label)}</h2>'
            f"{self._whole(shelf.files, self._words.whole_section)}</div>"
            f'<ul class="cards">{entries}</ul></section>\n'
        )

    def _entry(self, entry: Entry) -> str:
        about = self._known.about.get(entry.preview, About())
        files = self._shown(entry.files)
        number = f'<span class="number">{escape(entry.number)}</span> ' if entry.number else ""
        lead = f'<p class="lead">{escape(about.lead)}</p>' if about.lead else ""
        found = escape(" ".join((entry.title, entry.number, about.lead, *about.terms)).lower())
        other = entry.lang != self._catalog.lang
        lang = f' lang="{escape(entry.lang)}" dir="{_dir(entry.lang)}"' if other else ""
        own = self._files(entry.files) or f'<p class="missing">{escape(self._words.not_built)}</p>'
        return (
            f'<li class="card" data-find="{found}">{self._picture(entry, files)}'
            f'<div class="text"{lang}><h3>{number}{escape(entry.title)}</h3>{lead}</div>'
            f"{self._counts(files)}{own}</li>"
        )

    def _picture(self, entry: Entry, files: list[File]) -> str:
        """Return the drawing; a click on it opens the lesson's first file."""
        if entry.preview not in self._known.about:
            return '<div class="picture"></div>'
        image = f'<img src="{quote(entry.preview)}" alt="" loading="lazy" width="480" height="180">'
        if not files:
            return f'<div class="picture">{image}</div>'
        return (
            f'<a class="picture" href="{quote(files[0].path)}" tabindex="-1" aria-hidden="true">'
            f"{image}</a>"
        )

    def _counts(self, files: list[File]) -> str:
        said: dict[str, str] = {}
        for file in files:
            count = self._known.counts[file.path]
            words = {"pptx": self._words.slides, "pdf": self._words.pages}.get(file.backend, "")
            if count and words:
                said.setdefault(file.backend, words.format(count=count))
        joined = " · ".join(escape(each) for each in said.values())
        return f'<p class="counts">{joined}</p>' if joined else ""

    def _shown(self, files: tuple[File, ...]) -> list[File]:
        """Return the files that are there and that the page's reader may have."""
        return [
            file
            for file in files
            if file.path in self._known.counts
            and (self._audience is Audience.INSTRUCTOR or file.audience is Audience.STUDENT)
        ]

    def _whole(self, files: tuple[File, ...], label: str) -> str:
        """Return links to the files of a section or the course."""
        booklet = book_wording(self._catalog.lang).student
        return self._files(files, booklet, label)

    def _files(self, files: tuple[File, ...], handout: str = "", label: str = "") -> str:
        """Return links to files, the instructor's apart from the student's."""
        handout = handout or wording(self._catalog.lang).handout
        shown = self._shown(files)
        groups = []
        for audience, said in (
            (Audience.STUDENT, self._words.student),
            (Audience.INSTRUCTOR, self._words.instructor),
        ):
            links = "".join(
                f'<li><a href="{quote(file.path)}">{escape(self._name(file, handout))}</a></li>'
                for file in shown
                if file.audience is audience
            )
            if links:
                groups.append(
                    f'<div class="{audience}"><span>{escape(said)}</span><ul>{links}</ul></div>'
                )
        if not groups:
            return ""
        title = f"<strong>{escape(label)}</strong>" if label else ""
        return f'<div class="files">{title}{"".join(groups)}</div>'

    def _name(self, file: File, handout: str) -> str:
        kind = PurePosixPath(file.path).suffix.lstrip(".").upper()
        words = {"pptx": self._words.deck, "pdf": handout}
        said = words.get(file.backend, "")
        tags = [tag for tag in file.tag.split("-") if tag and tag not in tuple(Audience)]
        told = " · ".join(filter(None, (said, *(self._words.kinds.get(tag, tag) for tag in tags))))
        return f"{told} ({kind})" if told else kind


def _id(shelf: Shelf) -> str:
    return f"s-{shelf.key}"


def _dir(lang: str) -> str:
    return "rtl" if is_right_to_left(lang) else "ltr"
