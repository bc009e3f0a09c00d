"""What commands cost before they work, in starts of the interpreter."""

from __future__ import annotations

from pathlib import Path

from clock import Contestant, costs, in_turns
from course import DECKGEN, make_course, scratch
from figures import Measured

ROUNDS = 15
COMMANDS = ("--version", "--help", "build --help", "list", "themes")


def measure() -> Measured:
    """Measure each command in turns."""
    with scratch() as folder:
        course = make_course(Path(folder), 1)
        ways = {
            f"deckgen {command}": Contestant((DECKGEN, *command.split()), course)
            for command in COMMANDS
        }
        return Measured(costs(in_turns(ways, course, ROUNDS, warm=True)))
