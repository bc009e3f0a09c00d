"""How diagrams look: the theme's print colors and font, for paper is where they are drawn on."""

from __future__ import annotations

from collections.abc import Iterator

from deckgen.theme import Theme
from deckgen.theme.contrast import READABLE, contrast
from deckgen.values import Value


class Look(Value):
    """Colors as ``#RRGGBB``, and the family of the text.

    White can be read on each of the ``accents``.
    """

    ink: str
    line: str
    border: str
    fill: str
    accents: tuple[str, ...]
    font: str


def look(theme: Theme) -> Look:
    """Return the look of a theme's diagrams, dark on light in every theme."""
    tokens = theme.handout
    return Look(
        ink=f"#{tokens.get('ink', '1B2430')}",
        line=f"#{tokens.get('muted', '55606C')}",
        border=f"#{tokens.get('accent', '0B5C7A')}",
        fill=f"#{tokens.get('tint', 'F1F5F8')}",
        accents=tuple(map(_darkened, _accents(theme))),
        font=theme.fonts.body.deck,
    )


def _accents(theme: Theme) -> Iterator[str]:
    for number in range(1, 7):
        yield getattr(theme.colors, f"accent{number}")


def _darkened(color: str) -> str:
    """Return a color dark enough for white text."""
    parts = [int(color[at : at + 2], 16) for at in (0, 2, 4)]
    while contrast("".join(f"{part:02X}" for part in parts), "FFFFFF") < READABLE:
        parts = [part * 9 // 10 for part in parts]
    return "#" + "".join(f"{part:02X}" for part in parts)
