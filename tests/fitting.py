"""Lessons fitted for tests, and what a fitted deck says."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from deckgen.diagnostics import Diagnostic
from deckgen.fit import fit
from deckgen.fit.deck import CodeFrame, Deck, FormulaFrame, Frame, Style, TableFrame, TextFrame
from deckgen.model import Lesson, Picture, plain
from deckgen.parser import parse
from deckgen.source import from_text
from deckgen.theme import load_theme

SLATE = load_theme("slate")
FRONT = "---\ntitle: Consensus\nsection: 3\nlesson: 2\n---\n\nAn opening.\n\n<!-- pagebreak -->\n\n"
PICTURES = {
    "tall.png": Picture(b"", "png", 400, 600),
    "square.png": Picture(b"", "png", 600, 600),
    "wide.png": Picture(b"", "png", 1600, 400),
}


def deck_of(markdown: str, findings: list[Diagnostic] | None = None, front: str = FRONT) -> Deck:
    """Return the deck of chunks that follow an opening slide."""
    lesson = parse(from_text(front + markdown, lambda _: None), lambda _: None)
    pictured = Lesson(lesson.meta, lesson.slides, lesson.footnotes, PICTURES, "lesson.md")
    return fit(pictured, SLATE, findings.append if findings is not None else lambda _: None)


def shape(deck: Deck) -> list[str]:
    """Return each slide's layout and title, without the opening's."""
    return [f"{slide.layout}: {plain(slide.title)}" for slide in deck.slides[1:]]


def said(frames: Sequence[Frame]) -> Iterator[str]:
    """Yield what frames say, a repeated table header once; ours and captions left out."""
    ours = (Style.KICKER, Style.LABEL, Style.MISSING, Style.CAPTION, Style.FOOTNOTE)
    headers: list[object] = []
    for frame in frames:
        match frame:
            case TextFrame():
                yield from (plain(line.inlines) for line in frame.lines if line.style not in ours)
            case CodeFrame():
                yield from ("".join(token.text for token in line) for line in frame.lines)
            case FormulaFrame():
                yield frame.math.tex
            case TableFrame():
                if not any(frame.header is header for header in headers):
                    headers.append(frame.header)
                    yield from (plain(cell) for cell in frame.header)
                yield from (plain(cell) for row in frame.rows for cell in row)
