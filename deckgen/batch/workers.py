"""Jobs done by worker processes of our own."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from deckgen.batch import pool
from deckgen.batch.making import Maker, Product, bounds_of, killed, over_time
from deckgen.job import Job


def by_workers(jobs: Sequence[Job], maker: Maker, count: int) -> Iterator[tuple[int, Product]]:
    """Yield each job's number and product as it is done by one of ``count`` workers."""
    bounds = maker.bounds
    setting = pool.Setting(maker, count, maker.backends, lambda job: bounds_of(job, bounds).seconds)
    for number, result in pool.run(jobs, setting):
        match result:
            case Product():
                yield number, result
            case pool.Lost(pool.Fate.TIMEOUT):
                yield number, Product(found=(over_time(bounds_of(jobs[number], bounds)),))
            case pool.Lost(number=signal):
                yield number, Product(found=(killed(f"signal {signal}" if signal else ""),))
