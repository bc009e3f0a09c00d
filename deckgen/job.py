"""One job of a build: the files to make, what they are made from, and what became of them."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from enum import StrEnum
from pathlib import Path
from typing import Final, Protocol

from deckgen.backends import Backend
from deckgen.batch.digests import Seen
from deckgen.course import Made
from deckgen.diagnostics import Diagnostic, Report, Severity
from deckgen.settings import Settings
from deckgen.source import Source
from deckgen.values import Value, replace

LESSON: Final = "lesson"
"""What most jobs make."""


class Target(Value):
    """One file to make: what of which backend, with which settings, and where.

    ``path`` is None for a check. What comes ``aside`` nobody asked for by name:
    it is not told.
    """

    made: Made
    settings: Settings
    path: Path | None
    aside: bool = False


class Fault(Value):
    """What the machine lacks or refused, as a ``DeckgenError`` said it."""

    message: str
    hint: str = ""


class Drawn(Value):
    """What work came to: the bytes for each target that could be made.

    ``said`` is what each target's backend alone had to report.
    ``looked_for`` are the files that were asked for on the way, found or not:
    when one of them changes, the work is to be done again. Each is seen
    before it is read.
    """

    files: tuple[tuple[Target, bytes], ...] = ()
    faults: tuple[Fault, ...] = ()
    looked_for: tuple[Seen, ...] = ()
    said: tuple[tuple[Target, tuple[Diagnostic, ...]], ...] = ()


class Work(Protocol):
    """How a job's files are made; plain data that can travel to another process."""

    def parts(self) -> Mapping[str, object]:
        """Return all that the files are made from, by name: values that have a digest.

        Targets, deckgen's own version and the machine's are added to them.
        """
        ...

    def draw(
        self, targets: Sequence[Target], backends: Mapping[str, Backend], report: Report
    ) -> Drawn:
        """Make the files and say in ``report`` what is wrong; nothing is written."""
        ...

    def packed(self, report: Report) -> Work:
        """Return the same work with all files that it needs read: it can go to another machine."""
        ...


class Job(Value):
    """Files that are made together: a lesson's, a section's, or those of the whole course.

    ``name`` tells it from all other jobs of the same output folder; ``file`` is
    what diagnostics name where they name nothing else; ``sources`` are the
    files whose end is the end of the job. ``found`` is what was reported
    before; an error in it means that nothing is made. Warnings with a code in
    ``silence`` are not told. ``source`` is what ``file`` holds, to show its lines.
    Jobs of a later ``stage`` look at what those of the stages before it made.
    ``of`` says what it makes: a lesson's files, or others.
    """

    name: str
    file: str
    sources: tuple[str, ...]
    targets: tuple[Target, ...]
    work: Work
    found: tuple[Diagnostic, ...] = ()
    silence: frozenset[str] = frozenset()
    source: Source | None = None
    stage: int = 0
    of: str = LESSON


class Status(StrEnum):
    """How a job ended."""

    BUILT = "built"
    UNCHANGED = "unchanged"
    CHECKED = "checked"
    FAILED = "failed"
    PLANNED = "planned"  # in a dry run: it would be built
    STALE = "stale"  # no job: a file that no lesson stands behind any more


class Outcome(Value):
    """What became of one job.

    ``outputs`` are the files that were written, or would be; ``reasons`` say
    why, as far as it is known; ``trace`` is the traceback of a crash, for those
    who can mend it. ``seconds`` and ``mib`` are what it took.
    """

    file: str
    status: Status
    outputs: tuple[Path, ...] = ()
    diagnostics: tuple[Diagnostic, ...] = ()
    faults: tuple[Fault, ...] = ()
    trace: str = ""
    reasons: tuple[str, ...] = ()
    seconds: float = 0.0
    mib: int = 0
    of: str = LESSON


def told(found: Sequence[Diagnostic], job: Job) -> tuple[Diagnostic, ...]:
    """Return what the user gets to see: each finding once, by its line, with its file named."""
    lines = job.source.text.split("\n") if job.source and found else []
    named = (_located(one, job.file, lines) for one in found)
    heard = (one for one in named if one.severity is Severity.ERROR or one.code not in job.silence)
    return tuple(sorted(dict.fromkeys(heard), key=_place))


def has_error(found: Sequence[Diagnostic]) -> bool:
    """Tell whether one of the findings keeps the files from being made."""
    return any(one.severity is Severity.ERROR for one in found)


def _located(one: Diagnostic, file: str, lines: Sequence[str]) -> Diagnostic:
    """Name the file that a finding is in, and show its line."""
    if one.file not in ("", file) or not 0 < one.line <= len(lines):
        return replace(one, file=one.file or file)
    return replace(one, file=file, text=lines[one.line - 1])


def _place(one: Diagnostic) -> tuple[str, int, str, str]:
    return one.file, one.line, one.code, one.message
