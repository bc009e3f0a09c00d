"""The course's documents in order, each with its identity; two of one identity are an error."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Final

from deckgen.course.clashes import told_apart
from deckgen.course.configuration import limits
from deckgen.course.document import Document
from deckgen.course.finding import Found
from deckgen.course.following import Following, below
from deckgen.course.gaps import lacks
from deckgen.course.naming import natural_key, output_stem
from deckgen.course.sections import sections, spellings
from deckgen.diagnostics import DeckgenError, Diagnostic, Severity
from deckgen.limits import Limits
from deckgen.model import Meta
from deckgen.source import Source, read
from deckgen.values import replace

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


def documents(lessons: Sequence[Found]) -> tuple[Document, ...]:
    """Read the lessons and return them in the course's order.

    Pages about the course, and what its site does not publish, are left out
    unless they are named. Documents with one identity, or with one output's
    name, each carry an error that names the other; what the course lacks is a
    warning of the document next to it.

    Raises:
        DeckgenError: none of the files is a lesson.
    """
    known = {root: limits(root) for root in dict.fromkeys(lesson.root for lesson in lessons)}
    real = Following()
    course = [one for lesson in lessons for one in _documents(lesson, known[lesson.root], real)]
    if lessons and not course:
        raise DeckgenError(
            f"no lessons, but {len(lessons)} other Markdown files",
            "a page is a lesson if its front matter has 'section:' or 'lesson:', or if you name it",
        )
    course = sorted(_in_sections(course), key=_order)
    course = list(told_apart(course))
    lacking = lacks(sections(course))
    with_site = _site_findings(lessons)
    told = (replace(one, found=(*one.found, *lacking.get(one.source.file, ()))) for one in course)
    return tuple(
        replace(one, found=(*one.found, *with_site)) if at == 0 else one
        for at, one in enumerate(told)
    )


def _site_findings(lessons: Sequence[Found]) -> tuple[Diagnostic, ...]:
    """Return what is wrong with the sites' own files; it is told once."""
    sites = dict.fromkeys(lesson.checkout.root for lesson in lessons if not lesson.named)
    by_root = {lesson.checkout.root: lesson.checkout.site for lesson in lessons}
    return tuple(one for root in sites if (site := by_root[root]) for one in site.found)


def _documents(lesson: Found, limits: Limits, real: Following) -> Iterator[Document]:
    """Yield the document of a file, if it is one."""
    found: list[Diagnostic] = []
    path, checkout = lesson.path, lesson.checkout
    source = Source(file=path.as_posix(), root=checkout.root, meta=Meta(), body="", body_line=1)
    try:
        if not lesson.named and below(real(path), checkout.root) is None:
            raise DeckgenError("it is a link that leads out of the project")
        source = read(path, found.append, checkout.root, limits, checkout.defaults(path))
    except DeckgenError as error:
        found.append(
            Diagnostic(Severity.ERROR, "unreadable", str(error), path.as_posix(), hint=error.hint)
        )
    if lesson.named or (source.published and not _is_page(lesson, source)):
        yield Document(source, output_stem(source.meta, path), tuple(found), lesson.named)


def _is_page(lesson: Found, source: Source) -> bool:
    """Tell whether a file is a page about the course, such as its README, and no lesson."""
    if source.meta.lesson or source.meta.section:
        return False
    return lesson.stray or lesson.path.stem.casefold() in PAGES


def _in_sections(course: Sequence[Document]) -> Iterator[Document]:
    """Give sections whose labels mean the same one folder."""
    chosen = spellings((document.stem.parent.name, document.place) for document in course)
    for document in course:
        folder = document.stem.parent.name
        if chosen[folder] == folder:
            yield document
            continue
        message = f"section '{document.source.meta.section}' is taken for '{chosen[folder]}'"
        hint = f"write 'section: {chosen[folder]}' in all its lessons"
        other = Diagnostic(Severity.WARNING, "section", message, document.source.file, hint=hint)
        stem = document.stem.parent.with_name(chosen[folder]) / document.stem.name
        yield replace(document, stem=stem, found=(*document.found, other))


def _order(document: Document) -> tuple[object, ...]:
    meta = document.source.meta
    labels = (document.stem.parent.name, meta.lesson, meta.order, document.source.file)
    return tuple(natural_key(label) for label in labels)
