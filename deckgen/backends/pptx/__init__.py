"""PowerPoint: a native, editable deck."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final

from deckgen.agenda import groups, with_agenda
from deckgen.backends import Variant, audience_of, editions
from deckgen.backends.pptx.package import pack, slide_count
from deckgen.book_wording import book_wording
from deckgen.diagnostics import Report
from deckgen.editions import edition, projected
from deckgen.fit import fit
from deckgen.fit.deck import Deck
from deckgen.formulas import linear
from deckgen.model import Audience, Lesson, Meta, Volume
from deckgen.settings import Settings
from deckgen.theme import Theme
from deckgen.values import replace
from deckgen.wording import section_label, wording


class PptxBackend:
    """Draws the slides of one audience's edition.

    The instructor's is seen by the class, so that what is for the instructor
    alone stands in the speaker notes.
    """

    suffix = ".pptx"

    def variants(self, settings: Settings) -> tuple[Variant, ...]:
        """Return a deck for each edition asked for; the instructor's is the plain one."""
        return editions(settings, Audience.INSTRUCTOR)

    def audience(self, settings: Settings) -> Audience:
        """Return whose edition these settings ask for."""
        return audience_of(settings, Audience.INSTRUCTOR)

    def count(self, data: bytes) -> int:
        """Return how many slides a deck has."""
        return slide_count(data)

    def render(self, lesson: Lesson, theme: Theme, report: Report) -> bytes:
        """Return the deck as a ``.pptx`` file."""
        shown = _shown(lesson, lesson.meta.settings)
        deck = _sectioned(fit(shown, theme, report), groups(shown.slides))
        data = pack(deck, theme, report, lesson.file)
        return _proven(data, (lesson,), lesson.meta, theme, report, lesson.file)

    def bind(self, volume: Volume, theme: Theme, report: Report) -> bytes:
        """Return the decks of several lessons as one, with their contents and sections."""
        from deckgen.backends.pptx.binding import volume_deck

        lessons = (_shown(lesson, volume.meta.settings) for lesson in volume.lessons)
        deck = volume_deck(replace(volume, lessons=tuple(lessons)), theme)
        data = pack(deck, theme, report, volume.file)
        return _proven(data, volume.lessons, volume.meta, theme, report, volume.file)


def _proven(
    data: bytes, lessons: tuple[Lesson, ...], meta: Meta, theme: Theme, report: Report, file: str
) -> bytes:
    """Return a deck; say so if it is a student's and holds what is the instructor's."""
    if audience_of(meta.settings, Audience.INSTRUCTOR) is Audience.STUDENT:
        from deckgen.backends.pptx.reading import pptx_texts
        from deckgen.withheld import leaks, texts_in

        words = tuple(
            (wording(each.lang), book_wording(each.lang)) for each in _metas(meta, lessons)
        )
        labels = tuple(section_label(each) for each in _metas(meta, lessons))
        known = (
            _FURNITURE,
            theme.title,
            theme.name,
            *labels,
            *texts_in((meta, theme.layouts, words)),
        )
        for leak in leaks(lessons, known, lambda: pptx_texts(data), file, linear):
            report(leak)
    return data


def _metas(meta: Meta, lessons: tuple[Lesson, ...]) -> tuple[Meta, ...]:
    return (meta, *(lesson.meta for lesson in lessons))


# What a deck's own parts and shapes are called.
_FURNITURE: Final = (
    "deckgen Widescreen Title Bar Rule Accent Hairline Text Code Table Chart Formula Picture Notes"
    " Slide Image Page Number Sheet1 DECKGEN_KEY DECKGEN_PART DECKGEN_TEXT Decoration Flat adj"
    " agenda answers"
)


def _shown(lesson: Lesson, settings: Settings) -> Lesson:
    """Return the lesson as the audience that the settings name may see it."""
    audience = audience_of(settings, Audience.INSTRUCTOR)
    instructor = audience is Audience.INSTRUCTOR
    shown = projected(lesson) if instructor else edition(lesson, audience)
    return with_agenda(shown) if lesson.meta.settings.agenda else shown


def _sectioned(deck: Deck, names: Mapping[str, str]) -> Deck:
    """Return the deck with the section of every slide."""
    slides = (replace(slide, section=names.get(slide.key, "")) for slide in deck.slides)
    return replace(deck, slides=tuple(slides))


__all__ = ["PptxBackend", "pack"]
