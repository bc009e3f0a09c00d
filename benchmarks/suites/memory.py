"""The memory of one process that builds 500 lessons, decks and handouts."""

from __future__ import annotations

import json
import subprocess
from pathlib import Path

from course import DECKGEN, make_course, scratch
from figures import Measured

LESSONS = 500
AT = (1, 50, 100, 250, 500)
SMALL = ("sh", "-c", '"$@"; exit $?', "sh")
"""Linux tells of a process no less memory than its parent had: this is a small parent."""


def measure() -> Measured:
    """Tell the most memory that the process had had after so many lessons."""
    with scratch() as folder:
        course = make_course(Path(folder), LESSONS)
        command = (DECKGEN, "build", "-q", "-j", "1", "--memory", "0", "--report", "report.json")
        subprocess.run((*SMALL, *command), cwd=course, check=True, capture_output=True)
        report = json.loads((course / "report.json").read_text("utf-8"))
    peaks = sorted(lesson["mib"] * 1.048576 for lesson in report["lessons"])
    return Measured(
        [
            {"lessons": count, "MB": peaks[count - 1], "MB since 100": peaks[count - 1] - peaks[99]}
            for count in AT
        ]
    )
