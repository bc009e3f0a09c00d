"""Text in rows as the deck sets it: what stands on each, in the looks of its words."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from itertools import groupby
from operator import itemgetter

from deckgen.fonts.breaking import parts
from deckgen.fonts.metrics import word_widths
from deckgen.theme import Fonts
from deckgen.values import Value


class Look(Value):
    """How words look."""

    bold: bool = False
    italic: bool = False
    mono: bool = False
    color: str = ""


Said = tuple[Look, str | None]
"""Text in one look; ``None`` ends a row."""


class Row(Value):
    """One row of text, by looks; ``width`` is in em."""

    spans: tuple[tuple[Look, str], ...]
    width: float


def rows(said: Iterable[Said], fonts: Fonts, room: float) -> Iterator[Row]:
    """Yield what is said row by row, as much on each as there is room for, in em."""
    row: list[tuple[Look, str]] = []
    x = gap = 0.0
    for look, text in said:
        if text is None:
            yield _row(row, x - gap)
            row, x, gap = [], 0.0, 0.0
            continue
        known = word_widths(
            (fonts.mono if look.mono else fonts.body).metrics, look.bold, look.italic
        )
        for word, space in zip(*parts(text), strict=True):
            if x and x + known[word] > 1000 * room:
                yield _row(row, x - gap)
                row, x = [], 0.0
            gap = known[space]
            x += known[word] + gap
            row.append((look, f"{word} " if space else word))
    if row:
        yield _row(row, x - gap)


def _row(words: Sequence[tuple[Look, str]], width: float) -> Row:
    """Return words on a row, those of one look together, without a space at its end."""
    spans = [
        (look, "".join(text for _, text in group))
        for look, group in groupby(words, key=itemgetter(0))
    ]
    if spans:
        look, text = spans[-1]
        spans[-1] = look, text.removesuffix(" ")
    return Row(tuple(spans), width / 1000)
