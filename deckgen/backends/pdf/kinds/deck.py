"""The fitted deck that handouts show: the slides that a class sees, ready to be drawn on paper."""

from __future__ import annotations

from collections.abc import Iterator

from deckgen.backends.pdf.setting import Setting, setting
from deckgen.diagnostics import Report
from deckgen.editions import seen
from deckgen.fit import fit
from deckgen.fit.deck import Deck, FittedSlide
from deckgen.fit.mirroring import mirrored_deck, mirrored_theme
from deckgen.model import Audience, Lesson
from deckgen.theme import Theme
from deckgen.values import Value
from deckgen.wording import RIGHT_TO_LEFT, primary


class Shown(Value):
    """A deck and its theme, mirrored where the language wants it, and what they are set with."""

    deck: Deck
    theme: Theme
    setting: Setting

    @property
    def slides(self) -> Iterator[tuple[int, FittedSlide]]:
        """The slides with their numbers in the deck, from 1."""
        yield from enumerate(self.deck.slides, 1)


def shown_deck(
    lesson: Lesson, theme: Theme, audience: Audience, kind: str, report: Report
) -> Shown:
    """Return the lesson's slides as the class sees them, hidden ones left out.

    What does not fit is said where slides are the handout: a deck says it too.
    """
    visible = seen(lesson, audience)
    place = setting(visible, theme, audience, report, kind)
    deck = fit(visible, theme, report if kind == "slides" else _silence)
    if primary(lesson.meta.lang) in RIGHT_TO_LEFT and not theme.template:
        return Shown(mirrored_deck(deck, theme.width), mirrored_theme(theme), place)
    return Shown(deck, theme, place)


def _silence(_: object) -> None:
    pass
