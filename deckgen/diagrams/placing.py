"""Drawings in the places of the fences that describe them, with all that they say as text."""

from __future__ import annotations

from collections.abc import Iterable
from types import MappingProxyType
from typing import Final

from deckgen.diagnostics import Diagnostic, Report, Severity
from deckgen.diagrams.dot import draw_dot
from deckgen.diagrams.drawing import Drawing
from deckgen.diagrams.look import Look, look
from deckgen.diagrams.mermaid import draw_mermaid
from deckgen.diagrams.programs import UndrawnError
from deckgen.hashing import blake2b
from deckgen.model import Block, Code, Figure, Lesson, Paragraph, Picture, Run, Slide, walk
from deckgen.rewriting import Rewriting
from deckgen.theme import Theme
from deckgen.values import replace
from deckgen.wording import wording

Drawn = Drawing | UndrawnError

MOST: Final = 60
"""The most diagrams of one lesson; those beyond it are shown as code."""

_DRAWERS: Final = MappingProxyType(
    {
        "mermaid": draw_mermaid,
        "dot": draw_dot,
        "graphviz": draw_dot,
        "gv": draw_dot,
    }
)


def with_drawings(lesson: Lesson, theme: Theme, report: Report) -> Lesson:
    """Return the lesson with its diagrams drawn, those of its notes left as code."""
    codes = tuple(dict.fromkeys(code for slide in lesson.slides for code in _diagrams(slide)))
    drawn = _draw(codes, look(theme))
    for code in codes:
        result = drawn[code]
        if isinstance(result, UndrawnError):
            message = f"a diagram is shown as code: {result}"
            line = code.line + min(result.line, code.text.count("\n") + 1)
            finding = Diagnostic(
                Severity.WARNING, "diagram", message, lesson.file, line, result.hint
            )
            report(finding)
    placing = _Placing(drawn, wording(lesson.meta.lang).diagram)
    slides = tuple(map(placing.slide, lesson.slides))
    return replace(
        lesson, slides=slides, pictures=MappingProxyType({**lesson.pictures, **placing.pictures})
    )


def _diagrams(slide: Slide) -> Iterable[Code]:
    """Yield a slide's diagrams; those in its notes stay code, for notes show no pictures."""
    for block in walk(slide.blocks):
        if isinstance(block, Code) and block.figure and block.language.lower() in _DRAWERS:
            yield block


def _draw(codes: tuple[Code, ...], like: Look) -> dict[Code, Drawn]:
    """Draw all diagrams of one program together: Mermaid's takes seconds to start."""
    drawn: dict[Code, Drawn] = {
        code: UndrawnError(f"a lesson has at most {MOST}", "make several lessons of it")
        for code in codes[MOST:]
    }
    for drawer in dict.fromkeys(_DRAWERS.values()):
        own = [code for code in codes[:MOST] if _DRAWERS[code.language.lower()] is drawer]
        texts = tuple(dict.fromkeys(code.text for code in own))
        found = dict(zip(texts, drawer(texts, like), strict=True)) if texts else {}
        drawn |= {code: found[code.text] for code in own}
    return drawn


class _Placing:
    """Puts drawings in the places of their fences, and collects their pictures."""

    def __init__(self, drawn: dict[Code, Drawn], label: str) -> None:
        self._drawn, self._label = drawn, label
        self._rewriting = Rewriting(self._block)
        self._said: list[Paragraph] = []
        self.pictures: dict[str, Picture] = {}

    def slide(self, slide: Slide) -> Slide:
        self._said = []
        blocks = self._rewriting.blocks(slide.blocks)
        return replace(slide, blocks=blocks, notes=(*slide.notes, *self._said))

    def _block(self, block: Block) -> Block:
        if not isinstance(block, Code) or not block.figure:
            return block
        drawing = self._drawn.get(block)
        return self._figure(block, block.figure, drawing) if isinstance(drawing, Drawing) else block

    def _figure(self, code: Code, figure: Figure, drawing: Drawing) -> Figure:
        said = f"{self._label}: {'; '.join(drawing.words)}" if drawing.words else self._label
        if drawing.words:
            self._said.append(Paragraph((Run(said),), code.line))
        digest = blake2b(drawing.picture.data, digest_size=8).hexdigest()
        src = f"{code.language.lower()}-{digest}.svg"
        self.pictures[src] = drawing.picture
        return replace(figure, src=src, alt=figure.alt or drawing.description or said)
