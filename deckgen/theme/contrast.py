"""How well two colors can be told apart, computed as WCAG 2.2 does."""

from __future__ import annotations

from functools import lru_cache
from typing import Final

READABLE: Final = 4.5
"""The least contrast of text, WCAG 2.2 success criterion 1.4.3 (level AA)."""

ENHANCED: Final = 7.0
"""The least contrast of text at level AAA, success criterion 1.4.6."""


def contrast(one: str, other: str) -> float:
    """Return the contrast ratio of two ``RRGGBB`` colors, 1 to 21."""
    bright, dim = sorted((luminance(one), luminance(other)), reverse=True)
    return (bright + 0.05) / (dim + 0.05)


@lru_cache(maxsize=256)
def luminance(color: str) -> float:
    """Return the relative luminance of a ``RRGGBB`` color, 0 to 1."""
    red, green, blue = (_linear(int(color[at : at + 2], 16) / 255) for at in (0, 2, 4))
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def _linear(channel: float) -> float:
    return channel / 12.92 if channel <= 0.04045 else ((channel + 0.055) / 1.055) ** 2.4
