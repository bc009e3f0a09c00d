"""The backend itself: an edition becomes HTML, the HTML a PDF, its messages diagnostics."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Final
from unicodedata import name

from deckgen.backends import Variant, audience_of, editions
from deckgen.backends.pdf.arranging import arranged
from deckgen.backends.pdf.charts import chart_at
from deckgen.backends.pdf.css import color, stylesheet
from deckgen.backends.pdf.drawing import at_address
from deckgen.backends.pdf.engine import Resources, lay_out, write_pdf
from deckgen.backends.pdf.glyphs import boxed, line_with, missing_glyphs, worth_a_warning
from deckgen.backends.pdf.icons import icon_at
from deckgen.backends.pdf.imposing import imposed
from deckgen.backends.pdf.printing import printing_of, sheet_of
from deckgen.backends.pdf.setting import Setting, setting
from deckgen.backends.pdf.soundness import faults
from deckgen.diagnostics import Diagnostic, Report, Severity
from deckgen.editions import edition
from deckgen.model import Audience, Lesson
from deckgen.settings import Settings
from deckgen.theme import Theme
from deckgen.wording import is_right_to_left

_PICTURE: Final = re.compile(r"Failed to (?:load image at|render SVG image) '?(\S+?)'?(?=: |$)")


class PdfBackend:
    """Renders handouts: tagged, accessible PDF (PDF/UA-1) with every font embedded."""

    suffix = ".pdf"

    def variants(self, settings: Settings) -> tuple[Variant, ...]:
        """Return a handout for each edition asked for; the student's is the plain one."""
        return editions(settings, Audience.STUDENT)

    def render(self, lesson: Lesson, theme: Theme, report: Report) -> bytes:
        """Return the handout of one lesson.

        Raises:
            DeckgenError: the machine lacks WeasyPrint or Pango.
        """
        audience = audience_of(lesson.meta.settings, Audience.STUDENT)
        printing = printing_of(lesson.meta.settings)
        shown = edition(lesson, audience)
        place = setting(shown, theme, audience, report)
        css, resources = stylesheet(theme, shown.meta.lang, place.page), _resources(place, theme)
        html, sheets = arranged(place, css, resources)
        data, messages = write_pdf(sheets, printing)
        missing = missing_glyphs(messages)
        if missing:
            sheets = lay_out(boxed(html, missing), css, resources)
            data, _ = write_pdf(sheets, printing)
        if printing.imposed:
            sheet = sheet_of(theme, printing)
            data = imposed(data, sheet, right_to_left=is_right_to_left(shown.meta.lang))
        for finding in (
            *_glyphs(worth_a_warning(missing), place),
            *_pictures(messages, place),
            *_faults(data, place),
        ):
            report(finding)
        return data


def _resources(place: Setting, theme: Theme) -> Resources:
    sources = {address: src for src, address in place.pictures.items()}

    def resource(url: str) -> tuple[bytes, str] | None:
        if src := sources.get(url):
            picture = place.lesson.pictures[src]
            media = "svg+xml" if picture.media == "svg" else picture.media
            return picture.data, f"image/{media}"
        svg = icon_at(url, theme) or chart_at(url, theme) or at_address(url, color(theme, "ink"))
        return (svg.encode(), "image/svg+xml") if svg else None

    return resource


def _glyphs(missing: tuple[str, ...], place: Setting) -> Iterator[Diagnostic]:
    for character in missing:
        yield Diagnostic(
            Severity.WARNING,
            "glyph",
            f"no font at hand has '{character}' (U+{ord(character):04X}); the handout has a box",
            place.lesson.file,
            line_with(character, place),
            f"install a font that has {_name(character)}: apt-get install -y fonts-noto",
        )


def _name(character: str) -> str:
    """Return a character's name, which begins with its script's."""
    return name(character, f"U+{ord(character):04X}").lower()


def _pictures(messages: tuple[str, ...], place: Setting) -> Iterator[Diagnostic]:
    """Yield what WeasyPrint could not draw; its other messages mean nothing to an author."""
    sources = {address: src for src, address in place.pictures.items()}
    for message in messages:
        if found := _PICTURE.search(message):
            shown = sources.get(found[1], found[1])
            text = f"the handout cannot show '{shown}'"
            yield Diagnostic(Severity.WARNING, "picture", text, place.lesson.file)


def _faults(data: bytes, place: Setting) -> Iterator[Diagnostic]:
    """Yield an error for what should never be in a handout: it is not to be handed out."""
    for fault in faults(data):
        text = f"the handout is not safe to hand out: {fault}"
        hint = "this is a fault of deckgen: please report it with the lesson"
        yield Diagnostic(Severity.ERROR, "crash", text, place.lesson.file, 0, hint)
