"""The shape of one slide by what is on it: the first composition that holds it is taken."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import replace
from types import MappingProxyType
from typing import Final

from deckgen.fit.atoms import STRAY, Atom, atoms, frame_count, stack_height
from deckgen.fit.beside import beside
from deckgen.fit.beside_chart import beside_chart
from deckgen.fit.deck import Bullet, Frame, Style
from deckgen.fit.extents import column_areas
from deckgen.fit.formula_extents import formula_extent
from deckgen.fit.layout_names import CARDS
from deckgen.fit.page import (
    Composition,
    Page,
    composition,
    lowered,
    only_text,
    place_of,
    set_again,
    stacked,
)
from deckgen.fit.parallel import LAYOUTS as PARALLEL
from deckgen.fit.parallel import as_cards, as_terms, parallel
from deckgen.fit.pieces import (
    ChartPiece,
    CodePiece,
    ColumnsPiece,
    FormulaPiece,
    PicturePiece,
    TablePiece,
    Text,
)
from deckgen.fit.sizes import MOST_FRAMES, Area
from deckgen.fit.stacking import (
    code_frame,
    formula_frame,
    grouped,
    open_spaces,
    picture_frames,
    stack,
    table_frame,
    text_frame,
    wanted_space,
)
from deckgen.model import plain

STATEMENT_LINES: Final = 6
LONGEST_STATEMENT: Final = 600
SHORT_BULLETS: Final = 8

ROOMY_TABLE: Final = 0.7
TALLEST_ROWS: Final = 1.5
"""A table alone opens its rows until it fills this share of the page, or they are so tall."""


Compose = Callable[[Page], "Composition | None"]


def compose(page: Page, layout: str = "", *, listed: bool = False) -> Composition | None:
    """Return the composition asked for, or that suits the page; ``None`` where none holds it.

    ``listed`` keeps parallel points in the list that they come in.
    """
    if not page.row:
        return Composition(layout if layout in _EMPTY else "Section Header", (), 0.0)
    asked = _BY_LAYOUT.get(layout, ())
    for one in (*asked, *_BY_CONTENT):
        found = one(page) if not (listed and one is parallel) else None
        if found:
            return found
    return None


def _statement(page: Page) -> Composition | None:
    """One short paragraph or panel, large, in the middle."""
    pieces = [piece for piece in page.pieces if isinstance(piece, Text)]
    if not pieces or len(pieces) != len(page.pieces) or page.whole_row != page.row:
        return None
    if sum(len(plain(piece.inlines)) for piece in pieces) > LONGEST_STATEMENT:
        return None
    first = pieces[0]
    panel = first.panel not in ("", "quiz") and all(p.group == first.group for p in pieces)
    single = len(pieces) == 1 and not first.panel and first.bullet is Bullet.NONE
    if not (panel or (single and first.style is Style.BODY)):
        return None
    place = place_of(page.setting, "Statement", "statement")
    area = Area.of(place.box)
    for size in page.setting.theme.scale.statement:
        sizes = replace(page.sizes, body=size)
        row = tuple(atoms(page.pieces, sizes, area.width, area.height * 2, page.setting))
        height = stack_height(row)
        if height <= STATEMENT_LINES * 1.2 * size and height <= area.height:
            break
    else:
        return None
    # The optical middle is above the geometric one.
    area = replace(area, y=area.y + 0.36 * (area.height - height), height=height)
    frame = text_frame(row, area, sizes, page.setting, place.idx, anchor="t")
    return Composition("Statement", (frame,), height / page.area.height)


def _alone(page: Page) -> Composition | None:
    """One code block, table or picture, in the layout made for it."""
    groups = grouped(page.whole_row)
    if len(groups) != 1 or stack_height(groups[0]) > page.area.height:
        return None
    group = groups[0]
    match group[0].piece:
        case CodePiece() as piece:
            place = place_of(page.setting, "Code", "code")
            frames: list[Frame] = [code_frame(piece, group, Area.of(place.box), place.idx)]
            return composition("Code", frames, page)
        case ChartPiece():
            idx = place_of(page.setting, "Title and Content", "body").idx
            frames = stack(page.row, page.area, page.sizes, page.setting, iter((idx,)))
            return composition("Title and Content", frames, page)
        case FormulaPiece() as formula:
            return _large_formula(formula, page)
        case TablePiece():
            return _table(group, page)
        case PicturePiece() as picture:
            places = [
                place_of(page.setting, "Picture with Caption", kind).idx
                for kind in ("picture", "caption")
            ]
            frames = picture_frames(picture, page.area, page.sizes, iter(places))
            return composition("Picture with Caption", frames, page)
        case _:
            return None


def _table(group: tuple[Atom, ...], page: Page) -> Composition | None:
    """One table; its rows open where there are few of them."""
    piece = group[0].piece
    assert isinstance(piece, TablePiece)
    height = stack_height(group)
    opened = min(max(ROOMY_TABLE * page.area.height / height, 1.0), TALLEST_ROWS)
    area = lowered(page.area, opened * height)
    idx = place_of(page.setting, "Table", "table").idx
    frame = table_frame(piece, group, area, idx, opened)
    return Composition("Table", (frame,), height / page.area.height)


def _large_formula(piece: FormulaPiece, page: Page) -> Composition | None:
    """One formula, large, in the middle."""
    place = place_of(page.setting, "Title and Content", "body")
    area = Area.of(place.box)
    for size in page.setting.theme.scale.statement:
        sizes = replace(page.sizes, body=size)
        extent = formula_extent(piece, sizes, area.width)
        if extent.size_pt == size and extent.height <= area.height:
            break
    else:
        return None
    at = replace(area, y=area.y + 0.36 * (area.height - extent.height), height=extent.height)
    frame = formula_frame(piece, size, at, sizes, place.idx)
    return Composition("Title and Content", (frame,), extent.height / page.area.height)


def _columns(page: Page) -> Composition | None:
    """Two or three columns, nothing else."""
    atom = page.row[0] if page.row else None
    if len(page.whole_row) != 1 or atom is None or not isinstance(atom.piece, ColumnsPiece):
        return None
    count_of = len(atom.columns)
    layout = {2: "Two Content", 3: "Three Content"}.get(count_of)
    simple = all(frame_count(col) == len(grouped(col)) == 1 for col in atom.columns)
    if not layout or not simple or atom.height > page.area.height:
        return None
    frames: list[Frame] = []
    areas = column_areas(atom.piece, page.area, page.setting)
    room = 0.6 * (page.area.height - atom.height)
    stretch = min(open_spaces(column, page.sizes, room) for column in atom.columns)
    for number, (column, area) in enumerate(zip(atom.columns, areas, strict=True)):
        idx = place_of(page.setting, layout, "body", number).idx
        if column[0].frame == ("", 0):
            frames.append(text_frame(column, area, page.sizes, page.setting, idx, stretch))
        else:
            frames.extend(stack(column, area, page.sizes, page.setting, iter((idx,)), stretch))
    return Composition(layout, tuple(frames), atom.height / page.area.height)


def _two_lists(page: Page) -> Composition | None:
    """Many short bullets, in two columns."""
    row = only_text(page)
    short = len(row) >= SHORT_BULLETS and page.row == row
    bullets = sum(isinstance(a.piece, Text) and a.piece.bullet is not Bullet.NONE for a in row)
    if not short or bullets < 0.7 * len(row):
        return None
    return _halves(page, most_lines=1)


def _halves(page: Page, most_lines: int = 0) -> Composition | None:
    """Text in two columns, as even as its best places to break allow."""
    row = only_text(page)
    if len(row) < 2 or page.row != row:
        return None
    places = [place_of(page.setting, "Two Content", "body", number) for number in (0, 1)]
    areas = [Area.of(place.box) for place in places]
    narrow = set_again(page, row, areas[0])
    line = 1.2 * page.sizes.heading + 0.1
    if most_lines and any(atom.height > most_lines * line for atom in narrow):
        return None
    if stack_height(narrow) > 3 * areas[0].height:  # thousands of points, tried in every way
        return None
    halves = [
        (max(stack_height(narrow[:at]), stack_height(narrow[at:])), at)
        for at in range(1, len(narrow))
        if row_cost(page, at) < STRAY
    ]
    if not halves or min(halves)[0] > areas[0].height:
        return None
    height, at = min(halves)
    frames = []
    for place, area, half in zip(places, areas, (narrow[:at], narrow[at:]), strict=True):
        stretch = open_spaces(half, page.sizes, 0.6 * (area.height - height))
        frames.append(text_frame(half, area, page.sizes, page.setting, place.idx, stretch))
    return Composition("Two Content", tuple(frames), height / page.area.height)


def row_cost(page: Page, at: int) -> float:
    """Return the cost of a break before the atom ``at``."""
    if at >= len(page.row):
        return 0.0
    atom = page.row[at]
    nested = isinstance(atom.piece, Text) and atom.piece.level > 0
    return STRAY if nested or atom.joins else atom.cost


def _text(page: Page) -> Composition | None:
    """Text alone, from the top of the page."""
    row = only_text(page)
    height = stack_height(row)
    if not row or height > page.area.height:
        return None
    place = place_of(page.setting, "Title and Content", "body")
    stretch = open_spaces(row, page.sizes, 0.7 * (page.area.height - height))
    opened = height + stretch * wanted_space(row, page.sizes)
    area = lowered(page.area, opened)
    frame = text_frame(row, area, page.sizes, page.setting, place.idx, stretch)
    return Composition("Title and Content", (frame,), height / page.area.height)


def _stacked(page: Page) -> Composition | None:
    row = page.whole_row
    if stack_height(row) > page.area.height + 0.01 or frame_count(row) > MOST_FRAMES:
        return None
    return stacked(page)


_EMPTY: Final = frozenset(("Title Only", "Title and Content"))
_BY_CONTENT: Final[tuple[Compose, ...]] = (
    _statement, _alone, _columns, beside, beside_chart, parallel, _two_lists, _text, _stacked,
)  # fmt: skip

_BY_LAYOUT: Final[Mapping[str, tuple[Compose, ...]]] = MappingProxyType(
    {
        "Title and Content": (_text,),
        "Two Content": (_halves,),
        "Stacked Content": (_stacked,),
        "Content and Picture": (beside,),
        "Term List": (as_terms,),
        **dict.fromkeys((CARDS, *PARALLEL - {"Term List"}), (as_cards,)),
    }
)
