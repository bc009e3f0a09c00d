"""The index's colors: those of the course's theme, on light and on dark paper."""

from __future__ import annotations

from typing import Final

from deckgen.theme import Colors, Theme
from deckgen.theme.contrast import READABLE, contrast

_LIGHT: Final = ("FFFFFF", "1C2430")
_DARK: Final = ("14181F", "E6EAF0")


def colors_css(theme: Theme) -> str:
    """Return the accents as variables, each legible on what it stands on."""
    colors = theme.colors
    light = _variables(colors, *_LIGHT)
    dark = _variables(colors, *_DARK)
    return (
        f":root{{color-scheme:light dark;{light}}}\n"
        f"@media (prefers-color-scheme:dark){{:root{{{dark}}}}}\n"
        f"@media print{{:root{{{light}}}}}\n"
    )


def _variables(colors: Colors, paper: str, ink: str) -> str:
    accent, warm = (_legible(one, paper, ink) for one in (colors.accent1, colors.accent2))
    return f"--paper:#{paper};--ink:#{ink};--accent:#{accent};--warm:#{warm}"


def _legible(color: str, paper: str, ink: str) -> str:
    """Return the color, or the nearest to it on the way to the ink that can be read."""
    shares = (share / 10 for share in range(11))
    mixed = (_mixed(color, ink, share) for share in shares)
    return next((one for one in mixed if contrast(one, paper) >= READABLE), ink)


def _mixed(color: str, ink: str, share: float) -> str:
    pairs = zip(bytes.fromhex(color), bytes.fromhex(ink), strict=True)
    return "".join(f"{round(one + (other - one) * share):02X}" for one, other in pairs)
