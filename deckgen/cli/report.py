"""What a build found, as text for people and as JSON for programs."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from typing import Any, Final

from deckgen.cli.excerpts import finding_text, place
from deckgen.cli.printing import SCHEMA, to_json, visible
from deckgen.diagnostics import Diagnostic, Severity
from deckgen.job import LESSON, Fault, Outcome, Status
from deckgen.values import Value, replace, to_builtins

SHOWN: Final = 20
"""Of one code and lesson so many findings are told one by one."""


class Tally(Value):
    """What a build comes to, counted."""

    lessons: int
    built: int
    unchanged: int
    planned: int
    failed: int
    outputs: int
    errors: int
    warnings: int
    faults: tuple[Fault, ...]

    @classmethod
    def of(cls, outcomes: Sequence[Outcome], faults: tuple[Fault, ...]) -> Tally:
        """Count what became of the lessons; ``faults`` are the machine's, each once."""
        lessons = [one for one in outcomes if one.of == LESSON]
        ended = Counter(outcome.status for outcome in lessons)
        found = [one for outcome in outcomes for one in outcome.diagnostics]
        errors = sum(one.severity is Severity.ERROR for one in found)
        return cls(
            lessons=len({one.file for one in lessons if one.status is not Status.STALE}),
            built=ended[Status.BUILT],
            unchanged=ended[Status.UNCHANGED],
            planned=ended[Status.PLANNED],
            failed=sum(one.status is Status.FAILED for one in outcomes),
            outputs=sum(len(one.outputs) for one in outcomes if one.status is not Status.PLANNED),
            errors=errors,
            warnings=len(found) - errors,
            faults=faults,
        )

    def with_fault(self, fault: Fault) -> Tally:
        """Return the tally with one more fault of the machine."""
        return replace(self, faults=(*self.faults, fault))

    def status(self, strict: bool) -> int:
        """Return the exit status: 2 for the machine's faults, 1 for the lessons', else 0."""
        if self.faults:
            return 2
        return int(self.errors > 0 or (strict and self.warnings > 0))


def outcome_text(outcome: Outcome, verbose: bool) -> str:
    """Return a lesson's findings as lines; with ``verbose`` a crash's traceback too."""
    shown = outcome.diagnostics if verbose else _first(outcome.diagnostics)
    lines = [finding_text(one) for one in shown]
    rest = Counter(one.code for one in outcome.diagnostics) - Counter(one.code for one in shown)
    lines += [
        visible(f"{outcome.file}: {count} more of [{code}]; -v shows them")
        for code, count in rest.items()
    ]
    if verbose and outcome.trace:
        lines.append(visible(outcome.trace.rstrip()))
    return "\n".join(lines)


def _first(found: Iterable[Diagnostic]) -> list[Diagnostic]:
    """Return so many findings of each code that a person reads them."""
    seen: Counter[str] = Counter()
    shown = []
    for one in found:
        seen[one.code] += 1
        if seen[one.code] <= SHOWN:
            shown.append(one)
    return shown


def summary(tally: Tally, seconds: float) -> str:
    """Return the last line of a report."""
    parts = [_count(tally.lessons, "lesson")]
    if tally.unchanged:
        parts.append(f"{tally.unchanged} unchanged")
    if tally.planned:
        parts.append(f"{tally.planned} to build")
    if tally.outputs:
        parts.append(f"{_count(tally.outputs, 'file')} written")
    if tally.failed:
        parts.append(f"{tally.failed} failed")
    if tally.errors:
        parts.append(_count(tally.errors, "error"))
    if tally.warnings:
        parts.append(_count(tally.warnings, "warning"))
    return f"{', '.join(parts)} in {seconds:.1f} s"


def json_report(
    outcomes: Iterable[Outcome],
    tally: Tally,
    command: str,
    seconds: float,
    interrupted: bool = False,
) -> str:
    """Return the whole report as one JSON object."""
    counts = to_builtins(tally)
    listed = list(outcomes)
    faults = counts.pop("faults")
    return to_json(
        {
            "schema": SCHEMA,
            "command": command,
            "interrupted": interrupted,
            "seconds": round(seconds, 3),
            "lessons": [_lesson(outcome) for outcome in listed if outcome.of == LESSON],
            "bound": [_lesson(outcome) for outcome in listed if outcome.of != LESSON],
            "faults": faults,
            "summary": counts,
        }
    )


def _count(number: int, noun: str) -> str:
    return f"{number} {noun}" if number == 1 else f"{number} {noun}s"


def _lesson(outcome: Outcome) -> dict[str, Any]:
    return {
        "file": outcome.file,
        "status": outcome.status.value,
        "outputs": [path.as_posix() for path in outcome.outputs],
        **({"reasons": outcome.reasons} if outcome.reasons else {}),
        "diagnostics": [finding(one) for one in outcome.diagnostics],
        **({"seconds": round(outcome.seconds, 3)} if outcome.seconds else {}),
        **({"mib": outcome.mib} if outcome.mib else {}),
        **({"traceback": outcome.trace} if outcome.trace else {}),
    }


def finding(one: Diagnostic) -> dict[str, Any]:
    """Return a finding as JSON has it."""
    start, end = place(one)
    return {
        "severity": one.severity.value,
        "code": one.code,
        "message": one.message,
        "file": one.file,
        "line": one.line,
        "column": start + 1 if end else 0,
        "text": one.text,
        "hint": one.hint,
    }
