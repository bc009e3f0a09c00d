"""Which files below the given paths are lessons, and which folder each belongs to."""

from __future__ import annotations

import os
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Final

from deckgen.course.following import Following
from deckgen.course.roots import project_root
from deckgen.course.site import Checkout, Checkouts
from deckgen.diagnostics import DeckgenError
from deckgen.guessing import guessed
from deckgen.values import Value

SUFFIXES: Final = (".md", ".markdown")

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


class Found(Value):
    """A lesson's file.

    ``checkout`` is the project that it is in; ``named`` says that the user
    named this very file, and not a folder above it. ``stray`` is what a search of
    a whole site finds beside its posts and collections.
    """

    path: Path
    checkout: Checkout
    named: bool = False
    stray: bool = False

    @property
    def root(self) -> Path:
        """Return the folder that its pictures may come from."""
        return self.checkout.root


def find_lessons(paths: Sequence[Path]) -> tuple[Found, ...]:
    """Return every lesson at or below ``paths``, each once, in the order of their paths.

    What a project's site excludes is a lesson only where it is named.

    Raises:
        DeckgenError: a path is missing or cannot be read, or there is no lesson at all.
    """
    unique: dict[str, Found] = {}
    checkouts, real = Checkouts(), Following()
    for path in paths:
        for found in _below(path, checkouts):
            unique.setdefault(real(found.path), found)
    if not unique:
        raise DeckgenError(
            f"no lessons in {', '.join(map(str, paths))}",
            "a lesson is a file that ends in .md or .markdown",
        )
    return tuple(unique.values())


def _below(path: Path, checkouts: Checkouts) -> Iterator[Found]:
    if path.is_dir():
        yield from _walk(path, checkouts)
    elif path.exists():
        yield Found(path, checkouts(project_root(path.parent, path.parent)), named=True)
    else:
        raise DeckgenError(f"no file or folder '{path}'", _nearby(path))


def _walk(top: Path, checkouts: Checkouts) -> Iterator[Found]:
    for folder, folders, files in os.walk(top, onerror=_refuse):
        folders[:] = sorted(name for name in folders if is_searched(name))
        lessons = sorted(name for name in files if _is_lesson(name))
        if lessons:
            checkout = checkouts(project_root(Path(folder), top))
            whole = checkout.site is not None and top.resolve() == checkout.top
            for path in (Path(folder, name) for name in lessons):
                if not checkout.leaves_out(path):
                    yield Found(path, checkout, stray=whole and not checkout.is_document(path))


def is_searched(name: str) -> bool:
    """Tell whether a folder of this name may hold lessons, or what belongs to them."""
    return not name.startswith(".") and name not in NOT_SEARCHED


def _is_lesson(name: str) -> bool:
    return not name.startswith(".") and name.lower().endswith(SUFFIXES)


def _refuse(error: OSError) -> None:
    raise DeckgenError(f"cannot read {error.filename}: {error.strerror}") from error


def _nearby(path: Path) -> str:
    """Return a guess at the file that was meant."""
    try:
        names = [entry.name for entry in path.parent.iterdir()]
    except OSError:
        return ""
    close = guessed(path.name, names)
    return f"did you mean '{path.parent / close}'?" if close else ""
