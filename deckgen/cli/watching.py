"""The command ``watch``: a build after every save, until it is interrupted."""

from __future__ import annotations

import sys
from collections.abc import Callable, Iterable
from contextlib import suppress
from pathlib import Path

from deckgen.batch.means import Means
from deckgen.batch.preload import load
from deckgen.batch.watching import changes
from deckgen.build import Request
from deckgen.cli.manner import Manner
from deckgen.cli.printing import visible
from deckgen.cli.run import run
from deckgen.course import project_root
from deckgen.theme import theme_folders
from deckgen.values import replace


def watch(request: Request, manner: Manner, means: Callable[[], Means]) -> int:
    """Build once, then again whenever a file changes; an interrupt ends it with status 0.

    What is wrong with a lesson is shown and does not end it; a wrong call does.
    """

    def patient() -> Means:
        return replace(means(), wait=max(means().wait, 60.0), soon=True)

    here = [_folder(path) for path in request.paths]
    folders = [*here, *(project_root(folder, folder) for folder in here), *theme_folders()]
    with changes(_outermost(folders), request.output or Path("output")) as saves:
        status = run(request, manner, patient)
        if status not in (0, 1):
            return status
        load(request.to)
        _say(f"watching {', '.join(map(str, request.paths))}; interrupt to end", manner)
        with suppress(KeyboardInterrupt):
            for changed in saves:
                _say(f"changed: {', '.join(path.name for path in changed[:3])}", manner)
                if run(request, manner, patient) in (130, 143):
                    break
    return 0


def _folder(path: Path) -> Path:
    return path if path.is_dir() else path.parent


def _outermost(folders: Iterable[Path]) -> list[Path]:
    """Return the folders that lie in none of the others."""
    real = sorted({folder.resolve() for folder in folders})
    return [one for one in real if not any(one != top and one.is_relative_to(top) for top in real)]


def _say(text: str, manner: Manner) -> None:
    if not manner.quiet:
        print(visible(text), file=sys.stderr, flush=True)
