"""Worker processes that stay warm, each on its own pipe: one that dies takes one task along."""

from __future__ import annotations

import os
import pickle
import signal
import sys
import threading
import time
from collections import deque
from collections.abc import Callable, Iterator, Sequence
from contextlib import suppress
from enum import StrEnum
from multiprocessing import get_context, parent_process
from multiprocessing.connection import Connection, wait
from multiprocessing.context import BaseContext
from typing import Any, Final

from deckgen.diagnostics import DeckgenError
from deckgen.values import Mutable, Value, field

GRACE_SECONDS: Final = 2.0
"""How long after its own limit a worker is killed: it should have stopped by itself."""

_TICK: Final = 0.2
_STILLBORN: Final = 3
_PRELOAD: Final = "DECKGEN_PRELOAD"


class Fate(StrEnum):
    """How a task ended without a result."""

    KILLED = "killed"
    TIMEOUT = "timeout"


class Lost(Value):
    """No result: the worker was killed (by the signal ``number``), or ran out of time."""

    fate: Fate
    number: int = 0


class Setting(Value):
    """What the workers are like.

    ``work`` is called with each task in a worker; it must be importable, and
    so must the tasks and results be picklable. ``preload`` names backends that
    are loaded once for all workers. ``seconds`` returns the wall limit of a
    task, 0 for none.
    """

    work: Callable[[Any], Any]
    count: int
    preload: tuple[str, ...] = ()
    seconds: Callable[[Any], float] = lambda _: 0.0


def run(tasks: Sequence[Any], setting: Setting) -> Iterator[tuple[int, Any]]:
    """Do the tasks in worker processes; yield each one's number and result as it comes.

    A task whose worker is killed is tried once more at the end, with no other
    task running; a second death is its result, a ``Lost``. When the caller
    stops, for an interrupt too, the workers are killed at once.

    Raises:
        DeckgenError: no worker can be started.
    """
    crew = _Crew(tasks, setting, _context(setting.preload))
    try:
        yield from crew.results(range(len(tasks)), setting.count)
        crew.alone = True
        yield from crew.results(tuple(crew.again), 1)
    finally:
        crew.end()


class _Worker(Mutable):
    """A process; ``task`` is what it works on, or one of the two states below."""

    process: Any
    pipe: Connection
    task: int
    began: float = 0.0


_STARTING: Final = -2
_IDLE: Final = -1


class _Crew(Mutable):
    tasks: Sequence[Any]
    setting: Setting
    context: BaseContext
    workers: list[_Worker] = field(default_factory=list)
    again: list[int] = field(default_factory=list)
    alone: bool = False
    stillborn: int = 0

    def results(self, numbers: Sequence[int], count: int) -> Iterator[tuple[int, Any]]:
        """Hand out the tasks with these numbers to ``count`` new workers."""
        self.end()
        pending = deque(numbers)
        for _ in range(min(count, len(pending))):
            self._hire()
        while pending or any(worker.task >= 0 for worker in self.workers):
            for worker in self.workers:
                if worker.task == _IDLE and pending:
                    self._give(worker, pending.popleft())
            yield from self._collect(len(pending))

    def end(self) -> None:
        """Kill what still works."""
        for worker in self.workers:
            _kill(worker)
        self.workers.clear()

    def _hire(self) -> None:
        ours, theirs = self.context.Pipe()
        arguments = (theirs, self.setting.work, self.setting.preload)
        process = self.context.Process(  # type: ignore[attr-defined]
            target=serve, args=arguments, daemon=True
        )
        process.start()
        theirs.close()
        self.workers.append(_Worker(process, ours, _STARTING))

    def _give(self, worker: _Worker, number: int) -> None:
        worker.task, worker.began = number, time.monotonic()
        with suppress(OSError):  # it died between two tasks: its pipe says so when asked
            worker.pipe.send(self.tasks[number])

    def _collect(self, waiting: int) -> Iterator[tuple[int, Any]]:
        """Yield what is ready, and replace the workers that are gone if any task is waiting."""
        at = {worker.pipe: worker for worker in self.workers if worker.task != _IDLE}
        for pipe in wait(list(at), timeout=_TICK):
            worker = at[pipe]  # type: ignore[index]
            number = worker.task
            try:
                result = worker.pipe.recv()
            except (EOFError, OSError, pickle.UnpicklingError):
                yield from self._bury(worker, waiting)
                continue
            worker.task = _IDLE
            if number >= 0:
                yield number, result
        for worker in [each for each in self.workers if self._is_late(each)]:
            number = worker.task
            self._dismiss(worker, waiting)
            yield number, Lost(Fate.TIMEOUT)

    def _is_late(self, worker: _Worker) -> bool:
        if worker.task < 0:
            return False
        limit = self.setting.seconds(self.tasks[worker.task])
        return limit > 0 and time.monotonic() - worker.began > limit + GRACE_SECONDS

    def _bury(self, worker: _Worker, waiting: int) -> Iterator[tuple[int, Any]]:
        """Note the task of a worker that died; it is tried again once, alone."""
        number = worker.task
        worker.process.join(GRACE_SECONDS)
        code = worker.process.exitcode or 0
        self.stillborn += number == _STARTING
        if self.stillborn > _STILLBORN:
            raise DeckgenError(
                "worker processes end before they can work", "build with --jobs 1 to see why"
            )
        self._dismiss(worker, waiting)
        if number >= 0 and self.alone:
            yield number, Lost(Fate.KILLED, max(-code, 0))
        elif number >= 0:
            self.again.append(number)

    def _dismiss(self, worker: _Worker, waiting: int) -> None:
        _kill(worker)
        self.workers.remove(worker)
        if waiting:
            self._hire()


def _kill(worker: _Worker) -> None:
    worker.pipe.close()
    worker.process.kill()
    worker.process.join(GRACE_SECONDS)


def _context(preload: tuple[str, ...]) -> BaseContext:
    """Return how processes are started: from a server that has imported what all need."""
    if sys.platform in ("win32", "darwin"):
        return get_context("spawn")
    context = get_context("forkserver")
    os.environ[_PRELOAD] = ",".join(preload)
    context.set_forkserver_preload(["deckgen.batch.preload"])
    return context


def serve(pipe: Connection, work: Callable[[Any], Any], preload: tuple[str, ...]) -> None:
    """Do one task after the other, until the pipe ends or the parent is gone."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # an interrupt is the parent's to handle
    signal.signal(signal.SIGTERM, signal.SIG_DFL)
    threading.Thread(target=_end_with_parent, daemon=True).start()
    from deckgen.batch.preload import load

    load(preload)
    pipe.send(None)
    with suppress(EOFError, OSError):
        while True:
            pipe.send(work(pipe.recv()))


def _end_with_parent() -> None:
    parent = parent_process()
    if parent is not None:
        wait([parent.sentinel])
        os._exit(1)
