"""The backend itself: an edition becomes HTML, the HTML a PDF, its messages diagnostics."""

from __future__ import annotations

from functools import partial
from types import MappingProxyType
from typing import Final

from deckgen.backends import Variant, audience_of, editions
from deckgen.backends.pdf.arranging import arranged
from deckgen.backends.pdf.booklet import bind_pages, parts_of
from deckgen.backends.pdf.charts import chart_at
from deckgen.backends.pdf.counting import page_count
from deckgen.backends.pdf.css import color, stylesheet
from deckgen.backends.pdf.drawing import at_address
from deckgen.backends.pdf.engine import Resources, bound, engine_problem, lay_out, write_pdf
from deckgen.backends.pdf.fields import with_fields
from deckgen.backends.pdf.findings import findings
from deckgen.backends.pdf.glyphs import boxed, missing_glyphs
from deckgen.backends.pdf.icons import icon_at
from deckgen.backends.pdf.imposing import imposed
from deckgen.backends.pdf.kinds.choosing import begun
from deckgen.backends.pdf.leaking import leaks_of
from deckgen.backends.pdf.printing import printing_of, set_aside, sheet_of
from deckgen.backends.pdf.setting import Setting
from deckgen.diagnostics import Report
from deckgen.model import Audience, Lesson, Volume
from deckgen.settings import Settings
from deckgen.theme import Theme
from deckgen.values import replace
from deckgen.wording import is_right_to_left


class PdfBackend:
    """Renders handouts: tagged, accessible PDF (PDF/UA-1) with every font embedded."""

    suffix = ".pdf"

    def warm(self) -> None:
        """Import WeasyPrint ahead of the first handout; what is missing, that one says."""
        engine_problem()

    def variants(self, settings: Settings) -> tuple[Variant, ...]:
        """Return a handout of each kind for each edition; the student's have no edition's name."""
        return tuple(
            Variant(
                "-".join(filter(None, (_TAGS.get(kind, kind), each.tag))),
                replace(each.settings, handout=(kind,)),
            )
            for kind in dict.fromkeys(settings.handout)
            for each in editions(settings, Audience.STUDENT)
        )

    def audience(self, settings: Settings) -> Audience:
        """Return whose edition these settings ask for."""
        return audience_of(settings, Audience.STUDENT)

    def count(self, data: bytes) -> int:
        """Return how many pages a handout has."""
        return page_count(data)

    def render(self, lesson: Lesson, theme: Theme, report: Report) -> bytes:
        """Return the handout of one lesson: the first of the kinds that it asks for.

        Raises:
            DeckgenError: the machine lacks WeasyPrint or Pango.
        """
        kind = lesson.meta.settings.handout[0]
        audience = audience_of(lesson.meta.settings, Audience.STUDENT)
        printing = printing_of(lesson.meta.settings)
        if aside := set_aside(lesson.meta.settings):
            report(aside)
        place, built = begun(lesson, theme, audience, report)
        instructor = audience is Audience.INSTRUCTOR
        css = stylesheet(theme, lesson.meta.lang, place.page, kind, instructor=instructor)
        resources = _resources(place, theme)
        change = partial(with_fields, lang=lesson.meta.lang) if printing.fillable else str
        if built:
            html = change(built)
            sheets = lay_out(html, css, resources)
        else:
            html, sheets = arranged(place, css, resources, change)
        data, messages = write_pdf(sheets, printing)
        missing = missing_glyphs(messages)
        if missing:
            sheets = lay_out(boxed(html, missing), css, resources)
            data, _ = write_pdf(sheets, printing)
        if printing.imposed:
            sheet = sheet_of(theme, printing)
            data = imposed(data, sheet, right_to_left=is_right_to_left(lesson.meta.lang))
        for finding in findings(data, messages, missing, (place,)):
            report(finding)
        if not instructor:
            for leak in leaks_of(data, (lesson,), theme):
                report(leak)
        return data

    def bind(self, volume: Volume, theme: Theme, report: Report) -> bytes:
        """Return the handouts of several lessons as one book; slides as one show.

        Raises:
            DeckgenError: the machine lacks WeasyPrint or Pango.
        """
        audience = audience_of(volume.meta.settings, Audience.STUDENT)
        printing = printing_of(volume.meta.settings)
        if aside := set_aside(volume.meta.settings):
            report(aside)
        parts = parts_of(volume, theme, audience, report)
        places = tuple(part.place for part in parts)
        resources = _first([_resources(place, theme) for place in places])
        bind = partial(bind_pages, volume, parts, theme, audience, resources)
        data, messages = write_pdf(bound(*bind()), printing)
        missing = missing_glyphs(messages)
        if missing:
            sheets = bound(*bind(lambda html: boxed(html, missing)))
            data, _ = write_pdf(sheets, printing)
        if printing.imposed:
            sheet = sheet_of(theme, printing)
            data = imposed(data, sheet, right_to_left=is_right_to_left(volume.meta.lang))
        for finding in findings(data, messages, missing, places):
            report(finding)
        if audience is Audience.STUDENT:
            for leak in leaks_of(data, volume.lessons, theme, volume):
                report(leak)
        return data


def _first(sources: list[Resources]) -> Resources:
    """Return what looks for an address in each of ``sources``."""
    return lambda url: next((found for source in sources if (found := source(url))), None)


_TAGS: Final = MappingProxyType({"study": ""})


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
