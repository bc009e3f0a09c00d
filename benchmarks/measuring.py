"""Run a command, and print what it and all that it starts cost, as JSON.

This is a process of its own, and a small one: Linux tells a child's memory as no less than that
of the process it began in. Children of children whose own parent ends first, as a browser's do,
are taken on, so that their seconds are counted.
"""

from __future__ import annotations

import ctypes
import json
import os
import resource
import signal
import subprocess
import sys
import time
from collections.abc import Sequence
from pathlib import Path

_SUBREAPER = 36
_LINGERING = 5.0
"""Seconds that what a command leaves behind may go on."""


def main(seconds: float, command: Sequence[str]) -> None:
    """Run the command for at most so many seconds."""
    if sys.platform.startswith("linux"):
        ctypes.CDLL(None).prctl(_SUBREAPER, 1, 0, 0, 0)
    began = time.perf_counter()
    silent = subprocess.DEVNULL
    child = subprocess.Popen(command, stdout=silent, stderr=silent, stdin=silent)
    try:
        status: int | None = child.wait(seconds)
    except subprocess.TimeoutExpired:
        status = None
    wall = time.perf_counter() - began
    _end_the_rest(0.0 if status is None else _LINGERING)
    used = resource.getrusage(resource.RUSAGE_CHILDREN)
    cpu, memory = used.ru_utime + used.ru_stime, used.ru_maxrss * 1024
    print(json.dumps({"status": status, "wall": wall, "cpu": cpu, "memory": memory}))


def _end_the_rest(seconds: float) -> None:
    """Wait for all children, and kill those that go on for longer than so many seconds."""
    end = time.perf_counter() + seconds
    while True:
        try:
            ended, _ = os.waitpid(-1, os.WNOHANG)
        except ChildProcessError:
            return
        if not ended:
            if time.perf_counter() > end:
                _kill_children()
            time.sleep(0.005)


def _kill_children() -> None:
    children = Path(f"/proc/self/task/{os.getpid()}/children")
    for child in children.read_text().split() if children.exists() else ():
        os.kill(int(child), signal.SIGKILL)


if __name__ == "__main__":
    main(float(sys.argv[1]), sys.argv[2:])
