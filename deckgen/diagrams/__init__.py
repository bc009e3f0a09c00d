"""Diagrams: fences that describe a drawing, drawn by the program that is made for them."""

from __future__ import annotations

from deckgen.diagnostics import Report
from deckgen.model import Code, Lesson, walk
from deckgen.theme import Theme

__all__ = ["draw_diagrams"]


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
