"""One deck of several lessons: each fitted as it is alone, and all of them in one file."""

from __future__ import annotations

from deckgen.binding import Part, parts
from deckgen.diagnostics import Diagnostic
from deckgen.fit import fit
from deckgen.fit.deck import Deck, FittedSlide
from deckgen.fit.titles import distinct
from deckgen.model import Volume
from deckgen.theme import Theme
from deckgen.values import replace


def volume_deck(volume: Volume, theme: Theme) -> Deck:
    """Return the deck of a volume whose lessons are as its audience may see them.

    What fitting has to say of a lesson, its own deck's making says with its lines.
    """
    slides: list[FittedSlide] = []
    sizes: list[float] = []
    for part in parts(volume):
        deck = fit(part.lesson, theme, _silent)
        sizes.append(deck.body_pt)
        slides += (_of_part(slide, part, deck) for slide in deck.slides)
    return Deck(volume.meta, tuple(distinct(slides)), max(sizes), "")


def _of_part(slide: FittedSlide, part: Part, deck: Deck) -> FittedSlide:
    return replace(slide, section=part.name, footer=deck.footer)


def _silent(_: Diagnostic) -> None:
    pass
