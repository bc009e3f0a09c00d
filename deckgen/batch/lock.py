"""One build at a time in one output folder; shards of one build may share it."""

from __future__ import annotations

import os
import time
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import IO, Final

from deckgen.batch import STATE
from deckgen.diagnostics import DeckgenError
from deckgen.publish import cannot_write

_PAUSE: Final = 0.05


@contextmanager
def locked(output: Path, wait: float = 0.0, shard: str = "") -> Iterator[None]:
    """Hold the output folder; shards hold it together, but each shard only once.

    Waits ``wait`` seconds for another build to end.

    Raises:
        DeckgenError: another build holds it still.
    """
    names = ("lock", f"lock-{shard}") if shard else ("lock",)
    held: list[IO[str]] = []
    try:
        for name in names:
            shared = bool(shard) and name == "lock"
            held.append(_hold(output, output / STATE / name, shared, wait))
        yield
    finally:
        for file in reversed(held):
            file.close()  # which lets go of it


def _hold(output: Path, path: Path, shared: bool, wait: float) -> IO[str]:
    until = time.monotonic() + wait
    while True:
        file = _open(path)
        if _take(file, shared) and _is_still(file, path):
            _sign(file, shared)
            return file
        holder = _holder(file)
        file.close()
        if time.monotonic() >= until:
            raise DeckgenError(
                f"another build{holder} is writing to {output}",
                "let it end, or wait for it with --wait 60, or choose another folder with -o",
            )
        time.sleep(_PAUSE)


def _open(path: Path) -> IO[str]:
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        return path.open("a+", encoding="ascii", errors="replace")
    except OSError as error:
        raise cannot_write(path, error) from error


def _is_still(file: IO[str], path: Path) -> bool:
    """Tell whether the file was not removed while we waited for it."""
    with suppress(OSError):
        return os.path.samestat(os.fstat(file.fileno()), path.stat())
    return False


def _sign(file: IO[str], shared: bool) -> None:
    if shared:
        return
    with suppress(OSError):  # on a full disk the lock holds without a name
        file.truncate(0)
        file.write(f"{os.getpid()}\n")
        file.flush()


def _holder(file: IO[str]) -> str:
    with suppress(OSError, ValueError):
        file.seek(0)
        return f" (process {int(file.read(20))})"
    return ""


if os.name == "nt":
    import msvcrt

    def _take(file: IO[str], shared: bool) -> bool:
        # Windows has no shared kind: shards there share by their own locks alone.
        if shared:
            return True
        # A byte far behind the text, so that others can still read who holds it.
        file.seek(1 << 20)
        try:
            msvcrt.locking(file.fileno(), msvcrt.LK_NBLCK, 1)  # type: ignore[attr-defined]
        except OSError:
            return False
        return True

else:
    import errno
    import fcntl

    def _take(file: IO[str], shared: bool) -> bool:
        kind = fcntl.LOCK_SH if shared else fcntl.LOCK_EX
        try:
            fcntl.flock(file, kind | fcntl.LOCK_NB)
        except OSError as error:
            # Some network file systems have no locks: there the user must see to it.
            return error.errno in (errno.ENOLCK, errno.ENOTSUP, errno.ENOSYS)
        return True
