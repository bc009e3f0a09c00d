"""Lessons that a stranger might send: no crash, no hang, no way out, little memory.

A few of them run always; all run with ``make hostile``.
"""

from __future__ import annotations

import json
import subprocess
import sys
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Any

import pytest

HERE = Path(__file__).parent
sys.path.insert(0, str(HERE / "hostile"))

from corpus import ROOMS, corpus  # noqa: E402
from judge import faults  # noqa: E402

CORPUS = corpus()
FEW = (
    "alias bomb", "python tag", "template outside", "title is a path", "UTF-16",
    "override in code", "10 MB of one word", "a word of 19,000", "10,000 quotes",
    "a million cells", "html: attachment", "picture: a pipe", "picture at a secret above",
    "SVG: use bomb",
)  # fmt: skip


def test_there_are_hundreds_of_them() -> None:
    assert len(CORPUS) >= 600
    assert set(FEW) <= set(CORPUS)


def test_a_few_are_dealt_with(tmp_path: Path) -> None:
    assert [fault for result in results(FEW, tmp_path) for fault in judged(result)] == []


@pytest.mark.hostile
@pytest.mark.parametrize("room", ROOMS, ids=lambda room: room.__name__)
def test_all_are_dealt_with(room: Any, tmp_path: Path) -> None:
    names = [case.name for case in room.cases()]
    found = list(results(names, tmp_path))
    slowest, largest = max(one["cpu"] for one in found), max(one["mib"] for one in found)
    print(f"{len(found)} lessons: at most {slowest} s and {largest} MiB")
    assert [fault for result in found for fault in judged(result)] == []
    assert len(found) == len(names)


def results(names: Iterable[str], folder: Path) -> Iterator[dict[str, Any]]:
    """Yield what became of each case, built in a process of its own."""
    ended = subprocess.run(
        [sys.executable, str(HERE / "hostile/runner.py"), str(folder)],
        input="\0".join(names),
        stdout=subprocess.PIPE,
        text=True,
        check=True,
    )
    yield from map(json.loads, ended.stdout.splitlines())


def judged(result: dict[str, Any]) -> tuple[str, ...]:
    return faults(CORPUS[result["name"]], result)
