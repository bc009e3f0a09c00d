"""Where deckgen keeps what every process would work out anew: beside its compiled modules.

As with those, whatever is amiss with a file there, it is made again. A seal binds what is in
it to what it was worked out from, deckgen's own files, its libraries, and this Python.
"""

from __future__ import annotations

import os
import sys
from contextlib import suppress
from functools import cache
from typing import Final

from deckgen.batch.environment import beside, keep, own_stamps
from deckgen.batch.witness import unwitnessed
from deckgen.hashing import blake2b
from deckgen.values import Value

_ENDING: Final = ".kept"
_MOST: Final = 32
"""Two for each theme and direction, and its file."""
_LARGEST: Final = 1 << 20
_SEAL: Final = 32


class FileShelf(Value):
    """A folder with a small file for each thing kept; without the folder nothing is."""

    folder: str

    @unwitnessed()
    def take(self, key: bytes) -> bytes:
        """Return what was left under a key, to the byte; nothing where that is not sure."""
        mark = blake2b(key, digest_size=_SEAL).digest()
        try:
            with open(self._path(mark), "rb") as file:  # noqa: PTH123
                seal, data = file.read(_SEAL), file.read(_LARGEST)
        except OSError:
            return b""
        return data if seal == _seal(mark, data) else b""

    @unwitnessed()
    def leave(self, key: bytes, data: bytes) -> None:
        """Keep something whole, if Python may keep what it compiles; the oldest makes room."""
        if sys.dont_write_bytecode or len(data) > _LARGEST:
            return
        mark = blake2b(key, digest_size=_SEAL).digest()
        keep(self._path(mark), _seal(mark, data) + data)
        with suppress(OSError):
            self._make_room()

    def _path(self, mark: bytes) -> str:
        return os.path.join(self.folder, mark.hex()[:16] + _ENDING)  # noqa: PTH118

    def _make_room(self) -> None:
        with os.scandir(self.folder) as entries:
            kept = [entry for entry in entries if entry.name.endswith(_ENDING)]
        for entry in sorted(kept, key=lambda one: one.stat().st_mtime_ns)[:-_MOST]:
            os.unlink(entry.path)  # noqa: PTH108


def shelf() -> FileShelf:
    """Return the place beside what Python compiled of this module."""
    return FileShelf(os.path.join(os.path.dirname(__file__), "__pycache__"))  # noqa: PTH118, PTH120


def _seal(mark: bytes, data: bytes) -> bytes:
    """Return what stands before data that is as it was left, and not out of date."""
    sealed = blake2b(_ground() + mark, digest_size=_SEAL)
    sealed.update(data)
    return sealed.digest()


@cache
def _ground() -> bytes:
    """Return what all that is kept depends on beside its key."""
    machine = (beside()["libraries"], beside()["python"])
    return repr((own_stamps(), machine)).encode()
