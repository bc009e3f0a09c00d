"""Who does the jobs: this process, its own workers, or somebody else's executor."""

from __future__ import annotations

import os
import sys
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from concurrent.futures import FIRST_COMPLETED, CancelledError, Executor, Future, wait
from dataclasses import replace
from functools import partial
from pathlib import Path
from typing import Final

from deckgen.backends import Backend
from deckgen.batch import pool
from deckgen.batch.bounds import Bounds
from deckgen.batch.making import Maker, Product, bounds_of, killed, make, over_time
from deckgen.batch.means import Means
from deckgen.diagnostics import DeckgenError, Diagnostic
from deckgen.job import Job

Runner = Callable[[Sequence[Job]], Iterator[tuple[int, Product]]]
"""Does jobs and yields each one's number and product, in any order."""

GUESS_SECONDS: Final = 0.15
"""What one file of a lesson takes where nobody knows better."""

_WORTH_SECONDS: Final = 2.0
"""Less work than this is done before workers could begin."""

_AHEAD: Final = 4
"""How many jobs for each worker an executor holds: enough to keep it busy, little to lose."""


def runner(
    means: Means, backends: Mapping[str, Backend], room: Path | None, seconds: float
) -> Runner:
    """Return who does jobs that take ``seconds`` together; finished files go to ``room``."""
    names = tuple(backends)
    if means.executor is not None:
        maker = Maker(names, means.bounds, means.shared)
        return partial(_by_executor, executor=means.executor, maker=maker)
    workers = means.workers or cores()
    if workers > 1 and seconds >= _WORTH_SECONDS:
        setting = pool.Setting(
            Maker(names, means.bounds, room),
            workers,
            names,
            lambda job: bounds_of(job, means.bounds).seconds,
        )
        return partial(_by_workers, setting=setting, bounds=means.bounds)
    return partial(_here, backends=backends, bounds=means.bounds)


def cores() -> int:
    """Return how many cores this process may use."""
    if sys.platform.startswith("linux"):
        return len(os.sched_getaffinity(0))
    return os.cpu_count() or 1


def _here(
    jobs: Sequence[Job], backends: Mapping[str, Backend], bounds: Bounds
) -> Iterator[tuple[int, Product]]:
    for number, job in enumerate(jobs):
        yield number, make(job, backends, bounds)


def _by_workers(
    jobs: Sequence[Job], setting: pool.Setting, bounds: Bounds
) -> Iterator[tuple[int, Product]]:
    for number, result in pool.run(jobs, setting):
        match result:
            case Product():
                yield number, result
            case pool.Lost(pool.Fate.TIMEOUT):
                yield number, Product(found=(over_time(bounds_of(jobs[number], bounds)),))
            case pool.Lost(number=signal):
                yield number, Product(found=(killed(f"signal {signal}" if signal else ""),))


def _by_executor(
    jobs: Sequence[Job], executor: Executor, maker: Maker
) -> Iterator[tuple[int, Product]]:
    """Hand the jobs to an executor, with all that they need in them.

    A job that is lost with its worker is handed in once more at the end.
    """
    lost: list[int] = []
    for number, result in _futures(enumerate(jobs), executor, maker):
        if isinstance(result, Product):
            yield number, result
        else:
            lost.append(number)
    for number, result in _futures(((number, jobs[number]) for number in lost), executor, maker):
        if isinstance(result, Product):
            yield number, result
        else:
            yield number, Product(found=(killed(" ".join(str(result).split())[:200]),))


def _futures(
    jobs: Iterable[tuple[int, Job]], executor: Executor, maker: Maker
) -> Iterator[tuple[int, Product | BaseException]]:
    """Yield each product, or what the executor says of a job that was lost."""
    pending: dict[Future[Product], tuple[int, tuple[Diagnostic, ...]]] = {}
    most = _AHEAD * max(getattr(executor, "_max_workers", 0) or cores(), 4)
    try:
        for number, job in jobs:
            found: list[Diagnostic] = []
            packed = replace(job, work=job.work.packed(found.append))
            pending[_submitted(executor, maker, packed)] = number, tuple(found)
            if len(pending) >= most:
                yield from _done(pending)
        while pending:
            yield from _done(pending)
    finally:
        for future in pending:
            future.cancel()


def _submitted(executor: Executor, maker: Maker, job: Job) -> Future[Product]:
    try:
        return executor.submit(maker, job)
    except RuntimeError as error:  # broken or shut down: there is nobody to hand jobs to
        raise DeckgenError(f"the executor takes no more work: {error}") from error


def _done(
    pending: dict[Future[Product], tuple[int, tuple[Diagnostic, ...]]],
) -> Iterator[tuple[int, Product | BaseException]]:
    for future in wait(pending, return_when=FIRST_COMPLETED).done:
        number, found = pending.pop(future)
        try:
            product = future.result()
        except (Exception, CancelledError) as error:  # each executor has errors of its own
            yield number, error
        else:
            yield number, replace(product, found=(*found, *product.found))
