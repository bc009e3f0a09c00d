"""Parallel points: cards for short ones, a list of terms for long ones and for a glossary."""

from __future__ import annotations

from typing import Final

from deckgen.fit.cards import LAYOUTS as CARDS
from deckgen.fit.cards import cards
from deckgen.fit.page import SMALLER, Composition, Page, sizes_below
from deckgen.fit.term_list import LAYOUT as ROWS
from deckgen.fit.term_list import term_list
from deckgen.fit.terms import Terms, terms

LAYOUTS: Final = frozenset((*CARDS.values(), ROWS))
MOST_LINES: Final = 99


def parallel(page: Page) -> Composition | None:
    """Set two to eight parallel points at the largest size, in the shape that suits them."""
    found = _points(page)
    if found is None:
        return None
    listed = found.glossary or len(found.points) not in (2, 3, 4, 6)
    shapes = (term_list, cards) if listed else (cards, term_list)
    tried = (shape(found, page, sizes) for sizes in sizes_below(page, SMALLER) for shape in shapes)
    return next(filter(None, tried), None)


def as_cards(page: Page) -> Composition | None:
    """Set two to six parallel points as cards, however long they are."""
    found = _points(page)
    if found is None:
        return None
    tried = (cards(found, page, sizes, MOST_LINES) for sizes in sizes_below(page))
    return next(filter(None, tried), None)


def as_terms(page: Page) -> Composition | None:
    """Set two to eight parallel points as a list of terms, however short they are."""
    found = _points(page)
    if found is None:
        return None
    return next(filter(None, (term_list(found, page, sizes) for sizes in sizes_below(page))), None)


def _points(page: Page) -> Terms | None:
    found = terms(page.pieces, page.setting)
    return found if found and len(found.points) > 1 else None
