"""Digests of values and files: what an output depends on, in a few letters."""

from __future__ import annotations

import os
import stat
import time
from pathlib import Path
from typing import Any, Final, NamedTuple

from deckgen.hashing import blake2b

ABSENT: Final = ""
"""The digest of a file that is not there."""

_DIGEST_BYTES: Final = 16
_BLOCK: Final = 1 << 20
_TICK_NS: Final = 50_000_000
_LARGEST: Final = 1 << 28


def digest(value: Any) -> str:
    """Return a digest of plain data: equal for equal values, in every process.

    Records, mappings, sets and sequences may hold one another; what is
    none of these goes by its ``repr``.
    """
    from deckgen.values import to_bytes  # not needed to find that nothing changed

    return data_digest(to_bytes(value))


def text_digest(text: str) -> str:
    """Return the digest of a text."""
    return data_digest(text.encode(errors="backslashreplace"))


def data_digest(data: bytes) -> str:
    """Return the digest of a file that holds ``data``."""
    return blake2b(data, digest_size=_DIGEST_BYTES).hexdigest()


def file_digest(path: os.PathLike[str] | str) -> str:
    """Return the digest of a file's bytes; ``ABSENT`` where there is none to read."""
    found = blake2b(digest_size=_DIGEST_BYTES)
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
    return found.hexdigest()


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


def is_empty(path: Path | str) -> bool:
    """Tell whether a file holds nothing, which is what a power cut may leave, and nobody's work."""
    now = stamp(path)
    return now is not None and now.size == 0 and os.path.isfile(path)  # noqa: PTH113


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
