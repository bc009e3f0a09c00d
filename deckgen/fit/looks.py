"""How what is fitted looks: its scheme colors and faces, the same in every slide-shaped backend."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from functools import cache
from types import MappingProxyType
from typing import Final

from deckgen.fit.deck import Bullet, FittedSlide, Line, RuleKind, Style
from deckgen.model import Role
from deckgen.theme import Layout, Look, Theme
from deckgen.theme.palette import (
    Color,
    Palette,
    layout_palette,
    quiet,
    readable,
    tint,
    wash,
)
from deckgen.values import Value, replace

PAPER: Final = Color("bg1")
MASTER_ACCENT: Final = "accent1"
"""The color of the master's bullets."""


def dots(look: Look) -> tuple[str, ...]:
    """Return the bullet of each of the nine levels."""
    first, *within = look.bullets
    return (first, *((*within, first) * 8)[:8])


class Ground(Value):
    """What text stands on: the palette in force and the color right under the text.

    ``ink`` is the slot of the text's own color where that is not inherited.
    """

    palette: Palette
    surface: Color = PAPER
    accent: str = MASTER_ACCENT
    ink: str = ""


class Face(Value):
    """How a paragraph's runs look before their own marks; no ``color`` inherits the layout's.

    ``term`` is the color of the bold words that a paragraph begins with;
    ``font`` is ``+mj`` for the face of headings.
    """

    bold: bool = False
    italic: bool = False
    color: Color | None = None
    font: str = ""
    term: Color | None = None


class Panel(Value):
    """What a panel's text stands on, and how the panel itself looks.

    ``fill`` and ``outline`` are None where it has none; ``barred`` says that a
    bar in the ground's accent stands at its leading edge, ``ruled`` that a
    line in it runs along its top.
    """

    ground: Ground
    fill: Color | None = None
    outline: Color | None = None
    barred: bool = False
    ruled: bool = False


def slide_ground(slide: FittedSlide, layout: Layout, theme: Theme) -> tuple[Ground, Color | None]:
    """Return what a slide's text stands on; what the exam asks has paper of its own."""
    on = layout_palette(theme, layout)
    if slide.role is not Role.EXAM or layout.background:
        return Ground(on), None
    paper = wash("accent2", on)
    return Ground(on, paper, "accent2"), paper


def panel(name: str, ground: Ground) -> Panel:
    """Return the look of the panel called ``name``; an empty name is plain text."""
    accent = _ACCENTS.get(name, ground.accent)
    barred = name in _ACCENTS
    if not name:
        return Panel(ground)
    if name == "quote":
        return Panel(replace(ground, accent=accent), barred=barred)
    on = ground.palette
    manner = on.look.panels
    if name == "card" and manner in ("rule", "frame"):
        return Panel(ground, outline=Color(accent) if manner == "frame" else None)
    if name == "card":
        # On tinted paper, paper itself is what stands out.
        surface = Color("bg2") if ground.surface == PAPER else PAPER
        return Panel(Ground(on, surface, accent), surface)
    surface = Color("bg2") if name in ("quiz", "list") else tint(accent, on)
    # What the exam asks stands out from a warning by its frame.
    outline = Color(accent) if name == "exam" else None
    if manner in ("rule", "frame") and name != "exam":
        plain = replace(ground, accent=accent)
        line = Color(accent) if manner == "frame" else None
        return Panel(plain, None, line, barred and manner == "frame", ruled=manner == "rule")
    return Panel(Ground(on, surface, accent), surface, outline, barred and manner != "block")


_ACCENTS: Final = MappingProxyType(
    {
        "note": "accent1", "tip": "accent3", "important": "accent4", "warning": "accent2",
        "caution": "accent5", "exam": "accent2", "quote": "accent2", "quiz": "accent1",
        "list": "accent1",
    }
)  # fmt: skip


def face_of(line: Line, ground: Ground) -> Face:
    """Return the face of a paragraph by its style."""
    special = _FACES.get(line.style)
    if special:
        return special(ground)
    ink = Color(ground.ink) if ground.ink else None
    return Face(color=ink, term=_ink(ground.accent, ground) if line.bullet else None)


def _ink(name: str, ground: Ground) -> Color:
    return readable(name, ground.surface, ground.palette)


def _quiet(ground: Ground) -> Color:
    return quiet(ground.surface, ground.palette)


_FACES: Final[Mapping[Style, Callable[[Ground], Face]]] = MappingProxyType(
    {
        Style.HEADING: lambda on: Face(bold=True, color=_ink("tx2", on), font="+mj"),
        Style.TERM: lambda on: Face(bold=True, color=_ink(on.accent, on)),
        Style.LABEL: lambda on: Face(bold=True, color=_ink(on.accent, on)),
        Style.QUOTE: lambda on: Face(italic=True, color=_ink("tx2", on)),
        Style.MISSING: lambda on: Face(italic=True, color=_quiet(on)),
        Style.CAPTION: lambda on: Face(color=_quiet(on)),
        Style.FOOTNOTE: lambda on: Face(color=_quiet(on)),
    }
)


def rule_color(kind: RuleKind, ground: Ground) -> Color:
    """Return the color of a decorative line."""
    return Color(ground.accent) if kind is RuleKind.ACCENT else hairline_color(ground)


def bullet_color(bullet: Bullet, ground: Ground) -> Color:
    """Return the color of what stands before a paragraph."""
    accent = "accent3" if bullet is Bullet.DONE else ground.accent
    return readable(accent, ground.surface, ground.palette)


def token_color(kind: str, ground: Ground) -> Color:
    """Return the color of a piece of code."""
    if kind in _QUIET:
        return quiet(ground.surface, ground.palette)
    accent = _TOKENS.get(kind)
    return readable(accent or "tx1", ground.surface, ground.palette)


_TOKENS: Final = MappingProxyType(
    {
        "keyword": "accent4", "builtin": "accent1", "name": "accent1", "string": "accent3",
        "number": "accent2", "inserted": "accent3", "deleted": "accent5",
    }
)  # fmt: skip
_QUIET: Final = frozenset({"comment", "operator"})


def code_ground(ground: Ground) -> Ground:
    """Return what blocks of code stand on."""
    return Ground(ground.palette, Color(ground.palette.look.code))


def code_color(ground: Ground) -> Color:
    """Return the color of code within a line."""
    return readable("accent1", ground.surface, ground.palette)


def highlight_color(ground: Ground) -> Color:
    """Return what highlighted words stand on."""
    return Color("accent2", 50) if ground.palette.is_dark else Color("accent2", 40, 60)


def series_color(number: int, ground: Ground) -> Color:
    """Return the color of a chart's series or slice, from 0."""
    name = f"accent{number % 6 + 1}"
    if number < 6:
        return readable(name, ground.surface, ground.palette)
    return Color(name, 50, 50) if ground.palette.is_dark else Color(name, 50)


@cache
def hairline_color(ground: Ground) -> Color:
    """Return the color of thin lines between rows and behind charts."""
    return Color("tx1", 50) if ground.palette.is_dark else Color("tx1", 25, 75)
