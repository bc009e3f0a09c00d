"""Fonts for paper that are as wide as those of decks, so that lines break where the deck's do."""

from __future__ import annotations

from types import MappingProxyType
from typing import Final

from deckgen.theme import Face

_TWINS: Final = MappingProxyType(
    {
        "Arial": "Arimo",
        "Calibri": "Carlito",
        "Cambria": "Caladea",
        "Georgia": "Gelasio",
        "Times New Roman": "Liberation Serif",
    }
)


def twin(face: Face) -> str:
    """Return the family that is as wide as a deck's typeface, else the theme's own for print."""
    return _TWINS.get(face.metrics, face.print)
