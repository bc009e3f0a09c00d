"""A course of 2,000 lessons of which nothing changed, or one: what a build of decks costs then."""

from __future__ import annotations

import subprocess
from pathlib import Path

from clock import Contestant, costs, in_turns
from course import DECKGEN, make_course, scratch
from figures import Measured

LESSONS = 2_000
ROUNDS = 7
ONE = "lessons/section-3/07-lesson-86.md"
BUILD = (DECKGEN, "build", "-q", "-t", "pptx")

NOTHING, TOUCHED, CHANGED = "nothing changed", "one has a new time", "one changed"


def measure() -> Measured:
    """Measure each state of the course in turns."""
    with scratch() as folder:
        course = make_course(Path(folder), LESSONS)
        subprocess.run(BUILD, cwd=course, check=True, capture_output=True)
        touch = ("sh", "-c", f"sleep 0.1; touch {ONE}; sleep 0.1")
        change = ("sh", "-c", f"echo word >> {ONE}")
        ways = {
            NOTHING: Contestant(BUILD, course, BUILD),
            TOUCHED: Contestant(BUILD, course, touch),
            CHANGED: Contestant(BUILD, course, change),
        }
        return Measured(costs(in_turns(ways, course, ROUNDS, warm=True)))
