"""Which files below the given paths are lessons, and which folder each belongs to."""

from __future__ import annotations

import os
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from deckgen.diagnostics import DeckgenError

SUFFIXES: Final = (".md", ".markdown")

PROJECT_MARKS: Final = ("_config.yml", "deckgen.toml", "pyproject.toml", ".git")
"""What the top folder of a project holds."""

NOT_SEARCHED: Final = frozenset(
    {
        "_data",
        "_drafts",
        "_includes",
        "_layouts",
        "_plugins",
        "_sass",
        "_site",
        "__pycache__",
        "node_modules",
        "vendor",
        "venv",
    }
)
"""Folders that hold no lessons, beside all hidden ones."""


@dataclass(frozen=True, slots=True)
class Found:
    """A lesson's file.

    ``root`` is the folder that its pictures may come from; ``named`` says
    that the user named this very file, and not a folder above it.
    """

    path: Path
    root: Path
    named: bool = False


def find_lessons(paths: Sequence[Path]) -> tuple[Found, ...]:
    """Return every lesson at or below ``paths``, each once, in the order of their paths.

    Raises:
        DeckgenError: a path is missing or cannot be read, or there is no lesson at all.
    """
    unique: dict[Path, Found] = {}
    for path in paths:
        for found in _below(path):
            unique.setdefault(found.path.resolve(), found)
    if not unique:
        raise DeckgenError(
            f"no lessons in {', '.join(map(str, paths))}",
            "a lesson is a file that ends in .md or .markdown",
        )
    return tuple(unique.values())


def project_root(folder: Path, given: Path) -> Path:
    """Return the top of the project that ``folder`` is in.

    That is the nearest folder at or above it with a project's mark, or
    ``given`` where there is none. The home folder and the file system's root
    are no projects: all of a person's files would be in them.
    """
    here = folder.resolve()
    home = Path(os.path.expanduser("~")).resolve()  # noqa: PTH111  Path.home() may raise
    for above in (here, *here.parents):
        if above == home or above == above.parent:
            break
        if any((above / mark).exists() for mark in PROJECT_MARKS):
            return above
    return given.resolve()


def _below(path: Path) -> Iterator[Found]:
    if path.is_dir():
        yield from _walk(path)
    elif path.exists():
        yield Found(path, project_root(path.parent, path.parent), named=True)
    else:
        raise DeckgenError(f"no file or folder '{path}'", _nearby(path))


def _walk(top: Path) -> Iterator[Found]:
    for folder, folders, files in os.walk(top, onerror=_refuse):
        folders[:] = sorted(name for name in folders if _is_searched(name))
        lessons = sorted(name for name in files if _is_lesson(name))
        if lessons:
            root = project_root(Path(folder), top)
            yield from (Found(Path(folder, name), root) for name in lessons)


def _is_searched(name: str) -> bool:
    return not name.startswith(".") and name not in NOT_SEARCHED


def _is_lesson(name: str) -> bool:
    return not name.startswith(".") and name.lower().endswith(SUFFIXES)


def _refuse(error: OSError) -> None:
    raise DeckgenError(f"cannot read {error.filename}: {error.strerror}") from error


def _nearby(path: Path) -> str:
    """Return a guess at the file that was meant."""
    from difflib import get_close_matches

    try:
        names = [entry.name for entry in path.parent.iterdir()]
    except OSError:
        return ""
    close = get_close_matches(path.name, names, n=1)
    return f"did you mean '{path.parent / close[0]}'?" if close else ""
