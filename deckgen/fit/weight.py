"""The same words in bold letters, or in letters that are not bold."""

from __future__ import annotations

from functools import cache

from deckgen.model import Inlines, Mark, Run
from deckgen.values import replace


def bold(inlines: Inlines) -> Inlines:
    """Return inlines with all their text in bold letters."""
    return tuple(
        replace(each, marks=_with_bold(each.marks)) if isinstance(each, Run) else each
        for each in inlines
    )


def upright(inlines: Inlines) -> Inlines:
    """Return inlines with no text in bold letters."""
    return tuple(
        replace(each, marks=_without_bold(each.marks)) if isinstance(each, Run) else each
        for each in inlines
    )


# Combining flags takes long, and there are few combinations.


@cache
def _with_bold(marks: Mark) -> Mark:
    return marks | Mark.BOLD


@cache
def _without_bold(marks: Mark) -> Mark:
    return marks & ~Mark.BOLD
