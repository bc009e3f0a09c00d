"""The backend itself: an edition becomes HTML, the HTML a PDF, its messages diagnostics."""

from __future__ import annotations

import re
from typing import Final

from deckgen.backends.pdf.css import stylesheet
from deckgen.backends.pdf.drawing import at_address
from deckgen.backends.pdf.engine import Resources, write_pdf
from deckgen.backends.pdf.html import document
from deckgen.backends.pdf.icons import icon_at
from deckgen.backends.pdf.setting import Setting, setting
from deckgen.diagnostics import Diagnostic, Report, Severity
from deckgen.editions import edition
from deckgen.model import Audience, Lesson
from deckgen.theme import Theme

_GLYPH: Final = re.compile(r"\.notdef glyph .*\(U\+([0-9A-F]+)\)$", re.DOTALL)
_PICTURE: Final = re.compile(
    r"(?:Failed to load image at|Failed to render SVG image)\s+'?(\S+?)'?(:|$)"
)


class PdfBackend:
    """Renders handouts: tagged, accessible PDF (PDF/UA-1) with every font embedded."""

    suffix = ".pdf"

    def __init__(self, audience: Audience = Audience.STUDENT) -> None:
        self.audience = audience

    def render(self, lesson: Lesson, theme: Theme, report: Report) -> bytes:
        """Return the handout of one lesson.

        Raises:
            DeckgenError: the machine lacks WeasyPrint or Pango.
        """
        shown = edition(lesson, self.audience)
        place = setting(shown, theme, self.audience, report)
        css = stylesheet(theme, shown.meta.lang)
        data, messages = write_pdf(document(place), css, _resources(place, theme))
        for message in messages:
            if finding := _finding(message, place):
                report(finding)
        return data


def _resources(place: Setting, theme: Theme) -> Resources:
    sources = {address: src for src, address in place.pictures.items()}

    def resource(url: str) -> tuple[bytes, str] | None:
        if src := sources.get(url):
            picture = place.lesson.pictures[src]
            media = "svg+xml" if picture.media == "svg" else picture.media
            return picture.data, f"image/{media}"
        svg = icon_at(url, theme) or at_address(url)
        return (svg.encode(), "image/svg+xml") if svg else None

    return resource


def _finding(message: str, place: Setting) -> Diagnostic | None:
    """Return what a message of WeasyPrint's means for the author; most mean nothing."""
    file = place.lesson.file
    if glyph := _GLYPH.search(message):
        character = chr(int(glyph[1], 16))
        text = f"no font at hand has '{character}' (U+{glyph[1]}); the handout shows a box"
        hint = "install a font that has it, such as Noto"
        return Diagnostic(Severity.WARNING, "glyph", text, file, hint=hint)
    if picture := _PICTURE.search(message):
        names = {address: src for src, address in place.pictures.items()}
        name = names.get(picture[1], picture[1])
        text = f"the handout cannot show '{name}'"
        return Diagnostic(Severity.WARNING, "picture", text, file)
    return None
