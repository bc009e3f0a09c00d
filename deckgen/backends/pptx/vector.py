"""Vector graphics: cleaned of what they refer to, and as bitmaps for programs that need one."""

from __future__ import annotations

from functools import lru_cache
from typing import Final

from deckgen.regex import regex
from deckgen.theme import EMU_PER_INCH

_DOTS_PER_INCH: Final = 192
_WIDEST_PX: Final = 4096


def self_contained(svg: bytes) -> bytes:
    """Return an SVG that refers to nothing outside itself: no files, no network."""
    return _OUTSIDE.sub(rb"\1\2\2", svg)


_OUTSIDE: Final = regex(rb"""(\bhref\s*=\s*)(["'])(?!\s*(?:data:|\#))[^"']*\2""")


@lru_cache(maxsize=64)
def bitmap(svg: bytes, width_emu: int) -> bytes | None:
    """Return a PNG of a self-contained SVG, sharp at this width; ``None`` where it is not sound."""
    import resvg_py  # a native library that decks without drawings do not need

    width_px = min(_WIDEST_PX, max(1, width_emu * _DOTS_PER_INCH // EMU_PER_INCH))
    try:
        text = svg.decode("utf-8-sig")
        # Without its dots an inch, every length in points or millimeters is nothing.
        return resvg_py.svg_to_bytes(svg_string=text, width=width_px, dpi=96)
    except ValueError:
        return None
