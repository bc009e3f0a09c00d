"""A list of few lines: large, spread over the page, on a ground of its own."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

from deckgen.fit.atoms import Atom, atoms, stack_height
from deckgen.fit.deck import Bullet, Style, TextFrame
from deckgen.fit.page import Composition, Page, place_of
from deckgen.fit.pieces import Text
from deckgen.fit.sizes import LARGER, Sizes
from deckgen.fit.stacking import text_frame
from deckgen.values import replace

MOST: Final = 7
"""The most paragraphs."""

LONGER: Final = 1
"""How many of them may take a second line."""

EMPTY: Final = 0.75
"""A list that fills less than this share of the page, with its spaces open, gets a ground."""

TALL: Final = 0.8
"""The share of the page's height that the ground takes."""

HIGH: Final = 0.3
WIDEST_GAP_EM: Final = 1.6


def short_list(page: Page) -> Composition | None:
    """Set a list that would leave most of its page empty, large and well spread."""
    texts = [piece for piece in page.pieces if isinstance(piece, Text)]
    if not 2 <= len(texts) <= MOST or len(texts) != len(page.pieces):
        return None
    if page.is_noted or not _is_list(texts):
        return None
    if page.setting.theme.template:  # its lists look as their owner wants
        return None
    inside = [replace(text, panel="list") for text in texts]
    return next(filter(None, (_tried(inside, sizes, page) for sizes in _sizes(page))), None)


def _tried(inside: list[Text], sizes: Sizes, page: Page) -> Composition | None:
    row = tuple(atoms(tuple(inside), sizes, page.area.width, page.area.height, page.setting))
    if len(row) != len(inside):
        return None
    lines = sum(atom.height for atom in row) / (1.2 * sizes.body)
    natural = stack_height(row)
    if lines > len(row) + LONGER + 0.1 or natural > EMPTY * page.area.height:
        return None
    return _set(row, natural, sizes, page)


def _is_list(texts: list[Text]) -> bool:
    """Tell whether a page is one list without levels, with a paragraph around it at most."""
    if any(text.style is not Style.BODY or text.panel or text.level for text in texts):
        return False
    marks = [at for at, text in enumerate(texts) if text.bullet is not Bullet.NONE]
    if len(marks) < 2 or marks[-1] - marks[0] != len(marks) - 1:
        return False
    return marks[0] <= 1 and len(texts) - 1 - marks[-1] <= 1


def _sizes(page: Page) -> Iterator[Sizes]:
    """Yield sizes from that of slides with little on them down to the page's own."""
    largest = max(round(LARGER * page.setting.theme.scale.body[0]), page.sizes.body)
    for more in (4, 2, 0):
        if page.sizes.body + more <= largest:
            yield replace(page.sizes, body=page.sizes.body + more)


def _set(row: tuple[Atom, ...], natural: float, sizes: Sizes, page: Page) -> Composition:
    setting, area = page.setting, page.area
    gaps = len(row) - 1
    room = TALL * area.height - natural
    widest = WIDEST_GAP_EM * sizes.body - max(atom.space for atom in row[1:])
    more = min(max(room, 0.0) / (gaps + 1), max(widest, 0.0))
    spread = tuple(
        replace(atom, space=atom.space + more) if at else atom for at, atom in enumerate(row)
    )
    height = max(natural + gaps * more, min(TALL * area.height, natural + (gaps + 2) * more))
    y = area.y + HIGH * (area.height - height)
    idx = place_of(setting, "Title and Content", "body").idx
    at = replace(area, y=y, height=height)
    frame: TextFrame = text_frame(spread, at, sizes, setting, idx, anchor="ctr")
    return Composition("Title and Content", (frame,), height / area.height)
