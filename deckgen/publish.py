"""Files that are replaced whole or not at all."""

from __future__ import annotations

import os
import re
from contextlib import suppress
from pathlib import Path
from typing import Final

from deckgen.diagnostics import DeckgenError

_TEMPORARY: Final = re.compile(r"\.deckgen-([0-9]+)-.+\.tmp")


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
            _sweep(folder)
    except OSError as error:
        raise _cannot_write(output, error) from error


def publish(path: Path, data: bytes) -> None:
    """Write ``data`` to ``path``: a reader sees the old file or the new one, never a part.

    Raises:
        DeckgenError: it cannot be written; what was there before is untouched.
    """
    temporary = path.with_name(f".deckgen-{os.getpid()}-{path.name}.tmp")
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        try:
            _write(temporary, data)
            temporary.replace(path)
            _sync_folder(path.parent)
        finally:
            temporary.unlink(missing_ok=True)
    except OSError as error:
        raise _cannot_write(path, error) from error


def _write(path: Path, data: bytes) -> None:
    with path.open("wb") as file:
        file.write(data)
        file.flush()
        os.fsync(file.fileno())


def _sync_folder(folder: Path) -> None:
    """Make a rename last through a power cut, where the system can."""
    with suppress(OSError):
        handle = os.open(folder, os.O_RDONLY)
        try:
            os.fsync(handle)
        finally:
            os.close(handle)


def _sweep(folder: Path) -> None:
    for path in folder.iterdir():
        ours = _TEMPORARY.fullmatch(path.name)
        if ours and not _is_running(int(ours[1])):
            with suppress(OSError):
                path.unlink()


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


def _cannot_write(path: Path, error: OSError) -> DeckgenError:
    reason = error.strerror or str(error)
    hint = "choose another folder with -o, or make room and permission there"
    return DeckgenError(f"cannot write {path}: {reason[:1].lower()}{reason[1:]}", hint)
