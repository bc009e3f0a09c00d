"""One job done, whatever it holds: bytes that were looked at, or what was wrong."""

from __future__ import annotations

import threading
import time
from collections.abc import Iterator, Mapping, Sequence
from functools import lru_cache
from pathlib import Path
from typing import Final

from deckgen.backends import Backend, counted, load_backend
from deckgen.batch.bounds import Bounds, OverTimeError, bounded, peak_mib
from deckgen.batch.digests import Seen, data_digest
from deckgen.batch.soundness import faults
from deckgen.diagnostics import Diagnostic, Severity
from deckgen.diagrams import drawing_seconds
from deckgen.job import Drawn, Fault, Job, Target, has_error
from deckgen.publish import cannot_write, drop, stage
from deckgen.values import Value, replace


class Piece(Value):
    """One finished file: its bytes, or the temporary file where a worker has put them.

    ``found`` is what its backend alone reported; ``count`` is how many slides or
    pages it has, 0 where nobody knows.
    """

    target: Target
    digest: str
    found: tuple[Diagnostic, ...] = ()
    data: bytes = b""
    staged: str = ""
    count: int = 0


class Product(Value):
    """What became of a job before anything is published.

    ``inputs`` are the files looked for, each as it was before it was read.
    ``found`` is what concerns all of the files, or none that was finished.
    """

    pieces: tuple[Piece, ...] = ()
    found: tuple[Diagnostic, ...] = ()
    faults: tuple[Fault, ...] = ()
    inputs: tuple[Seen, ...] = ()
    trace: str = ""
    seconds: float = 0.0
    mib: int = 0


class Maker(Value):
    """Does jobs in a process that may be another; plain data that can travel there.

    ``room`` is a folder for finished files; without one their bytes travel back.
    """

    backends: tuple[str, ...]
    bounds: Bounds
    room: Path | None = None

    def __call__(self, job: Job) -> Product:
        """Do one job with the backends of this process; threads take turns."""
        with _turn:
            return make(job, loaded(self.backends), self.bounds, self.room)


_turn: Final = threading.Lock()


@lru_cache(maxsize=8)
def loaded(names: tuple[str, ...]) -> Mapping[str, Backend]:
    """Return the backends called so, each made once in a process."""
    return {name: load_backend(name) for name in names}


def make(
    job: Job, backends: Mapping[str, Backend], bounds: Bounds, room: Path | None = None
) -> Product:
    """Draw a job's files and look at them; nothing is published.

    Never raises for what one job holds: its crash is its own product.
    """
    began = time.perf_counter()
    bounds = bounds_of(job, bounds)
    found: list[Diagnostic] = []
    drawn, trace = Drawn(), ""
    try:
        with bounded(bounds):
            drawn = job.work.draw(job.targets, backends, found.append)
            found += _unsound(drawn.files)
    except OverTimeError:
        found.append(over_time(bounds))
    except MemoryError:
        found.append(over_memory(bounds))
    except Exception as error:  # the edge of the batch: one lesson never ends it
        crash, trace = _crash(error)
        found.append(crash)
    said = [one for _, each in drawn.said for one in each]
    product = Product(
        found=tuple(found),
        faults=drawn.faults,
        inputs=drawn.looked_for,
        trace=trace,
        seconds=time.perf_counter() - began,
        mib=peak_mib(),
    )
    if has_error((*found, *said)):
        return replace(product, found=(*found, *said))
    return _finished(product, drawn, backends, room)


def bounds_of(job: Job, bounds: Bounds) -> Bounds:
    """Return what a job gets: its lessons' shares, and time for the programs that draw for it.

    Each file beyond the usual ones is worth a quarter of a lesson's time.
    """
    several = bounds.times(max(len(job.sources), 1))
    if several.seconds <= 0:
        return several
    more = max(len(job.targets) - _USUAL_FILES, 0)
    drawing = drawing_seconds(job.source.body) if job.source else 0
    return replace(several, seconds=several.seconds * (1 + more / 4) + drawing)


_USUAL_FILES: Final = 3
"""Deck, handout and preview."""


def _finished(
    product: Product, drawn: Drawn, backends: Mapping[str, Backend], room: Path | None
) -> Product:
    """Return the product with its files, in the room for finished files if there is one."""
    pieces: list[Piece] = []
    try:
        for target, data in drawn.files:
            staged = stage(data, room) if room else ""
            found = tuple(one for whose, each in drawn.said if whose == target for one in each)
            kept = b"" if staged else data
            backend = backends.get(target.made.backend)  # the index has none of its own
            count = counted(backend, data) if backend else 0
            pieces.append(Piece(target, data_digest(data), found, kept, staged, count))
    except OSError as error:
        for piece in pieces:
            discard(piece)
        fault = cannot_write(room or Path(), error)
        return replace(product, faults=(*product.faults, Fault(str(fault), fault.hint)))
    return replace(product, pieces=tuple(pieces))


def discard(piece: Piece) -> None:
    """Remove a finished file that is not to be published."""
    if piece.staged:
        drop(piece.staged)


def over_time(bounds: Bounds) -> Diagnostic:
    """Return the error of a job that took too long."""
    return Diagnostic(
        Severity.ERROR,
        "timeout",
        f"took longer than {bounds.seconds:g} s and was stopped",
        hint="make several lessons of it, or give it more with --timeout",
    )


def over_memory(bounds: Bounds) -> Diagnostic:
    """Return the error of a job that needed too much memory."""
    return Diagnostic(
        Severity.ERROR,
        "memory",
        f"needed more than {bounds.mib} MiB of memory and was stopped",
        hint="save its pictures smaller or make several lessons of it, or give it more "
        "with --memory",
    )


def killed(how: str) -> Diagnostic:
    """Return the error of a job that was lost twice with its worker; ``how`` may be empty."""
    return Diagnostic(
        Severity.ERROR,
        "killed",
        f"its worker process was killed{how and f' ({how})'}, and once more on a second try",
        hint="if the machine is short of memory, build with fewer --jobs",
    )


def _unsound(files: Sequence[tuple[Target, bytes]]) -> Iterator[Diagnostic]:
    for target, data in files:
        for fault in faults(data):
            yield Diagnostic(
                Severity.ERROR,
                "unsound",
                f"what the backend '{target.made.backend}' made is not sound: {fault}",
                hint="this is a fault of deckgen: please report it with the lesson",
            )


def _crash(error: Exception) -> tuple[Diagnostic, str]:
    """Return what to say of a crash, and its trace."""
    import traceback  # 2 ms

    last = traceback.extract_tb(error.__traceback__)[-1]
    what = f"{type(error).__name__}: {error}".rstrip(": ")
    found = Diagnostic(
        Severity.ERROR,
        "crash",
        f"{what[:300]} ({Path(last.filename).name}:{last.lineno})",
        hint="this is a bug in deckgen or in a library, not in the lesson; -v shows where",
    )
    return found, "".join(traceback.format_exception(error))
