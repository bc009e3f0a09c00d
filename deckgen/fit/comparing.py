"""Two or three things side by side: what stands under each of a page's sub-headings."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

from deckgen.fit.around import Around, around, around_frames, text_row
from deckgen.fit.atoms import Atom, atoms, frame_count, stack_height
from deckgen.fit.deck import Bullet, Frame, Rule, Style
from deckgen.fit.page import (
    SMALLER,
    Composition,
    Page,
    accent,
    hairline,
    is_offered,
    place_of,
    sizes_below,
)
from deckgen.fit.pieces import ColumnsPiece, Piece, Text
from deckgen.fit.sizes import Area
from deckgen.fit.stacking import grouped, open_spaces, stack, text_frame, wanted_space
from deckgen.values import Value, replace

LAYOUTS: Final = {2: "Comparison", 3: "Three Comparison"}
UNDER_PT: Final = 12.0
"""The space between a heading and what stands under it; a hairline is in its middle."""

UNEVEN: Final = 0.3
"""A side shorter than this share of the longest is no match for it."""

HEAD_INSETS_PT: Final = (16.0, 16.0, 14.0, 0.0)
BODY_INSETS_PT: Final = (16.0, 8.0, 14.0, 14.0)
LEAST: Final = 0.55
"""The share of the page that boxes take where their text is short."""

HIGH: Final = 0.3
"""The share of the free height that stays over the sides."""


class _Sides(Value):
    """Headings with what stands under each, and the paragraphs over and under all."""

    before: tuple[Text, ...]
    heads: tuple[Text, ...]
    bodies: tuple[tuple[Piece, ...], ...]
    after: tuple[Text, ...]
    chosen: bool


def comparison(page: Page) -> Composition | None:
    """Set what stands under two or three sub-headings side by side, where it is a match."""
    return _compared(page, asked=False)


def as_comparison(page: Page) -> Composition | None:
    """Set what stands under two or three sub-headings side by side, however uneven it is."""
    return _compared(page, asked=True)


def _compared(page: Page, *, asked: bool) -> Composition | None:
    found = _sides(page)
    if found is None or not is_offered(page.setting, LAYOUTS[len(found.heads)]):
        return None
    pages = (replace(page, sizes=sizes) for sizes in sizes_below(page, 99.0 if asked else SMALLER))
    return next(filter(None, (_set(found, each, asked=asked) for each in pages)), None)


def _set(found: _Sides, page: Page, *, asked: bool) -> Composition | None:
    beside = around(found.before, found.after, page, page.sizes)
    if beside is None:
        return None
    measured = _measured(found, page)
    if measured is None:
        return None
    tall = [stack_height(row) for row in measured.rows]
    if not (asked or found.chosen) and min(tall) < UNEVEN * max(tall):
        return None
    if measured.height + beside.height > page.area.height:
        return None
    return _composed(measured, beside, page)


class _Measured(Value):
    """Sides measured: where they stand, what heads them and what is under that.

    ``boxed`` sides, of plain text alone, stand in boxes with margins.
    """

    layout: str
    areas: tuple[Area, ...]
    heads: tuple[tuple[Atom, ...], ...]
    rows: tuple[tuple[Atom, ...], ...]
    boxed: bool

    @property
    def head(self) -> float:
        """How tall the tallest heading is, in its box."""
        margins = HEAD_INSETS_PT[1] + HEAD_INSETS_PT[3] if self.boxed else UNDER_PT
        return max(stack_height(row) for row in self.heads) + margins

    @property
    def height(self) -> float:
        """How tall the sides are."""
        margins = BODY_INSETS_PT[1] + BODY_INSETS_PT[3] if self.boxed else 0.0
        return self.head + max(stack_height(row) for row in self.rows) + margins


def _measured(found: _Sides, page: Page) -> _Measured | None:
    """Return the sides at the page's sizes; None where one has no single frame for a body."""
    layout = LAYOUTS[len(found.heads)]
    places = page.setting.find(layout, "body")
    areas = tuple(Area.of(place.box) for place in places[: len(found.heads)])
    boxed = all(isinstance(each, Text) and not each.panel for body in found.bodies for each in body)
    margin = BODY_INSETS_PT[0] + BODY_INSETS_PT[2] if boxed else 0.0
    heads, rows = [], []
    for head, body, area in zip(found.heads, found.bodies, areas, strict=True):
        width = area.width - margin
        if head.measured.is_overlong(width / page.sizes.of(head.style)):
            return None  # a heading is not broken within a word
        heads.append(text_row((head,), page.sizes, width))
        rows.append(tuple(atoms(body, page.sizes, width, page.area.height, page.setting)))
    if any(len(grouped(row)) != 1 or frame_count(row) > 1 for row in rows):
        return None
    return _Measured(layout, areas, tuple(heads), tuple(rows), boxed)


def _sides(page: Page) -> _Sides | None:
    """Return the sides that an author made by columns, or by sub-headings alone."""
    columns = [piece for piece in page.pieces if isinstance(piece, ColumnsPiece)]
    if not columns:
        return _by_headings(page.pieces)
    if len(columns) > 1 or len(columns[0].columns) not in LAYOUTS:
        return None
    at = page.pieces.index(columns[0])
    before, after = _texts(page.pieces[:at]), _texts(page.pieces[at + 1 :])
    if before is None or after is None:
        return None
    heads = [column[0] if column else None for column in columns[0].columns]
    bodies = [column[1:] for column in columns[0].columns]
    named = [head for head in heads if isinstance(head, Text) and head.style is Style.HEADING]
    if len(named) != len(heads) or not all(bodies):
        return None
    return _Sides(before, tuple(named), tuple(bodies), after, chosen=True)


def _by_headings(pieces: Sequence[Piece]) -> _Sides | None:
    starts = [
        at
        for at, piece in enumerate(pieces)
        if isinstance(piece, Text) and piece.style is Style.HEADING and not piece.panel
    ]
    if len(starts) not in LAYOUTS:
        return None
    before = _texts(pieces[: starts[0]])
    ends = [*starts[1:], len(pieces)]
    bodies = [tuple(pieces[at + 1 : end]) for at, end in zip(starts, ends, strict=True)]
    last, after = _closing(bodies[-1])
    bodies[-1] = last
    heads = [piece for at, piece in enumerate(pieces) if at in starts]
    if before is None or not all(bodies):
        return None
    named = tuple(head for head in heads if isinstance(head, Text))
    return _Sides(before, named, tuple(bodies), after, chosen=False)


def _closing(body: tuple[Piece, ...]) -> tuple[tuple[Piece, ...], tuple[Text, ...]]:
    """Part a callout at the end, which is about all sides, from the last side."""
    count = len(body)
    while count > 1 and isinstance(body[count - 1], Text) and _panel(body[count - 1]):
        count -= 1
    after = tuple(piece for piece in body[count:] if isinstance(piece, Text))
    return body[:count], after


def _panel(piece: Piece) -> str:
    return piece.panel if isinstance(piece, Text) else ""


def _texts(pieces: Sequence[Piece]) -> tuple[Text, ...] | None:
    """Return the pieces where all are paragraphs without bullets; None where some are not."""
    found = tuple(
        piece
        for piece in pieces
        if isinstance(piece, Text)
        and piece.bullet is Bullet.NONE
        and piece.style not in (Style.HEADING, Style.TERM)
    )
    return found if len(found) == len(pieces) else None


def _composed(measured: _Measured, beside: Around, page: Page) -> Composition:
    sizes = page.sizes
    free = page.area.height - measured.height - beside.height
    stretch = min(open_spaces(row, sizes, 0.5 * free) for row in measured.rows)
    opened = stretch * min(wanted_space(row, sizes) for row in measured.rows)
    least = LEAST * (page.area.height - beside.height)
    height = measured.height + opened
    if measured.boxed:
        height = max(height, min(least, height + 0.5 * (free - opened)))
    whole = height + beside.height
    top = page.area.y + HIGH * max(page.area.height - whole, 0.0) + beside.over_height
    drawn = _boxed if measured.boxed else _plain
    frames, rules = drawn(measured, top, height, stretch, page)
    bottom = max(top + height, *(_bottom(frame) for frame in frames))
    over, under = around_frames(beside, measured.layout, page, sizes, top, bottom)
    fill = min((measured.height + beside.height) / page.area.height, 1.0)
    return Composition(measured.layout, (*over, *frames, *under), fill, tuple(rules))


def _boxed(
    measured: _Measured, top: float, height: float, stretch: float, page: Page
) -> tuple[list[Frame], list[Rule]]:
    """Return text in boxes, its heading in the same box."""
    frames: list[Frame] = []
    rules = []
    head = measured.head
    for number, area in enumerate(measured.areas):
        title_idx, idx = _places(measured, number, page)
        row = _in_box(measured.rows[number])
        title = replace(area, y=top, height=head)
        body = replace(area, y=top + head, height=height - head)
        named = text_frame(_in_box(measured.heads[number]), title, page.sizes, page.setting, 0)
        frames.append(replace(named, idx=title_idx, insets_pt=HEAD_INSETS_PT))
        text = text_frame(row, body, page.sizes, page.setting, idx, stretch)
        frames.append(replace(text, insets_pt=BODY_INSETS_PT))
        rules.append(accent(area.x, top, area.width))
    return frames, rules


def _in_box(row: tuple[Atom, ...]) -> tuple[Atom, ...]:
    texts = (atom.piece for atom in row)
    panels = (replace(text, panel="card") if isinstance(text, Text) else text for text in texts)
    return tuple(replace(atom, piece=piece) for atom, piece in zip(row, panels, strict=True))


def _plain(
    measured: _Measured, top: float, height: float, stretch: float, page: Page
) -> tuple[list[Frame], list[Rule]]:
    """Return code, tables and the like under their headings, a hairline between."""
    frames: list[Frame] = []
    rules = []
    for number, area in enumerate(measured.areas):
        title_idx, idx = _places(measured, number, page)
        title, row = measured.heads[number], measured.rows[number]
        tall = stack_height(title)
        y = top + measured.head
        at = replace(area, y=y - UNDER_PT - tall, height=tall)
        frames.append(text_frame(title, at, page.sizes, page.setting, title_idx))
        rules.append(hairline(area.x, y - UNDER_PT / 2, area.width))
        body = replace(area, y=y, height=height - measured.head)
        frames += stack(row, body, page.sizes, page.setting, iter((idx,)), stretch)
    return frames, rules


def _places(measured: _Measured, number: int, page: Page) -> tuple[int, int]:
    return (
        place_of(page.setting, measured.layout, "heading", number).idx,
        place_of(page.setting, measured.layout, "body", number).idx,
    )


def _bottom(frame: Frame) -> float:
    area = Area.of(frame.box)
    return area.y + area.height
