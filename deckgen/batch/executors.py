"""Jobs done by an executor of ``concurrent.futures``, which may be on other machines."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from concurrent.futures import FIRST_COMPLETED, CancelledError, Executor, Future, wait
from typing import Final

from deckgen.batch.making import Maker, Product, killed
from deckgen.batch.runners import cores
from deckgen.diagnostics import DeckgenError, Diagnostic
from deckgen.job import Job
from deckgen.values import replace

_AHEAD: Final = 4
"""How many jobs for each worker an executor holds: enough to keep it busy, little to lose."""


def by_executor(
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
