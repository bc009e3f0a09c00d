"""Links from one lesson to another, led to the file that was made of it."""

from __future__ import annotations

import posixpath
import re
from collections.abc import Iterable, Iterator
from pathlib import PurePosixPath
from typing import Final
from urllib.parse import quote, unquote

from deckgen.course.naming import without_date
from deckgen.diagnostics import Diagnostic, Report, Severity
from deckgen.model import LESSON, Block, Figure, Inlines, Lesson, Run, texts_of, walk
from deckgen.regex import regex
from deckgen.rewriting import Rewriting
from deckgen.values import Value, replace


class Made(Value):
    """One output of a lesson: which backend's, with which tag, and where below the output."""

    backend: str
    tag: str
    path: PurePosixPath


class Place(Value):
    """A lesson as links may name it: by its source below the project, or by its permalink."""

    source: PurePosixPath
    permalink: str
    made: tuple[Made, ...] = ()


class Links(Value):
    """Where a lesson's links may lead; ``home`` is its own source below the project."""

    home: PurePosixPath
    places: tuple[Place, ...] = ()


NOWHERE: Final = Links(PurePosixPath())
"""For a lesson whose course is not known: its links lead to no other."""


def linked(lesson: Lesson, links: Links, target: Made, report: Report) -> Lesson:
    """Return the lesson as ``target`` holds it: its links lead to outputs of the same kind.

    A link to no lesson of the course keeps its words and is reported.
    """
    if not any(map(_is_within, _links(lesson))):
        return lesson
    leading = _Leading(links, target, lesson.file, report)
    rewriting = Rewriting(leading.figure, leading.words)
    slides = tuple(
        replace(
            slide,
            title=leading.words(slide.title, slide.line),
            blocks=rewriting.blocks(slide.blocks),
            notes=rewriting.blocks(slide.notes),
        )
        for slide in lesson.slides
    )
    footnotes = tuple(
        replace(note, blocks=rewriting.blocks(note.blocks)) for note in lesson.footnotes
    )
    return replace(lesson, slides=slides, footnotes=footnotes)


def _links(lesson: Lesson) -> Iterator[str]:
    """Yield where words and pictures lead."""
    groups = [group for slide in lesson.slides for group in (slide.blocks, slide.notes)]
    groups += [footnote.blocks for footnote in lesson.footnotes]
    words = [slide.title for slide in lesson.slides]
    for block in (block for group in groups for block in walk(group)):
        if isinstance(block, Figure):
            yield block.link
        words += texts_of(block)
    yield from [part.link for line in words for part in line if isinstance(part, Run) and part.link]


class _Leading:
    """Leads the links of one lesson."""

    def __init__(self, links: Links, target: Made, file: str, report: Report) -> None:
        self._home, self._index = links.home, Index(links.places)
        self._target, self._file, self._report = target, file, report

    def figure(self, block: Block) -> Block:
        if not isinstance(block, Figure) or not _is_within(block.link):
            return block
        return replace(block, link=self._led(block.link, block.line))

    def words(self, inlines: Inlines, line: int) -> Inlines:
        if not any(isinstance(part, Run) and _is_within(part.link) for part in inlines):
            return inlines
        return tuple(
            replace(part, link=self._led(part.link, line))
            if isinstance(part, Run) and _is_within(part.link)
            else part
            for part in inlines
        )

    def _led(self, link: str, line: int) -> str:
        place = self._index.find(link, self._home)
        if place is None:
            shown = link if len(link) <= 60 else f"{link[:57]}…"
            message = f"the link to '{shown}' leads to no lesson of the course; its text is kept"
            hint = "name the file of a lesson, such as ../Section-2/03-joins.md"
            self._report(Diagnostic(Severity.WARNING, "link", message, self._file, line, hint))
            return ""
        made = _best(place.made, self._target)
        if made is None or place.source == self._home:
            return ""
        way = posixpath.relpath(made.path.as_posix(), self._target.path.parent.as_posix())
        return LESSON + quote(way)


def _is_within(link: str) -> bool:
    """Tell whether a link leads to somewhere in the site that was not looked up yet."""
    return bool(link) and not link.startswith("#") and not _SCHEME.match(link)


_SCHEME: Final = regex(r"[A-Za-z][A-Za-z0-9+.-]*:")


def _best(made: Iterable[Made], target: Made) -> Made | None:
    """Return the output of the same backend, of the same kind where there is one."""
    same = [each for each in made if each.backend == target.backend]
    return min(same, key=lambda each: (each.tag != target.tag, bool(each.tag)), default=None)


def addresses(text: str) -> frozenset[str]:
    """Return what in a lesson's text may be the address of another page, and more."""
    if not any(mark in text for mark in ("](", "]:", "href", "{%", "{{")):
        return frozenset()  # a look for a few letters takes a hundredth of the pattern's time
    found = (next(filter(None, match.groups())) for match in _ADDRESS.finditer(text))
    return frozenset(address for address in found if _is_within(address) and _is_page(address))


def _is_page(address: str) -> bool:
    """Tell whether an address may be a page's: one of a picture or a download is none."""
    return PurePosixPath(re.split(r"[?#]", address)[0]).suffix.lower() in _PAGES


_ADDRESS: Final = regex(
    r"\]\(\s*<?\s*([^\s)>{]+)|\]:\s*<?([^\s>{]+)|\bhref\s*=\s*[\"']?([^\s\"'>{]+)"
    r"|\{%-?\s*(?:link|post_url)\s+[\"']?([^\s\"'%]+)"
    r"|\{\{[^{}]*\}\}([^\s)\"'>]+)|\{\{-?\s*[\"']([^\"']+)[\"']\s*\|"
)


class Index:
    """Lessons by every name that a link may use for them.

    A site publishes ``2024-03-05-joins.md`` at an address that its own settings
    make up, but that ends with ``joins``.
    """

    def __init__(self, places: Iterable[Place]) -> None:
        self._by_file: dict[str, Place] = {}
        self._by_site: dict[str, Place] = {}
        self._by_name: dict[str, list[Place]] = {}
        for place in places:
            self.add(place)

    def add(self, place: Place) -> None:
        """Take in a lesson; one whose file is known already stays as it was."""
        if self._by_file.setdefault(_bare(place.source), place) is not place:
            return
        self._by_name.setdefault(_name(place.source), []).append(place)
        if place.permalink:
            self._by_site.setdefault(_address(place.permalink), place)

    def find(self, link: str, home: PurePosixPath) -> Place | None:
        """Return the lesson that a link in the lesson ``home`` means, None where there is none."""
        path = _joined(home, unquote(re.split(r"[?#]", link)[0]))
        if path is None or path.suffix.lower() not in _PAGES:
            return None
        found = self._by_file.get(_bare(path)) or self._by_site.get(_address(path))
        return found or self._named(path)

    def _named(self, path: PurePosixPath) -> Place | None:
        """Return the only lesson of that name; of several, the only one whose folders agree."""
        same = self._by_name.get(_name(path.parent if path.stem == "index" else path), [])
        if len(same) > 1:
            stem, folders = path.stem.casefold(), set(_folders(path))
            dated = [each for each in same if each.source.stem.casefold() == stem]
            same = dated or [each for each in same if folders & set(_folders(each.source))]
        return same[0] if len(same) == 1 else None


_PAGES: Final = frozenset({"", ".md", ".markdown", ".html", ".htm"})


def _joined(home: PurePosixPath, name: str) -> PurePosixPath | None:
    """Return the path below the project that a name means; None where it leads out of it."""
    whole = name.lstrip("/") if name.startswith("/") else str(home.parent / name)
    path = posixpath.normpath(whole)
    if path in (".", "") or path.startswith("../") or path == "..":
        return None
    return PurePosixPath(path)


def _bare(path: PurePosixPath) -> str:
    return str(path.with_suffix("") if path.suffix.lower() in _PAGES else path).casefold()


def _address(address: PurePosixPath | str) -> str:
    path = PurePosixPath(str(address).strip("/") or "index")
    bare = _bare(path)
    return bare.removesuffix("/index")


def _name(path: PurePosixPath) -> str:
    stem = path.stem if path.suffix.lower() in _PAGES else path.name
    return without_date(stem).casefold()


def _folders(path: PurePosixPath) -> Iterator[str]:
    for folder in path.parts[:-1]:
        yield folder.lstrip("_").replace("_", "-").casefold()
