"""The drawing, with what the index says of the lesson written into it."""

from __future__ import annotations

import json
from html import escape
from itertools import islice
from typing import Final

from deckgen.backends.preview.canvas import Canvas
from deckgen.backends.preview.slides import slide_svg
from deckgen.diagnostics import Diagnostic, Report
from deckgen.editions import edition, projected
from deckgen.fit import fit
from deckgen.fit.mirroring import mirrored_deck, mirrored_theme
from deckgen.model import (
    Audience,
    DefinitionList,
    Lesson,
    List,
    Mark,
    Paragraph,
    Run,
    plain,
    walk,
)
from deckgen.theme import EMU_PER_PT, Theme
from deckgen.values import replace
from deckgen.wording import is_right_to_left

SHOWN: Final = 3
MOST_TERMS: Final = 60
LEAD_CHARACTERS: Final = 240
_GAP: Final = 0.012
"""The space between the slides, in widths of the whole."""


class PreviewBackend:
    """Draws what everybody may see: the student's edition."""

    suffix = ".svg"

    def render(self, lesson: Lesson, theme: Theme, report: Report) -> bytes:  # noqa: ARG002
        """Return an SVG: the first slide large, the next two beside it."""
        shown = edition(lesson, Audience.STUDENT)
        # The deck's own making says what there is to say of its slides.
        plain_theme = replace(theme, template=b"") if theme.template else theme
        deck = fit(_as_projected(shown, projected(lesson)), plain_theme, _silent)
        looks = theme
        if is_right_to_left(lesson.meta.lang):
            deck, looks = mirrored_deck(deck, theme.width), mirrored_theme(theme)
        canvas = Canvas(looks, is_right_to_left(lesson.meta.lang))
        visible = (slide for slide in deck.slides if not slide.options.hidden)
        drawn = [slide_svg(slide, canvas) for slide in islice(visible, SHOWN)]
        return _svg(drawn, theme, shown).encode("utf-8")


def _as_projected(shown: Lesson, wall: Lesson) -> Lesson:
    """Return what students may see; as the class's deck where that shows no more and no less.

    They differ in speaker notes then, which no drawing has, and the deck's own lesson need
    not be fitted again.
    """
    slides = tuple(replace(slide, notes=()) for slide in wall.slides)
    return wall if (slides, wall.footnotes) == (shown.slides, shown.footnotes) else shown


def _silent(_: Diagnostic) -> None:
    pass


def _svg(drawn: list[str], theme: Theme, lesson: Lesson) -> str:
    wide, high = theme.width / EMU_PER_PT, theme.height / EMU_PER_PT
    gap = _GAP * wide
    small_wide = (wide - gap) / 2
    small_high = small_wide * high / wide
    whole = wide + gap + small_wide
    places = (
        (0.0, 0.0, wide, high),
        (wide + gap, 0.0, small_wide, small_high),
        (wide + gap, high - small_high, small_wide, small_high),
    )
    slides = "".join(
        f'<svg x="{x:.1f}" y="{y:.1f}" width="{w:.1f}" height="{h:.1f}"'
        f' viewBox="0 0 {wide:.1f} {high:.1f}">{inner}</svg>'
        for inner, (x, y, w, h) in zip(drawn, places, strict=False)
    )
    about = json.dumps(_about(lesson), ensure_ascii=True, sort_keys=True)
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {whole:.1f} {high:.1f}" role="img">'
        f"<title>{escape(lesson.meta.title)}</title><metadata>{escape(about, quote=False)}"
        f"</metadata>{slides}</svg>\n"
    )


def _about(lesson: Lesson) -> dict[str, object]:
    """Return what the index shows and searches: the lesson's lead and its terms."""
    lead = lesson.meta.description or next(
        (
            " ".join(plain(block.inlines).split())
            for slide in lesson.slides[:1]
            for block in slide.blocks
            if isinstance(block, Paragraph)
        ),
        "",
    )
    if len(lead) > LEAD_CHARACTERS:
        lead = lead[:LEAD_CHARACTERS].rsplit(" ", 1)[0] + "…"
    return {"lead": lead, "terms": list(dict.fromkeys(_terms(lesson)))[:MOST_TERMS]}


def _terms(lesson: Lesson) -> list[str]:
    """Return the terms that the lesson explains, and its slides' titles."""
    found = [" ".join(plain(slide.title).split()) for slide in lesson.slides]
    for slide in lesson.slides:
        for block in walk(slide.blocks):
            match block:
                case DefinitionList(items=items):
                    found += (plain(item.term) for item in items)
                case List(items=entries):
                    for entry in entries:
                        begins = entry.blocks[0] if entry.blocks else None
                        run = begins.inlines[0] if isinstance(begins, Paragraph) else None
                        if isinstance(run, Run) and run.marks and Mark.BOLD in run.marks:
                            found.append(run.text.strip(" :"))
    return [" ".join(each.split()) for each in found if each.strip()]
