"""What a course lacks: numbers that are left out, and documents that belong nowhere."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from itertools import pairwise
from typing import TypeVar

from deckgen.course.document import Document
from deckgen.course.sections import Section, section_number
from deckgen.diagnostics import Diagnostic, Severity
from deckgen.model import Meta
from deckgen.wording import section_label

Thing = TypeVar("Thing")


def lacks(course: Sequence[Section]) -> Mapping[str, tuple[Diagnostic, ...]]:
    """Return the warnings about a course, by the file that each is about.

    Nothing is said of files that the user named: who builds one lesson knows
    that the others are not there.
    """
    found: dict[str, list[Diagnostic]] = {}
    for one in (*_missing_sections(course), *_missing_lessons(course), *_orphans(course)):
        found.setdefault(one.file, []).append(one)
    return {file: tuple(ones) for file, ones in found.items()}


def _missing_sections(course: Sequence[Section]) -> Iterator[Diagnostic]:
    numbered = (
        (int(number), section)
        for section in course
        if (number := section_number(section.folder)) and len(number) < 10
        if not any(document.named for document in section.documents)
    )
    for first, last, section, before in _jumps(numbered):
        message = f"{_missing('section', first, last)} between {_said(before)} and {_said(section)}"
        yield _warning("gap", message, section.documents[0])


def _missing_lessons(course: Sequence[Section]) -> Iterator[Diagnostic]:
    for section in course:
        numbered = (
            (int(document.source.meta.lesson), document)
            for document in section.documents
            if document.source.meta.lesson.isdigit() and not document.named
        )
        for first, last, document, before in _jumps(numbered):
            here, there = document.source.meta.lesson, before.source.meta.lesson
            message = (
                f"{_missing('lesson', first, last)} between lessons {there} and {here}"
                f" of {_said(section)}"
            )
            yield _warning("gap", message, document)


def _jumps(numbered: Iterable[tuple[int, Thing]]) -> Iterator[tuple[int, int, Thing, Thing]]:
    """Yield each run of missing numbers, with what comes after and before it.

    Where more are missing than are there, the author counts in his own way.
    """
    known = dict(sorted(numbered, key=lambda each: each[0]))
    missing = max(known, default=0) - min(known, default=0) + 1 - len(known)
    if missing >= len(known):
        return
    numbers = list(known)
    for before, after in pairwise(numbers):
        if after > before + 1:
            yield before + 1, after - 1, known[after], known[before]


def _missing(noun: str, first: int, last: int) -> str:
    if first == last:
        return f"{noun} {first} is missing"
    return f"{noun}s {first} to {last} are missing"


def _said(section: Section) -> str:
    return section_label(Meta(section=section.label))


def _orphans(course: Sequence[Section]) -> Iterator[Diagnostic]:
    """Yield a warning for each document without a section where most have one."""
    found = [document for section in course for document in section.documents]
    without = [document for document in found if not document.source.meta.section]
    if len(without) * 2 >= len(found):
        return
    for document in without:
        if not document.named and not any(one.code == "unreadable" for one in document.found):
            message = f"has no section; it goes by its folder, '{document.stem.parent.name}'"
            yield _warning("orphan", message, document, "write 'section:' in its front matter")


def _warning(code: str, message: str, document: Document, hint: str = "") -> Diagnostic:
    return Diagnostic(Severity.WARNING, code, message, document.source.file, hint=hint)
