"""A build that stays warm: what a save touches is built again, and the rest is left alone."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from pathlib import Path
from threading import Event
from typing import Any, Final

from deckgen.batch import STATE
from deckgen.diagnostics import DeckgenError

_STEP_MS: Final = 10
_SETTLE_MS: Final = 50
_ALIVE_MS: Final = 60_000


def changes(
    folders: Iterable[Path], output: Path, stop: Event | None = None
) -> Iterator[tuple[Path, ...]]:
    """Yield the files below ``folders`` that changed, a moment after each save.

    What lies in the output folder does not count, nor do hidden files and
    those that editors write beside a file while they save it.

    Raises:
        DeckgenError: the system cannot watch that much.
    """
    from watchfiles import watch

    top = output.resolve()
    roots = tuple(dict.fromkeys(folder.resolve() for folder in folders if folder.is_dir()))

    def wanted(_: Any, path: str) -> bool:
        return _counts(path, top, roots)

    try:
        for found in watch(
            *roots,
            watch_filter=wanted,
            step=_STEP_MS,
            debounce=_SETTLE_MS,
            rust_timeout=_ALIVE_MS,
            stop_event=stop,
            raise_interrupt=True,
        ):
            yield tuple(sorted(Path(path) for _, path in found))
    except OSError as error:
        raise DeckgenError(
            f"cannot watch {', '.join(map(str, roots))}: {error}",
            "raise the system's limit of watched files (fs.inotify.max_user_watches)",
        ) from error


def _counts(path: str, output: Path, roots: tuple[Path, ...]) -> bool:
    changed = Path(path)
    if changed.is_relative_to(output):
        return False
    within = [root for root in roots if changed.is_relative_to(root)]
    return bool(within) and not any(map(_is_aside, changed.relative_to(within[0]).parts))


def _is_aside(name: str) -> bool:
    return (
        name.startswith((".", "#", "~"))
        or name.endswith(("~", ".swp", ".tmp"))
        or name
        in (
            "4913",  # what Vim tries whether it may write
            "__pycache__",
            "node_modules",
            STATE,
        )
    )
