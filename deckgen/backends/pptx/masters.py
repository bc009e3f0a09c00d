"""The slide master and its layouts: where a user changes the look of all slides at once."""

from __future__ import annotations

from typing import Final

from deckgen.backends.pptx.markup import (
    DECORATIVE,
    EMPTY_GROUP,
    HEAD,
    NAMESPACES,
    emu,
    escape,
    hundredths,
    rounded,
    xfrm,
)
from deckgen.backends.pptx.shapes import placeholder_xml
from deckgen.fit.looks import dots
from deckgen.regex import regex
from deckgen.theme import Layout, Placeholder, Shape, Theme
from deckgen.theme.palette import Color, layout_palette, palette, place_color, readable

MASTER_ID: Final = 0x80000000
"""Ids of masters and layouts are unique among themselves, and at least this."""


def slide_master(theme: Theme) -> str:
    """Return the master; relationship ``rIdN`` leads to its layout N, the last to its theme."""
    content = _pattern(theme)
    places = [place for place in content.placeholders if place.kind in _MASTER_KINDS]
    shapes = _decorations(theme.shapes, 2)
    first = 2 + len(theme.shapes)
    drawn = "".join(
        _placeholder(place, _MASTER_LAYOUT, theme, first + n) for n, place in enumerate(places)
    )
    layouts = "".join(
        f'<p:sldLayoutId id="{MASTER_ID + n}" r:id="rId{n}"/>'
        for n in range(1, len(theme.layouts) + 1)
    )
    return (
        f"{HEAD}<p:sldMaster {NAMESPACES}><p:cSld>{_background('bg1')}"
        f"<p:spTree>{EMPTY_GROUP}{shapes}{drawn}</p:spTree></p:cSld>"
        f"<p:clrMap {palette(theme).mapping}/><p:sldLayoutIdLst>{layouts}</p:sldLayoutIdLst>"
        f"<p:txStyles><p:titleStyle>{_directed(_title_style(theme), theme)}</p:titleStyle>"
        f"<p:bodyStyle>{_directed(body_levels(theme), theme)}</p:bodyStyle>"
        f"<p:otherStyle>{plain_levels(18)}</p:otherStyle></p:txStyles></p:sldMaster>"
    )


def _directed(levels: str, theme: Theme) -> str:
    """Return levels of text as a mirrored theme has them: from the right, to the left."""
    if not theme.right_to_left:
        return levels
    turned = _SIDE.sub(lambda found: f'algn="{"r" if found[1] == "l" else "l"}"', levels)
    return turned.replace('rtl="0"', 'rtl="1"')


_SIDE: Final = regex('algn="([lr])"')
_MASTER_KINDS: Final = frozenset({"title", "body", "footer", "number"})
_MASTER_LAYOUT: Final = Layout("Master", "master", ())


def _pattern(theme: Theme) -> Layout:
    """Return the layout whose places the master takes over."""
    for layout in theme.layouts:
        if layout.type == "obj":
            return layout
    return theme.layouts[0]


def slide_layout(layout: Layout, theme: Theme) -> str:
    """Return one layout."""
    shapes = _decorations(layout.shapes, 2)
    first = 2 + len(layout.shapes)
    places = "".join(
        _placeholder(place, layout, theme, first + n) for n, place in enumerate(layout.placeholders)
    )
    kind = f' type="{layout.type}"' if layout.type in _LAYOUT_TYPES else ""
    hidden = "" if layout.master_shapes else ' showMasterSp="0"'
    return (
        f'{HEAD}<p:sldLayout {NAMESPACES}{kind}{hidden} preserve="1" userDrawn="1">'
        f'<p:cSld name="{escape(layout.name)}">'
        f"{_background(layout.background) if layout.background else ''}"
        f"<p:spTree>{EMPTY_GROUP}{shapes}{places}</p:spTree></p:cSld>"
        f"{color_map_override(layout, theme)}</p:sldLayout>"
    )


_LAYOUT_TYPES: Final = frozenset(
    {"title", "tx", "obj", "secHead", "twoObj", "twoTxTwoObj", "titleOnly", "blank", "objTx",
     "picTx", "tbl", "cust"}
)  # fmt: skip


def color_map_override(layout: Layout, theme: Theme) -> str:
    """Return which scheme colors are ink and paper on a layout and on its slides."""
    own, master = layout_palette(theme, layout), palette(theme)
    if own == master:
        return "<p:clrMapOvr><a:masterClrMapping/></p:clrMapOvr>"
    return f"<p:clrMapOvr><a:overrideClrMapping {own.mapping}/></p:clrMapOvr>"


def _background(color: str) -> str:
    return f"<p:bg><p:bgPr>{Color(color).fill}<a:effectLst/></p:bgPr></p:bg>"


def _decorations(shapes: tuple[Shape, ...], first_id: int) -> str:
    return "".join(_decoration(shape, first_id + n) for n, shape in enumerate(shapes))


def _decoration(shape: Shape, shape_id: int) -> str:
    geometry = (
        rounded(shape.box)
        if shape.geometry == "roundRect"
        else f'<a:prstGeom prst="{escape(shape.geometry)}"><a:avLst/></a:prstGeom>'
    )
    return (
        f'<p:sp><p:nvSpPr><p:cNvPr id="{shape_id}" name="Decoration {shape_id}">'
        f'<a:extLst>{DECORATIVE}</a:extLst></p:cNvPr><p:cNvSpPr/><p:nvPr userDrawn="1"/>'
        f"</p:nvSpPr><p:spPr>{xfrm(shape.box, flip=shape.flip)}{geometry}{Color(shape.color).fill}"
        "<a:ln><a:noFill/></a:ln></p:spPr></p:sp>"
    )


def _placeholder(place: Placeholder, layout: Layout, theme: Theme, shape_id: int) -> str:
    insets = zip(("lIns", "tIns", "rIns", "bIns"), place.insets, strict=True)
    margins = "".join(f' {name}="{inset}"' for name, inset in insets)
    look = _look(place, theme)
    levels = _list_style(place, layout, theme)
    levels = levels if place.kind == "code" else _directed(levels, theme)
    on_master = layout is _MASTER_LAYOUT
    mark = _master_mark(place) if on_master else placeholder_xml(place, layout)
    return (
        f'<p:sp><p:nvSpPr><p:cNvPr id="{shape_id}" name="{escape(place.name)}"/>'
        f'<p:cNvSpPr><a:spLocks noGrp="1"/></p:cNvSpPr><p:nvPr>{mark}</p:nvPr></p:nvSpPr>'
        f"<p:spPr>{xfrm(place.box)}{look}</p:spPr>"
        f'<p:txBody><a:bodyPr vert="horz" wrap="square"{margins} anchor="{place.anchor}">'
        f"<a:normAutofit/></a:bodyPr><a:lstStyle>{levels}</a:lstStyle>"
        f"{_prompt(place)}</p:txBody></p:sp>"
    )


def _master_mark(place: Placeholder) -> str:
    match place.kind:
        case "title":
            return '<p:ph type="title"/>'
        case "body":
            return '<p:ph type="body" idx="1"/>'
        case "footer":
            return '<p:ph type="ftr" sz="quarter" idx="3"/>'
        case _:
            return '<p:ph type="sldNum" sz="quarter" idx="4"/>'


def _look(place: Placeholder, theme: Theme) -> str:
    fill = Color(place.fill).fill if place.fill else ""
    if place.kind in ("card", "question") and theme.look.panels == "frame":
        fill += f'<a:ln w="19050">{Color("accent1").fill}</a:ln>'
    if not place.fill or place.kind in ("card", "question"):
        return '<a:prstGeom prst="rect"><a:avLst/></a:prstGeom>' + fill
    return rounded(place.box, theme.look.corners) + fill


def _prompt(place: Placeholder) -> str:
    """Return what an empty placeholder says to whoever edits."""
    match place.kind:
        case "number":
            return (
                '<a:p><a:fld id="{3F5C2A7E-6B1D-4E0B-9C58-2D7A41E08B16}" type="slidenum">'
                '<a:rPr lang="en-US"/><a:t>‹#›</a:t></a:fld></a:p>'
            )
        case "footer":
            return '<a:p><a:endParaRPr lang="en-US"/></a:p>'
        case "body":
            levels = enumerate(("Text", "Second level", "Third level"))
            return "".join(_prompt_line(text, f'<a:pPr lvl="{n}"/>') for n, text in levels)
        case _:
            return _prompt_line(escape(place.name))


def _prompt_line(text: str, properties: str = "") -> str:
    return f'<a:p>{properties}<a:r><a:rPr lang="en-US"/><a:t>{text}</a:t></a:r></a:p>'


def _list_style(place: Placeholder, layout: Layout, theme: Theme) -> str:
    scale, own = theme.scale, place_color(place)
    color = Color(place.color) if place.color else None
    title_pt = scale.opening[0] if layout.type in ("title", "secHead") else scale.title[0]
    match place.kind:
        case "title":
            same = place == _title(theme) or (not color and title_pt == scale.title[0])
            if same and place.align == _title(theme).align:
                return ""
            return _level(1, title_pt, own, bold=theme.look.bold_titles, align=place.align)
        case "body":
            return _colored_levels(theme, color) if color else ""
        case "kicker":
            return _level(1, scale.kicker, own, bold=True, align=place.align)
        case "subtitle":
            return _level(1, scale.lead[0], own, align=place.align)
        case "lead":
            return _levels(scale.lead, color, align=place.align)
        case "card":
            heading = _level(1, scale.body[0], color or Color("tx2"), bold=True, font="+mj-lt")
            return heading + _levels(scale.body, color, first=2)
        case "heading" | "question":
            size = scale.body[0] + 2
            return _level(1, size, color or Color("tx2"), bold=True, font="+mj-lt")
        case "term":
            return _level(1, scale.body[0], color or Color("accent1"), bold=True)
        case "text" | "detail":
            return _levels(scale.body, color, align=place.align)
        case "attribution":
            return _level(1, scale.lead[0], own)
        case "statement" | "quote":
            return _levels(scale.statement, own, align=place.align)
        case "caption":
            return _levels((scale.caption,), own)
        case "code":
            ink = readable("tx1", Color(place.fill or "bg1"), layout_palette(theme, layout))
            return _levels(scale.code, color or ink, font=theme.fonts.mono.deck)
        case "footer":
            return _level(1, scale.footer, own, align=place.align)
        case "number":
            return _level(1, scale.footer, own, bold=bool(place.ground), align=place.align)
        case _:
            return _level(1, scale.caption, color)


def _level(
    number: int,
    size: float,
    color: Color | None,
    *,
    bold: bool = False,
    align: str = "l",
    font: str = "",
) -> str:
    face = f'<a:latin typeface="{escape(font)}"/><a:cs typeface="{escape(font)}"/>' if font else ""
    return (
        f'<a:lvl{number}pPr marL="0" indent="0" algn="{align}">'
        '<a:spcBef><a:spcPts val="0"/></a:spcBef><a:buNone/>'
        f'<a:defRPr sz="{hundredths(size)}" b="{int(bold)}">'
        f"{color.fill if color else ''}{face}</a:defRPr></a:lvl{number}pPr>"
    )


def _levels(
    sizes: tuple[float, ...],
    color: Color | None,
    font: str = "",
    align: str = "l",
    first: int = 1,
) -> str:
    return "".join(
        _level(n, sizes[min(n - first, len(sizes) - 1)], color, font=font, align=align)
        for n in range(first, 6)
    )


def _colored_levels(theme: Theme, color: Color) -> str:
    sizes = theme.scale.body
    return "".join(
        f'<a:lvl{n}pPr><a:defRPr sz="{hundredths(sizes[min(n - 1, len(sizes) - 1)])}">'
        f"{color.fill}</a:defRPr></a:lvl{n}pPr>"
        for n in range(1, 6)
    )


def _title_style(theme: Theme) -> str:
    place = _title(theme)
    return (
        f'<a:lvl1pPr algn="{place.align}" defTabSz="914400" rtl="0" eaLnBrk="1" latinLnBrk="0"'
        ' hangingPunct="1">'
        '<a:lnSpc><a:spcPct val="100000"/></a:lnSpc><a:spcBef><a:spcPct val="0"/></a:spcBef>'
        f'<a:buNone/><a:defRPr sz="{hundredths(theme.scale.title[0])}"'
        f' b="{int(theme.look.bold_titles)}" kern="1200">'
        f"{place_color(place).fill}{_faces('mj')}</a:defRPr></a:lvl1pPr>"
    )


def _title(theme: Theme) -> Placeholder:
    """Return the title that the master's style is made for."""
    return _pattern(theme).find("title")[0]


def body_levels(theme: Theme) -> str:
    """Return the nine levels of body text: hanging bullets in the accent color."""
    sizes = theme.scale.body
    return "".join(
        _body_level(n, sizes[min(n - 1, len(sizes) - 1)], dot)
        for n, dot in enumerate(dots(theme.look), 1)
    )


def _body_level(number: int, size: float, dot: str) -> str:
    hang, step = emu(20), emu(20)
    margin = hang + (number - 1) * step
    return (
        f'<a:lvl{number}pPr marL="{margin}" indent="{-hang}" algn="l" defTabSz="914400" rtl="0"'
        ' eaLnBrk="1" latinLnBrk="0" hangingPunct="1"><a:lnSpc><a:spcPct val="100000"/></a:lnSpc>'
        f'<a:spcBef><a:spcPts val="{800 if number == 1 else 400}"/></a:spcBef>'
        f"<a:buClr>{Color('accent1').xml}</a:buClr>"
        f'<a:buFont typeface="Arial"/><a:buChar char="{escape(dot)}"/>'
        f'<a:defRPr sz="{hundredths(size)}" kern="1200">{Color("tx1").fill}{_faces("mn")}'
        f"</a:defRPr></a:lvl{number}pPr>"
    )


def plain_levels(size: float) -> str:
    """Return nine levels of unmarked text, for boxes that a user draws."""
    return '<a:defPPr><a:defRPr lang="en-US"/></a:defPPr>' + "".join(
        f'<a:lvl{n}pPr marL="{(n - 1) * 457200}" algn="l" defTabSz="914400" rtl="0" eaLnBrk="1"'
        f' latinLnBrk="0" hangingPunct="1"><a:defRPr sz="{hundredths(size)}" kern="1200">'
        f"{Color('tx1').fill}{_faces('mn')}</a:defRPr></a:lvl{n}pPr>"
        for n in range(1, 10)
    )


def _faces(which: str) -> str:
    return (
        f'<a:latin typeface="+{which}-lt"/><a:ea typeface="+{which}-ea"/>'
        f'<a:cs typeface="+{which}-cs"/>'
    )
