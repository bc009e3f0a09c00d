"""A lesson as the kind of handout that is asked for: what it is set with, and its HTML."""

from __future__ import annotations

from deckgen.backends.pdf.gaps import gaps_of
from deckgen.backends.pdf.kinds.cornell import cornell_document
from deckgen.backends.pdf.kinds.deck import shown_deck
from deckgen.backends.pdf.kinds.notes import notes_document
from deckgen.backends.pdf.kinds.slides import slides_document
from deckgen.backends.pdf.setting import Setting, setting
from deckgen.diagnostics import Report
from deckgen.editions import edition
from deckgen.model import Audience, Lesson
from deckgen.theme import Theme
from deckgen.values import replace


def begun(lesson: Lesson, theme: Theme, audience: Audience, report: Report) -> tuple[Setting, str]:
    """Return what a handout is set with, and its HTML; none where it may be arranged yet."""
    kind = lesson.meta.settings.handout[0]
    if kind in ("slides", "notes"):
        shown = shown_deck(lesson, theme, audience, kind, report)
        if kind == "slides":
            return shown.setting, slides_document(shown)
        return shown.setting, notes_document(shown, lesson.meta.settings.frames)
    place = setting(edition(lesson, audience), theme, audience, report, kind)
    if kind == "cornell":
        return place, cornell_document(place)
    if kind == "guided":
        # The numbers of the key are those on the student's pages.
        place = replace(place, gaps=gaps_of(edition(lesson, Audience.STUDENT)))
    return place, ""
