"""A whole call that changed nothing since: known by a look at files' times and sizes alone."""

from __future__ import annotations

import json
import os
import time
from collections.abc import Iterable, Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Final

from deckgen.batch.digests import Stamp, digest
from deckgen.batch.environment import beside, own_stamps
from deckgen.batch.log import STATE, Log

_NAME: Final = "memo.json"
_SCHEMA: Final = 1
_MARKS: Final = ("_config.yml", "deckgen.toml", "pyproject.toml", ".git")
_TICK_NS: Final = 50_000_000
"""Two changes of a file in so short a time may leave it the same stamp."""


@dataclass(frozen=True, slots=True)
class Memo:
    """What a call said, to be said again: its findings, how many lessons, and its status."""

    said: str
    lessons: int
    warnings: int
    status: int


def recall(output: Path, call: Sequence[str]) -> Memo | None:
    """Return what the same call said last time, if nothing that it looked at has changed."""
    try:
        with open(output / STATE / _NAME, "rb") as file:  # noqa: PTH123
            value = json.load(file)
        if value["schema"] != _SCHEMA or value["call"] != _call(call):
            return None
        if value["beside"] != _beside() or not _same(value["files"]):
            return None
        return Memo(value["said"], value["lessons"], value["warnings"], value["status"])
    except (OSError, ValueError, LookupError, TypeError):
        return None


def remember(
    output: Path, call: Sequence[str], seen: Mapping[str, Stamp | None], began_ns: int, memo: Memo
) -> None:
    """Keep what a call said, where every file that it looked at can be told by its stamp.

    ``seen`` are the paths that it looked into before it built, which was begun at
    ``began_ns``.
    """
    files = {**_marks(seen), **seen}
    if any(one and one.mtime_ns > began_ns - _TICK_NS for one in files.values()):
        return  # changed while we looked, or by a clock that is not ours
    log = Log.read(output)
    for record in log.jobs.values():
        files |= {os.path.join(output, each.path): each.stamp for each in record.inputs}  # noqa: PTH118
    for made in log.files.values():
        files[os.path.join(output, made.path)] = made.stamp  # noqa: PTH118
    value = {
        "schema": _SCHEMA,
        "call": _call(call),
        "beside": _beside(),
        "files": files,
        "said": memo.said,
        "lessons": memo.lessons,
        "warnings": memo.warnings,
        "status": memo.status,
    }
    fresh = output / STATE / f"{_NAME}.{os.getpid()}"
    with suppress(OSError):  # then the next call looks closer, that is all
        fresh.write_text(json.dumps(value, separators=(",", ":")), encoding="ascii")
        fresh.replace(output / STATE / _NAME)


def _call(arguments: Sequence[str]) -> list[str]:
    return [os.getcwd(), *arguments]  # noqa: PTH109


def _beside() -> str:
    return digest((sorted(beside().items()), own_stamps(), time.tzname))


def _same(files: Mapping[str, Any]) -> bool:
    stat = os.stat
    for path, known in files.items():
        try:
            now = stat(path)
        except OSError:
            if known is not None:
                return False
            continue
        if known is None or known != [now.st_mtime_ns, now.st_size, now.st_ino]:
            return False
    return True


def _marks(seen: Iterable[str]) -> dict[str, Stamp | None]:
    """Return what would make another folder the top of the project, whether it is there or not."""
    from deckgen.batch.digests import stamp

    folders = {os.path.dirname(os.path.abspath(path)) for path in seen}  # noqa: PTH100, PTH120
    for folder in tuple(folders):
        folders |= set(map(str, Path(folder).parents))
    paths = (os.path.join(folder, mark) for folder in folders for mark in _MARKS)  # noqa: PTH118
    return {path: stamp(path) for path in paths}
