"""Who does the jobs: this process, its own workers, or somebody else's executor."""

from __future__ import annotations

import os
import sys
from collections.abc import Callable, Iterator, Mapping, Sequence
from functools import partial
from pathlib import Path
from types import MappingProxyType
from typing import Final

from deckgen.backends import Backend
from deckgen.batch.bounds import Bounds
from deckgen.batch.making import Maker, Product, make
from deckgen.batch.means import Means
from deckgen.batch.shelf import shelf
from deckgen.job import Job
from deckgen.keeping import lent

Runner = Callable[[Sequence[Job]], Iterator[tuple[int, Product]]]
"""Does jobs and yields each one's number and product, in any order."""

_SECONDS: Final = MappingProxyType({"pptx": 0.03, "preview": 0.01})
"""What one file of a lesson takes, by its backend, where nobody knows better."""

_OTHERS: Final = 0.2

_WORTH_SECONDS: Final = 2.0
"""Less work than this is done before workers could begin."""


def runner(
    means: Means, backends: Mapping[str, Backend], room: Path | None, seconds: float
) -> Runner:
    """Return who does jobs that take ``seconds`` together; finished files go to ``room``."""
    names = tuple(backends)
    if means.executor is not None:
        from deckgen.batch.executors import by_executor

        maker = Maker(names, means.bounds, means.shared)
        return partial(by_executor, executor=means.executor, maker=maker)
    workers = means.workers or (cores() if seconds >= _WORTH_SECONDS else 1)
    if workers > 1:
        from deckgen.batch.workers import by_workers  # what few jobs need not load

        return partial(by_workers, maker=Maker(names, means.bounds, room), count=workers)
    return partial(_here, backends=backends, bounds=means.bounds)


def guessed_seconds(job: Job) -> float:
    """Return about how long one worker takes for a job that was never done."""
    files = (_SECONDS.get(target.made.backend, _OTHERS) for target in job.targets)
    return sum(files) * max(len(job.sources), 1)


def cores() -> int:
    """Return how many cores this process may use."""
    if sys.platform.startswith("linux"):
        return len(os.sched_getaffinity(0))
    return os.cpu_count() or 1


def _here(
    jobs: Sequence[Job], backends: Mapping[str, Backend], bounds: Bounds
) -> Iterator[tuple[int, Product]]:
    with lent(shelf()):
        for number, job in enumerate(jobs):
            yield number, make(job, backends, bounds)
