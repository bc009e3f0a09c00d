"""One chunk on its slides: at which sizes it holds, and where it breaks."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

from deckgen.fit.atoms import CUT, Atom, atoms, footnote_atoms, stack_height
from deckgen.fit.comparing import LAYOUTS as SIDES
from deckgen.fit.composing import compose
from deckgen.fit.page import Composition, Footnotes, Page, stacked
from deckgen.fit.pages import paginate
from deckgen.fit.parallel import LAYOUTS as PARALLEL
from deckgen.fit.pieces import ColumnsPiece, Piece, Pieces, Text
from deckgen.fit.setting import Setting
from deckgen.fit.sizes import MOST_FRAMES, Area, Sizes
from deckgen.fit.texts import SHORT_BULLETS, two_lists
from deckgen.model import Inlines, Slide
from deckgen.values import Value, replace

COMPARISONS: Final = tuple(SIDES.values())

HOPELESS: Final = 5.0
"""What is so many times too tall fits at no size: the smallest is half the largest."""

COLUMNS: Final = 1.85
"""How many times as much two columns hold as one."""

SPARSE: Final = 0.5
"""A slide that is filled less than this gets larger text."""

FULL: Final = 0.75
"""It stays as it was where larger text would fill more than this."""


class Chunk(Value):
    """A chunk's title and pieces; ``footnotes`` are those first referred to here."""

    slide: Slide
    title: Inlines
    pieces: Pieces
    footnotes: Footnotes
    layout: str = ""

    @property
    def has_text(self) -> bool:
        """Whether the chunk's size of text matters to the deck's."""
        return any(isinstance(piece, Text | ColumnsPiece) for piece in self.pieces)


class Fitted(Value):
    """A chunk's compositions, one a slide, their sizes, and the line each begins with or 0."""

    compositions: tuple[Composition, ...]
    sizes: Sizes
    lines: tuple[int, ...]


def hold(chunk: Chunk, sizes: Sizes, area: Area, setting: Setting) -> Composition | None:
    """Return the chunk on one slide, or ``None`` where it does not fit at these sizes."""
    for spaced in (sizes, sizes.tight):
        page = Page(chunk.pieces, chunk.footnotes, spaced, area, setting)
        found = compose(page, chunk.layout)
        if found or stack_height(page.row) > 3 * area.height:
            return found
    return None


def enlarge(fitted: Fitted, chunk: Chunk, sizes: Sizes, area: Area, setting: Setting) -> Fitted:
    """Return a slide with little on it at larger sizes, where they leave it its shape."""
    (composition,) = fitted.compositions
    shaped = 0.1 if composition.layout in PARALLEL else 0.0
    if composition.fill > SPARSE + shaped or not composition.frames:
        return fitted
    page = Page(chunk.pieces, chunk.footnotes, sizes, area, setting)
    larger = compose(page, chunk.layout)
    if larger and larger.layout == composition.layout and larger.fill <= FULL + shaped:
        return replace(fitted, compositions=(larger,), sizes=sizes)
    return fitted


def is_hopeless(chunk: Chunk, sizes: Sizes, area: Area, setting: Setting) -> bool:
    """Tell whether no step of the scale can hold what is so tall at its largest."""
    row = atoms(chunk.pieces, sizes, area.width, area.height, setting)
    return stack_height(row) > HOPELESS * area.height


def split(chunk: Chunk, steps: tuple[Sizes, ...], area: Area, setting: Setting) -> Fitted:
    """Return the chunk on the fewest slides, at the largest size that needs no more."""
    chunk = _breakable(chunk, steps[-1], area, setting)
    fewest = _pages(chunk, steps[-1], area, setting)
    sizes, pages = steps[-1], fewest
    for larger in steps[:-1]:
        tried = _pages(chunk, larger, area, setting)
        if len(tried) <= len(fewest) and _cuts(tried) <= _cuts(fewest):
            sizes, pages = larger, tried
            break
    return Fitted(_alike(_full(pages, chunk, sizes, area, setting), chunk.layout), sizes,
                  _first_lines(pages))  # fmt: skip


def _cuts(pages: list[tuple[Atom, ...]]) -> int:
    """Return how many pages begin at a bad place: inside a paragraph, or a function."""
    return sum(row[0].cost > CUT for row in pages[1:])


def _full(
    rows: list[tuple[Atom, ...]], chunk: Chunk, sizes: Sizes, area: Area, setting: Setting
) -> list[Page]:
    """Return the pages, each with the footnotes that it is the first to refer to."""
    footnotes = dict(chunk.footnotes)
    pages = []
    for row in rows:
        pages.append(Page(_pieces(row), footnotes, sizes, area, setting, row))
        footnotes = {
            number: texts
            for number, texts in footnotes.items()
            if not any(number in atom.notes for atom in row)
        }
    return pages


def _alike(pages: list[Page], layout: str) -> tuple[Composition, ...]:
    """Return the pages composed; parallel points that go on come in one shape on all of them."""
    found = [compose(page, layout) for page in pages]
    for asked in ("Term List", ""):
        kinds = {_kind(one.layout) for one in found if one}
        if len(kinds) < 2 or not kinds & {_kind(name) for name in (*PARALLEL, *COMPARISONS)}:
            break
        found = [compose(page, asked, listed=not asked) for page in pages]
    return tuple(one or _squeezed(page) for one, page in zip(found, pages, strict=True))


def _kind(layout: str) -> str:
    return layout.rpartition(" ")[2] if layout in (*PARALLEL, *COMPARISONS) else layout


def _first_lines(pages: list[tuple[Atom, ...]]) -> tuple[int, ...]:
    """Return the line each page begins with; 0 where it goes on with what was cut."""
    lines, last = [], None
    for row in pages:
        cut = row[0].joins or row[0].piece is last
        lines.append(0 if cut else row[0].piece.line)
        last = row[-1].piece
    return tuple(lines)


def _pages(chunk: Chunk, sizes: Sizes, area: Area, setting: Setting) -> list[tuple[Atom, ...]]:
    row = atoms(chunk.pieces, sizes, area.width, area.height, setting)
    notes = _note_heights(row, chunk, sizes, area)
    if not any(notes) and len(row) >= 2 * SHORT_BULLETS:
        # What stands in two columns needs half the pages.
        pages = _parts(row, paginate(row, COLUMNS * area.height, notes))
        made = (Page(_pieces(page), {}, sizes, area, setting, page) for page in pages)
        if all(two_lists(page) for page in made):
            return pages
    return _parts(row, paginate(row, area.height, notes))


def _parts(row: list[Atom], pages: list[tuple[int, int]]) -> list[tuple[Atom, ...]]:
    """Return the atoms of each page, without empty lines of code at their ends."""
    found = []
    for start, stop in pages:
        last = stop
        while last - 1 > start and row[last - 1].is_blank:
            last -= 1
        found.append(tuple(row[start:last]))
    return found


def _note_heights(row: list[Atom], chunk: Chunk, sizes: Sizes, area: Area) -> list[float]:
    """Return how tall the footnotes are that each atom is the first to bring along."""
    shown: set[int] = set()
    heights = []
    for atom in row:
        fresh = {n: t for n, t in chunk.footnotes.items() if n in atom.notes and n not in shown}
        shown.update(fresh)
        found = footnote_atoms((atom,), fresh, sizes, area.width)
        heights.append(stack_height(found) + sum(a.space for a in found[:1]))
    return heights


def _pieces(row: tuple[Atom, ...]) -> Pieces:
    found: list[Piece] = []
    for atom in row:
        if not found or found[-1] is not atom.piece:
            found.append(atom.piece)
    return tuple(found)


def _breakable(chunk: Chunk, sizes: Sizes, area: Area, setting: Setting) -> Chunk:
    """Set columns one under the other where they are taller than a page side by side."""

    def flat(piece: Piece) -> Iterator[Piece]:
        if not isinstance(piece, ColumnsPiece):
            yield piece
            return
        atom = atoms((piece,), sizes, area.width, area.height, setting)[0]
        if atom.height <= 0.8 * area.height and atom.frames < MOST_FRAMES:
            yield piece
            return
        for column in piece.columns:
            yield from column

    pieces = tuple(each for piece in chunk.pieces for each in flat(piece))
    return replace(chunk, pieces=pieces)


def _squeezed(page: Page) -> Composition:
    """Return a page that holds what nothing can break further, at sizes below the floor."""
    sizes = page.sizes
    for _ in range(30):
        sizes = sizes.scaled(0.9)
        found = compose(replace(page, sizes=sizes, cut=()))
        if found:
            return found
    return stacked(page)
