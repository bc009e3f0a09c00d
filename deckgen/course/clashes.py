"""What must be unique in a course: who a document is, and what its outputs are called."""

from __future__ import annotations

import unicodedata
from collections.abc import Callable, Hashable, Iterable, Mapping, Sequence
from pathlib import PurePath

from deckgen.course.document import Document
from deckgen.course.naming import natural_key
from deckgen.diagnostics import Diagnostic, Severity
from deckgen.values import replace


def told_apart(course: Sequence[Document]) -> tuple[Document, ...]:
    """Give every document whose identity or output's name another has an error that names it."""
    course = _clashes(
        course,
        _identity,
        "has the same section, lesson and order as",
        "give one of them another 'lesson', or an 'order'",
    )
    return tuple(
        _clashes(
            course,
            lambda document: taken(document.stem),
            "has the same output file as",
            "rename one of the two files",
        )
    )


def shared_outputs(
    outputs: Iterable[tuple[str, PurePath]],
) -> Mapping[str, tuple[Diagnostic, ...]]:
    """Return the errors for files that several would write.

    ``outputs`` has who writes, and what; the errors are by who writes, each
    naming the file and all the others.
    """
    writers: dict[str, dict[str, PurePath]] = {}
    for writer, path in outputs:
        writers.setdefault(taken(path), {})[writer] = path
    found: dict[str, list[Diagnostic]] = {}
    for sharing in writers.values():
        for writer, path in sharing.items() if len(sharing) > 1 else ():
            others = ", ".join(other for other in sharing if other != writer)
            message = f"would write {path.as_posix()}, as would {others}"
            hint = "rename one of the lessons, or give it another 'lesson'"
            clash = Diagnostic(Severity.ERROR, "clash", message, writer, hint=hint)
            found.setdefault(writer, []).append(clash)
    return {writer: tuple(clashes) for writer, clashes in found.items()}


def taken(path: PurePath) -> str:
    """Return a name as a file system takes it that ignores case and composition."""
    return unicodedata.normalize("NFKC", path.as_posix().casefold()).casefold()


def _identity(document: Document) -> Hashable:
    """Return who the document is; its own file where the front matter does not say."""
    return natural_key(document.stem.parent.name), document.place


def _clashes(
    course: Sequence[Document], key: Callable[[Document], Hashable], what: str, hint: str
) -> list[Document]:
    keyed = [(document, key(document)) for document in course]
    sharing: dict[Hashable, list[str]] = {}
    for document, own in keyed:
        sharing.setdefault(own, []).append(document.source.file)
    return [_clash(document, sharing[own], what, hint) for document, own in keyed]


def _clash(document: Document, sharing: Sequence[str], what: str, hint: str) -> Document:
    others = [file for file in sharing if file != document.source.file]
    if not others:
        return document
    message = f"{what} {', '.join(others)}"
    clash = Diagnostic(Severity.ERROR, "clash", message, document.source.file, hint=hint)
    return replace(document, found=(*document.found, clash))
