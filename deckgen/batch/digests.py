"""Digests of values and files: what an output depends on, in a few letters."""

from __future__ import annotations

import hashlib
import json
import os
import stat
import time
from collections.abc import Iterator, Mapping, Set
from enum import Enum
from functools import lru_cache
from pathlib import Path
from typing import Any, Final, NamedTuple

from deckgen.values import Mutable, Value, fields

ABSENT: Final = ""
"""The digest of a file that is not there."""

_LETTERS: Final = 32
_BLOCK: Final = 1 << 20
_TICK_NS: Final = 50_000_000
_LARGEST: Final = 1 << 28


def digest(value: Any) -> str:
    """Return a digest of plain data: equal for equal values, in every process.

    Records, mappings, sets and sequences may hold one another; what is
    none of these goes by its ``repr``.
    """
    found = hashlib.sha256()
    for piece in _pieces(value):
        found.update(piece)
    return found.hexdigest()[:_LETTERS]


def data_digest(data: bytes) -> str:
    """Return the digest of a file that holds ``data``."""
    return hashlib.sha256(data).hexdigest()[:_LETTERS]


def file_digest(path: Path | str) -> str:
    """Return the digest of a file's bytes; ``ABSENT`` where there is none to read."""
    found = hashlib.sha256()
    try:
        # What is no regular file may be a pipe, whose opening never ends.
        status = os.stat(path)  # noqa: PTH116  thousands of files
        if not stat.S_ISREG(status.st_mode):
            return ABSENT
        if status.st_size > _LARGEST:  # nothing that large is read
            return f"{status.st_size} bytes"
        with open(path, "rb") as file:  # noqa: PTH123
            while block := file.read(_BLOCK):
                found.update(block)
    except (OSError, ValueError):
        return ABSENT
    return found.hexdigest()[:_LETTERS]


class Stamp(NamedTuple):
    """What tells without a look inside that a file is still the same."""

    mtime_ns: int
    size: int
    inode: int


def stamp(path: Path | str) -> Stamp | None:
    """Return the stamp of a file or folder, or None where there is none."""
    try:
        status = os.stat(path)  # noqa: PTH116
    except (OSError, ValueError):
        return None
    return Stamp(status.st_mtime_ns, status.st_size, status.st_ino)


class Seen(NamedTuple):
    """A file as it was before it was read, or was looked for in vain."""

    path: str
    digest: str
    stamp: Stamp | None


def seen(path: Path | str) -> Seen:
    """Look at a file; the stamp is taken first, so that a later change shows."""
    before = stamp(path)
    if before and abs(time.time_ns() - before.mtime_ns) < _TICK_NS:
        before = None  # it may change once more and keep its time
    return Seen(os.fspath(path), file_digest(path), before)


def _pieces(value: Any) -> Iterator[bytes]:
    """Yield the value piece by piece, each with its kind and length before it."""
    kind: Any = type(value)
    match value:
        case bytes():
            yield b"b%d:" % len(value)
            yield value
        case str() if not isinstance(value, Enum):
            yield b"s" + json.dumps(value).encode()
        case Mapping():
            yield b"m%d:" % len(value)
            for key in sorted(value, key=repr):
                yield from _pieces(key)
                yield from _pieces(value[key])
        case Set():
            yield b"u%d:" % len(value)
            yield "".join(sorted(map(digest, value))).encode()
        case tuple() | list():
            yield b"l%d:" % len(value)
            for item in value:
                yield from _pieces(item)
        case _ if names := _fields(kind):
            yield b"d" + type(value).__name__.encode() + b":"
            for name in names:
                yield from _pieces(getattr(value, name))
        case _:
            yield b"r" + repr(value).encode(errors="backslashreplace")


@lru_cache(maxsize=256)
def _fields(kind: Any) -> tuple[str, ...]:
    """Return the names of a record's fields; none for other types."""
    return fields(kind) if issubclass(kind, Value | Mutable) else ()
