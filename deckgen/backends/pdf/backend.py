"""The backend itself: an edition becomes HTML, the HTML a PDF, its messages diagnostics."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Final

from deckgen.backends.pdf.css import color, stylesheet
from deckgen.backends.pdf.drawing import at_address
from deckgen.backends.pdf.engine import Resources, write_pdf
from deckgen.backends.pdf.glyphs import boxed, line_with, missing_glyphs, worth_a_warning
from deckgen.backends.pdf.html import document, tightened
from deckgen.backends.pdf.icons import icon_at
from deckgen.backends.pdf.setting import Setting, setting
from deckgen.diagnostics import Diagnostic, Report, Severity
from deckgen.editions import edition
from deckgen.model import Audience, Lesson
from deckgen.theme import Theme

_LONELY: Final = 0.25  # a last page with less on it is worth setting the others tighter
_PICTURE: Final = re.compile(r"Failed to (?:load image at|render SVG image) '?(\S+?)'?(?=: |$)")


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
        css, resources = stylesheet(theme, shown.meta.lang), _resources(place, theme)
        html = document(place)
        printed = write_pdf(html, css, resources)
        messages = printed.messages
        if missing := missing_glyphs(messages):
            html = boxed(html, missing)
            printed = write_pdf(html, css, resources)
        if printed.pages > 1 and printed.fill < _LONELY:
            tight = write_pdf(tightened(html), css, resources)
            printed = tight if tight.pages < printed.pages else printed
        for finding in (*_glyphs(worth_a_warning(missing), place), *_pictures(messages, place)):
            report(finding)
        return printed.data


def _resources(place: Setting, theme: Theme) -> Resources:
    sources = {address: src for src, address in place.pictures.items()}

    def resource(url: str) -> tuple[bytes, str] | None:
        if src := sources.get(url):
            picture = place.lesson.pictures[src]
            media = "svg+xml" if picture.media == "svg" else picture.media
            return picture.data, f"image/{media}"
        svg = icon_at(url, theme) or at_address(url, color(theme, "ink"))
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
            "install a font that has it, such as one of Noto's",
        )


def _pictures(messages: tuple[str, ...], place: Setting) -> Iterator[Diagnostic]:
    """Yield what WeasyPrint could not draw; its other messages mean nothing to an author."""
    sources = {address: src for src, address in place.pictures.items()}
    for message in messages:
        if found := _PICTURE.search(message):
            name = sources.get(found[1], found[1])
            text = f"the handout cannot show '{name}'"
            yield Diagnostic(Severity.WARNING, "picture", text, place.lesson.file)
