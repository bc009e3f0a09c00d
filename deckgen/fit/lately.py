"""What was fitted last is known again: a deck and its preview show the same slides."""

from __future__ import annotations

from collections import deque
from collections.abc import Callable
from typing import Final, TypeVar

from deckgen.model import Lesson
from deckgen.theme import Theme

Found = TypeVar("Found")
Fitting = Callable[[Lesson, Theme], Found]

EDITIONS: Final = 2
"""How many lessons are known: those for the instructor and for students."""


def lately(fitting: Fitting[Found]) -> Fitting[Found]:
    """Return ``fitting``, which gives back what it found for one of the last equal lessons."""
    known: deque[tuple[Lesson, Theme, Found]] = deque(maxlen=EDITIONS)

    def asked(lesson: Lesson, theme: Theme) -> Found:
        for before, on, found in tuple(known):
            if before == lesson and on == theme:
                return found
        found = fitting(lesson, theme)
        known.append((lesson, theme, found))
        return found

    return asked
