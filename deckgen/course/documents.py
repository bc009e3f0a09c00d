"""The course's documents in order, each with its identity; two of one identity are an error."""

from __future__ import annotations

import unicodedata
from collections.abc import Callable, Hashable, Sequence
from dataclasses import dataclass, replace
from pathlib import Path, PurePosixPath
from typing import Final

from deckgen.course.configuration import limits
from deckgen.course.finding import Found
from deckgen.course.naming import natural_key, output_stem, section_folder
from deckgen.diagnostics import DeckgenError, Diagnostic, Severity
from deckgen.limits import Limits
from deckgen.model import Meta
from deckgen.source import Source, read

PAGES: Final = frozenset(
    {
        "404",
        "about",
        "changelog",
        "code_of_conduct",
        "contributing",
        "index",
        "license",
        "readme",
        "security",
    }
)
"""Names of pages that lie among lessons; one is a lesson only if its front matter says so."""


@dataclass(frozen=True, slots=True)
class Document:
    """One lesson of the course.

    ``stem`` is the path of its outputs below the output folder, without a
    suffix; ``found`` is what was reported so far.
    """

    source: Source
    stem: PurePosixPath
    found: tuple[Diagnostic, ...] = ()


def documents(lessons: Sequence[Found]) -> tuple[Document, ...]:
    """Read the lessons and return them in the course's order.

    Documents with one identity, or with one output's name, each carry an
    error that names the other.
    """
    known = {root: limits(root) for root in dict.fromkeys(lesson.root for lesson in lessons)}
    read_all = [_document(lesson, known[lesson.root]) for lesson in lessons if not _is_page(lesson)]
    read_all.sort(key=_place)
    read_all = _clashes(
        read_all,
        _identity,
        "has the same section, lesson and order as",
        "give one of them another 'lesson', or an 'order'",
    )
    return tuple(
        _clashes(read_all, _name, "has the same output file as", "rename one of the two files")
    )


def _document(lesson: Found, limits: Limits) -> Document:
    found: list[Diagnostic] = []
    path = lesson.path
    source = Source(file=path.as_posix(), root=lesson.root, meta=Meta(), body="", body_line=1)
    if not lesson.named and not path.resolve().is_relative_to(lesson.root):
        found.append(_unreadable(path, "it is a link that leads out of the project"))
    else:
        try:
            source = read(path, found.append, lesson.root, limits)
        except DeckgenError as error:
            found.append(_unreadable(path, str(error), error.hint))
    return Document(source, output_stem(source.meta, path), tuple(found))


def _unreadable(path: Path, reason: str, hint: str = "") -> Diagnostic:
    return Diagnostic(Severity.ERROR, "unreadable", reason, path.as_posix(), hint=hint)


def _is_page(lesson: Found) -> bool:
    """Tell whether a file is a page about the course, such as its README, and no lesson."""
    if lesson.named or lesson.path.stem.casefold() not in PAGES:
        return False
    try:
        meta = read(lesson.path, lambda _: None, lesson.root).meta
    except DeckgenError:
        return True
    return not (meta.lesson or meta.section)


def _place(document: Document) -> tuple[object, ...]:
    meta = document.source.meta
    labels = (document.stem.parent.name, meta.lesson, meta.order, document.source.file)
    return tuple(natural_key(label) for label in labels)


def _identity(document: Document) -> Hashable:
    """Return who the document is; its own file where the front matter does not say."""
    meta, file = document.source.meta, document.source.file
    if not meta.lesson:
        return file
    section = section_folder(meta, Path(file))
    return natural_key(section), natural_key(meta.lesson), natural_key(meta.order)


def _name(document: Document) -> Hashable:
    """Return the output's name as a file system takes it that ignores case and composition."""
    return unicodedata.normalize("NFKC", str(document.stem).casefold()).casefold()


def _clashes(
    course: Sequence[Document], key: Callable[[Document], Hashable], what: str, hint: str
) -> list[Document]:
    """Give every document that shares its key an error that names the others."""
    sharing: dict[Hashable, list[str]] = {}
    for document in course:
        sharing.setdefault(key(document), []).append(document.source.file)
    return [_clash(document, sharing[key(document)], what, hint) for document in course]


def _clash(document: Document, sharing: Sequence[str], what: str, hint: str) -> Document:
    others = [file for file in sharing if file != document.source.file]
    if not others:
        return document
    message = f"{what} {', '.join(others)}"
    clash = Diagnostic(Severity.ERROR, "clash", message, document.source.file, hint=hint)
    return replace(document, found=(*document.found, clash))
