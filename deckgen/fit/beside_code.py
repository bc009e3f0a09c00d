"""Code beside what is said of it, where it loses nothing by it and its page gains room."""

from __future__ import annotations

from typing import Final

from deckgen.fit.atoms import Atom, atoms, stack_height
from deckgen.fit.deck import Frame
from deckgen.fit.page import Composition, Page, is_offered, place_of, set_again
from deckgen.fit.pieces import CodePiece, Text
from deckgen.fit.sizes import Area
from deckgen.fit.stacking import code_frame, grouped, open_spaces, text_frame, wanted_space
from deckgen.values import replace

LAYOUT: Final = "Code and Text"
FEW_LINES: Final = 8
"""Shorter code stands over its text."""

FULL: Final = 0.8
"""A page that is filled more than this when stacked is better side by side."""

HIGH: Final = 0.4


def beside_code(page: Page) -> Composition | None:
    """Set code beside its text, where that is better than over it."""
    return _beside(page, asked=False)


def as_beside_code(page: Page) -> Composition | None:
    """Set code beside its text."""
    return _beside(page, asked=True)


def _beside(page: Page, *, asked: bool) -> Composition | None:
    codes = [piece for piece in page.pieces if isinstance(piece, CodePiece)]
    if len(codes) != 1 or codes[0] not in (page.pieces[0], page.pieces[-1]):
        return None
    words = tuple(atom for atom in page.row if isinstance(atom.piece, Text))
    if not words or len(words) + len(codes[0].lines) != len(page.row):
        return None
    if any(atom.frame != ("", 0) for atom in words) or not is_offered(page.setting, LAYOUT):
        return None
    over = next(atom for atom in page.row if atom.piece is codes[0])
    left, right = _sides(page)
    code = atoms((codes[0],), page.sizes, left.width, left.height, page.setting)
    if len(code) != len(codes[0].lines):
        return None
    if not asked and not _is_better(over, code[0], len(code), page):
        return None
    row = set_again(page, words, right)
    group = grouped(code)[0]
    if max(stack_height(row), stack_height(group)) > page.area.height:
        return None
    return _composed(codes[0], group, row, left, right, page)


def _sides(page: Page) -> tuple[Area, Area]:
    """Return where code and text stand: what comes first in the lesson is on the left."""
    code = Area.of(place_of(page.setting, LAYOUT, "code").box)
    text = Area.of(place_of(page.setting, LAYOUT, "body").box)
    if isinstance(page.pieces[0], CodePiece):
        return code, text
    end = text.x + text.width
    return replace(code, x=end - code.width), replace(text, x=code.x)


def _is_better(over: Atom, narrow: Atom, lines: int, page: Page) -> bool:
    """Tell whether code that is this narrow loses nothing, and its page gains room."""
    if lines < FEW_LINES or narrow.size_pt < over.size_pt:
        return False
    return stack_height(page.whole_row) > FULL * page.area.height


def _composed(
    piece: CodePiece,
    group: tuple[Atom, ...],
    row: tuple[Atom, ...],
    left: Area,
    right: Area,
    page: Page,
) -> Composition:
    area = page.area
    high = stack_height(group)
    stretch = open_spaces(row, page.sizes, 0.6 * (area.height - stack_height(row)))
    tall = stack_height(row) + stretch * wanted_space(row, page.sizes)
    both = max(high, tall)
    y = area.y + HIGH * (area.height - both)
    code_idx = place_of(page.setting, LAYOUT, "code").idx
    idx = place_of(page.setting, LAYOUT, "body").idx
    at = replace(left, y=y, height=high)
    beside = replace(right, y=y, height=area.y + area.height - y)
    text = text_frame(row, replace(beside, height=max(tall, 1.0)), page.sizes, page.setting, idx,
                      stretch)  # fmt: skip
    frames: list[Frame] = [code_frame(piece, group, at, code_idx), text]
    if isinstance(page.pieces[0], Text):
        frames.reverse()
    return Composition(LAYOUT, tuple(frames), both / area.height)
