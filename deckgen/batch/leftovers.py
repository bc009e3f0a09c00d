"""Files that no lesson stands behind any more: found, reported, and removed on request."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import closing, suppress
from pathlib import Path

from deckgen.batch import STATE
from deckgen.batch.lock import locked
from deckgen.batch.log import Log, Written, is_ours
from deckgen.batch.ways import beside
from deckgen.diagnostics import DeckgenError, Diagnostic, Severity
from deckgen.job import Job, Outcome, Status, has_error
from deckgen.publish import cannot_write
from deckgen.values import Value


class Removal(Value):
    """What ``clean`` did, or would do, with one file; ``kept`` says why it is still there."""

    path: Path
    kept: str = ""


def leftovers(log: Log, jobs: Sequence[Job], output: Path) -> tuple[Written, ...]:
    """Return what was made once and would not be made now.

    A file counts whose sources are all gone, or from whose very sources others
    are made now with the same backend.
    """
    names = {beside(str(one.path), output) for job in jobs for one in job.targets if one.path}
    by = {
        (tuple(beside(source, output) for source in job.sources), one.made.backend)
        for job in jobs
        for one in job.targets
    }
    broken = {
        beside(source, output) for job in jobs if has_error(job.found) for source in job.sources
    }  # who knows what they would be called
    return tuple(
        made
        for made in log.files.values()
        if made.digest
        and broken.isdisjoint(made.sources)
        and made.path not in names
        and _is_left(made, by, output)
    )


def _is_left(made: Written, by: set[tuple[tuple[str, ...], str]], output: Path) -> bool:
    if not os.path.lexists(output / made.path):
        return False
    if (tuple(made.sources), made.backend) in by:
        return True
    return not any((output / source).exists() for source in made.sources)


def stale(made: Written, output: Path) -> Outcome:
    """Return the outcome that tells of a file that is left over."""
    path = (output / made.path).as_posix()
    sources = [Path(os.path.normpath(output / source)).as_posix() for source in made.sources]
    found = Diagnostic(
        Severity.WARNING,
        "stale",
        f"no lesson makes this file any more; it was made from {', '.join(sources)}",
        path,
        hint="`deckgen clean --stale` removes it",
    )
    return Outcome(path, Status.STALE, diagnostics=(found,))


def clean(
    output: Path,
    chosen: Callable[[Log], Iterable[Written]] | None = None,
    force: bool = False,
    dry: bool = False,
    wait: float = 0.0,
) -> Iterator[Removal]:
    """Remove what deckgen made in a folder, or of that what is ``chosen``; nothing else.

    Files that were edited since are kept, unless ``force`` is set. Folders
    that this leaves empty go too.

    Raises:
        DeckgenError: another build works there, or a file cannot be removed.
    """
    if not (output / STATE).is_dir():
        return
    with locked(output, wait), closing(Log.read(output)) as log:
        for made in sorted(chosen(log) if chosen else log.files.values(), key=_name):
            path = output / made.path
            if not os.path.lexists(path):
                continue
            if not force and not is_ours(made, path):
                yield Removal(path, "it was edited since it was built")
                continue
            if not dry:
                _remove(path, output, log, made)
            yield Removal(path)
        if not dry and chosen is None:
            log.close()
            _forget_all(output, log)


def _name(made: Written) -> str:
    return made.path


def _remove(path: Path, output: Path, log: Log, made: Written) -> None:
    try:
        path.unlink()
        log.forget([made.path])
    except OSError as error:
        raise cannot_write(path, error) from error
    for folder in path.parents:
        if folder == output:
            break
        with suppress(OSError):  # it holds something else
            folder.rmdir()


def _forget_all(output: Path, log: Log) -> None:
    """Remove the build's own files too, where it has none left to look after."""
    if any(os.path.lexists(output / name) for name in log.files):
        return
    state = output / STATE
    try:
        for path in (*state.glob("tmp/*"), *state.glob("*.*"), *state.glob("lock*")):
            path.unlink(missing_ok=True)
        for folder in (state / "tmp", state):
            with suppress(FileNotFoundError, OSError):
                folder.rmdir()
    except OSError as error:
        raise DeckgenError(f"cannot remove {state}: {error.strerror}") from error
