"""Fitting: a lesson on slides, at sizes at which its words never leave their boxes."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Final

from deckgen.diagnostics import Diagnostic, Report
from deckgen.fit.chunks import Chunk, Fitted, enlarge, hold, is_hopeless, split
from deckgen.fit.deck import Deck, FittedSlide
from deckgen.fit.findings import report_findings
from deckgen.fit.lately import lately
from deckgen.fit.lengths import at_length
from deckgen.fit.noting import parted_notes
from deckgen.fit.page import content_area
from deckgen.fit.preparing import holds, prepare
from deckgen.fit.setting import Setting
from deckgen.fit.sizes import Area, Sizes, roomy, steps
from deckgen.fit.titles import counted, title_pt
from deckgen.fonts import SAFE, text_width
from deckgen.model import Lesson, Meta
from deckgen.settings import Settings
from deckgen.theme import Theme
from deckgen.values import replace
from deckgen.wording import kicker, wording

__all__ = ["fit"]

HELD: Final = 0.75
"""The share of the text slides that the deck's size of text must hold."""


def fit(lesson: Lesson, theme: Theme, report: Report) -> Deck:
    """Return the lesson as a deck; what needed more room than it had goes to ``report``."""
    detail = Settings(detail=lesson.meta.settings.detail)  # all that matters here
    deck, findings = _fit(replace(lesson, meta=replace(lesson.meta, settings=detail)), theme)
    for each in findings:
        report(each)
    return replace(deck, meta=lesson.meta)


@lately
def _fit(lesson: Lesson, theme: Theme) -> tuple[Deck, tuple[Diagnostic, ...]]:
    findings: list[Diagnostic] = []
    report = findings.append
    setting = Setting(theme, wording(lesson.meta.lang), lesson.pictures)
    area = content_area(setting)
    scale = steps(theme.scale)
    lesson = at_length(lesson, lambda slide: holds(slide, lesson, setting, area))
    slides, chunks = prepare(lesson, setting, area, report)
    tried = [_largest(chunk, scale, area, setting) for chunk in chunks]
    start = _deck_step(chunks, tried, len(theme.scale.body))
    for chunk, first in zip(chunks, tried, strict=True):
        fitted = _fitted(chunk, first, start, scale, area, setting)
        report_findings(chunk, fitted, setting, lesson.file, report)
        slides.extend(_slides(chunk, fitted, setting))
    titled = tuple(_titled(slide, setting) for slide in counted(slides))
    footer = _footer(lesson.meta, setting)
    return Deck(lesson.meta, titled, scale[start].body, footer), tuple(findings)


def _largest(
    chunk: Chunk, scale: Sequence[Sizes], area: Area, setting: Setting
) -> tuple[int, Fitted] | None:
    """Return the first step of the scale that holds the chunk on one slide."""
    for step, sizes in enumerate(scale):
        found = hold(chunk, sizes, area, setting)
        if found:
            return step, Fitted((found,), sizes, (chunk.slide.line,))
        if step == 0 and is_hopeless(chunk, sizes, area, setting):
            return None
    return None


def _deck_step(
    chunks: Sequence[Chunk], tried: Sequence[tuple[int, Fitted] | None], steps_of: int
) -> int:
    """Return the largest step of text that holds enough of the slides that fit at all."""
    first = [
        found[0] for chunk, found in zip(chunks, tried, strict=True) if found and chunk.has_text
    ]
    if not first:
        whole = all(found for found in tried)
        return 0 if whole else steps_of // 2
    for step in range(steps_of):
        if sum(each <= step for each in first) >= HELD * len(first):
            return step
    return steps_of - 1


def _fitted(
    chunk: Chunk,
    tried: tuple[int, Fitted] | None,
    start: int,
    scale: tuple[Sizes, ...],
    area: Area,
    setting: Setting,
) -> Fitted:
    if tried is None:
        return split(chunk, scale[start:], area, setting)
    fitted = tried[1]
    if tried[0] < start and chunk.has_text:
        found = hold(chunk, scale[start], area, setting)
        fitted = Fitted((found,), scale[start], (chunk.slide.line,)) if found else fitted
    return enlarge(fitted, chunk, roomy(scale, start), area, setting)


def _slides(chunk: Chunk, fitted: Fitted, setting: Setting) -> Iterator[FittedSlide]:
    """Yield a chunk's slides, each with the notes that are about it."""
    slide = chunk.slide
    noted = parted_notes(slide, fitted.lines)
    for found, line, notes in zip(fitted.compositions, fitted.lines, noted, strict=True):
        yield FittedSlide(
            found.layout,
            chunk.title,
            setting.find(found.layout, "title")[0].box,
            0.0,
            found.frames,
            notes,
            slide.options,
            slide.role,
            slide.key,
            fill=found.fill,
            line=line or slide.line,
            rules=found.rules,
        )


def _titled(slide: FittedSlide, setting: Setting) -> FittedSlide:
    """Give the title its size, now that its count is known."""
    if slide.title_pt:
        return slide
    scale = setting.theme.scale
    divider = slide.layout == "Section Header"
    sizes = (*scale.opening, *scale.title) if divider else scale.title
    size = title_pt(slide.title, slide.title_box, sizes, setting)
    return replace(slide, title_pt=size or sizes[-1] / 2)


def _footer(meta: Meta, setting: Setting) -> str:
    """Return the running text, cut where it is longer than its place."""
    text = " · ".join(part for part in (kicker(meta), meta.title) if part)
    text = " ".join(text.split())
    box = setting.find("Title and Content", "footer")[0].box
    room = Area.of(box).width * SAFE * 1000 / setting.theme.scale.footer
    font = setting.theme.fonts.body.metrics
    if text_width(text, font) <= room:
        return text
    while text and text_width(text + "…", font) > room:
        text = text[: -max(len(text) // 20, 1)]
    return text.rstrip(" ·") + "…"
