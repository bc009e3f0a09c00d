"""A few parallel points as cards: equal boxes in a grid, each with its term as a heading."""

from __future__ import annotations

from typing import Final

from deckgen.fit.around import Around, around, around_frames, text_row
from deckgen.fit.atoms import Atom, stack_height
from deckgen.fit.deck import Frame
from deckgen.fit.extents import panel_insets, text_em, text_height
from deckgen.fit.page import Composition, Page, accent, is_offered, place_of
from deckgen.fit.pieces import Text
from deckgen.fit.sizes import Area, Sizes
from deckgen.fit.stacking import overlong, text_frame
from deckgen.fit.terms import Point, Terms
from deckgen.fonts import LINE_PITCH
from deckgen.values import Value, replace

LAYOUTS: Final = {2: "Two Cards", 3: "Three Cards", 4: "Four Cards", 5: "Six Cards", 6: "Six Cards"}
COLUMNS: Final = {2: 2, 3: 3, 4: 2, 5: 3, 6: 3}
"""The layout, and the cards side by side, for each number of points."""

MOST_LINES: Final = {2: 9, 3: 6, 4: 5, 5: 4, 6: 4}
"""The most lines of a card, for each number of points: longer text reads better as a list."""

OPENED: Final = 0.2
"""How much taller than their text cards become where there is room for it."""

LEAST: Final = 0.55
"""The share of their room that cards take where their text is short."""

MARGIN: Final = 1.05
"""How much more room a line may have in another program than in our measure."""

SMALLER: Final = 2
"""How many points smaller headings become where that sets them better."""

HIGH: Final = 0.3
"""The share of the free height that stays over the cards."""


def cards(found: Terms, page: Page, sizes: Sizes, most: int = 0) -> Composition | None:
    """Return two to six parallel points as cards of one size, where they fit so.

    No card has more than ``most`` lines, or as many as its number suits.
    """
    layout = LAYOUTS.get(len(found.points), "")
    if not is_offered(page.setting, layout):
        return None
    grid = grid_of(len(found.points), layout, page)
    left, top, right, bottom = panel_insets("card")
    room = grid.width - left - right
    said, most_lines = 0.0, most or MOST_LINES[len(found.points)]
    for point in found.points:
        said = max(said, _said_height(point, sizes, room))
        if said / (1.2 * sizes.body) > most_lines:
            return None
    beside = around(found.before, found.after, page, sizes)
    if beside is None:
        return None
    free = page.area.height - beside.height - (grid.rows - 1) * grid.gap
    if grid.rows * (said + LINE_PITCH * (sizes.heading - SMALLER) + top + bottom) > free:
        return None  # whatever their headings need
    sizes = _surely_set(found, sizes, room)
    if any(overlong(point.head, sizes, room) for point in found.points):
        return None  # a heading is not broken within a word
    rows = [_row(point, sizes, room) for point in found.points]
    if most == 0 and any(_is_broken(row, sizes, room) for row in rows):
        return None
    if not _is_marginal(found, sizes, room):
        rows = _level(rows)
    tall = max(stack_height(row) for row in rows) + top + bottom
    if grid.rows * tall > free:
        return None
    opened = max((1 + OPENED) * tall, LEAST * free / grid.rows)
    tall = min(opened, (tall + free / grid.rows) / 2)
    return _composed(layout, grid, rows, tall, beside, page, sizes)


class Grid(Value):
    """Where cards stand: columns as wide as the layout's, rows as high as the tallest card."""

    lefts: tuple[float, ...]
    width: float
    gap: float
    rows: int


def grid_of(count: int, layout: str, page: Page) -> Grid:
    """Return where so many cards stand on their layout."""
    places = page.setting.find(layout, "card")
    across = COLUMNS[count]
    areas = [Area.of(place.box) for place in places[:across]]
    gap = areas[1].x - areas[0].x - areas[0].width
    return Grid(tuple(area.x for area in areas), areas[0].width, gap, -(-count // across))


def _said_height(point: Point, sizes: Sizes, room: float) -> float:
    """Return the height of what stands in a card under its term."""
    return sum([text_height(text, sizes, room) for text in point.body])


def _row(point: Point, sizes: Sizes, room: float) -> tuple[Atom, ...]:
    texts = [replace(text, panel="card") for text in (point.head, *point.body)]
    return text_row(texts, sizes, room)


def _surely_set(found: Terms, sizes: Sizes, room: float) -> Sizes:
    """Return the sizes with the largest heading of which no line is nearly too long or short."""
    for less in range(SMALLER + 1):
        smaller = replace(sizes, heading=sizes.heading - less)
        if not _is_marginal(found, smaller, room):
            return smaller
    return sizes


def _is_marginal(found: Terms, sizes: Sizes, room: float) -> bool:
    """Tell whether another program might set one of the headings in fewer lines."""
    heads = ((point.head.measured, text_em(point.head, sizes, room)) for point in found.points)
    return any(head.line_count(em) != head.line_count(em * MARGIN) for head, em in heads)


def _is_broken(row: tuple[Atom, ...], sizes: Sizes, room: float) -> bool:
    """Tell whether a card is too narrow for one of its words."""
    return any(isinstance(atom.piece, Text) and overlong(atom.piece, sizes, room) for atom in row)


def _level(rows: list[tuple[Atom, ...]]) -> list[tuple[Atom, ...]]:
    """Let the text of all cards begin at one height, however many lines their terms take."""
    tallest = max(row[0].height for row in rows)
    return [
        (row[0], *(replace(row[1], space=row[1].space + tallest - row[0].height),), *row[2:])
        for row in rows
    ]


def _composed(
    layout: str,
    grid: Grid,
    rows: list[tuple[Atom, ...]],
    tall: float,
    beside: Around,
    page: Page,
    sizes: Sizes,
) -> Composition:
    height = grid.rows * tall + (grid.rows - 1) * grid.gap
    whole = height + beside.height
    y = page.area.y + HIGH * (page.area.height - whole) + beside.over_height
    frames: list[Frame] = []
    rules = []
    for number, row in enumerate(rows):
        line, column = divmod(number, len(grid.lefts))
        short = len(rows) - line * len(grid.lefts) < len(grid.lefts)
        x = grid.lefts[column] + (_indent(grid, len(rows)) if short else 0.0)
        at = Area(x, y + line * (tall + grid.gap), grid.width, tall)
        idx = place_of(page.setting, layout, "card", number).idx
        frames.append(text_frame(row, at, sizes, page.setting, idx))
        rules.append(accent(at.x, at.y, at.width))
    over, under = around_frames(beside, layout, page, sizes, y, y + height)
    return Composition(
        layout, (*over, *frames, *under), min(whole / page.area.height, 1.0), tuple(rules)
    )


def _indent(grid: Grid, count: int) -> float:
    """Return how far a last row with fewer cards is moved to the middle."""
    missing = -count % len(grid.lefts)
    return missing * (grid.width + grid.gap) / 2
