"""What a command costs with all that it starts: seconds by the clock, of the processors, memory."""

from __future__ import annotations

import ctypes
import os
import resource
import subprocess
import sys
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from statistics import median
from time import perf_counter

PYTHON = (sys.executable, "-c", "pass")
"""The unit that all else is compared with: an interpreter that starts and ends."""

_SUBREAPER = 36


@dataclass(frozen=True, slots=True)
class Cost:
    """One run; ``mib`` is the memory of its largest process."""

    wall: float
    cpu: float
    mib: int


@dataclass(frozen=True, slots=True)
class Contestant:
    """A command to measure; ``before`` is run first and not measured."""

    command: Sequence[str]
    folder: Path
    before: Sequence[str] = ()


def in_turns(contestants: Mapping[str, Contestant], rounds: int) -> dict[str, Cost]:
    """Return the median cost of each, measured one after the other, again and again.

    One that fails is named and left out.
    """
    _adopt()
    costs: dict[str, list[Cost]] = {name: [] for name in contestants}
    for _ in range(rounds):
        for name in [*costs]:
            one = contestants[name]
            if one.before:
                subprocess.run(one.before, cwd=one.folder, check=False, capture_output=True)
            try:
                costs[name].append(_cost(one.command, one.folder))
            except subprocess.CalledProcessError as error:
                print(f"left out: {name} ended with {error.returncode}", file=sys.stderr)
                del costs[name]
    return {name: _median(found) for name, found in costs.items()}


def _median(costs: Sequence[Cost]) -> Cost:
    return Cost(
        median(each.wall for each in costs),
        median(each.cpu for each in costs),
        max(each.mib for each in costs),
    )


def _cost(command: Sequence[str], folder: Path) -> Cost:
    # One process in between, whose children's memory is that of this command alone.
    read, write = os.pipe()
    child = os.fork()
    if child == 0:
        _adopt()
        _run(command, folder, write)
        os._exit(0)
    os.close(write)
    with os.fdopen(read) as pipe:
        told = pipe.read().split()
    os.waitpid(child, 0)
    status, wall, cpu, mib = int(told[0]), float(told[1]), float(told[2]), int(told[3])
    if status not in (0, 1):
        raise subprocess.CalledProcessError(status, command)
    return Cost(wall, cpu, mib)


def _run(command: Sequence[str], folder: Path, write: int) -> None:
    began = perf_counter()
    silent = subprocess.DEVNULL
    status = subprocess.call(command, cwd=folder, stdout=silent, stderr=silent, stdin=silent)
    wall = perf_counter() - began
    while True:  # what it left behind is ours now
        try:
            os.wait()
        except ChildProcessError:
            break
    used = resource.getrusage(resource.RUSAGE_CHILDREN)
    told = f"{status} {wall} {used.ru_utime + used.ru_stime} {used.ru_maxrss >> 10}"
    os.write(write, told.encode())


def _adopt() -> None:
    """Take on the orphans of what is measured, such as a browser's or a pool's processes."""
    if sys.platform.startswith("linux"):
        ctypes.CDLL(None).prctl(_SUBREAPER, 1, 0, 0, 0)
