"""A build that stays warm: what a save touches is built again, and the rest is left alone."""

from __future__ import annotations

import os
from collections.abc import Iterable, Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from queue import SimpleQueue
from threading import Event, Thread
from typing import Any, Final

from deckgen.batch import STATE
from deckgen.diagnostics import DeckgenError

_STEP_MS: Final = 10
_SETTLE_MS: Final = 50
_ALIVE_MS: Final = 60_000


@contextmanager
def changes(folders: Iterable[Path], output: Path) -> Iterator[Iterator[tuple[Path, ...]]]:
    """Watch from now on; give the files below ``folders`` that changed, a moment after each save.

    A save is kept until it is asked for. What lies in the output folder does
    not count, nor do logs, hidden files and those that editors write beside a
    file while they save it.

    Raises:
        DeckgenError: the system cannot watch that much; raised where a change is waited for.
    """
    from watchfiles import watch

    top = output.resolve()
    roots = tuple(dict.fromkeys(folder.resolve() for folder in folders if folder.is_dir()))
    stop, found = _Stop(), SimpleQueue[tuple[Path, ...] | Exception]()

    def wanted(_: Any, path: str) -> bool:
        return _counts(path, top, roots) and not _is_own_log(path)

    def look() -> None:
        try:
            for saved in watch(
                *roots,
                watch_filter=wanted,
                step=_STEP_MS,
                debounce=_SETTLE_MS,
                rust_timeout=_ALIVE_MS,
                stop_event=stop,
            ):
                found.put(tuple(sorted(Path(path) for _, path in saved)))
        except Exception as error:
            found.put(error)
        finally:
            stop.asked.set()

    thread = Thread(target=look, daemon=True)
    thread.start()
    stop.asked.wait()
    try:
        yield _given(found, roots)
    finally:
        stop.set()
        thread.join()


class _Stop(Event):
    """Whether to end; who watches asks for it at every step, and so says that they watch."""

    def __init__(self) -> None:
        super().__init__()
        self.asked = Event()

    def is_set(self) -> bool:
        self.asked.set()
        return super().is_set()


def _given(
    found: SimpleQueue[tuple[Path, ...] | Exception], roots: Iterable[Path]
) -> Iterator[tuple[Path, ...]]:
    while not isinstance(saved := found.get(), Exception):
        yield saved
    raise DeckgenError(
        f"cannot watch {', '.join(map(str, roots))}: {saved}",
        "raise the system's limit of watched files (fs.inotify.max_user_watches)",
    ) from saved


def _counts(path: str, output: Path, roots: tuple[Path, ...]) -> bool:
    changed = Path(path)
    if changed.is_relative_to(output):
        return False
    within = [root for root in roots if changed.is_relative_to(root)]
    return bool(within) and not any(map(_is_aside, changed.relative_to(within[0]).parts))


def _is_own_log(path: str) -> bool:
    """Return whether this process writes what it says into the file: that would never end."""
    with suppress(OSError):
        there = Path(path).stat()
        return any(os.path.samestat(there, os.fstat(stream)) for stream in (1, 2))
    return False


def _is_aside(name: str) -> bool:
    return (
        name.startswith((".", "#", "~"))
        or name.endswith(("~", ".swp", ".tmp", ".log"))
        or name
        in (
            "4913",  # what Vim tries whether it may write
            "__pycache__",
            "node_modules",
            STATE,
        )
    )
