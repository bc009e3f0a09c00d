"""One build or check: done, shown while it runs, and told at its end."""

from __future__ import annotations

import signal
import sys
import threading
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import contextmanager
from functools import partial
from pathlib import Path
from time import perf_counter, time_ns
from types import FrameType

from deckgen.batch.digests import Stamp
from deckgen.batch.index import INDEX
from deckgen.batch.means import Means
from deckgen.batch.memo import Looked, Memo, make_output, remember
from deckgen.batch.witness import Witness, witnessed
from deckgen.build import Plan, Request, build, plan
from deckgen.cli import CALL
from deckgen.cli.again import may_keep
from deckgen.cli.manner import Manner, ReportForm
from deckgen.cli.printing import fault_text
from deckgen.cli.report import Tally, json_report, outcome_text, summary
from deckgen.course import natural_key
from deckgen.diagnostics import DeckgenError
from deckgen.job import LESSON, Fault, Outcome, Status
from deckgen.publish import publish


def run(
    request: Request,
    manner: Manner,
    means: Callable[[], Means] = Means,
    report: Path | None = None,
) -> int:
    """Build or check what is asked for and return the exit status.

    An interrupt ends it within a moment: finished files stay, and what was
    done is told and reported all the same.
    """
    began, clock = perf_counter(), time_ns()
    witness, made = Witness(), dict[str, Stamp]()
    outcomes: list[Outcome] = []
    faults: list[Fault] = []
    ended = 0
    try:
        with _terminable():
            with witnessed() as witness:
                planned = plan(request)
            if request.output and may_keep(CALL.get()):
                made = make_output(request.output, witness.paths, clock)
            for outcome in _shown(planned, means(), manner):
                outcomes.append(outcome)
                _tell_output(outcome, manner)
            del planned  # its lessons are large, and what follows takes room of its own
    except DeckgenError as error:
        faults.append(Fault(str(error), error.hint))
    except KeyboardInterrupt:
        ended = 130
    except _TerminatedError:
        ended = 143
    faults += (fault for outcome in outcomes for fault in outcome.faults)
    seconds = perf_counter() - began
    in_order = sorted(outcomes, key=lambda one: natural_key(one.file))
    tally = Tally.of(outcomes, tuple(dict.fromkeys(faults)))
    command = "check" if request.output is None else "build"
    told_json = partial(json_report, in_order, tally, command, seconds, interrupted=bool(ended))
    if report is not None:
        tally = _reported(report, told_json(), tally)
    if manner.form is ReportForm.JSON:
        print(told_json())
    elif manner.form is ReportForm.GITHUB:
        _annotate(in_order, tally)
    else:
        _tell(in_order, tally, manner, seconds, interrupted=bool(ended))
    status = ended or tally.status(manner.strict)
    if request.output and not ended and may_keep(CALL.get()):
        looked = Looked(witness.paths, made, clock)
        _keep(request.output, in_order, tally, status, manner, looked)
    return status


def _keep(
    output: Path,
    outcomes: Sequence[Outcome],
    tally: Tally,
    status: int,
    manner: Manner,
    looked: Looked,
) -> None:
    """Keep the answer for the same call, where it will be the same until something changes."""
    settled = {outcome.status for outcome in outcomes} <= {Status.BUILT, Status.UNCHANGED}
    edited = any(one.code == "edited" for outcome in outcomes for one in outcome.diagnostics)
    if not CALL.get() or not settled or edited or tally.faults:
        return
    memo = Memo(_findings(outcomes, manner), tally.lessons, tally.warnings, status)
    remember(output, CALL.get(), looked, memo)


def _findings(outcomes: Iterable[Outcome], manner: Manner) -> str:
    texts = (outcome_text(outcome, manner.verbose) for outcome in outcomes)
    return "\n".join(filter(None, texts))


class _TerminatedError(BaseException):
    """Somebody asked the process to end."""


@contextmanager
def _terminable() -> Iterator[None]:
    """End like an interrupt where the process is asked to end, with nothing left half done."""
    if threading.current_thread() is not threading.main_thread():
        yield
        return

    def end(_: int, __: FrameType | None) -> None:
        raise _TerminatedError

    before = signal.signal(signal.SIGTERM, end)
    try:
        yield
    finally:
        signal.signal(signal.SIGTERM, before)


def _shown(plan: Plan, means: Means, manner: Manner) -> Iterator[Outcome]:
    """Build, with a bar on a terminal where there is something to wait for."""
    outcomes = build(plan, means)
    talks = manner.form is ReportForm.TEXT and not manner.quiet
    lessons = sum(job.of == LESSON for job in plan.jobs)
    if not talks or lessons < 2 or not sys.stderr.isatty():
        return outcomes
    from deckgen.cli.progress import with_bar

    return with_bar(outcomes, lessons)


def _reported(path: Path, text: str, tally: Tally) -> Tally:
    """Write the report to its file, whole; where that fails it is one more fault."""
    try:
        publish(path, text.encode("ascii") + b"\n")
    except DeckgenError as error:
        return tally.with_fault(Fault(str(error), error.hint))
    return tally


def _tell_output(outcome: Outcome, manner: Manner) -> None:
    """Name the files as they are written: in a pipe, or where the user wants to know."""
    if manner.form is not ReportForm.TEXT or manner.quiet:
        return
    if outcome.status is Status.PLANNED:
        print(f"{_what(outcome)}: {', '.join(outcome.reasons)}", flush=True)
    if manner.verbose or not (sys.stdout.isatty() or outcome.status is Status.PLANNED):
        for path in outcome.outputs:
            print(path.as_posix(), flush=True)


def _what(outcome: Outcome) -> str:
    """Return the lesson that would be built; else the file, which says more than its sources."""
    if outcome.of == LESSON or not outcome.outputs:
        return outcome.file
    return outcome.outputs[0].as_posix()


def _annotate(outcomes: Sequence[Outcome], tally: Tally) -> None:
    from deckgen.cli.annotations import annotated

    text = annotated(outcomes, tally.faults)
    if text:
        print(text)


def _tell(
    outcomes: Sequence[Outcome], tally: Tally, manner: Manner, seconds: float, interrupted: bool
) -> None:
    if text := _findings(outcomes, manner):
        print(text, file=sys.stderr)
    for fault in tally.faults:
        print(fault_text(fault.message, fault.hint), file=sys.stderr)
    if tally.lessons and not manner.quiet:
        print(summary(tally, seconds), file=sys.stderr)
    if sys.stderr.isatty() and not manner.quiet:
        for outcome in outcomes:
            if outcome.of == INDEX and outcome.status is Status.BUILT:
                print(f"the course is shown in {outcome.file}/index.html", file=sys.stderr)
    if interrupted:
        print("deckgen: interrupted; what was finished is kept", file=sys.stderr)
