"""Shapes of a slide: title, text, code, pictures, and what runs along its foot."""

from __future__ import annotations

from collections.abc import Iterable
from functools import lru_cache
from types import MappingProxyType
from typing import Final

from deckgen.backends.pptx.markup import DECORATIVE, emu, escape, hundredths, rounded, xfrm
from deckgen.backends.pptx.motion import Step, steps
from deckgen.backends.pptx.paragraphs import line_pitch, paragraphs
from deckgen.backends.pptx.relations import Relations
from deckgen.backends.pptx.runs import mono, runs
from deckgen.backends.pptx.setting import Setting
from deckgen.fit.deck import CodeFrame, FittedSlide, Rule, RuleKind, TextFrame
from deckgen.fit.looks import Face, Ground, Panel, code_ground, panel, rule_color, token_color
from deckgen.highlight import Token
from deckgen.theme import EMU_PER_INCH, Box, Layout, Placeholder, Seat
from deckgen.theme.palette import Color
from deckgen.values import Mutable, field, replace

TYPES: Final = MappingProxyType(
    {
        "title": "title", "subtitle": "subTitle", "kicker": "body", "body": "", "code": "body",
        "table": "tbl", "picture": "pic", "caption": "body", "lead": "body",
        "statement": "body", "card": "body", "term": "body", "detail": "body", "text": "body",
        "heading": "body", "quote": "body", "attribution": "body", "question": "body",
        "footer": "ftr", "number": "sldNum", "date": "dt",
    }
)  # fmt: skip
"""PowerPoint's type for each kind of placeholder; the empty one takes any content."""


class Canvas(Mutable):
    """A slide while it is being drawn: which shape ids and places are free, and what moves.

    ``moves`` says whether anything is to.
    """

    setting: Setting
    layout: Layout
    ground: Ground
    relations: Relations
    moves: bool = False
    free: dict[int, Placeholder] = field(default_factory=dict)
    steps: list[Step] = field(default_factory=list)
    last_id: int = 1

    def __post_init__(self) -> None:
        self.free = {place.idx: place for place in self.layout.placeholders}

    def shape_id(self) -> int:
        """Return an id that no other shape of the slide has."""
        self.last_id += 1
        return self.last_id

    def take(self, idx: int) -> Placeholder | None:
        """Return the layout's placeholder ``idx``, once; ``None`` where it is missing or taken."""
        return self.free.pop(idx, None)


def place_xml(place: Placeholder | None, layout: Layout) -> str:
    """Return the mark that ties a shape to its layout's placeholder."""
    if place is None:
        return "<p:nvPr/>"
    return f"<p:nvPr>{placeholder_xml(place, layout)}</p:nvPr>"


def placeholder_xml(place: Placeholder, layout: Layout) -> str:
    """Return a placeholder's type, size and number."""
    if place.seat:
        return _seat_xml(place.seat)
    kind = TYPES[place.kind]
    if place.kind == "title":
        return f'<p:ph type="{"ctrTitle" if layout.type == "title" else "title"}"/>'
    kind = f' type="{kind}"' if kind else ""
    small = ' sz="quarter"' if place.kind in ("footer", "number") else ""
    return f'<p:ph{kind}{small} idx="{place.idx}"/>'


def _seat_xml(seat: Seat) -> str:
    kind = f' type="{seat.type}"' if seat.type != "obj" else ""
    small = ' sz="quarter"' if seat.type in ("ftr", "sldNum", "dt") else ""
    number = f' idx="{seat.idx}"' if seat.idx else ""
    return f"<p:ph{kind}{small}{number}/>"


def title(slide: FittedSlide, canvas: Canvas) -> str:
    """Return the slide's title, in the layout's placeholder or the master's."""
    place = next(iter(canvas.layout.find("title")), None)
    if place and place.seat and not place.seat.type:
        place = None
    if place:
        canvas.take(place.idx)
    mark = place_xml(place, canvas.layout) if place else '<p:nvPr><p:ph type="title"/></p:nvPr>'
    moved = "" if place and place.box == slide.title_box else xfrm(slide.title_box)
    setting, ground = canvas.setting, _ground(canvas, place)
    face = Face(
        color=Color(place.seat.color) if place and place.seat and place.seat.color else None
    )
    text = runs(slide.title, slide.title_pt, face, setting, ground, canvas.relations)
    side = "ctr" if place and not place.seat and place.align == "ctr" else "r"
    attributes = f' algn="{side}" rtl="1"' if setting.language.right_to_left else ""
    align = f"<a:pPr{attributes}>{line_pitch(setting)}</a:pPr>"
    align = "" if align == "<a:pPr></a:pPr>" else align
    return (
        f'<p:sp><p:nvSpPr><p:cNvPr id="{canvas.shape_id()}" name="Title"/>'
        f'<p:cNvSpPr><a:spLocks noGrp="1"/></p:cNvSpPr>{mark}</p:nvSpPr>'
        f"{_look_xml(moved)}<p:txBody><a:bodyPr/>{list_style((0, slide.title_pt))}"
        f"<a:p>{align}{text}</a:p></p:txBody></p:sp>"
    )


def _ground(canvas: Canvas, place: Placeholder | None) -> Ground:
    """Return what text in a placeholder stands on: the slide's paper, or a decoration."""
    if place is None or not place.ground:
        return canvas.ground
    return replace(canvas.ground, surface=Color(place.ground), ink=place.color)


def text_shape(frame: TextFrame, canvas: Canvas) -> str:
    """Return paragraphs in their placeholder, with the panel they stand on."""
    place = canvas.take(frame.idx)
    dress = panel(frame.panel, _ground(canvas, place))
    ground, look = dress.ground, _look(dress, place)
    if place and place.seat and not frame.panel:
        ground = replace(ground, ink=place.seat.color)
    body = paragraphs(
        frame.lines,
        canvas.setting,
        ground,
        canvas.relations,
        inherit_bullets=place is not None and _has_bullets(place) and not frame.panel,
    )
    insets = tuple(map(emu, frame.insets_pt))
    name = place.name if place else "Text"
    geometry = '<a:prstGeom prst="rect"><a:avLst/></a:prstGeom>'
    squared = dress.barred or dress.ruled or frame.panel == "card"
    corners = 0 if squared else canvas.setting.theme.look.corners
    outline = look and (rounded(frame.box, corners) if corners else geometry) + look
    box = _box(frame.box, place, bool(outline))
    style = _body(insets, frame.anchor, place) + list_style(*_level_sizes(frame))
    shape = _shape(canvas, name, place, box + outline, style, body)
    if canvas.moves:
        canvas.steps.extend(_steps(frame, place, canvas))
    edge = _bar(frame.box, ground, canvas) if dress.barred else ""
    return shape + (_rule(frame.box, ground, canvas) if dress.ruled else edge)


def _steps(frame: TextFrame, place: Placeholder | None, canvas: Canvas) -> Iterable[Step]:
    """Return how a text comes on: a card, or a row of a term list, at one click."""
    if place and place.kind in ("card", "term", "detail"):
        last = len(frame.lines) - 1
        return (Step(canvas.last_id, 0, last, joins=place.kind == "detail"),)
    return steps(canvas.last_id, frame.lines)


def _level_sizes(frame: TextFrame) -> tuple[tuple[int, float], ...]:
    """Return the size of each level's first line, so that what is typed later matches."""
    sizes = {line.level: line.size_pt for line in reversed(frame.lines)}
    return tuple(sorted(sizes.items()))


@lru_cache(maxsize=256)
def list_style(*sizes: tuple[int, float]) -> str:
    """Return a list style that sets levels, from 0, to their sizes in points."""
    levels = "".join(
        f'<a:lvl{level + 1}pPr><a:defRPr sz="{hundredths(size)}"/></a:lvl{level + 1}pPr>'
        for level, size in sizes
        if level < 9
    )
    return f"<a:lstStyle>{levels}</a:lstStyle>" if levels else "<a:lstStyle/>"


def _has_bullets(place: Placeholder) -> bool:
    return place.seat.bullets if place.seat else place.kind == "body"


def _look(dress: Panel, place: Placeholder | None) -> str:
    """Return a panel's fill and line, where they are not the layout's."""
    fill = dress.fill.fill if dress.fill else ""
    line = f'<a:ln w="19050">{dress.outline.fill}</a:ln>' if dress.outline else ""
    if place is None or place.kind not in ("card", "question") or place.seat:
        return fill + line
    fill = fill if dress.fill != Color(place.fill) else ""
    return fill + (line if dress.outline != Color("accent1") else "")


def _bar(box: Box, ground: Ground, canvas: Canvas) -> str:
    """Return the upright bar at a panel's leading edge; it also shows in gray."""
    width = EMU_PER_INCH * 6 // 100
    rtl = canvas.setting.language.right_to_left
    x = box.x + box.width - width if rtl else box.x
    bar = Box(x, box.y, width, box.height)
    return _decoration("Bar", bar, Color(ground.accent), canvas)


def _rule(box: Box, ground: Ground, canvas: Canvas) -> str:
    """Return the line along a panel's top."""
    line = replace(box, height=EMU_PER_INCH * 2 // 100)
    return _decoration("Rule", line, Color(ground.accent), canvas)


def rule_shape(rule: Rule, canvas: Canvas) -> str:
    """Return a decorative line."""
    name = "Accent" if rule.kind is RuleKind.ACCENT else "Hairline"
    return _decoration(name, rule.box, rule_color(rule.kind, canvas.ground), canvas)


def _decoration(name: str, box: Box, color: Color, canvas: Canvas) -> str:
    return (
        f'<p:sp><p:nvSpPr><p:cNvPr id="{canvas.shape_id()}" name="{name}">'
        f"<a:extLst>{DECORATIVE}</a:extLst></p:cNvPr><p:cNvSpPr/><p:nvPr/></p:nvSpPr>"
        f"<p:spPr>{xfrm(box)}"
        f'<a:prstGeom prst="rect"><a:avLst/></a:prstGeom>{color.fill}<a:ln><a:noFill/></a:ln>'
        "</p:spPr></p:sp>"
    )


def code_shape(frame: CodeFrame, canvas: Canvas) -> str:
    """Return code, one paragraph a line, in the colors of its tokens."""
    place = canvas.take(frame.idx)
    own = place is None or place.kind != "code" or place.seat is not None
    ground = code_ground(canvas.ground)
    setting, size_pt = canvas.setting, frame.size_pt
    lines = "".join(_code_line(line, size_pt, setting, ground) for line in frame.lines)
    corners = setting.theme.look.corners
    outline = rounded(frame.box, corners) + ground.surface.fill if own else ""
    box = _box(frame.box, place, own)
    insets = tuple(emu(inset) for inset in frame.insets_pt)
    name = f"Code ({frame.code.language})" if frame.code.language else "Code"
    style = _body(insets, "", place) + list_style((0, frame.size_pt))
    return _shape(canvas, name, place, box + outline, style, lines)


def _code_line(tokens: tuple[Token, ...], size_pt: float, setting: Setting, ground: Ground) -> str:
    base = f'lang="en-US" sz="{hundredths(size_pt)}" noProof="1"'
    pieces: list[tuple[str, str]] = []
    for token in tokens:
        color, text = token_color(token.kind, ground).fill, token.text
        if pieces and (pieces[-1][0] == color or not text.strip()):
            pieces[-1] = (pieces[-1][0], pieces[-1][1] + text)
        else:
            pieces.append((color, text))
    written = "".join(
        f"<a:r><a:rPr {base}>{color}{mono(setting)}</a:rPr><a:t>{escape(text)}</a:t></a:r>"
        for color, text in pieces
    )
    flush = _FLUSH.format(pitch=line_pitch(setting))
    return f"<a:p>{flush}{written or f'<a:endParaRPr {base}>{mono(setting)}</a:endParaRPr>'}</a:p>"


_FLUSH: Final = (
    '<a:pPr marL="0" indent="0" algn="l" rtl="0">{pitch}<a:spcBef><a:spcPts val="0"/></a:spcBef>'
    "<a:buNone/></a:pPr>"
)


def middle_shape(
    name: str, box: Box, place: Placeholder | None, style: str, text: str, canvas: Canvas
) -> str:
    """Return paragraphs in the middle of ``box``; ``style`` is their list style."""
    body = _body((0, 0, 0, 0), "ctr", place) + style
    return _shape(canvas, name, place, _box(box, place, always=False), body, text)


def _shape(
    canvas: Canvas, name: str, place: Placeholder | None, look: str, body: str, text: str
) -> str:
    """Return a shape with text; ``body`` is its properties and its list style."""
    lock = '<p:cNvSpPr><a:spLocks noGrp="1"/></p:cNvSpPr>' if place else '<p:cNvSpPr txBox="1"/>'
    return (
        f'<p:sp><p:nvSpPr><p:cNvPr id="{canvas.shape_id()}" name="{escape(name)}"/>{lock}'
        f"{place_xml(place, canvas.layout)}</p:nvSpPr>{_look_xml(look)}"
        f"<p:txBody>{body}{text}</p:txBody></p:sp>"
    )


def _look_xml(look: str) -> str:
    return f"<p:spPr>{look}</p:spPr>" if look else "<p:spPr/>"


def _box(box: Box, place: Placeholder | None, always: bool) -> str:
    if place is None:
        return xfrm(box) + '<a:prstGeom prst="rect"><a:avLst/></a:prstGeom>' * (not always)
    return xfrm(box) if always or box != place.box else ""


def _body(insets: tuple[int, ...], anchor: str, place: Placeholder | None) -> str:
    """Return a text body's properties where they differ from the layout's."""
    attributes = "" if place else ' wrap="square"'
    if place is None or insets != place.insets:
        names = ("lIns", "tIns", "rIns", "bIns")
        attributes += "".join(f' {name}="{v}"' for name, v in zip(names, insets, strict=True))
    if anchor and (place is None or anchor != place.anchor):
        attributes += f' anchor="{anchor}"'
    # Layouts say normAutofit, for later edits. Saying it again makes LibreOffice set lines tight.
    return f"<a:bodyPr{attributes}/>"


def footer(text: str, number: int, canvas: Canvas) -> str:
    """Return the running text and the slide's number, where the layout has room for them."""
    written = []
    lang = canvas.setting.language
    rtl = lang.right_to_left
    for place in (*canvas.layout.find("footer"), *canvas.layout.find("date")):
        said = place.seat.text if place.seat else text
        if said and canvas.take(place.idx):
            run = f"<a:r><a:rPr {lang.attributes}/><a:t>{escape(said)}</a:t></a:r>"
            # LibreOffice draws a footer that equals its layout's as a field of its own: the
            # alignment makes it different.
            own = f'<a:pPr algn="{_side(place, "r", rtl=rtl)}"{_RTL if rtl else ""}/>'
            set_own = _AS_THE_LAYOUT if place.seat and not rtl else own
            written.append(_foot(canvas, place, f"<a:p>{set_own}{run}</a:p>"))
    for place in canvas.layout.find("number"):
        canvas.take(place.idx)
        field_xml = (
            f'<a:fld id="{{3F5C2A7E-6B1D-4E0B-9C58-2D7A41E08B16}}" type="slidenum">'
            f"<a:rPr {lang.attributes}/><a:t>{number}</a:t></a:fld>"
        )
        at_edge = f'<a:pPr algn="{_side(place, "l", rtl=True)}" rtl="0"/>' if rtl else ""
        written.append(_foot(canvas, place, f"<a:p>{at_edge}{field_xml}</a:p>"))
    return "".join(written)


def _side(place: Placeholder, seated: str, *, rtl: bool) -> str:
    """Return where a foot's text stands in its box: turned around from right to left."""
    if place.seat:
        return seated if rtl else "l"
    return {"l": "r", "r": "l"}.get(place.align, place.align) if rtl else place.align


_RTL: Final = ' rtl="1"'
_AS_THE_LAYOUT: Final = '<a:pPr marL="0" indent="0"/>'


def _foot(canvas: Canvas, place: Placeholder, text: str) -> str:
    return _shape(canvas, place.name, place, "", "<a:bodyPr/>", text)
