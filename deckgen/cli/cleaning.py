"""The command ``clean``: what deckgen made goes, and nothing else."""

from __future__ import annotations

import sys
from collections.abc import Callable, Iterable
from pathlib import Path

from deckgen.batch.leftovers import clean, leftovers
from deckgen.batch.log import Log, Written
from deckgen.build import Request, plan
from deckgen.cli.printing import visible


def remove(request: Request, output: Path, stale: bool, force: bool, dry: bool) -> int:
    """Remove what was made in ``output``, or only what no lesson makes any more; tell each file.

    Raises:
        DeckgenError: another build works there, or a file cannot be removed.
    """
    chosen = _left(request, output) if stale else None
    status = 0
    for removal in clean(output, chosen, force, dry):
        if removal.kept:
            status = 1
            print(visible(f"kept {removal.path.as_posix()}: {removal.kept}"), file=sys.stderr)
        else:
            print(visible(f"{'would remove' if dry else 'removed'} {removal.path.as_posix()}"))
    return status


def _left(request: Request, output: Path) -> Callable[[Log], Iterable[Written]]:
    jobs = plan(request).jobs
    return lambda log: leftovers(log, jobs, output)
