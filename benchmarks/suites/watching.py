"""From a save to the new deck and the new handout, in a ``deckgen watch`` that runs already."""

from __future__ import annotations

import subprocess
import sys
import time
from pathlib import Path

from course import DECKGEN, make_course, scratch
from figures import Measured, Spread

SAVES = 15
FILES = {".pptx": "deck", ".pdf": "handout"}
WARMING = 3  # saves that are not counted


def measure() -> Measured:
    """Measure saves, with an empty Python between them."""
    with scratch() as folder:
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
        times, units = [], []
        for number in range(SAVES):
            times.append(_after_save(lesson, files, number))
            units.append(_empty_python())
        watch.terminate()  # a run in the background has it pass over interrupts
        watch.communicate(timeout=10)
    unit = Spread(tuple(units[WARMING:]))
    rows = []
    for suffix, name in FILES.items():
        took = Spread(tuple(1000 * each[suffix] for each in times[WARMING:]))
        rows.append({"file": name, "ms": took, "× python": took.over(unit)})
    return Measured(rows)


def _empty_python() -> float:
    began = time.perf_counter()
    subprocess.run((sys.executable, "-c", "pass"), check=True)
    return 1000 * (time.perf_counter() - began)


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
