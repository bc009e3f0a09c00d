"""How much room a displayed formula takes: fractions, sums, roots and rows stand tall."""

from __future__ import annotations

from collections.abc import Iterable
from functools import lru_cache
from html import unescape
from math import ceil
from typing import TYPE_CHECKING, Final

from deckgen.fit.pieces import FormulaPiece
from deckgen.fit.sizes import Sizes
from deckgen.fonts import LINE_PITCH, SAFE, text_width
from deckgen.formulas import mathml
from deckgen.values import Value

if TYPE_CHECKING:
    from xml.etree.ElementTree import Element

FONT: Final = "cambria"
"""The metrics nearest to those of the font that PowerPoint sets formulas in."""

SMALLEST: Final = 0.7
"""The share of the text's size that a formula too wide for its place goes down to."""


class Extent(Value):
    """A formula's size in points, and that of its letters."""

    height: float
    size_pt: float


class _Box(Value):
    """What a part takes, in em: its width, and its height over and under the line."""

    width: float = 0.0
    above: float = 0.75
    below: float = 0.3

    @property
    def height(self) -> float:
        return self.above + self.below


def formula_extent(piece: FormulaPiece, sizes: Sizes, width: float) -> Extent:
    """Return how tall a formula is in ``width`` points, set smaller where it is too wide.

    It holds the formula as Office sets it and as the plain line that stands in for it.
    """
    box = _formula_box(piece.math.tex)
    widest = max(box.width, 0.01)
    size = min(sizes.body, max(SMALLEST * sizes.body, SAFE * width / widest))
    rows = max(ceil(widest * size / (SAFE * width)), 1)
    lines = piece.text.measured.line_count(width / size)
    return Extent(max(1.05 * box.height * rows, LINE_PITCH * lines) * size, size)


@lru_cache(maxsize=2048)
def _formula_box(tex: str) -> _Box:
    tree = mathml(tex)
    return _row(list(tree)) if tree is not None else _Box(text_width(tex, FONT) / 1000)


def _row(parts: list[Element]) -> _Box:
    rows: list[list[_Box]] = [[]]
    for part in parts:
        if part.get("linebreak"):
            rows.append([])
        else:
            rows[-1].append(_part(part))
    return _stacked([_side_by_side(row) for row in rows if row or len(rows) == 1])


def _side_by_side(boxes: list[_Box]) -> _Box:
    return _Box(
        sum(box.width for box in boxes),
        max((box.above for box in boxes), default=0.75),
        max((box.below for box in boxes), default=0.3),
    )


def _stacked(rows: list[_Box]) -> _Box:
    """Return rows one under the other, the middle on the line where there are several."""
    if len(rows) == 1:
        return rows[0]
    height = sum(row.height + 0.25 for row in rows)
    return _Box(max((row.width for row in rows), default=0.0), height / 2 + 0.25, height / 2 - 0.25)


def _part(part: Element) -> _Box:
    boxes = [_part(child) for child in part] if part.tag in _BUILT else []
    match part.tag, boxes:
        case "mfrac", [over, under]:
            width = max(over.width, under.width) + 0.2
            return _Box(width, over.height + 0.35, under.height)
        case "msqrt" | "mroot", [first, *_]:
            return _Box(sum(box.width for box in boxes) + 0.8, first.above + 0.25, first.below)
        case "msup", [base, power]:
            return _scripts(base, None, power)
        case "msub", [base, index]:
            return _scripts(base, index, None)
        case "msubsup", [base, index, power]:
            return _scripts(base, index, power)
        case (("mover" | "munder" | "munderover"), [base, *others]):
            room = 0.72 * max(box.height for box in others) if others else 0.0
            above = room if part.tag != "munder" else 0.0
            below = room if part.tag != "mover" else 0.0
            width = max(base.width, *(0.72 * box.width for box in others))
            return _Box(width, base.above + above, base.below + below)
        case "mtable", _:
            return _stacked(boxes) if boxes else _Box()
        case "mtr", _:
            row = _side_by_side(boxes)
            return _Box(row.width + 1.0 * len(boxes), row.above, row.below)
    return _row(list(part)) if len(part) else _token(part)


_BUILT: Final = frozenset(
    ("mfrac", "msqrt", "mroot", "msup", "msub", "msubsup", "mover", "munder", "munderover",
     "mtable", "mtr")
)  # fmt: skip


def _scripts(base: _Box, index: _Box | None, power: _Box | None) -> _Box:
    scripts: Iterable[_Box] = [box for box in (index, power) if box]
    wide = max(0.72 * box.width for box in scripts)
    above = base.above + (0.45 * power.height if power else 0.0)
    return _Box(base.width + wide, above, base.below + (0.45 * index.height if index else 0.0))


def _token(part: Element) -> _Box:
    if part.tag == "mspace":
        return _Box(1.0)
    text = unescape(part.text or "")
    width = text_width(text, FONT) / 1000
    if text in _LARGE:
        return _Box(width + 0.4, 1.0, 0.6)
    return _Box(width + (0.5 if part.tag == "mo" and text not in "()[]{}|,.;:!" else 0.05))


_LARGE: Final = frozenset("∑∏∫∬∭∮∐⋃⋂")
