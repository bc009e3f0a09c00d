"""A bar on the terminal while a build runs."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import PurePath

from rich.console import Console
from rich.markup import escape
from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn, TimeRemainingColumn

from deckgen.job import LESSON, Outcome, Status


def with_bar(outcomes: Iterator[Outcome], total: int) -> Iterator[Outcome]:
    """Yield the outcomes and show how many of ``total`` are done; the bar goes at the end."""
    columns = (
        TextColumn("{task.description}"),
        BarColumn(),
        MofNCompleteColumn(),
        TimeRemainingColumn(),
    )
    with Progress(*columns, console=Console(stderr=True), transient=True) as progress:
        task = progress.add_task("building", total=total)
        for outcome in outcomes:
            if outcome.status is Status.STALE:  # no lesson
                yield outcome
                continue
            name = escape(PurePath(outcome.file).name)
            progress.update(task, advance=int(outcome.of == LESSON), description=name)
            yield outcome
