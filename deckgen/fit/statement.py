"""A few large words in the middle: a statement, or what a divider says of its section."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

from deckgen.fit.around import text_row
from deckgen.fit.atoms import atoms, stack_height
from deckgen.fit.deck import Bullet, Style, TextFrame
from deckgen.fit.page import Composition, Page, accent, place_of
from deckgen.fit.pieces import Piece, Text
from deckgen.fit.sizes import Area
from deckgen.fit.stacking import text_frame
from deckgen.model import plain
from deckgen.values import replace

MOST_LINES: Final = 6
MOST_PARAGRAPHS: Final = 3
LONGEST: Final = 600
"""The lines, paragraphs and characters of a statement."""

HIGH: Final = 0.36
"""The share of the free height over a statement: the optical middle is above the geometric one."""

NOTES_PT: Final = 18.0
"""The least space over footnotes."""

MARK_PT: Final = 72.0
OVER_PT: Final = 16.0
"""The width of the accent's line, and its distance to the words under it."""


def statement(page: Page) -> Composition | None:
    """Set a short paragraph or two, one bullet or one panel, large in the middle."""
    texts = _texts(page)
    if len(texts) == 1 and texts[0].bullet is Bullet.DOT:
        texts = [replace(texts[0], bullet=Bullet.NONE, indent_em=0.0, hang_em=0.0)]
    if not texts:
        return None
    panel = texts[0].panel not in ("", "quiz") and all(t.group == texts[0].group for t in texts)
    if not panel and (len(texts) > MOST_PARAGRAPHS or not _are_paragraphs(texts)):
        return None
    if sum(len(plain(text.inlines)) for text in texts) > LONGEST:
        return None
    place = place_of(page.setting, "Statement", "statement")
    area = replace(Area.of(place.box), y=page.area.y, height=page.area.height)
    for size in page.setting.theme.scale.statement:
        sizes = replace(page.sizes, body=size)
        row = tuple(atoms(tuple(texts), sizes, area.width, area.height * 2, page.setting))
        height = stack_height(row)
        if height <= (MOST_LINES + 0.5 * len(texts)) * 1.2 * size and height <= area.height:
            break
    else:
        return None
    notes = _notes(page)
    under = sum(Area.of(note.box).height + NOTES_PT for note in notes)
    if height + under > area.height:
        return None
    area = replace(area, y=area.y + HIGH * (area.height - under - height), height=height)
    frame = text_frame(row, area, sizes, page.setting, place.idx, anchor="t")
    marked = not panel and area.y - OVER_PT > page.area.y
    rules = (accent(area.x, area.y - OVER_PT, MARK_PT),) if marked else ()
    fill = (height + under) / page.area.height
    return Composition("Statement", (frame, *notes), fill, rules)


def _notes(page: Page) -> list[TextFrame]:
    """Return the page's footnotes at its foot."""
    row = tuple(page.notes(page.area.width))
    if not row:
        return []
    height = stack_height(row)
    at = replace(page.area, y=page.area.y + page.area.height - height, height=height)
    place = place_of(page.setting, "Statement", "text")
    return [text_frame(row, at, page.sizes, page.setting, place.idx)]


def divider(page: Page) -> Composition | None:
    """Set a few paragraphs under the title of a section."""
    texts = _texts(page)
    places = page.setting.find("Section Header", "lead")
    if not texts or not places or not _are_paragraphs(texts) or page.is_noted:
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
    """Return the page's paragraphs; none where it has anything else, or no place for footnotes."""
    texts = [piece for piece in page.pieces if isinstance(piece, Text)]
    if page.is_noted:
        places = page.setting.find("Statement", "text")
        if not places or page.setting.theme.template:
            return ()
    return texts if len(texts) == len(page.pieces) else ()


def _are_paragraphs(pieces: Sequence[Piece]) -> bool:
    return all(
        isinstance(piece, Text)
        and piece.style is Style.BODY
        and piece.bullet is Bullet.NONE
        and not piece.panel
        and not piece.indent_em
        for piece in pieces
    )
