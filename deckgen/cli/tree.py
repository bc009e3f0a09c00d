"""The course as a tree: sections, lessons, documents, and what it lacks."""

from __future__ import annotations

import sys
from collections.abc import Iterator, Sequence
from itertools import groupby
from pathlib import Path
from typing import Any, Final

from deckgen.cli.manner import Form
from deckgen.cli.printing import SCHEMA, to_json, visible
from deckgen.cli.report import finding
from deckgen.course import (
    Document,
    Project,
    Section,
    chosen,
    documents,
    find_lessons,
    sections,
    unshown_pictures,
)
from deckgen.diagnostics import Diagnostic, Severity
from deckgen.model import Meta
from deckgen.wording import section_label

_LINES: Final = ("├─ ", "└─ ", "│  ", "   ")
_PLAIN: Final = ("|- ", "`- ", "|  ", "   ")


def list_course(
    here: Project,
    paths: Sequence[Path],
    wanted_sections: Sequence[str],
    wanted_lessons: Sequence[str],
    form: Form,
) -> int:
    """Print the course and return the exit status: 1 where something in it is an error.

    Raises:
        DeckgenError: there is no such path, section or lesson.
    """
    whole = documents(find_lessons(paths))
    course = chosen(whole, wanted_sections, wanted_lessons)
    unshown = unshown_pictures(whole) if course == whole else ()
    found = [one for document in course for one in document.found]
    if form is Form.JSON:
        print(to_json(_json(here, course, unshown)))
    else:
        print("\n".join(_tree(here, course)))
        for one in (*found, *unshown):
            print(visible(str(one)), file=sys.stderr)
    return int(any(one.severity is Severity.ERROR for one in found))


def _tree(here: Project, course: Sequence[Document]) -> Iterator[str]:
    strokes = _LINES if _can_print("".join(_LINES)) else _PLAIN
    found = sections(course)
    yield visible(f"{here.title or here.root.name}: {_counts(found, course)}")
    for section, stroke, inner in _ending(found, strokes):
        label = section_label(Meta(section=section.label, lang=here.lang or "en"))
        yield stroke + visible(label)
        lessons = [list(group) for _, group in groupby(section.documents, key=_number)]
        width = max(len(_number(document)) for document in section.documents)
        for lesson, branch, twigs in _ending(lessons, strokes):
            yield f"{inner}{branch}{_line(lesson[0], width)}"
            for document, twig, _ in _ending(lesson[1:], strokes):
                order = document.source.meta.order
                yield f"{inner}{twigs}{twig}{_line(document, 0, order)}"


def _ending(
    things: Sequence[Any], strokes: tuple[str, str, str, str]
) -> Iterator[tuple[Any, str, str]]:
    """Yield each thing with the stroke before it and the one before what is below it."""
    branch, last, along, gap = strokes
    for at, thing in enumerate(things, 1):
        yield (thing, last, gap) if at == len(things) else (thing, branch, along)


def _line(document: Document, width: int, number: str | None = None) -> str:
    number = _number(document) if number is None else number
    title = document.source.meta.title or document.stem.name
    marks = "".join(f" [{code}]" for code in dict.fromkeys(one.code for one in document.found))
    number = f"{number:>{width}}  " if number or width else ""
    return visible(f"{number}{title}  ({document.source.file}){marks}")


def _number(document: Document) -> str:
    return document.source.meta.lesson


def _counts(found: Sequence[Section], course: Sequence[Document]) -> str:
    lessons = {(document.stem.parent, document.source.meta.lesson or document.stem)
               for document in course}  # fmt: skip
    parts = [(len(found), "section"), (len(lessons), "lesson"), (len(course), "document")]
    return ", ".join(f"{count} {noun}{'s' * (count != 1)}" for count, noun in parts)


def _can_print(text: str) -> bool:
    try:
        text.encode(sys.stdout.encoding or "ascii")
    except (UnicodeEncodeError, LookupError):
        return False
    return True


def _json(
    here: Project, course: Sequence[Document], unshown: Sequence[Diagnostic]
) -> dict[str, Any]:
    return {
        "schema": SCHEMA,
        "command": "list",
        "title": here.title,
        "sections": [
            {
                "label": section.label,
                "folder": section.folder,
                "documents": [_document(document) for document in section.documents],
            }
            for section in sections(course)
        ],
        "diagnostics": [finding(one) for one in unshown],
    }


def _document(document: Document) -> dict[str, Any]:
    meta = document.source.meta
    return {
        "file": document.source.file,
        "title": meta.title,
        "section": meta.section,
        "lesson": meta.lesson,
        "order": meta.order,
        "lang": meta.lang,
        "output": document.stem.as_posix(),
        "diagnostics": [finding(one) for one in document.found],
    }
