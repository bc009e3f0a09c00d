"""The handout's few signs, drawn as SVG in the theme's colors: no font need have them."""

from __future__ import annotations

from types import MappingProxyType
from typing import Final

from deckgen.backends.pdf.css import color
from deckgen.theme import Theme

_PREFIX: Final = "deckgen:icon/"
_RING: Final = '<circle cx="8" cy="8" r="6.6" fill="none" stroke="{ink}" stroke-width="1.6"/>'
_BOX: Final = (
    '<rect x="1.5" y="1.5" width="13" height="13" rx="2" fill="#fff" stroke="{ink}" '
    'stroke-width="1.4"/>'
)
_ICONS: Final = MappingProxyType(
    {
        "open": ("accent", _BOX),
        "glyph": (
            "muted",
            '<path d="M2.6 1.2h10.8v13.6H2.6z" fill="none" stroke="{ink}" stroke-width="1.2"/>',
        ),
        "lines": (  # two lines to write on, stretched to their place
            "rule",
            '<path d="M0 7.85h16M0 15.85h16" stroke="{ink}" stroke-width=".14"/>',
        ),
        "ruled": (  # one line to write on, at the foot of its tile
            "muted",
            '<path d="M0 15.9h16" stroke="{ink}" stroke-width=".12"/>',
        ),
        "done": (
            "accent",
            _BOX + '<path d="M4.2 8.4 7 11.2 12 5" fill="none" stroke="{ink}" stroke-width="2"/>',
        ),
        "crossed": (
            "exam",
            _BOX + '<path d="M4.6 4.6l6.8 6.8M11.4 4.6l-6.8 6.8" stroke="{ink}" stroke-width="2"/>',
        ),
        "note": (
            "accent",
            _RING + '<path d="M8 7.2v4.4M8 4.2v1.7" stroke="{ink}" stroke-width="1.7"/>',
        ),
        "tip": (
            "accent",
            '<path d="M5.6 11.2C3.4 9.6 3 7.8 3 6.4a5 5 0 0 1 10 0c0 1.4-.4 3.2-2.6 4.8v1H5.6z" '
            'fill="none" stroke="{ink}" stroke-width="1.5"/>'
            '<path d="M6 14.6h4" stroke="{ink}" stroke-width="1.6"/>',
        ),
        "important": (
            "heading",
            '<path d="M1.6 2h12.8v9.4H8.8L5.4 14.4v-3H1.6z" fill="none" stroke="{ink}" '
            'stroke-width="1.5"/><path d="M8 4v3.4M8 8.4v1.4" stroke="{ink}" stroke-width="1.6"/>',
        ),
        "warning": (
            "exam",
            '<path d="M8 1.8 15 14.2H1z" fill="none" stroke="{ink}" stroke-width="1.6"/>'
            '<path d="M8 6.2v3.8M8 11v1.6" stroke="{ink}" stroke-width="1.6"/>',
        ),
        "caution": (
            "exam",
            '<path d="M5.2 1.2h5.6l4 4v5.6l-4 4H5.2l-4-4V5.2z" fill="{ink}"/>'
            '<path d="M8 4v5M8 10.4v1.7" stroke="#fff" stroke-width="1.8"/>',
        ),
        "exam": (
            "exam",
            '<path d="M8 .8l2.2 4.7 5.1.6-3.8 3.5 1 5.1L8 12.1l-4.5 2.6 1-5.1L.7 6.1l5.1-.6z" '
            'fill="{ink}"/>',
        ),
    }
)


def icon_at(url: str, theme: Theme) -> str | None:
    """Return the SVG at ``deckgen:icon/NAME``; ``None`` for any other address."""
    token, drawing = _ICONS.get(url.removeprefix(_PREFIX), ("", ""))
    if not url.startswith(_PREFIX) or not drawing:
        return None
    paths = drawing.replace("{ink}", color(theme, token))
    return (
        '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 16 16" '
        f'preserveAspectRatio="{"none" if url.endswith(("/lines", "/ruled")) else "xMidYMid"}">'
        f"{paths}</svg>"
    )
