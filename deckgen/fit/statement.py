"""A few large words in the middle: a statement, or what a divider says of its section."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from typing import Final

from deckgen.fit.around import text_row
from deckgen.fit.atoms import atoms, stack_height
from deckgen.fit.deck import Bullet, Style
from deckgen.fit.page import Composition, Page, accent, place_of
from deckgen.fit.pieces import Piece, Text
from deckgen.fit.sizes import Area
from deckgen.fit.stacking import text_frame
from deckgen.model import plain

MOST_LINES: Final = 6
MOST_PARAGRAPHS: Final = 3
LONGEST: Final = 600
"""The lines, paragraphs and characters of a statement."""

HIGH: Final = 0.36
"""The share of the free height over a statement: the optical middle is above the geometric one."""

MARK_PT: Final = 72.0
OVER_PT: Final = 16.0
"""The width of the accent's line, and its distance to the words under it."""


def statement(page: Page) -> Composition | None:
    """Set a short paragraph or two, or one panel, large in the middle."""
    texts = _texts(page)
    if not texts or sum(len(plain(text.inlines)) for text in texts) > LONGEST:
        return None
    panel = texts[0].panel not in ("", "quiz") and all(t.group == texts[0].group for t in texts)
    if not panel and (len(texts) > MOST_PARAGRAPHS or not _are_paragraphs(texts)):
        return None
    place = place_of(page.setting, "Statement", "statement")
    area = Area.of(place.box)
    for size in page.setting.theme.scale.statement:
        sizes = replace(page.sizes, body=size)
        row = tuple(atoms(page.pieces, sizes, area.width, area.height * 2, page.setting))
        height = stack_height(row)
        if height <= (MOST_LINES + 0.5 * len(texts)) * 1.2 * size and height <= area.height:
            break
    else:
        return None
    area = replace(area, y=area.y + HIGH * (area.height - height), height=height)
    frame = text_frame(row, area, sizes, page.setting, place.idx, anchor="t")
    marked = not panel and area.y - OVER_PT > page.area.y
    rules = (accent(area.x, area.y - OVER_PT, MARK_PT),) if marked else ()
    return Composition("Statement", (frame,), height / page.area.height, rules)


def divider(page: Page) -> Composition | None:
    """Set a few paragraphs under the title of a section."""
    texts = _texts(page)
    places = page.setting.theme.layout("Section Header").find("lead")
    if not texts or not places or not _are_paragraphs(texts):
        return None
    area = Area.of(places[0].box)
    for size in page.setting.theme.scale.lead:
        sizes = replace(page.sizes, body=size)
        row = text_row(texts, sizes, area.width)
        height = stack_height(row)
        if height <= area.height:
            frame = text_frame(row, area, sizes, page.setting, places[0].idx)
            return Composition("Section Header", (frame,), height / page.area.height)
    return None


def _texts(page: Page) -> Sequence[Text]:
    """Return the page's paragraphs; none where it has anything else, or footnotes."""
    texts = [piece for piece in page.pieces if isinstance(piece, Text)]
    return texts if len(texts) == len(page.pieces) and page.whole_row == page.row else ()


def _are_paragraphs(pieces: Sequence[Piece]) -> bool:
    return all(
        isinstance(piece, Text)
        and piece.style is Style.BODY
        and piece.bullet is Bullet.NONE
        and not piece.panel
        and not piece.indent_em
        for piece in pieces
    )
