"""The answer to a build of what did not change: given before anything large is imported."""

from __future__ import annotations

import os
import sys
from collections.abc import Sequence
from pathlib import Path
from time import perf_counter
from typing import Final

_OTHERWISE: Final = (
    "-h", "--help", "--format", "--report", "-n", "--dry-run", "--force", "--shard", "--executor",
    "--scheduler", "--shared",
)  # fmt: skip
"""Options whose answer is never kept."""


def may_keep(arguments: Sequence[str]) -> bool:
    """Tell whether the answer to a call may be kept, and given again."""
    return not any(one.partition("=")[0] in _OTHERWISE for one in arguments)


def told_again(arguments: Sequence[str]) -> None:
    """Say what the same call said last time and end, if nothing changed; else return."""
    began = perf_counter()
    if not may_keep(arguments):
        return
    output = _output(arguments)
    if not os.path.isfile(os.path.join(output, ".deckgen", "memo.json")):  # noqa: PTH113, PTH118
        return
    from deckgen.batch.memo import recall

    memo = recall(Path(output), arguments)
    if memo is None:
        return
    sys.stderr.reconfigure(errors="backslashreplace")  # type: ignore[union-attr]
    if memo.said:
        print(memo.said, file=sys.stderr)
    if not {"-q", "--quiet"} & set(arguments):
        print(unchanged(memo.lessons, memo.warnings, perf_counter() - began), file=sys.stderr)
    sys.exit(memo.status)


def unchanged(lessons: int, warnings: int, seconds: float) -> str:
    """Return the last line of a report where nothing was to be done."""
    parts = [f"{lessons} lesson{'s' * (lessons != 1)}", f"{lessons} unchanged"]
    if warnings:
        parts.append(f"{warnings} warning{'s' * (warnings != 1)}")
    return f"{', '.join(parts)} in {seconds:.1f} s"


def _output(arguments: Sequence[str]) -> str:
    """Guess the output folder: a wrong guess only means a closer look."""
    for number, one in enumerate(arguments):
        if one in ("-o", "--output"):
            return next(iter(arguments[number + 1 :]), "output")
        if one.startswith("--output="):
            return one.partition("=")[2]
        if one.startswith("-o"):
            return one[2:]
    return "output"
