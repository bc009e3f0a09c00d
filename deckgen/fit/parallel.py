"""Parallel points: cards for short ones, a list of terms for long ones and for a glossary."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from typing import Final

from deckgen.fit.cards import LAYOUTS as CARDS
from deckgen.fit.cards import cards
from deckgen.fit.page import Composition, Page
from deckgen.fit.sizes import Sizes
from deckgen.fit.term_list import LAYOUT as ROWS
from deckgen.fit.term_list import term_list
from deckgen.fit.terms import Terms, terms

SMALLER: Final = 4.0
"""How many points smaller than the page's text that of cards and rows may be."""

LAYOUTS: Final = frozenset((*CARDS.values(), ROWS))
MOST_LINES: Final = 99


def parallel(page: Page) -> Composition | None:
    """Set two to six parallel points at the largest size, in the shape that suits them."""
    found = _points(page)
    if found is None:
        return None
    listed = found.glossary or len(found.points) == 5
    shapes = (term_list, cards) if listed else (cards, term_list)
    tried = (shape(found, page, sizes) for sizes in _sizes(page, SMALLER) for shape in shapes)
    return next(filter(None, tried), None)


def as_cards(page: Page) -> Composition | None:
    """Set two to six parallel points as cards, however long they are."""
    found = _points(page)
    if found is None:
        return None
    tried = (cards(found, page, sizes, MOST_LINES) for sizes in _sizes(page))
    return next(filter(None, tried), None)


def as_terms(page: Page) -> Composition | None:
    """Set two to six parallel points as a list of terms, however short they are."""
    found = _points(page)
    if found is None:
        return None
    return next(filter(None, (term_list(found, page, sizes) for sizes in _sizes(page))), None)


def _points(page: Page) -> Terms | None:
    found = terms(page.pieces, page.setting)
    return found if found and len(found.points) > 1 else None


def _sizes(page: Page, smaller: float = 99.0) -> Iterator[Sizes]:
    """Yield the page's own sizes, then those up to so many points below."""
    yield page.sizes
    for size in page.setting.theme.scale.body:
        if page.sizes.body - smaller <= size < page.sizes.body:
            yield replace(page.sizes, body=size, heading=min(size + 2, page.sizes.heading))
