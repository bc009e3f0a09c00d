"""What commands cost, measured in turns: seconds by the clock and of the processors, memory."""

from __future__ import annotations

import json
import subprocess
import sys
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from math import inf
from pathlib import Path
from typing import Any

from figures import Spread

PYTHON = "python -c pass"
"""The unit that all else is compared with: an interpreter that starts and ends."""

_LONGEST = 600.0
"""Seconds after which a command is taken to have stalled."""


class LeftOutError(Exception):
    """A command that failed; the text says how."""


@dataclass(frozen=True, slots=True)
class Contestant:
    """A command to measure; ``before`` is run first and not measured.

    It is to leave ``count`` files that match ``made``.
    """

    command: Sequence[str]
    folder: Path
    before: Sequence[str] = ()
    made: str = ""
    count: int = 0
    is_peer: bool = False


def put_aside(made: str) -> tuple[str, ...]:
    """Return what comes before a round that begins from nothing: earlier results are moved away.

    To delete them would slow what follows: for minutes, ext4 gives no file the place of one that
    is gone, and looks at each such place for every new file.
    """
    return ("sh", "-c", f"mkdir -p earlier; test ! -e {made} || mv {made} earlier/$$")


@dataclass(frozen=True, slots=True)
class Cost:
    """What one contestant took in each round; ``memory`` is that of its largest process."""

    wall: Spread
    cpu: Spread
    memory: Spread


@dataclass(slots=True)
class Race:
    """The costs of those that ran, and why others did not."""

    costs: dict[str, Cost] = field(default_factory=dict)
    left_out: dict[str, str] = field(default_factory=dict)


def in_turns(
    contestants: Mapping[str, Contestant],
    folder: Path,
    rounds: int,
    *,
    patience: float = inf,
    warm: bool = False,
) -> Race:
    """Measure an empty Python and each contestant, one after the other, again and again.

    Who takes long is not run again once that would cost more than ``patience`` seconds. A peer
    that fails is left out. Where all shall be ``warm``, a first round is not counted.
    """
    race, found = Race(), dict[str, list[_Run]]()
    running = {PYTHON: Contestant((sys.executable, "-c", "pass"), folder), **contestants}
    for _ in range(rounds + warm):
        for name, one in running.items():
            if name in race.left_out or _impatient(found.get(name, ()), patience):
                continue
            _tell(f"{name} …")
            try:
                found.setdefault(name, []).append(_measured(one))
            except LeftOutError as error:
                if not one.is_peer:
                    raise
                race.left_out[name] = str(error)
    _tell("")
    for name in [name for name in found if name not in race.left_out]:
        counted = found[name][1:] if warm and len(found[name]) > 1 else found[name]
        race.costs[name] = Cost(*map(Spread, zip(*counted, strict=True)))
    return race


_Run = tuple[float, float, float]
"""The seconds by the clock and of the processors, and the bytes of memory, of one round."""


def _impatient(runs: Sequence[_Run], patience: float) -> bool:
    walls = [wall for wall, _, _ in runs]
    return bool(walls) and sum(walls) + walls[-1] > patience


def _tell(what: str) -> None:
    """Say on a terminal what is being measured, in a line that the next one replaces."""
    if sys.stderr.isatty():
        print(f"\r\033[K{what}", end="", file=sys.stderr, flush=True)


def _measured(one: Contestant) -> _Run:
    """Run a contestant once.

    Raises:
        LeftOutError: It failed, stalled, or did not make the files that it should.
    """
    if one.before:
        subprocess.run(one.before, cwd=one.folder, check=True, capture_output=True)
    program = str(Path(__file__).with_name("measuring.py"))
    line = (sys.executable, "-I", "-S", program, str(_LONGEST), *one.command)
    done = subprocess.run(line, cwd=one.folder, check=True, stdout=subprocess.PIPE)
    told = json.loads(done.stdout)
    if told["status"] is None:
        raise LeftOutError(f"did not end within {_LONGEST:g} s")
    if told["status"]:
        raise LeftOutError(f"ended with {told['status']}")
    made = sum(1 for _ in one.folder.glob(one.made)) if one.made else 0
    if made != one.count:
        raise LeftOutError(f"made {made} of {one.count} files")
    return told["wall"], told["cpu"], told["memory"]


def costs(race: Race, beside: Mapping[str, str] = {}) -> list[dict[str, Any]]:
    """Return a row for each that ran: its cost as it is, in times an empty Python's and deckgen's.

    ``beside`` names, for what deckgen or a peer makes, deckgen's own way to the same files.
    """
    rows = []
    for name, cost in race.costs.items():
        row = {
            "way": name,
            "wall s": cost.wall,
            "CPU s": cost.cpu,
            "CPU × python": cost.cpu.over(race.costs[PYTHON].cpu),
        }
        if beside:
            ours = race.costs.get(beside.get(name, ""))
            row["CPU × deckgen"] = cost.cpu.over(ours.cpu) if ours else ""
        rows.append({**row, "MB": cost.memory.times(1e-6), "runs": len(cost.cpu.values)})
    return rows
