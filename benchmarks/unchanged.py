"""A course of 2,000 lessons of which nothing changed, or one: what a build costs then."""

from __future__ import annotations

import subprocess
from collections.abc import Iterator
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

from clock import PYTHON, Contestant, in_turns
from course import DECKGEN, make_course

LESSONS = 2_000
ROUNDS = 7
AIM = 10.0


def measure() -> Iterator[dict[str, Any]]:
    """Yield a row for each state of the course."""
    with TemporaryDirectory() as folder:
        course = make_course(Path(folder), LESSONS)
        build = (DECKGEN, "build", "-q", "-t", "pptx")
        for _ in range(2):  # the first one makes the output folder, which is a change
            subprocess.run(build, cwd=course, check=True, capture_output=True)
        change = ("sh", "-c", "echo word >> lessons/section-3/07-lesson-86.md")
        touch = ("sh", "-c", f"sleep 0.1; touch lessons/section-3/07-lesson-86.md; {DECKGEN} -V")
        costs = in_turns(
            {
                "python -c pass": Contestant(PYTHON, course),
                "nothing changed": Contestant(build, course, build),
                "one has a new time": Contestant(build, course, touch),
                "one changed": Contestant(build, course, change),
            },
            ROUNDS,
        )
        unit = costs["python -c pass"]
        for name, cost in costs.items():
            yield {
                "state": name,
                "wall ms": 1000 * cost.wall,
                "CPU ms": 1000 * cost.cpu,
                "CPU × python": cost.cpu / unit.cpu,
                f"wall × python (aim {AIM:g} for none)": cost.wall / unit.wall,
                "MiB": cost.mib,
            }
