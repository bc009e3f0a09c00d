"""Diagrams: fences that describe a drawing, drawn by the program that is made for them."""

from __future__ import annotations

import re
from typing import Final

from deckgen.diagnostics import Report
from deckgen.model import Code, Lesson, walk
from deckgen.regex import regex
from deckgen.theme import Theme

__all__ = ["draw_diagrams", "drawing_seconds"]


def drawing_seconds(text: str) -> float:
    """Return how long drawing a lesson's diagrams may take, on top of all else."""
    count = len(_MERMAID.findall(text)) if "mermaid" in text else 0
    return 15.0 + 4.0 * count if count else 0.0


# Graphviz takes no time to speak of; Mermaid has to start a Chromium.
_MERMAID: Final = regex(r"^[ \t>]*(?:`{3,}|~{3,})[ {.]*mermaid\b", re.MULTILINE)


def draw_diagrams(lesson: Lesson, theme: Theme, report: Report) -> Lesson:
    """Return the lesson with its diagrams as pictures; what cannot be drawn stays code.

    Every drawing's words stand in its slide's notes. This starts the programs
    that draw: with little time, in a temporary folder of their own, without a
    network.
    """
    blocks = (block for slide in lesson.slides for block in walk(slide.blocks))
    if not any(isinstance(block, Code) and block.figure for block in blocks):
        return lesson
    from deckgen.diagrams.placing import with_drawings  # most lessons need none of it

    return with_drawings(lesson, theme, report)
