"""What the XML of every slide of one deck has in common."""

from __future__ import annotations

from collections.abc import Callable, Mapping

from deckgen.backends.pptx.language import Language
from deckgen.theme import Theme
from deckgen.values import Value

Problem = Callable[[str, str, int], None]
"""Takes a diagnostic's code, its message and the author's line."""


class Setting(Value):
    """One deck's theme and language; ``jumps`` maps a slide's key to its number, from 1."""

    theme: Theme
    language: Language
    jumps: Mapping[str, int]
    problem: Problem
