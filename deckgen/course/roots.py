"""Where a project begins: the folder that its settings and pictures come from."""

from __future__ import annotations

import os
from pathlib import Path
from typing import Final

from deckgen.course.tables import LIMITS, NAME, PROJECT_KEYS, PYPROJECT, table_of
from deckgen.diagnostics import DeckgenError

SITE: Final = "_config.yml"

PROJECT_MARKS: Final = (SITE, NAME, PYPROJECT, ".git")
"""What the top folder of a project holds."""


def project_root(folder: Path, given: Path) -> Path:
    """Return the top of the project that ``folder`` is in.

    That is the nearest folder at or above it with a project's mark, or
    ``given`` where there is none. A ``deckgen.toml`` with nothing but settings
    of lessons may also stand in a folder of a project: it marks the top only
    where nothing else does. The home folder and the file system's root are no
    projects: all of a person's files would be in them.
    """
    here = folder.resolve()
    home = Path(os.path.expanduser("~")).resolve()  # noqa: PTH111  Path.home() may raise
    outermost = given.resolve()
    for above in (here, *here.parents):
        if above == home or above == above.parent:
            break
        there = [mark for mark in PROJECT_MARKS if os.path.exists(f"{above}/{mark}")]  # noqa: PTH110
        if there and there != [NAME]:
            return above
        if there:
            if _speaks_of_the_project(above / NAME):
                return above
            outermost = above
    return outermost


def _speaks_of_the_project(path: Path) -> bool:
    try:
        return not {*PROJECT_KEYS, LIMITS}.isdisjoint(table_of(path))
    except DeckgenError:  # who reads its settings says what is wrong
        return False
