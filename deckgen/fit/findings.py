"""What fitting has to say to the author: slides that were split, words that were broken."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

from deckgen.diagnostics import Diagnostic, Report, Severity
from deckgen.fit.chunks import Chunk, Fitted
from deckgen.fit.deck import CodeFrame, TextFrame
from deckgen.fit.layout_names import is_what_was_asked
from deckgen.fit.pieces import CodePiece, Text
from deckgen.fit.setting import Setting
from deckgen.fonts import LONG
from deckgen.model import Heading, Paragraph, Slide, plain, walk
from deckgen.theme import EMU_PER_PT

LONG_CODE: Final = 14
LONG_TEXT: Final = 20
"""Lines of code and words of a paragraph beyond which shortening them is a good idea."""


def report_findings(
    chunk: Chunk, fitted: Fitted, setting: Setting, file: str, report: Report
) -> None:
    """Report a chunk that needed several slides, and words and lines that were broken."""
    if len(fitted.compositions) > 1:
        report(_split(chunk, fitted, file))
    other = [c for c in fitted.compositions if not is_what_was_asked(c.layout, chunk.layout)]
    if other:
        report(_unheld(chunk, other[0].layout, file))
    for word in dict.fromkeys(_broken_words(fitted, setting)):
        message = f"the word '{word[:24]}…' is longer than a line"
        report(_overlong(message, file, _line_of(word, chunk.slide)))
    for piece in chunk.pieces:
        if isinstance(piece, CodePiece) and _is_broken(piece, fitted):
            message = "a line of code is longer than its place and goes on in the next"
            report(_overlong(message, file, piece.line))


def _broken_words(fitted: Fitted, setting: Setting) -> Iterator[str]:
    """Yield the words that their frames are too narrow for."""
    frames = (frame for found in fitted.compositions for frame in found.frames)
    for frame in frames:
        if not isinstance(frame, TextFrame):
            continue
        left, _, right, _ = frame.insets_pt
        room = frame.box.width / EMU_PER_PT - left - right
        for line in frame.lines:
            word = max(plain(line.inlines).split(), key=len, default="")
            if len(word) < LONG or max(word) >= _WITHOUT_BLANKS:
                continue
            measured = setting.measure(line.inlines, line.style)
            if measured.is_overlong((room - line.indent_pt) / line.size_pt):
                yield word


_WITHOUT_BLANKS: Final = "\u0e00"
"""The scripts from Thai on have lines that end between letters."""


def _line_of(word: str, slide: Slide) -> int:
    lines = (
        block.line
        for block in walk(slide.blocks)
        if isinstance(block, Paragraph | Heading) and word in plain(block.inlines)
    )
    return next(lines, slide.line)


def _split(chunk: Chunk, fitted: Fitted, file: str) -> Diagnostic:
    slides = len(fitted.compositions)
    size = f" at {fitted.sizes.body:g} pt" if chunk.has_text else ""
    message = f"'{plain(chunk.title)}' needs {slides} slides{size}"
    longest = max(
        (piece for piece in chunk.pieces if isinstance(piece, Text)),
        key=lambda piece: len(plain(piece.inlines).split()),
        default=None,
    )
    hints = []
    if longest and (words := len(plain(longest.inlines).split())) > LONG_TEXT:
        start = " ".join(plain(longest.inlines).split()[:3])
        hints.append(f"shorten '{start} …' ({words} words)")
    code = max(
        (len(piece.lines) for piece in chunk.pieces if isinstance(piece, CodePiece)), default=0
    )
    if code > LONG_CODE:
        hints.append(f"shorten the code ({code} lines)")
    line = next((line for line in fitted.lines[1:] if line > chunk.slide.line), 0)
    if line:
        hints.append(f"put a pagebreak before line {line}")
    return Diagnostic(
        Severity.WARNING, "split", message, file, chunk.slide.line, ", or ".join(hints)
    )


def _unheld(chunk: Chunk, layout: str, file: str) -> Diagnostic:
    asked, line = chunk.slide.options.layout, chunk.slide.options.line or chunk.slide.line
    message = f"the layout '{asked}' cannot hold what is on '{plain(chunk.title)}'"
    hint = f"it stands on '{layout}': leave the option out, or change what is on the slide"
    return Diagnostic(Severity.WARNING, "layout", message, file, line, hint)


def _overlong(message: str, file: str, line: int) -> Diagnostic:
    return Diagnostic(Severity.WARNING, "overlong", message, file, line, "break it yourself")


def _is_broken(piece: CodePiece, fitted: Fitted) -> bool:
    frames = [
        frame
        for composition in fitted.compositions
        for frame in composition.frames
        if isinstance(frame, CodeFrame) and frame.code is piece.code
    ]
    shown = {"".join(token.text for token in line) for frame in frames for line in frame.lines}
    return any("".join(token.text for token in line) not in shown for line in piece.lines if line)
