"""One build or check: done, shown while it runs, and told at its end."""

from __future__ import annotations

import sys
from collections.abc import Iterable, Iterator
from time import perf_counter

from deckgen.build import Plan, Request, build, plan
from deckgen.cli.manner import Manner, ReportForm
from deckgen.cli.printing import fault_text
from deckgen.cli.report import Tally, json_report, outcome_text, summary
from deckgen.course import natural_key
from deckgen.diagnostics import DeckgenError
from deckgen.job import Fault, Outcome


def run(request: Request, manner: Manner) -> int:
    """Build or check what is asked for and return the exit status."""
    began = perf_counter()
    outcomes: list[Outcome] = []
    faults: list[Fault] = []
    try:
        for outcome in _shown(plan(request), manner):
            outcomes.append(outcome)
            _tell_output(outcome, manner)
    except DeckgenError as error:
        faults.append(Fault(str(error), error.hint))
    faults += (fault for outcome in outcomes for fault in outcome.faults)
    tally = Tally.of(outcomes, tuple(dict.fromkeys(faults)))
    if manner.form is ReportForm.JSON:
        print(json_report(outcomes, tally, checked=request.output is None))
    elif manner.form is ReportForm.GITHUB:
        _annotate(outcomes, tally)
    else:
        _tell(outcomes, tally, manner, perf_counter() - began)
    return tally.status(manner.strict)


def _shown(plan: Plan, manner: Manner) -> Iterator[Outcome]:
    """Build, with a bar on a terminal where there is something to wait for."""
    outcomes = build(plan)
    talks = manner.form is ReportForm.TEXT and not manner.quiet
    if not talks or len(plan.jobs) < 2 or not sys.stderr.isatty():
        return outcomes
    from deckgen.cli.progress import with_bar

    return with_bar(outcomes, len(plan.jobs))


def _tell_output(outcome: Outcome, manner: Manner) -> None:
    """Name the files as they are written: in a pipe, or where the user wants to know."""
    told = manner.form is ReportForm.TEXT and not manner.quiet
    if told and (manner.verbose or not sys.stdout.isatty()):
        for path in outcome.outputs:
            print(path.as_posix(), flush=True)


def _annotate(outcomes: Iterable[Outcome], tally: Tally) -> None:
    from deckgen.cli.annotations import annotated

    text = annotated(outcomes, tally.faults)
    if text:
        print(text)


def _tell(outcomes: Iterable[Outcome], tally: Tally, manner: Manner, seconds: float) -> None:
    for outcome in sorted(outcomes, key=lambda one: natural_key(one.file)):
        text = outcome_text(outcome, manner.verbose)
        if text:
            print(text, file=sys.stderr)
    for fault in tally.faults:
        print(fault_text(fault.message, fault.hint), file=sys.stderr)
    if tally.lessons and not manner.quiet:
        print(summary(tally, seconds), file=sys.stderr)
