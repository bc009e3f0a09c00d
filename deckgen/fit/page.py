"""What one slide is to hold, and what became of it."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from itertools import count
from typing import Final

from deckgen.fit.atoms import Atom, atoms, footnote_atoms, stack_height
from deckgen.fit.deck import FormulaFrame, Frame, Rule, RuleKind
from deckgen.fit.pieces import ChartPiece, ColumnsPiece, PicturePiece, Pieces, TablePiece, Text
from deckgen.fit.setting import Setting
from deckgen.fit.sizes import MOST_FRAMES, Area, Sizes
from deckgen.fit.stacking import stack
from deckgen.theme import Placeholder
from deckgen.values import Value, lazy, replace

SHORT: Final = 0.6
OPENED: Final = 1.15
"""About how much taller a stack becomes when its spaces open."""

DROP: Final = 0.4
"""What is shorter than ``SHORT`` of a page stands lower by this share of what it lacks."""

SMALLER: Final = 4.0
"""How many points smaller than the page's text that in cards, rows and boxes may be."""

ACCENT_PT: Final = 4.5
HAIRLINE_PT: Final = 0.75

Footnotes = Mapping[int, tuple[Text, ...]]


class Page(Value, dict=True):
    """What one slide is to hold: pieces, the footnotes they bring, and at which sizes.

    ``cut`` are the atoms of the pieces where a page break cuts them, otherwise none.
    """

    pieces: Pieces
    footnotes: Footnotes
    sizes: Sizes
    area: Area
    setting: Setting
    cut: tuple[Atom, ...] = ()

    @lazy
    def row(self) -> tuple[Atom, ...]:
        """The atoms."""
        wide, tall = self.area.width, self.area.height
        return self.cut or tuple(atoms(self.pieces, self.sizes, wide, tall, self.setting))

    @lazy
    def whole_row(self) -> tuple[Atom, ...]:
        """The atoms, the footnotes last."""
        return (*self.row, *self.notes(self.area.width))

    @property
    def is_noted(self) -> bool:
        """Whether footnotes belong to it."""
        return bool(self.notes(self.area.width))

    def notes(self, width: float, sizes: Sizes | None = None) -> list[Atom]:
        """Return the page's footnotes as atoms ``width`` points wide."""
        if not self.footnotes:
            return []
        return footnote_atoms(self.row, self.footnotes, sizes or self.sizes, width)


class Composition(Value):
    """A slide's layout, frames, the share of the content area they fill, and decorative lines."""

    layout: str
    frames: tuple[Frame, ...]
    fill: float
    rules: tuple[Rule, ...] = ()


def sizes_below(page: Page, smaller: float = 99.0) -> Iterator[Sizes]:
    """Yield the page's own sizes, then those up to so many points below."""
    yield page.sizes
    for size in page.setting.theme.scale.body:
        if page.sizes.body - smaller <= size < page.sizes.body:
            yield replace(page.sizes, body=size, heading=min(size + 2, page.sizes.heading))


def content_area(setting: Setting) -> Area:
    """Return where content stands on an ordinary slide."""
    return Area.of(place_of(setting, "Title and Content", "body").box)


def place_of(setting: Setting, layout: str, kind: str, number: int = 0) -> Placeholder:
    """Return a layout's placeholder of one kind."""
    return setting.find(layout, kind)[number]


def is_offered(setting: Setting, layout: str) -> bool:
    """Tell whether the theme has a layout, or the user's template one that is its like."""
    return layout in setting.places.offered


def accent(x: float, y: float, width: float) -> Rule:
    """Return a short, strong line."""
    return Rule(Area(x, y, width, ACCENT_PT).box, RuleKind.ACCENT)


def hairline(x: float, y: float, width: float) -> Rule:
    """Return a fine line between two rows."""
    return Rule(Area(x, y, width, HAIRLINE_PT).box, RuleKind.HAIRLINE)


def set_again(page: Page, row: Sequence[Atom], area: Area) -> tuple[Atom, ...]:
    """Return a page's atoms and footnotes, set in a narrower area."""
    found = []
    for atom in row:
        fresh = atoms((atom.piece,), page.sizes, area.width, area.height, page.setting)
        fresh = [replace(one, frame=atom.frame) for one in fresh]
        found += [replace(fresh[0], joins=atom.joins or fresh[0].joins), *fresh[1:]]
    return (*found, *page.notes(area.width))


def only_text(page: Page) -> tuple[Atom, ...]:
    """Return a page's atoms, footnotes too, where all are plain text; otherwise none."""
    row = page.whole_row
    only = all(isinstance(atom.piece, Text) and atom.frame == ("", 0) for atom in row)
    return row if only else ()


def stacked(page: Page) -> Composition:
    """Return anything, one under the other, whether it fits or not."""
    row, area = page.whole_row, page.area
    if not any(isinstance(atom.piece, _GROWING) for atom in row):
        area = lowered(area, OPENED * stack_height(row))
    frames = stack(row, area, page.sizes, page.setting, count(1))
    return composition("Stacked Content", _placed(frames), page)


_GROWING: Final = (PicturePiece, ChartPiece, TablePiece, ColumnsPiece)


def _placed(frames: list[Frame]) -> list[Frame]:
    """Leave the layout's places to text where formulas would take too many of them."""
    if len(frames) <= MOST_FRAMES:
        return frames
    places = count(1)
    return [
        replace(frame, idx=0 if isinstance(frame, FormulaFrame) else next(places))
        for frame in frames
    ]


def lowered(area: Area, height: float) -> Area:
    """Return the area for content of this height alone: little of it stands lower than the top.

    The optical middle of a slide is above the geometric one.
    """
    free = max(SHORT * area.height - height, 0.0)
    drop = DROP * free
    return replace(area, y=area.y + drop, height=area.height - drop)


def composition(layout: str, frames: list[Frame], page: Page) -> Composition:
    """Return frames on a layout, filled as high as the page's content is."""
    fill = stack_height(page.whole_row) / page.area.height
    return Composition(layout, tuple(frames), min(fill, 1.0))
