"""A course of 40 lessons and one of 200, with one worker and two, beside pandoc and Marp."""

from __future__ import annotations

import shutil
import subprocess
from collections.abc import Iterator
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

from clock import PYTHON, Contestant, Cost, in_turns
from course import DECKGEN, make_course

ROUNDS = {40: 3, 200: 1}

LUA = """
for _, path in ipairs(arg) do
  local file = io.open(path, "rb")
  local doc = pandoc.read(file:read("a"), "markdown")
  file:close()
  local out = io.open("pandoc-one/" .. path:gsub("/", "-") .. ".pptx", "wb")
  out:write(pandoc.write(doc, "pptx"))
  out:close()
end
"""


def measure() -> Iterator[dict[str, Any]]:
    """Yield a row for each way to build each course."""
    for lessons, rounds in ROUNDS.items():
        with TemporaryDirectory() as folder:
            course = make_course(Path(folder), lessons)
            contestants, absent = _contestants(course)
            costs = in_turns({"python -c pass": Contestant(PYTHON, course), **contestants}, rounds)
            unit = costs["python -c pass"].cpu
            for name, cost in costs.items():
                yield _row(lessons, name, cost, unit)
            for name in absent:
                yield {**_row(lessons, name, Cost(0, 0, 0), unit), "way": f"{name}: not installed"}
            yield _million(costs["both -j 1"].cpu / lessons, lessons, "both -j 1")


def _contestants(course: Path) -> tuple[dict[str, Contestant], list[str]]:
    """Return what can be measured here, and the names of what is not installed."""
    clean = ("rm", "-rf", "output", "pandoc-one", "pandoc-loop", "marp")
    found, absent = {}, []
    for name, to in (("decks", "pptx"), ("both", "pptx,pdf")):
        for workers in ("1", "2"):
            command = (DECKGEN, "build", "-q", "-t", to, "-j", workers)
            found[f"{name} -j {workers}"] = Contestant(command, course, clean)
    sources = sorted(str(path.relative_to(course)) for path in course.rglob("*.md"))
    if shutil.which("pandoc"):
        (course / "all.lua").write_text(LUA)
        loop = 'mkdir -p pandoc-loop; for f; do pandoc "$f" -o "pandoc-loop/${f##*/}.pptx"; done'
        found["pandoc, a loop: decks"] = Contestant(
            ("sh", "-c", loop, "sh", *sources), course, clean
        )
        one = 'mkdir -p pandoc-one; pandoc lua all.lua "$@"'
        if _has_lua():
            found["pandoc, one process: decks"] = Contestant(
                ("sh", "-c", one, "sh", *sources), course, clean
            )
        else:
            absent.append("pandoc 3")
    else:
        absent.append("pandoc")
    if shutil.which("marp") and len(sources) <= 40:
        both = 'marp -I lessons -o marp --pdf "$@"; marp -I lessons -o marp --pptx --no-parallel'
        found["Marp: both, decks as pictures"] = Contestant(("sh", "-c", both), course, clean)
    elif len(sources) <= 40:
        absent.append("marp")
    return found, absent


def _has_lua() -> bool:
    """Tell whether pandoc runs Lua programs, which began with its version 3."""
    told = subprocess.run(("pandoc", "--version"), capture_output=True, text=True, check=True)
    return int(told.stdout.split()[1].split(".")[0]) >= 3


def _row(lessons: int, name: str, cost: Cost, unit: float) -> dict[str, Any]:
    return {
        "lessons": lessons,
        "way": name,
        "wall s": cost.wall,
        "CPU s": cost.cpu,
        "CPU ms/lesson": 1000 * cost.cpu / lessons,
        "× python": cost.cpu / unit,
        "MiB": cost.mib,
    }


def _million(each: float, lessons: int, name: str) -> dict[str, Any]:
    """Return what a million lessons cost, by what one costs here: core hours."""
    row = _row(lessons, f"a million lessons ({name}): core hours", Cost(0, 0, 0), 1)
    return {**row, "CPU s": each * 1_000_000 / 3600}
