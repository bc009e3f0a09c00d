"""From a save to the new deck and the new handout, in a ``deckgen watch`` that runs already."""

from __future__ import annotations

import os
import signal
import subprocess
import time
from collections.abc import Iterator
from pathlib import Path
from statistics import median
from tempfile import TemporaryDirectory
from typing import Any

from course import DECKGEN, make_course

SAVES = 12
AIMS = {".pptx": 60, ".pdf": 250}


def measure() -> Iterator[dict[str, Any]]:
    """Yield a row for each file that a save makes anew."""
    with TemporaryDirectory() as folder:
        course = make_course(Path(folder), 1)
        watch = subprocess.Popen(
            (DECKGEN, "watch"), cwd=course, stderr=subprocess.PIPE, stdout=subprocess.DEVNULL,
            text=True,
        )  # fmt: skip
        assert watch.stderr is not None
        next(line for line in watch.stderr if "watching" in line)
        time.sleep(1)
        lesson = next(course.rglob("*.md"))
        files = {path.suffix: path for path in course.glob("output/Section-1/*")}
        times = [_after_save(lesson, files, number) for number in range(SAVES)][2:]
        os.kill(watch.pid, signal.SIGINT)
        watch.communicate(timeout=10)
        for suffix, aim in AIMS.items():
            found = [1000 * each[suffix] for each in times]
            yield {"file": suffix, "ms": median(found), "least ms": min(found), "aim ms": aim}


def _after_save(lesson: Path, files: dict[str, Path], number: int) -> dict[str, float]:
    """Save a lesson and return how long each file took to change."""
    before = {suffix: path.stat().st_ino for suffix, path in files.items()}
    text = lesson.read_text("utf-8")
    began, took = time.perf_counter(), dict[str, float]()
    lesson.write_text(f"{text}\nSaved {number} times.\n", "utf-8")
    while len(took) < len(files):
        for suffix, path in files.items():
            if suffix not in took and path.stat().st_ino != before[suffix]:
                took[suffix] = time.perf_counter() - began
        time.sleep(0.0005)
    time.sleep(0.5)
    return took
