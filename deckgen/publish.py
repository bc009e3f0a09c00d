"""Files that are replaced whole or not at all."""

from __future__ import annotations

import itertools
import os
from collections.abc import Iterable
from contextlib import suppress
from io import FileIO
from pathlib import Path
from typing import Final

from deckgen.diagnostics import DeckgenError
from deckgen.regex import regex

_TEMPORARY: Final = regex(r"\.deckgen-([0-9]+)-.+\.tmp")
_numbers: Final = itertools.count(1)


def prepare(output: Path) -> None:
    """Make the output folder and clear it of what killed builds left behind.

    Raises:
        DeckgenError: it is not a folder that can be written to.
    """
    try:
        output.mkdir(parents=True, exist_ok=True)
        if not os.access(output, os.W_OK | os.X_OK):
            raise PermissionError(13, "Permission denied")
        for folder in (output, *(path for path in output.iterdir() if path.is_dir())):
            sweep(folder)
    except OSError as error:
        raise cannot_write(output, error) from error


def publish(path: Path, data: bytes) -> None:
    """Write ``data`` to ``path``: a reader sees the old file or the new one, never a part.

    Raises:
        DeckgenError: it cannot be written; what was there before is untouched.
    """
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        staged = stage(data, path.parent)
        try:
            if swap(staged, path):
                sync([path])
            sync_folder(path.parent)
        finally:
            drop(staged)
    except OSError as error:
        raise cannot_write(path, error) from error


def stage(data: bytes, folder: Path) -> str:
    """Write ``data`` to a new temporary file in ``folder``.

    Raises:
        OSError: it cannot be written; nothing is left behind.
    """
    staged = os.path.join(folder, f".deckgen-{os.getpid()}-{next(_numbers)}.tmp")  # noqa: PTH118
    try:
        with FileIO(staged, "wb") as file:
            write_all(file, data)
    except OSError:
        drop(staged)
        raise
    return staged


def drop(staged: str) -> None:
    """Remove a staged file that is not to be put anywhere, if it is still there."""
    with suppress(OSError):
        os.unlink(staged)  # noqa: PTH108


def swap(staged: str, path: Path) -> bool:
    """Put a staged file into the place of ``path`` in one step; tell whether none was there.

    What takes another's place is on the disk before: a power cut leaves one of
    the two. What is new there outlasts one when it is synchronized, and all
    that was put anywhere when its folder is.

    Raises:
        OSError: it cannot be put there; what was there before is untouched.
    """
    is_new = not os.path.lexists(path)
    if not is_new:
        sync([staged])
    try:
        os.replace(staged, path)  # noqa: PTH105
    except FileNotFoundError:
        path.parent.mkdir(parents=True, exist_ok=True)
        os.replace(staged, path)  # noqa: PTH105
    return is_new


def sync(paths: Iterable[Path | str]) -> None:
    """Wait until files are on the disk, but for those that are gone by now.

    All are sent there before the first is waited for: then the system waits for
    the disk once, and not for every file.

    Raises:
        OSError: one of them cannot be written.
    """
    access = os.O_RDWR if os.name == "nt" else os.O_RDONLY
    files: list[int] = []
    try:
        for path in paths:
            with suppress(FileNotFoundError):
                files.append(os.open(path, access))
        if hasattr(os, "posix_fadvise"):
            for file in files:
                os.posix_fadvise(file, 0, 0, os.POSIX_FADV_DONTNEED)
        for file in files:
            os.fsync(file)
    finally:
        for file in files:
            os.close(file)


def write_all(file: FileIO, data: bytes) -> None:
    """Write all of ``data``; a file without a buffer may take a part of it at a time.

    Raises:
        OSError: it does not take the rest.
    """
    rest = memoryview(data)
    while rest:
        rest = rest[file.write(rest) :]


def sweep(folder: Path, every: bool = False) -> None:
    """Remove the temporary files of builds that are no more, or ``every`` one."""
    for path in folder.iterdir():
        ours = _TEMPORARY.fullmatch(path.name)
        if ours and (every or not _is_running(int(ours[1]))):
            with suppress(OSError):
                path.unlink()


def cannot_write(path: Path, error: OSError) -> DeckgenError:
    """Return what to tell the user when the system refuses to write."""
    reason = error.strerror or str(error)
    hint = "choose another folder with -o, or make room and permission there"
    return DeckgenError(f"cannot write {path}: {reason[:1].lower()}{reason[1:]}", hint)


def sync_folder(folder: Path) -> None:
    """Make renames in a folder last through a power cut, where the system can."""
    with suppress(OSError):
        handle = os.open(folder, os.O_RDONLY)
        try:
            os.fsync(handle)
        finally:
            os.close(handle)


def _is_running(process: int) -> bool:
    # Windows ends a process that gets signal 0, and refuses to remove a file in use.
    if os.name == "nt" or process == os.getpid():
        return False
    try:
        os.kill(process, 0)
    except (ProcessLookupError, OverflowError):
        return False
    except PermissionError:
        return True
    return True
