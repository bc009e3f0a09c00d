"""One lesson's way from its source to its published files."""

from __future__ import annotations

import traceback
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from enum import StrEnum
from pathlib import Path

from deckgen.backends import Backend
from deckgen.course import NOWHERE, Links, Made, linked
from deckgen.diagnostics import DeckgenError, Diagnostic, Severity
from deckgen.publish import publish
from deckgen.settings import Settings
from deckgen.source import Source
from deckgen.theme import Theme


@dataclass(frozen=True, slots=True)
class Target:
    """One file to make: what of which backend, with which settings, and where.

    ``path`` is None for a check.
    """

    made: Made
    settings: Settings
    path: Path | None


@dataclass(frozen=True, slots=True)
class Job:
    """All that one lesson's build needs; plain data that can travel to another process.

    ``found`` is what was reported before; an error in it means that nothing
    is built. ``links`` are the lessons that this one's links may mean.
    """

    source: Source
    targets: tuple[Target, ...]
    theme: Theme | None
    found: tuple[Diagnostic, ...] = ()
    links: Links = NOWHERE


class Status(StrEnum):
    """How a lesson's build ended."""

    BUILT = "built"
    CHECKED = "checked"
    FAILED = "failed"


@dataclass(frozen=True, slots=True)
class Fault:
    """What the machine lacks or refused, as a ``DeckgenError`` said it."""

    message: str
    hint: str = ""


@dataclass(frozen=True, slots=True)
class Outcome:
    """What became of one lesson.

    ``outputs`` are the files that were written; ``trace`` is the traceback of
    a crash, for those who can mend it.
    """

    file: str
    status: Status
    outputs: tuple[Path, ...] = ()
    diagnostics: tuple[Diagnostic, ...] = ()
    faults: tuple[Fault, ...] = ()
    trace: str = ""


def build_lesson(job: Job, backends: Mapping[str, Backend]) -> Outcome:
    """Render the lesson with each target's backend, and publish what came of it.

    Never raises for what one lesson holds: its crash is its own outcome.
    """
    found = list(job.found)
    faults: list[Fault] = []
    outputs: tuple[Path, ...] = ()
    trace = ""
    try:
        rendered = _render(job, backends, found, faults)
        if not _has_error(found):
            outputs = _publish(rendered, faults)
    except Exception as error:  # the edge of the batch: one lesson never ends it
        found.append(_crash(error))
        trace = traceback.format_exc()
    diagnostics = _told(found, job)
    failed = _has_error(diagnostics) or bool(faults)
    checked = all(target.path is None for target in job.targets)
    status = Status.FAILED if failed else Status.CHECKED if checked else Status.BUILT
    return Outcome(job.source.file, status, outputs, diagnostics, tuple(faults), trace)


def _render(
    job: Job, backends: Mapping[str, Backend], found: list[Diagnostic], faults: list[Fault]
) -> list[tuple[Target, bytes]]:
    """Return the bytes of each target whose backend could work."""
    from deckgen.diagrams import draw_diagrams
    from deckgen.parser import parse
    from deckgen.pictures import load_pictures

    rendered: list[tuple[Target, bytes]] = []
    if job.theme is None or _has_error(found):
        return rendered
    lesson = parse(job.source, found.append)
    lesson = load_pictures(lesson, job.source.root, found.append, job.source.limits)
    if _has_error(found):  # what is over a limit would only cost a backend time and memory
        return rendered
    lesson = draw_diagrams(lesson, job.theme, found.append)
    for target in job.targets:
        try:
            wanted = replace(lesson, meta=replace(lesson.meta, settings=target.settings))
            wanted = linked(wanted, job.links, target.made, found.append)
            data = backends[target.made.backend].render(wanted, job.theme, found.append)
        except DeckgenError as error:
            faults.append(Fault(str(error), error.hint))
        else:
            rendered.append((target, bytes(data)))
    return rendered


def _publish(rendered: Sequence[tuple[Target, bytes]], faults: list[Fault]) -> tuple[Path, ...]:
    """Write the files and return those that could be written."""
    written = []
    for target, data in rendered:
        if target.path is None:
            continue
        try:
            publish(target.path, data)
        except DeckgenError as error:
            faults.append(Fault(str(error), error.hint))
        else:
            written.append(target.path)
    return tuple(written)


def _crash(error: Exception) -> Diagnostic:
    last = traceback.extract_tb(error.__traceback__)[-1]
    what = f"{type(error).__name__}: {error}".rstrip(": ")
    return Diagnostic(
        Severity.ERROR,
        "crash",
        f"{what[:300]} ({Path(last.filename).name}:{last.lineno})",
        hint="this is a bug in deckgen or in a library, not in the lesson; -v shows where",
    )


def _told(found: Sequence[Diagnostic], job: Job) -> tuple[Diagnostic, ...]:
    """Return what the user gets to see: each finding once, by its line, with its file named."""
    quiet = job.source.meta.settings.silence
    lines = job.source.text.split("\n")
    named = (_located(one, job.source.file, lines) for one in found)
    heard = (one for one in named if one.severity is Severity.ERROR or one.code not in quiet)
    return tuple(sorted(dict.fromkeys(heard), key=_place))


def _located(one: Diagnostic, file: str, lines: Sequence[str]) -> Diagnostic:
    """Name the file that a finding is in, and show its line."""
    if one.file not in ("", file) or not 0 < one.line <= len(lines):
        return replace(one, file=one.file or file)
    return replace(one, file=file, text=lines[one.line - 1])


def _place(one: Diagnostic) -> tuple[str, int, str, str]:
    return one.file, one.line, one.code, one.message


def _has_error(found: Sequence[Diagnostic]) -> bool:
    return any(one.severity is Severity.ERROR for one in found)
