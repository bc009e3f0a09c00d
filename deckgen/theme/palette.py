"""Scheme colors with their lightness changed, and whether they can be read."""

from __future__ import annotations

from colorsys import hls_to_rgb, rgb_to_hls
from functools import cache, lru_cache
from types import MappingProxyType
from typing import Final

from deckgen.theme.contrast import contrast
from deckgen.theme.tokens import Colors, Layout, Look, Placeholder, Theme
from deckgen.values import Value, lazy, replace


class Color(Value):
    """A scheme color, its lightness multiplied by ``mod`` and raised by ``off``, percent.

    ``gray`` is how much of its saturation is taken away then, percent.
    """

    name: str
    mod: int = 100
    off: int = 0
    gray: int = 0

    @property
    def xml(self) -> str:
        """The color as DrawingML."""
        mod = f'<a:lumMod val="{self.mod * 1000}"/>' if self.mod != 100 else ""
        off = f'<a:lumOff val="{self.off * 1000}"/>' if self.off else ""
        gray = f'<a:satMod val="{(100 - self.gray) * 1000}"/>' if self.gray else ""
        changes = mod + off + gray
        if not changes:
            return f'<a:schemeClr val="{self.name}"/>'
        return f'<a:schemeClr val="{self.name}">{changes}</a:schemeClr>'

    @property
    def fill(self) -> str:
        """The color as a solid fill."""
        return f"<a:solidFill>{self.xml}</a:solidFill>"


_USUAL: Final = Look()


class Palette(Value, dict=True):
    """A color scheme, which of its slots is paper and which ink, and how boxes are drawn."""

    colors: Colors
    bg1: str = "lt1"
    tx1: str = "dk1"
    bg2: str = "lt2"
    tx2: str = "dk2"
    hlink: str = "hlink"
    folHlink: str = "folHlink"  # noqa: N815  (the color map's own name)
    muted: str = "accent6"
    look: Look = _USUAL

    @property
    def mapping(self) -> str:
        """The attributes of a color map."""
        roles = ("bg1", "tx1", "bg2", "tx2", "hlink", "folHlink")
        mapped = {role: getattr(self, role) for role in roles}
        accents = {f"accent{n}": f"accent{n}" for n in range(1, 7)}
        return " ".join(f'{role}="{slot}"' for role, slot in {**mapped, **accents}.items())

    def rgb(self, color: Color) -> str:
        """Return what a color looks like, as ``RRGGBB``."""
        slot = getattr(self, color.name, color.name)
        plain: str = getattr(self.colors, _FIELDS.get(slot, slot))
        return _relight(plain, color)

    @lazy
    def is_dark(self) -> bool:
        """Whether light text is to be set on this paper."""
        return _is_dark(self.rgb(Color("bg1")))


_FIELDS: Final = MappingProxyType(
    {
        "dk1": "dark1",
        "lt1": "light1",
        "dk2": "dark2",
        "lt2": "light2",
        "hlink": "link",
        "folHlink": "followed",
    }
)


def palette(theme: Theme) -> Palette:
    """Return the master's palette; a dark theme exchanges ink and paper."""
    # Our own themes keep a gray there; a user's template may have any color.
    muted = "accent6" if not theme.template or _is_gray(theme.colors.accent6) else "tx1"
    if theme.dark:
        dark = Palette(theme.colors, bg1="dk1", tx1="lt1", bg2="dk2", tx2="lt2")
        return replace(dark, muted=muted, look=theme.look)
    return Palette(theme.colors, muted=muted, look=theme.look)


def _is_gray(rgb: str) -> bool:
    return max(_parts(rgb)) - min(_parts(rgb)) < 0.2


def layout_palette(theme: Theme, layout: Layout) -> Palette:
    """Return the palette on a layout: a dark background needs light text and links."""
    own = palette(theme)
    if layout.background not in _FIELDS and not layout.background.startswith("accent"):
        return own
    on_paper = replace(own, bg1=layout.background)
    if on_paper.is_dark:
        return replace(on_paper, tx1="lt1", bg2="dk1", tx2="lt2", hlink="lt1", folHlink="lt2")
    return replace(on_paper, tx1="dk1", bg2="lt2", tx2="dk2")


@cache
def readable(name: str, surface: Color, on: Palette) -> Color:
    """Return the color ``name`` at the first lightness that can be read on ``surface``."""
    ground = on.rgb(surface)
    for mod, off in _LIGHTER if _is_dark(ground) else _DARKER:
        color = Color(name, mod, off)
        if contrast(on.rgb(color), ground) >= on.look.contrast:
            return color
    ends = (Color("tx1"), Color("bg1"))
    return max(ends, key=lambda end: contrast(on.rgb(end), ground))


def quiet(surface: Color, on: Palette) -> Color:
    """Return the color of what stands back: captions, footnotes, comments in code."""
    if on.muted != "tx1":
        return readable(on.muted, surface, on)
    gray = Color("tx1", 75) if _is_dark(on.rgb(surface)) else Color("tx1", 65, 35)
    legible = contrast(on.rgb(gray), on.rgb(surface)) >= on.look.contrast
    return gray if legible else Color("tx1")


_DARKER: Final = ((100, 0), (75, 0), (60, 0), (50, 0), (40, 0))
_LIGHTER: Final = ((100, 0), (75, 25), (60, 40), (40, 60), (20, 80))


def tint(name: str, on: Palette) -> Color:
    """Return a faint shade of a color for a surface that text stands on."""
    return Color(name, 30, 0, 40) if on.is_dark else Color(name, 12, 88, 40)


def _is_dark(rgb: str) -> bool:
    return contrast(rgb, "FFFFFF") > contrast(rgb, "000000")


def wash(name: str, on: Palette) -> Color:
    """Return a fainter shade still, for the paper of a whole slide."""
    return Color(name, 16, 0, 60) if on.is_dark else Color(name, 5, 95, 20)


def header_color(on: Palette) -> Color:
    """Return the ground of a table's header: the titles' color, unless paper is illegible on it.

    A table of lines has its header on paper.
    """
    if on.look.tables == "rule":
        return Color("bg1")
    readable_on = contrast(on.rgb(Color("tx2")), on.rgb(Color("bg1"))) >= on.look.contrast
    return Color("tx2" if readable_on else "tx1")


def place_color(place: Placeholder) -> Color:
    """Return the color of a placeholder's text, before that of its paragraphs."""
    match place.kind:
        case "title" | "subtitle" | "statement" | "quote" | "heading" | "question":
            usual = "tx2"
        case "kicker":
            usual = "accent2"
        case "term":
            usual = "accent1"
        case "caption" | "attribution" | "footer" | "number":
            usual = "accent6"
        case _:
            usual = "tx1"
    return Color(place.color or usual)


def _parts(rgb: str) -> tuple[float, float, float]:
    red, green, blue = (int(rgb[at : at + 2], 16) / 255 for at in (0, 2, 4))
    return red, green, blue


@lru_cache(maxsize=1024)
def _relight(rgb: str, color: Color) -> str:
    if (color.mod, color.off, color.gray) == (100, 0, 0):
        return rgb.upper()
    hue, lightness, saturation = rgb_to_hls(*_parts(rgb))
    lightness = min(1.0, lightness * color.mod / 100 + color.off / 100)
    changed = hls_to_rgb(hue, lightness, saturation * (100 - color.gray) / 100)
    return "".join(f"{round(part * 255):02X}" for part in changed)
