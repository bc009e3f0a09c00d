"""Which files and folders were looked into for a while: seen by an audit hook, whoever looks."""

from __future__ import annotations

import os
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any, Final

from deckgen.batch.digests import Stamp, stamp
from deckgen.values import Mutable, field

_CODE: Final = (".py", ".pyc", ".so", ".pyd", ".dist-info", "entry_points.txt", "METADATA")
_LOOKS: Final = frozenset({"open", "os.listdir", "os.scandir"})


class Witness(Mutable):
    """Every path that was opened to read, or listed, with its stamp from just before."""

    paths: dict[str, Stamp | None] = field(default_factory=dict)

    def note(self, path: str) -> None:
        """Remember a path as it is now, if it is new."""
        if path not in self.paths:
            self.paths[path] = stamp(path)


_watching: list[Witness] = []
_hooked: list[bool] = []


@contextmanager
def witnessed() -> Iterator[Witness]:
    """Note what this process looks into; Python's own modules are left out."""
    if not _hooked:  # a hook stays for good
        sys.addaudithook(_hear)
        _hooked.append(True)
    witness = Witness()
    _watching.append(witness)
    try:
        yield witness
    finally:
        _watching.remove(witness)


@contextmanager
def unwitnessed() -> Iterator[None]:
    """Look into what changes no answer, and so is not noted."""
    watching, _watching[:] = _watching[:], []
    try:
        yield
    finally:
        _watching[:] = watching


def _hear(event: str, arguments: tuple[Any, ...]) -> None:
    if not _watching or event not in _LOOKS:
        return
    path = arguments[0]
    if event == "open" and not _reads(arguments):
        return
    if isinstance(path, os.PathLike):
        path = os.fspath(path)
    if path is None:
        path = "."
    if isinstance(path, str) and not path.endswith(_CODE):
        for witness in _watching:
            witness.note(path)


def _reads(arguments: tuple[Any, ...]) -> bool:
    _, mode, flags = arguments
    if isinstance(mode, str):
        return "r" in mode and "+" not in mode
    return isinstance(flags, int) and flags & (os.O_WRONLY | os.O_RDWR) == 0
