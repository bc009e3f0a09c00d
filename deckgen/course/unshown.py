"""Pictures that lie beside lessons, or beside what lessons show, and that nothing shows."""

from __future__ import annotations

import os
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Final
from urllib.parse import quote

from deckgen.course.document import Document
from deckgen.course.finding import SUFFIXES, is_searched
from deckgen.diagnostics import Diagnostic, Severity

_PICTURES: Final = (".png", ".jpg", ".jpeg", ".gif", ".svg", ".webp", ".bmp", ".tif", ".tiff")

_TEXTS: Final = (*SUFFIXES, ".html", ".css", ".scss", ".sass", ".js", ".json", ".toml", ".yml",
                 ".yaml", ".xml")  # fmt: skip
"""What may name a picture: the lessons, and the pages, styles and data of their site."""

_MAX_BYTES: Final = 1_000_000


def unshown_pictures(course: Sequence[Document]) -> tuple[Diagnostic, ...]:
    """Return a warning for each picture of the course whose name stands nowhere in its project.

    Pictures in folders without lessons, and without a picture that one shows, are not the
    course's. Nothing is said of lessons that the user named: others may show the pictures.
    """
    roots = {one.source.root for one in course if one.source.root and not one.named}
    return tuple(one for root in sorted(roots) for one in _of_project(root, course))


def _of_project(root: Path, course: Sequence[Document]) -> Iterator[Diagnostic]:
    files = tuple(_files(root))
    pictures = [path for path in files if path.suffix.lower() in _PICTURES]
    lessons = "\n".join(one.source.text for one in course)
    homes = {path.parent for path in pictures if _is_named(path, lessons)} - {root}
    homes |= {Path(one.source.file).resolve().parent for one in course}
    near = [path for path in pictures if not homes.isdisjoint(path.parents)]
    if not near:
        return
    text = "\n".join(_text(path) for path in files if path.suffix.lower() in _TEXTS)
    for path in near:
        if not _is_named(path, text):
            file = Path(os.path.relpath(path)).as_posix()
            yield Diagnostic(Severity.WARNING, "orphan", "no lesson shows this picture", file)


def _is_named(path: Path, text: str) -> bool:
    return path.name in text or quote(path.name) in text


def _files(root: Path) -> Iterator[Path]:
    """Yield the project's files; not those that were made from it."""
    for folder, folders, files in os.walk(root):
        made = ".deckgen" in folders
        folders[:] = [] if made else sorted(name for name in folders if is_searched(name))
        yield from (Path(folder, name) for name in sorted(files) if not made)


def _text(path: Path) -> str:
    try:
        with path.open("rb") as file:
            return file.read(_MAX_BYTES).decode("utf-8", "replace")
    except OSError:
        return ""
