"""How well a theme's colors can be told apart, computed as WCAG 2.2 does."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

from deckgen.diagnostics import Diagnostic, Severity
from deckgen.theme.tokens import Theme

READABLE: Final = 4.5
"""The least contrast of text, WCAG 2.2 success criterion 1.4.3 (level AA)."""

ENHANCED: Final = 7.0
"""The least contrast of text at level AAA, success criterion 1.4.6."""


def contrast(one: str, other: str) -> float:
    """Return the contrast ratio of two ``RRGGBB`` colors, 1 to 21."""
    bright, dim = sorted((luminance(one), luminance(other)), reverse=True)
    return (bright + 0.05) / (dim + 0.05)


def luminance(color: str) -> float:
    """Return the relative luminance of a ``RRGGBB`` color, 0 to 1."""
    red, green, blue = (_linear(int(color[at : at + 2], 16) / 255) for at in (0, 2, 4))
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def scheme_color(theme: Theme, name: str) -> str:
    """Return the ``RRGGBB`` behind a scheme color's name in this theme.

    ``tx1 bg1 tx2 bg2`` go through the master's color map, which a dark theme
    exchanges; ``dk1 lt1 dk2 lt2`` and the accents do not.
    """
    absolute = {"dk1": "dark1", "lt1": "light1", "dk2": "dark2", "lt2": "light2"}
    mapped = {"tx1": "dk1", "bg1": "lt1", "tx2": "dk2", "bg2": "lt2"}
    turned = {"tx1": "lt1", "bg1": "dk1", "tx2": "lt2", "bg2": "dk2"}
    name = (turned if theme.dark else mapped).get(name, name)
    name = {"hlink": "link", "folHlink": "followed"}.get(name, name)
    color: str = getattr(theme.colors, absolute.get(name, name))
    return color


def contrast_findings(theme: Theme, least: float = READABLE) -> tuple[Diagnostic, ...]:
    """Return a warning for every text color that falls short of ``least`` on its ground."""
    return tuple(
        Diagnostic(
            Severity.WARNING,
            "contrast",
            f"{text} on {ground} has a contrast of {ratio:.1f}, below {least:g}",
            file=f"themes/{theme.name}/theme.toml",
            hint=f"make '{text}' {'lighter' if theme.dark else 'darker'}",
        )
        for text, ground in dict.fromkeys(_pairs(theme))
        if (ratio := contrast(_resolve(theme, text), _resolve(theme, ground))) < least
    )


def _pairs(theme: Theme) -> Iterator[tuple[str, str]]:
    """Yield text and ground wherever the deck or the handout sets one on the other."""
    for name in ("tx1", "tx2", "hlink", "accent1", "accent2", "accent3", "accent4", "accent5"):
        yield name, "bg1"
    yield "tx1", "bg2"
    for layout in theme.layouts:
        for place in layout.placeholders:
            if place.color:
                yield place.color, place.fill or layout.background or "bg1"
    for name in ("ink", "muted", "heading", "accent", "exam"):
        yield f"handout {name}", "handout tint"
    yield "handout exam", "handout exam_tint"


def _resolve(theme: Theme, name: str) -> str:
    if name.startswith("handout "):
        return theme.handout[name.removeprefix("handout ")]
    return scheme_color(theme, name)


def _linear(channel: float) -> float:
    return channel / 12.92 if channel <= 0.04045 else ((channel + 0.055) / 1.055) ** 2.4
