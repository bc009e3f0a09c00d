"""What commands cost before they work, in starts of the interpreter."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

from clock import PYTHON, Contestant, in_turns
from course import DECKGEN, make_course

ROUNDS = 9


def measure() -> Iterator[dict[str, Any]]:
    """Yield a row for each command."""
    with TemporaryDirectory() as folder:
        course = make_course(Path(folder), 1)
        commands = ("--version", "--help", "build --help", "themes", "build -t pptx", "build")
        contestants = {
            f"deckgen {command}": Contestant(
                (DECKGEN, *command.split()), course, ("rm", "-rf", "output")
            )
            for command in commands
        }
        costs = in_turns({"python -c pass": Contestant(PYTHON, course), **contestants}, ROUNDS)
        unit = costs["python -c pass"].cpu
        for name, cost in costs.items():
            yield {
                "command": name,
                "wall ms": 1000 * cost.wall,
                "CPU ms": 1000 * cost.cpu,
                "× python": cost.cpu / unit,
                "MiB": cost.mib,
            }
