"""How long one lesson may take and how much memory: asked of the system, not of the lesson."""

from __future__ import annotations

import os
import signal
import sys
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from io import FileIO
from types import FrameType
from typing import Final

from deckgen.values import Value

MIB: Final = 1 << 20
_PAGES_MIB: Final = 16


class Bounds(Value):
    """What one lesson gets: seconds by the clock, and MiB of memory; 0 is no limit.

    Memory is the whole process's, with what deckgen and its libraries take
    before they see a lesson. Only Linux keeps to it.
    """

    seconds: float = 20.0
    mib: int = 512

    def times(self, lessons: int) -> Bounds:
        """Return what a volume of so many lessons gets: their time, and room for their pages."""
        return Bounds(self.seconds * lessons, self.mib and self.mib + _PAGES_MIB * (lessons - 1))


class OverTimeError(BaseException):
    """The lesson's time is up; no library's ``except Exception`` may swallow that."""


@contextmanager
def bounded(bounds: Bounds) -> Iterator[None]:
    """Raise ``OverTimeError`` or ``MemoryError`` from within where a limit is passed.

    Both are kept in the main thread of a Unix process alone; elsewhere the
    supervisor of the worker keeps the time from outside.
    """
    with _timed(bounds.seconds), _sized(bounds.mib):
        yield


@contextmanager
def _timed(seconds: float) -> Iterator[None]:
    if not hasattr(signal, "setitimer") or not _is_main() or seconds <= 0:
        yield
        return
    rang: list[int] = []

    def ring(number: int, _: FrameType | None) -> None:
        rang.append(number)
        raise OverTimeError

    before = signal.signal(signal.SIGALRM, ring)
    try:
        # It rings again: the first may fall into a callback from C that drops what is raised.
        signal.setitimer(signal.ITIMER_REAL, seconds, 0.5)
        yield
    finally:
        signal.setitimer(signal.ITIMER_REAL, 0)
        signal.signal(signal.SIGALRM, before)
    if rang:  # what was dropped may be missing in what was made
        raise OverTimeError


def _is_main() -> bool:
    return threading.current_thread() is threading.main_thread()


@contextmanager
def _sized(mib: int) -> Iterator[None]:
    # In another thread the process is somebody else's, such as a cluster's.
    if not sys.platform.startswith("linux") or not _is_main() or mib <= 0:
        yield
        return
    import resource

    # Not the address space: programs that draw diagrams reserve much that they never use.
    soft, hard = resource.getrlimit(resource.RLIMIT_DATA)
    resident, data = _in_use()
    wanted = data + max(mib * MIB - resident, 0)
    bound = wanted if hard == resource.RLIM_INFINITY else min(wanted, hard)
    try:
        resource.setrlimit(resource.RLIMIT_DATA, (bound, hard))
        yield
    finally:
        resource.setrlimit(resource.RLIMIT_DATA, (soft, hard))


def _in_use() -> tuple[int, int]:
    """Return how many bytes are in memory, and how many count against the limit."""
    with FileIO("/proc/self/statm") as file:
        pages = file.read().split()
    size = os.sysconf("SC_PAGE_SIZE")
    return int(pages[1]) * size, int(pages[5]) * size


def peak_mib() -> int:
    """Return the most memory that this process ever had, in MiB; 0 where nobody knows."""
    try:
        import resource
    except ImportError:
        return 0
    most = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    return most // MIB if sys.platform == "darwin" else most >> 10
