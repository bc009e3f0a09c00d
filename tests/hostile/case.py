"""One hostile lesson: what a stranger sends, and what has to come of it."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

Place = Callable[[Path], None]
"""Puts files around the lesson, given the project's folder."""


@dataclass(frozen=True, slots=True)
class Case:
    """A lesson and its due.

    ``says`` is a code that the report must have, or empty; ``built`` tells
    whether files come of it. ``file`` is the lesson's name in its project.
    """

    name: str
    source: str | bytes
    says: str = ""
    built: bool = True
    place: Place | None = None
    file: str = "lesson.md"

    @property
    def data(self) -> bytes:
        """Return the bytes of the lesson's file."""
        return self.source if isinstance(self.source, bytes) else self.source.encode()


def good(name: str, source: str | bytes, says: str = "", place: Place | None = None) -> Case:
    """Return a case that is built, perhaps with a warning."""
    return Case(name, source, says, place=place)


def bad(name: str, source: str | bytes, says: str, place: Place | None = None) -> Case:
    """Return a case that is refused."""
    return Case(name, source, says, built=False, place=place)


def lesson(body: str, front: str = "title: T") -> str:
    """Return a lesson with front matter."""
    return f"---\n{front}\n---\n\n{body}\n"
