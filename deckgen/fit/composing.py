"""The shape of one slide by what is on it: the first composition that holds it is taken."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from itertools import count
from types import MappingProxyType
from typing import Final

from deckgen.fit.atoms import (
    STRAY,
    Atom,
    atoms,
    caption_height,
    column_areas,
    footnote_atoms,
    frame_count,
    picture_height,
    stack_height,
    text_em,
)
from deckgen.fit.deck import Bullet, Frame, Style
from deckgen.fit.pieces import (
    CodePiece,
    ColumnsPiece,
    PicturePiece,
    Pieces,
    TablePiece,
    Text,
)
from deckgen.fit.setting import Setting
from deckgen.fit.sizes import MOST_FRAMES, Area, Sizes
from deckgen.fit.stacking import (
    code_frame,
    grouped,
    open_spaces,
    picture_frames,
    stack,
    text_frame,
)
from deckgen.model import plain
from deckgen.theme import EMU_PER_PT, Placeholder

Footnotes = Mapping[int, tuple[Text, ...]]

WIDE_PICTURE: Final = 2.2
"""A picture wider than this many times its height stands under its text, not beside it."""

LARGER: Final = 1.2
"""How many times higher a picture must come out to go under its text instead of beside it."""

STATEMENT_LINES: Final = 6
LONGEST_STATEMENT: Final = 600
SHORT_BULLETS: Final = 8


@dataclass(frozen=True, slots=True)
class Page:
    """What one slide is to hold: pieces, the footnotes they bring, and at which sizes."""

    pieces: Pieces
    row: tuple[Atom, ...]
    footnotes: Footnotes
    sizes: Sizes
    area: Area
    setting: Setting

    @property
    def whole_row(self) -> tuple[Atom, ...]:
        """The atoms, the footnotes last."""
        return (*self.row, *self.notes(self.area.width))

    def notes(self, width: float) -> list[Atom]:
        """Return the page's footnotes as atoms ``width`` points wide."""
        return footnote_atoms(self.row, self.footnotes, self.sizes, width)


@dataclass(frozen=True, slots=True)
class Composition:
    """A slide's layout, frames, and the share of the content area they fill."""

    layout: str
    frames: tuple[Frame, ...]
    fill: float


Compose = Callable[[Page], "Composition | None"]


def compose(page: Page, layout: str = "") -> Composition | None:
    """Return the composition asked for, or that suits the page; ``None`` where none holds it."""
    if not page.row:
        return Composition(layout if layout in _EMPTY else "Section Header", (), 0.0)
    asked = _BY_LAYOUT.get(layout, ())
    for one in (*asked, *_BY_CONTENT):
        found = one(page)
        if found:
            return found
    return None


def content_area(setting: Setting) -> Area:
    """Return where content stands on an ordinary slide."""
    return Area.of(_place(setting, "Title and Content", "body").box)


def _place(setting: Setting, layout: str, kind: str, number: int = 0) -> Placeholder:
    return setting.theme.layout(layout).find(kind)[number]


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
    place = _place(page.setting, "Statement", "statement")
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
            place = _place(page.setting, "Code", "code")
            frames: list[Frame] = [code_frame(piece, group, Area.of(place.box), place.idx)]
            return _composition("Code", frames, page)
        case TablePiece():
            idx = _place(page.setting, "Table", "table").idx
            frames = stack(page.row, page.area, page.sizes, page.setting, iter((idx,)))
            return _composition("Table", frames, page)
        case PicturePiece() as picture:
            places = [
                _place(page.setting, "Picture with Caption", kind).idx
                for kind in ("picture", "caption")
            ]
            frames = picture_frames(picture, page.area, page.sizes, iter(places))
            return _composition("Picture with Caption", frames, page)
        case _:
            return None


def _columns(page: Page) -> Composition | None:
    """Two or three columns, nothing else."""
    atom = page.row[0] if page.row else None
    if len(page.whole_row) != 1 or atom is None or not isinstance(atom.piece, ColumnsPiece):
        return None
    count_of = len(atom.columns)
    layout = {2: "Two Content", 3: "Three Content"}.get(count_of)
    simple = all(column and frame_count(column) == 1 for column in atom.columns)
    if not layout or not simple or atom.height > page.area.height:
        return None
    frames: list[Frame] = []
    areas = column_areas(atom.piece, page.area, page.setting)
    room = 0.6 * (page.area.height - atom.height)
    stretch = min(open_spaces(column, page.sizes, room) for column in atom.columns)
    for number, (column, area) in enumerate(zip(atom.columns, areas, strict=True)):
        idx = _place(page.setting, layout, "body", number).idx
        if column[0].frame == ("", 0):
            frames.append(text_frame(column, area, page.sizes, page.setting, idx, stretch))
        else:
            frames.extend(stack(column, area, page.sizes, page.setting, iter((idx,)), stretch))
    return Composition(layout, tuple(frames), atom.height / page.area.height)


def _beside(page: Page) -> Composition | None:
    """Text on the left, one picture on the right."""
    pictures = [piece for piece in page.pieces if isinstance(piece, PicturePiece)]
    words = tuple(piece for piece in page.pieces if isinstance(piece, Text))
    if len(pictures) != 1 or not words or len(words) + 1 != len(page.pieces):
        return None
    picture = pictures[0].picture
    if any(piece.panel for piece in words):
        return None
    if picture.width_px > WIDE_PICTURE * picture.height_px:
        return None
    body, place, below = (
        _place(page.setting, "Content and Picture", kind) for kind in ("body", "picture", "caption")
    )
    own = tuple(atom for atom in page.row if isinstance(atom.piece, Text))
    fitting = (
        (row, height, area, side)
        for area, side in _sides(Area.of(body.box), Area.of(place.box))
        if (height := stack_height(row := _again(page, own, area))) <= area.height
        and not (area.width < body.box.width / EMU_PER_PT and _breaks_formulas(row, page, area))
    )
    row, height, area, side = next(fitting, ((), 0.0, page.area, page.area))
    if not row:
        return None
    if _is_larger_below(page, pictures[0], side):
        return None
    stretch = open_spaces(row, page.sizes, 0.6 * (area.height - height))
    frames: list[Frame] = [text_frame(row, area, page.sizes, page.setting, body.idx, stretch)]
    frames += picture_frames(pictures[0], side, page.sizes, iter((place.idx, below.idx)))
    high = frames[1].box.height / EMU_PER_PT
    return Composition("Content and Picture", tuple(frames), max(height, high) / area.height)


def _breaks_formulas(row: tuple[Atom, ...], page: Page, area: Area) -> bool:
    return any(
        piece.measured.line_count(text_em(piece, page.sizes, area.width)) > 1
        for piece in (atom.piece for atom in row)
        if isinstance(piece, Text) and piece.style is Style.FORMULA
    )


def _sides(body: Area, picture: Area) -> Iterator[tuple[Area, Area]]:
    """Yield the areas of text and picture, the widest picture first, the layout's own last."""
    gutter = picture.x - body.x - body.width
    free = body.width + picture.width
    for share in (0.42, 0.5):
        left = replace(body, width=share * free)
        x = left.x + left.width + gutter
        yield left, Area(x, body.y, free - left.width, body.height)
    yield body, replace(picture, height=body.y + body.height - picture.y)


def _is_larger_below(page: Page, piece: PicturePiece, side: Area) -> bool:
    """Tell whether a picture is clearly larger under the text than beside it."""
    row = page.whole_row
    rest = page.area.height - stack_height(row)
    atom = next(atom for atom in row if atom.piece is piece)
    if rest < 0 or frame_count(row) > MOST_FRAMES:
        return False
    below = min(picture_height(piece, page.area.width), atom.height + rest)
    caption = caption_height(piece, page.sizes, side.width)
    beside = min(picture_height(piece, side.width), side.height - caption)
    return below > LARGER * beside


def _again(page: Page, row: Sequence[Atom], area: Area) -> tuple[Atom, ...]:
    """Return a page's atoms and footnotes, set in a narrower area."""
    found = []
    for atom in row:
        fresh = atoms((atom.piece,), page.sizes, area.width, area.height, page.setting)
        found += [replace(fresh[0], joins=atom.joins or fresh[0].joins), *fresh[1:]]
    notes = footnote_atoms(page.row, page.footnotes, page.sizes, area.width)
    return (*found, *notes)


def _only_text(page: Page) -> tuple[Atom, ...]:
    row = page.whole_row
    only = all(isinstance(atom.piece, Text) and atom.frame == ("", 0) for atom in row)
    return row if only else ()


def _two_lists(page: Page) -> Composition | None:
    """Many short bullets, in two columns."""
    row = _only_text(page)
    short = len(row) >= SHORT_BULLETS and page.row == row
    bullets = sum(isinstance(a.piece, Text) and a.piece.bullet is not Bullet.NONE for a in row)
    if not short or bullets < 0.7 * len(row):
        return None
    return _halves(page, most_lines=1)


def _halves(page: Page, most_lines: int = 0) -> Composition | None:
    """Text in two columns, as even as its best places to break allow."""
    row = _only_text(page)
    if len(row) < 2 or page.row != row:
        return None
    places = [_place(page.setting, "Two Content", "body", number) for number in (0, 1)]
    areas = [Area.of(place.box) for place in places]
    narrow = _again(page, row, areas[0])
    line = 1.2 * page.sizes.heading + 0.1
    if most_lines and any(atom.height > most_lines * line for atom in narrow):
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
    row = _only_text(page)
    height = stack_height(row)
    if not row or height > page.area.height:
        return None
    place = _place(page.setting, "Title and Content", "body")
    stretch = open_spaces(row, page.sizes, 0.7 * (page.area.height - height))
    frame = text_frame(row, page.area, page.sizes, page.setting, place.idx, stretch)
    return Composition("Title and Content", (frame,), height / page.area.height)


def _stacked(page: Page) -> Composition | None:
    row = page.whole_row
    if stack_height(row) > page.area.height + 0.01 or frame_count(row) > MOST_FRAMES:
        return None
    return stacked(page)


def stacked(page: Page) -> Composition:
    """Return anything, one under the other, whether it fits or not."""
    frames = stack(page.whole_row, page.area, page.sizes, page.setting, count(1))
    return _composition("Stacked Content", frames, page)


def _composition(layout: str, frames: list[Frame], page: Page) -> Composition:
    fill = stack_height(page.whole_row) / page.area.height
    return Composition(layout, tuple(frames), min(fill, 1.0))


_EMPTY: Final = frozenset(("Title Only", "Title and Content"))
_BY_CONTENT: Final[tuple[Compose, ...]] = (
    _statement, _alone, _columns, _beside, _two_lists, _text, _stacked,
)  # fmt: skip

_BY_LAYOUT: Final[Mapping[str, tuple[Compose, ...]]] = MappingProxyType(
    {
        "Title and Content": (_text,),
        "Two Content": (_halves,),
        "Stacked Content": (_stacked,),
        "Content and Picture": (_beside,),
    }
)
