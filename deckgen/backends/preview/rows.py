"""Text in rows as the deck sets it: what stands on each, in the looks of its words."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from deckgen.fonts.breaking import Texts, parts
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


def rows(said: Iterable[Said], fonts: Fonts, room: float) -> list[Row]:
    """Return what is said row by row, as much on each as there is room for, in em."""
    limit = 1000 * room
    found: list[Row] = []
    row: list[tuple[Look, str]] = []
    x = gap = 0.0
    for look, text in said:
        if text is None:
            found.append(_row(row, x - gap))
            row, x, gap = [], 0.0, 0.0
            continue
        font = (fonts.mono if look.mono else fonts.body).metrics
        known = word_widths(font, look.bold, look.italic)
        words, spaces = parts(text)
        begin = 0
        for at, word in enumerate(words):
            width = known[word]
            if x and x + width > limit:
                _add(row, look, words[begin:at], spaces[begin:at])
                found.append(_row(row, x - gap))
                row, x, begin = [], 0.0, at
            gap = known[spaces[at]]
            x += width + gap
        _add(row, look, words[begin:], spaces[begin:])
    if row:
        found.append(_row(row, x - gap))
    return found


def _add(row: list[tuple[Look, str]], look: Look, words: Texts, spaces: Texts) -> None:
    """Add words to a row: to those before them, where they look alike."""
    if not words:
        return
    if "" in spaces[:-1]:
        text = "".join(
            [f"{word} " if space else word for word, space in zip(words, spaces, strict=True)]
        )
    else:
        text = " ".join(words) + " " * bool(spaces[-1])
    if row and row[-1][0] == look:
        row[-1] = look, row[-1][1] + text
    else:
        row.append((look, text))


def _row(spans: Sequence[tuple[Look, str]], width: float) -> Row:
    """Return a row without a space at its end."""
    if not spans:
        return Row((), width / 1000)
    *others, (look, text) = spans
    return Row((*others, (look, text.removesuffix(" "))), width / 1000)
