"""A user's template as tokens: its colors, its fonts with what measures them, its type sizes."""

from __future__ import annotations

import re
from collections.abc import Mapping
from types import MappingProxyType
from typing import Final

from lxml import etree

from deckgen.backends.pptx.user_template.keeping import A, P
from deckgen.backends.pptx.user_template.layouts import OwnLayout, Place, number
from deckgen.regex import regex
from deckgen.theme import Colors, Face, Fonts, Scale
from deckgen.theme.contrast import READABLE, contrast
from deckgen.values import replace

SLOTS: Final = MappingProxyType(
    {
        "dk1": "dark1", "lt1": "light1", "dk2": "dark2", "lt2": "light2",
        "accent1": "accent1", "accent2": "accent2", "accent3": "accent3", "accent4": "accent4",
        "accent5": "accent5", "accent6": "accent6", "hlink": "link", "folHlink": "followed",
    }
)  # fmt: skip
_RGB: Final = regex(r"[0-9A-Fa-f]{6}")


def colors(theme: etree._Element, master: etree._Element, base: Colors) -> tuple[Colors, bool]:
    """Return the color scheme, and whether the master exchanges ink and paper."""
    scheme = theme.find(f"{A}themeElements/{A}clrScheme")
    found = {
        slot: _rgb(scheme.find(f"{A}{slot}")) or getattr(base, key)
        for slot, key in SLOTS.items()
        if scheme is not None
    }
    mapping = master.find(f"{P}clrMap")
    mapped = {str(key): str(slot) for key, slot in mapping.items()} if mapping is not None else {}
    dark = mapped.get("bg1") == "dk1" and mapped.get("tx1") == "lt1"
    for role, slot in () if dark else _ROLES:
        # Any other map: what the roles look like counts, for contrast is computed from it.
        chosen = mapped.get(role, slot)
        found[slot] = found.get(chosen, found.get(slot, ""))
    return replace(base, **{SLOTS[slot]: value for slot, value in found.items() if value}), dark


_ROLES: Final = tuple({"bg1": "lt1", "tx1": "dk1", "bg2": "lt2", "tx2": "dk2"}.items())


def _rgb(slot: etree._Element | None) -> str:
    for color in slot if slot is not None else ():
        value = str(color.get("lastClr") or color.get("val", ""))
        if _RGB.fullmatch(value):
            return value.upper()
    return ""


def fonts(theme: etree._Element, title: Place | None, body: Place | None, base: Fonts) -> Fonts:
    """Return the typefaces; what sets code stays our own."""
    scheme = theme.find(f"{A}themeElements/{A}fontScheme")

    def face(which: str, place: Place | None, own: Face) -> Face:
        named = place.face if place and not place.face.startswith("+") else ""
        latin = scheme.find(f"{A}{which}/{A}latin") if scheme is not None else None
        name = named or (latin.get("typeface", "") if latin is not None else "") or "Arial"
        return Face(name, metrics(name), own.print)

    return replace(
        base,
        heading=face("majorFont", title, base.heading),
        body=face("minorFont", body, base.body),
    )


def metrics(face: str) -> str:
    """Return the width table that measures a typeface: its own, or a wider one to be safe."""
    name = re.sub(r"\s+", " ", face).strip().lower()
    for known, table in _TABLES.items():
        if name == known or name.startswith(known + " "):
            return table
    return "Arial 116%"


# Widths as against Arial, from the averages of each face's small letters; unknown ones get more
# than nearly all text faces need.
_TABLES: Final = MappingProxyType(
    {
        "calibri": "Calibri", "carlito": "Calibri", "cambria": "Cambria", "caladea": "Cambria",
        "arial narrow": "Calibri", "arial black": "Arial 130%", "arial": "Arial",
        "helvetica": "Arial", "liberation sans": "Arial", "times": "Times New Roman",
        "liberation serif": "Times New Roman", "georgia": "Georgia", "garamond": "Times New Roman",
        "consolas": "Consolas", "courier": "Courier New", "aptos": "Arial",
        "source sans pro": "Arial", "source sans 3": "Arial", "roboto": "Arial",
        "segoe ui": "Arial", "lato": "Arial", "tahoma": "Arial", "trebuchet ms": "Arial",
        "open sans": "Arial 109%", "noto sans": "Arial 110%", "inter": "Arial 110%",
        "montserrat": "Arial 122%", "poppins": "Arial 120%", "verdana": "Arial 122%",
        "dejavu sans": "Arial 120%", "century gothic": "Arial 112%",
    }
)  # fmt: skip


def scale(
    title: Place | None,
    opening: Place | None,
    body: Place | None,
    footer: Place | None,
    base: Scale,
) -> Scale:
    """Return the template's type sizes, stepping down to our floors and never below."""
    largest = body.size_pt if body else base.body[0]
    return replace(
        base,
        title=_steps(title.size_pt if title else base.title[0], base.title, 60),
        opening=_steps(opening.size_pt if opening else base.opening[0], base.opening, 66),
        body=_steps(largest, base.body, 28),
        lead=_steps(largest, base.lead, 28),
        footer=footer.size_pt if footer else base.footer,
    )


def _steps(largest: float, base: tuple[float, ...], most: float) -> tuple[float, ...]:
    """Return sizes from the template's own down to our floor."""
    floor = base[-1]
    start = min(max(largest, floor), most)
    between = [size for size in (*_BETWEEN, *base) if floor <= size < start]
    return tuple(sorted({start, *between}, reverse=True))


_BETWEEN: Final = (54.0, 48.0, 44.0, 40.0, 36.0, 32.0, 28.0)


def background(layout: OwnLayout, palette: Colors, *, dark: bool, size: tuple[int, int]) -> str:
    """Return the slot of the scheme that a layout's own paper is nearest to, or nothing.

    Nothing means the master's paper. Of a picture no color is known: then
    light titles tell that it is dark.
    """
    paper = _paper(layout, palette, dark=dark, size=size)
    ground = palette.dark1 if dark else palette.light1
    if paper is None or (paper and _is_dark(paper) == _is_dark(ground)):
        return ""
    if not paper and not _light_title(layout, palette, dark=dark):
        return ""
    slots = ("dk2", "dk1", "accent1", "lt1", "lt2", *(f"accent{n}" for n in range(2, 7)))
    wanted = paper or (palette.light1 if dark else palette.dark2)
    turned = [s for s in slots if _is_dark(getattr(palette, SLOTS[s])) != _is_dark(ground)]
    return min(turned, key=lambda s: _apart(getattr(palette, SLOTS[s]), wanted), default="")


def kept_color(word: str, layout: OwnLayout, palette: Colors, paper: str, *, dark: bool) -> str:
    """Return the slot of a text color that counts on the master's color map, if it can be read.

    On paper of their own, slides of ours exchange what that map says.
    """
    if not paper or word not in ("tx1", "bg1", "tx2", "bg2"):
        return ""
    slot = _mapping(layout, dark=dark)[word]
    found, ground = getattr(palette, SLOTS[slot]), getattr(palette, SLOTS[paper])
    return slot if slot in SLOTS and contrast(found, ground) >= READABLE else ""


def _mapping(layout: OwnLayout, *, dark: bool) -> Mapping[str, str]:
    """Return which slot stands for each role on a layout."""
    standard = {"bg1": "lt1", "tx1": "dk1", "bg2": "lt2", "tx2": "dk2"}
    turned = {"bg1": "dk1", "tx1": "lt1", "bg2": "dk2", "tx2": "lt2"}
    override = layout.tree.find(f"{P}clrMapOvr/{A}overrideClrMapping")
    own = {str(key): str(slot) for key, slot in override.items()} if override is not None else {}
    return {**(turned if dark else standard), **own}


def _paper(layout: OwnLayout, palette: Colors, *, dark: bool, size: tuple[int, int]) -> str | None:
    """Return the color behind a layout's text, empty for a picture, ``None`` for the master's."""
    found = None
    ground = layout.tree.find(f"{P}cSld/{P}bg")
    if ground is not None:
        found = _resolved(ground, layout, palette, dark=dark)
    for shape in layout.tree.iterfind(f"{P}cSld/{P}spTree/*"):
        extent = shape.find(f"{P}spPr/{A}xfrm/{A}ext")
        whole = extent is not None and _covers(extent, size)
        if whole and shape.tag == f"{P}pic":
            found = ""
        elif whole and shape.find(f"{P}nvSpPr/{P}nvPr/{P}ph") is None:
            fill = shape.find(f"{P}spPr/{A}solidFill")
            found = _resolved(fill, layout, palette, dark=dark) if fill is not None else found
    return found


def _covers(extent: etree._Element, size: tuple[int, int]) -> bool:
    return number(extent, "cx") * number(extent, "cy") >= 0.85 * size[0] * size[1]


def _resolved(
    element: etree._Element, layout: OwnLayout, palette: Colors, *, dark: bool
) -> str | None:
    """Return the first color in an element, empty where there is a picture or none."""
    if next(element.iter(f"{A}blip"), None) is not None:
        return ""
    for color in element.iter(f"{A}srgbClr", f"{A}schemeClr", f"{A}sysClr"):
        if color.tag != f"{A}schemeClr":
            return _rgb_of(color)
        word = color.get("val", "")
        slot = _mapping(layout, dark=dark).get(word, word)
        return str(getattr(palette, SLOTS.get(slot, "light1")))
    return ""


def _rgb_of(color: etree._Element) -> str:
    value = str(color.get("lastClr") or color.get("val", ""))
    return value.upper() if _RGB.fullmatch(value) else ""


def _light_title(layout: OwnLayout, palette: Colors, *, dark: bool) -> bool:
    """Tell whether a layout sets its title in the color of its master's paper, more or less."""
    for shape in layout.tree.iterfind(f"{P}cSld/{P}spTree/{P}sp"):
        mark = shape.find(f"{P}nvSpPr/{P}nvPr/{P}ph")
        run = shape.find(f"{P}txBody/{A}lstStyle/{A}lvl1pPr/{A}defRPr/{A}solidFill")
        if mark is None or run is None or mark.get("type") not in ("title", "ctrTitle"):
            continue
        color = _resolved(run, layout, palette, dark=dark)
        return bool(color) and _is_dark(color or "") == dark
    return False


def _is_dark(rgb: str) -> bool:
    return contrast(rgb, "FFFFFF") > contrast(rgb, "000000")


def _apart(one: str, other: str) -> int:
    pairs = ((int(one[at : at + 2], 16), int(other[at : at + 2], 16)) for at in (0, 2, 4))
    return sum((a - b) ** 2 for a, b in pairs)
