"""A whole call that changed nothing since: known by a look at files' times and sizes alone.

It imports nothing of ours that takes time: that nothing is to be done is known in no time.
"""

from __future__ import annotations

import json
import os
import time
from collections.abc import Iterable, Mapping, Sequence
from pathlib import Path
from typing import Any, Final, NamedTuple

from deckgen.batch import STATE
from deckgen.batch.digests import Stamp, stamp, text_digest
from deckgen.batch.environment import beside, keep, own_stamps

_NAME: Final = "memo.json"
_SCHEMA: Final = 1
_MARKS: Final = ("_config.yml", "deckgen.toml", "pyproject.toml", ".git")
_TICK_NS: Final = 50_000_000
"""Two changes of a file in so short a time may leave it the same stamp."""


class Memo(NamedTuple):
    """What a call said, to be said again: its findings, how many lessons, and its status."""

    said: str
    lessons: int
    warnings: int
    status: int


class Looked(NamedTuple):
    """The paths that a call looked into before it built, each with its stamp from then.

    It ``began_ns``. Folders that it ``changed`` itself since have the stamp that
    they got by that.
    """

    paths: Mapping[str, Stamp | None]
    changed: Mapping[str, Stamp]
    began_ns: int


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


def make_output(output: Path, seen: Mapping[str, Stamp | None], began_ns: int) -> dict[str, Stamp]:
    """Make the output folder; return the new stamp of the folder that it is in.

    Empty where that folder was not looked into, or has changed since. Where the output
    folder cannot be made, who writes to it says so.
    """
    top = output
    while not os.path.lexists(top.parent):
        top = top.parent
    if os.path.lexists(top):
        return {}
    folder = os.path.abspath(top.parent)  # noqa: PTH100
    ours = [path for path in seen if os.path.abspath(path) == folder]  # noqa: PTH100
    settled = all(seen[path] == stamp(path) and _is_old(seen[path], began_ns) for path in ours)
    try:
        output.mkdir(parents=True)
    except OSError:
        return {}
    return {path: now for path in ours if settled and (now := stamp(path))}


def remember(output: Path, call: Sequence[str], looked: Looked, memo: Memo) -> None:
    """Keep what a call said, where every file that it looked at can be told by its stamp."""
    files = {**_marks(looked.paths), **looked.paths}
    if not all(
        _is_old(one, looked.began_ns) for path, one in files.items() if path not in looked.changed
    ):
        return  # changed while we looked, or by a clock that is not ours
    files |= looked.changed
    from deckgen.batch.log import Log  # only who builds needs it

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
    keep(str(output / STATE / _NAME), json.dumps(value, separators=(",", ":")).encode("ascii"))


def _is_old(one: Stamp | None, began_ns: int) -> bool:
    return one is None or one.mtime_ns <= began_ns - _TICK_NS


def _call(arguments: Sequence[str]) -> list[str]:
    return [os.getcwd(), *arguments]  # noqa: PTH109


def _beside() -> str:
    return text_digest(repr((sorted(beside().items()), own_stamps(), time.tzname)))


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
    folders = {os.path.dirname(os.path.abspath(path)) for path in seen}  # noqa: PTH100, PTH120
    for folder in tuple(folders):
        folders |= set(map(str, Path(folder).parents))
    paths = (os.path.join(folder, mark) for folder in folders for mark in _MARKS)  # noqa: PTH118
    return {path: stamp(path) for path in paths}
