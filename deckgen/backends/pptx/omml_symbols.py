"""Signs of formulas: what OMML calls them, and what stands over, under or beside them."""

from __future__ import annotations

from types import MappingProxyType
from typing import Final

ACCENTS: Final = MappingProxyType(
    {"^": "\u0302", "~": "\u0303", "¯": "\u0305", "˙": "\u0307", "¨": "\u0308", "ˇ": "\u030c",
     "´": "\u0301", "`": "\u0300", "˘": "\u0306", "→": "\u20d7", "←": "\u20d6", "↔": "\u20e1",
     "⃛": "\u20db"}
)  # fmt: skip
"""The combining character of each accent."""

BARS: Final = frozenset("―‾_\u0332\u0305")
BRACES: Final = frozenset("⏞⏟⏜⏝⎴⎵")
INTEGRALS: Final = frozenset("∫∬∭∮∯∰")
LARGE: Final = INTEGRALS | frozenset("∑∏∐⋃⋂⋁⋀⨁⨂⨀⨄⨆")

SCRIPTS: Final = MappingProxyType(
    {"msub": ("sub",), "msup": ("sup",), "msubsup": ("sub", "sup"),
     "munder": ("sub",), "mover": ("sup",), "munderover": ("sub", "sup")}
)  # fmt: skip
"""What the second and third child of an element are to its first."""

LIMITS: Final = frozenset(
    ("lim", "max", "min", "sup", "inf", "lim sup", "lim inf", "argmax", "argmin", "arg max",
     "arg min", "det", "gcd", "Pr")
)  # fmt: skip
"""Functions that have their index below them."""

ENDS: Final = frozenset("=<>≤≥≠≈≡∼∝∈∉⊂⊆→⇒⇔↔↦+-−±∓,;:|∣")
"""Signs that a sum does not reach over."""

VARIANTS: Final = MappingProxyType(
    {
        "normal": '<m:sty m:val="p"/>', "bold": '<m:sty m:val="b"/>',
        "italic": '<m:sty m:val="i"/>', "bold-italic": '<m:sty m:val="bi"/>',
        "sans-serif": '<m:scr m:val="sans-serif"/><m:sty m:val="p"/>',
        "monospace": '<m:scr m:val="monospace"/><m:sty m:val="p"/>',
        "script": '<m:scr m:val="script"/><m:sty m:val="p"/>',
        "fraktur": '<m:scr m:val="fraktur"/><m:sty m:val="p"/>',
        "double-struck": '<m:scr m:val="double-struck"/><m:sty m:val="p"/>',
    }
)  # fmt: skip

_OPEN: Final = "".join(f'<m:hide{side} m:val="1"/>' for side in ("Top", "Bot", "Left", "Right"))
STRIKES: Final = MappingProxyType(
    {
        "box": "", "updiagonalstrike": f'{_OPEN}<m:strikeBLTR m:val="1"/>',
        "downdiagonalstrike": f'{_OPEN}<m:strikeTLBR m:val="1"/>',
        "horizontalstrike": f'{_OPEN}<m:strikeH m:val="1"/>',
        "updiagonalstrike downdiagonalstrike":
            f'{_OPEN}<m:strikeBLTR m:val="1"/><m:strikeTLBR m:val="1"/>',
    }
)  # fmt: skip
"""Frames and strokes by the notation of ``menclose``."""


def space(width: str) -> str:
    """Return spaces about as wide as ``width`` says, in em; a thin one for all else."""
    number = width.removesuffix("em")
    try:
        size = float(number)
    except ValueError:
        return "" if width.startswith("negative") else "\u2009"
    if not 0 < size < 20:
        return ""
    return "\u2003" * int(size) + ("\u2005" if size % 1 > 0.2 else "\u2009" if size % 1 else "")
