"""The shape of one slide by what is on it: the first composition that holds it is taken."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from types import MappingProxyType
from typing import Final

from deckgen.fit.alone import alone
from deckgen.fit.asking import asking
from deckgen.fit.atoms import frame_count, stack_height
from deckgen.fit.beside import beside
from deckgen.fit.beside_chart import beside_chart
from deckgen.fit.beside_code import as_beside_code, beside_code
from deckgen.fit.comparing import LAYOUTS as COMPARISONS
from deckgen.fit.comparing import as_comparison, comparison
from deckgen.fit.gallery import gallery
from deckgen.fit.layout_names import CARDS
from deckgen.fit.page import Composition, Page, stacked
from deckgen.fit.parallel import LAYOUTS as PARALLEL
from deckgen.fit.parallel import as_cards, as_terms, parallel
from deckgen.fit.pieces import Text
from deckgen.fit.quoting import quote
from deckgen.fit.short_list import short_list
from deckgen.fit.sizes import MOST_FRAMES
from deckgen.fit.statement import divider, statement
from deckgen.fit.texts import columns, halves, text, two_lists
from deckgen.fit.tiles import tiles

Compose = Callable[[Page], "Composition | None"]


def compose(page: Page, layout: str = "", *, listed: bool = False) -> Composition | None:
    """Return the composition asked for, or that suits the page; ``None`` where none holds it.

    ``listed`` keeps parallel points in the list that they come in, and
    sub-headings one under the other.
    """
    if not page.pieces:
        return Composition(layout if layout in _EMPTY else "Section Header", (), 0.0)
    asked = _BY_LAYOUT.get(layout, ())
    suited = _OF_TEXT if all(isinstance(piece, Text) for piece in page.pieces) else _OF_ALL
    for one in (*asked, *suited):
        found = one(page) if not (listed and one in _SHAPED) else None
        if found:
            return found
    return None


def _stacked(page: Page) -> Composition | None:
    row = page.whole_row
    if stack_height(row) > page.area.height + 0.01 or frame_count(row) > MOST_FRAMES:
        return None
    return stacked(page)


_EMPTY: Final = frozenset(("Title Only", "Title and Content"))
_OF_TEXT: Final[tuple[Compose, ...]] = (
    quote, statement, asking, comparison, parallel, tiles, two_lists, short_list, text, _stacked,
)  # fmt: skip
"""What may suit a page of paragraphs alone, the most particular first."""

_OF_ALL: Final[tuple[Compose, ...]] = (
    alone, gallery, comparison, columns, beside, beside_chart, beside_code, two_lists, text,
    _stacked,
)  # fmt: skip
"""What may suit a page with anything else on it."""

_SHAPED: Final = (parallel, comparison)

_BY_LAYOUT: Final[Mapping[str, tuple[Compose, ...]]] = MappingProxyType(
    {
        "Title and Content": (text,),
        "Two Content": (halves,),
        "Stacked Content": (_stacked,),
        "Content and Picture": (beside,),
        "Section Header": (divider,),
        "Question": (asking,),
        "Code": (alone, as_beside_code),
        "Code and Text": (as_beside_code,),
        "Term List": (as_terms,),
        **dict.fromkeys(COMPARISONS.values(), (as_comparison,)),
        **dict.fromkeys((CARDS, *PARALLEL - {"Term List"}), (as_cards, tiles)),
    }
)
