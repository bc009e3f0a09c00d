"""One fitted slide as SVG: its paper, decorations, title and frames, as large as in the deck."""

from __future__ import annotations

from binascii import b2a_base64
from html import escape
from typing import Final

from deckgen.backends.preview.canvas import Canvas, points
from deckgen.backends.preview.rows import Look, Row
from deckgen.charts import chart_words
from deckgen.fit.deck import (
    ChartFrame,
    CodeFrame,
    FittedSlide,
    FormulaFrame,
    Frame,
    Line,
    PictureFrame,
    Style,
    TableFrame,
    TextFrame,
)
from deckgen.fit.looks import (
    PAPER,
    Ground,
    code_ground,
    hairline_color,
    panel,
    rule_color,
    series_color,
    slide_ground,
    token_color,
)
from deckgen.fit.tables import CELL_PT
from deckgen.fonts import LINE_PITCH, text_width
from deckgen.model import Align, ChartKind, Formula, Inlines, Run
from deckgen.theme import EMU_PER_PT, Box, Layout, Placeholder, Shape
from deckgen.theme.palette import Color, header_color, place_color

_PIXELS: Final = 320
_DRAWN: Final = frozenset({"rect", "roundRect", "ellipse"})
_CORNERS: Final = {
    "triangle": ((0.5, 0), (1, 1), (0, 1)),
    "rtTriangle": ((0, 0), (1, 1), (0, 1)),
    "diamond": ((0.5, 0), (1, 0.5), (0.5, 1), (0, 0.5)),
    "parallelogram": ((0.25, 0), (1, 0), (0.75, 1), (0, 1)),
}


def slide_svg(slide: FittedSlide, canvas: Canvas) -> str:
    """Return a slide's drawing, without an element around it."""
    theme = canvas.theme
    layout = theme.layout(slide.layout)
    ground, paper = slide_ground(slide, layout, theme)
    whole = Box(0, 0, theme.width, theme.height)
    shapes = (*(theme.shapes if layout.master_shapes else ()), *layout.shapes)
    body = theme.fonts.body
    return (
        f'<g font-family="{escape(body.print)}, {escape(body.deck)}, sans-serif">'
        + canvas.rect(whole, canvas.rgb(paper or PAPER, ground))
        + "".join(_decoration(shape, canvas, ground) for shape in shapes)
        + "".join(
            canvas.rect(rule.box, canvas.rgb(rule_color(rule.kind, ground), ground))
            for rule in slide.rules
        )
        + _title(slide, layout, canvas, ground)
        + "".join(_frame(frame, layout, canvas, ground) for frame in slide.frames)
        + "</g>"
    )


def _decoration(shape: Shape, canvas: Canvas, ground: Ground) -> str:
    color = canvas.rgb(Color(shape.color), ground)
    x, y, wide, high = points(shape.box)
    if shape.geometry in _CORNERS:
        corners = " ".join(
            f"{x + wide * (1 - u if 'h' in shape.flip else u):.1f},"
            f"{y + high * (1 - v if 'v' in shape.flip else v):.1f}"
            for u, v in _CORNERS[shape.geometry]
        )
        return f'<polygon points="{corners}" fill="{color}"/>'
    if shape.geometry == "ellipse":
        return (
            f'<ellipse cx="{x + wide / 2:.1f}" cy="{y + high / 2:.1f}" rx="{wide / 2:.1f}"'
            f' ry="{high / 2:.1f}" fill="{color}"/>'
        )
    if shape.geometry not in _DRAWN:
        return ""
    return canvas.rect(shape.box, color, 6.0 if shape.geometry == "roundRect" else 0.0)


def _title(slide: FittedSlide, layout: Layout, canvas: Canvas, ground: Ground) -> str:
    place = next(iter(layout.find("title")), None)
    color = place_color(place) if place else Color("tx2")
    line = Line(slide.title, slide.title_pt)
    return canvas.paragraphs(
        (line,),
        slide.title_box,
        ground,
        own=canvas.rgb(color, ground),
        bold=canvas.theme.look.bold_titles,
        anchor=place.anchor if place else "ctr",
        align=_side(place),
    )


def _side(place: Placeholder | None) -> Align:
    return _SIDES.get(place.align, _SIDES[""]) if place else _SIDES[""]


_SIDES: Final = {"": Align.NONE, "ctr": Align.CENTER, "r": Align.RIGHT}


def _frame(frame: Frame, layout: Layout, canvas: Canvas, ground: Ground) -> str:
    match frame:
        case TextFrame():
            return _text(frame, layout, canvas, ground)
        case CodeFrame():
            return _code(frame, canvas, ground)
        case ChartFrame():
            return _chart(frame, canvas, ground)
        case FormulaFrame(box=box, math=math, size_pt=size, align=align):
            line = Line((Formula(math.tex),), size, Style.FORMULA, align=align)
            return canvas.paragraphs((line,), box, ground, anchor="ctr")
        case TableFrame():
            return _table(frame, canvas, ground)
        case PictureFrame():
            return _picture(frame, canvas, ground)


def _text(frame: TextFrame, layout: Layout, canvas: Canvas, ground: Ground) -> str:
    place = layout.place(frame.idx)
    dress = panel(frame.panel, ground)
    drawn = ""
    if dress.fill:
        drawn += canvas.rect(frame.box, canvas.rgb(dress.fill, dress.ground), 4.0)
    elif place and place.fill and not frame.panel:
        drawn += canvas.rect(frame.box, canvas.rgb(Color(place.fill), ground))
    if dress.barred:
        bar = round(4.3 * EMU_PER_PT)
        at = frame.box.x + frame.box.width - bar if canvas.right_to_left else frame.box.x
        box = Box(at, frame.box.y, bar, frame.box.height)
        drawn += canvas.rect(box, canvas.rgb(Color(dress.ground.accent), dress.ground))
    own = place_color(place) if place and not frame.panel else None
    return drawn + canvas.paragraphs(
        frame.lines,
        frame.box,
        dress.ground,
        own=canvas.rgb(own, ground) if own else "",
        bold=bool(place and place.kind == "kicker"),
        anchor=frame.anchor or (place.anchor if place else "t"),
        align=_side(place) if not frame.panel else Align.NONE,
        insets=frame.insets_pt,
    )


def _code(frame: CodeFrame, canvas: Canvas, ground: Ground) -> str:
    on = code_ground(ground)
    x, y, _, _ = points(frame.box)
    left, top, _, _ = frame.insets_pt
    font = canvas.theme.fonts.mono.metrics
    drawn = [canvas.rect(frame.box, canvas.rgb(on.surface, on), 4.0)]
    ltr = Canvas(canvas.theme)
    for at, line in enumerate(frame.lines):
        spans = tuple(
            (
                Look(mono=True, color=canvas.rgb(token_color(token.kind, on), on)),
                token.text.replace(" ", "\u00a0"),
            )
            for token in line
        )
        if spans:
            base = y + top + (at * LINE_PITCH + 0.95) * frame.size_pt
            width = sum(text_width(token.text, font) for token in line) / 1000
            drawn.append(ltr.text(Row(spans, width), x + left, base, frame.size_pt))
    return "".join(drawn)


def _table(frame: TableFrame, canvas: Canvas, ground: Ground) -> str:
    on, drawn, y = ground.palette, [], frame.box.y
    kind = canvas.theme.look.tables
    header = Ground(on, header_color(on), ink="tx2" if kind == "rule" else "bg1")
    for at, (row, high) in enumerate(zip((frame.header, *frame.rows), frame.heights, strict=True)):
        box = Box(frame.box.x, y, frame.box.width, high)
        within = header if at == 0 else ground
        if at == 0 and header.surface != PAPER:
            drawn.append(canvas.rect(box, canvas.rgb(header.surface, header)))
        elif kind == "band" and at % 2 == 0 and at:
            drawn.append(canvas.rect(box, canvas.rgb(Color("bg2"), ground)))
        line = Box(box.x, y + high, box.width, round(0.75 * EMU_PER_PT))
        drawn.append(canvas.rect(line, canvas.rgb(hairline_color(ground), ground)))
        drawn.append(_cells(row, frame, box, canvas, within, bold=at == 0))
        y += high
    return "".join(drawn)


def _cells(
    row: tuple[Inlines, ...],
    frame: TableFrame,
    box: Box,
    canvas: Canvas,
    ground: Ground,
    bold: bool,
) -> str:
    drawn, x = "", box.x
    for cell, align, width in zip(row, frame.aligns, frame.widths, strict=True):
        drawn += canvas.paragraphs(
            (Line(cell, frame.size_pt, align=align),),
            Box(x, box.y, width, box.height),
            ground,
            bold=bold,
            anchor="ctr",
            insets=CELL_PT,
        )
        x += width
    return drawn


def _picture(frame: PictureFrame, canvas: Canvas, ground: Ground) -> str:
    from deckgen.pictures.thumbnails import thumbnail  # loads Pillow

    small = thumbnail(frame.picture, _PIXELS)
    if small is None:
        words = frame.figure.alt or frame.figure.caption
        line = Line((Run(words),), canvas.theme.scale.caption, Style.CAPTION)
        back = canvas.rect(frame.box, canvas.rgb(Color("bg2"), ground))
        return back + canvas.paragraphs(
            (line,), frame.box, ground, anchor="ctr", align=Align.CENTER
        )
    data, media = small
    x, y, wide, high = points(frame.box)
    return (
        f'<image x="{x:.1f}" y="{y:.1f}" width="{wide:.1f}" height="{high:.1f}"'
        f' href="data:image/{media};base64,{b2a_base64(data, newline=False).decode()}"/>'
    )


def _chart(frame: ChartFrame, canvas: Canvas, ground: Ground) -> str:
    """Return a chart's shape; at this size nobody reads its numbers."""
    chart = frame.chart
    values = [value for row in chart.values for value in row if value is not None]
    high = max((*values, 0.0)) or 1.0
    x, y, wide, tall = points(frame.box)
    title = Line((Run(chart.title or chart_words(chart)[:60]),), frame.size_pt, Style.CAPTION)
    drawn = canvas.paragraphs((title,), frame.box, ground, align=Align.CENTER)
    y, tall = y + 2 * frame.size_pt, max(tall - 2.5 * frame.size_pt, 10.0)
    series = max(len(chart.header) - 1, 1)
    step = wide / max(len(chart.values), 1)
    for number in range(series):
        column = [row[number] if number < len(row) else None for row in chart.values]
        color = canvas.rgb(series_color(number, ground), ground)
        tops = [
            (x + step * at, y + tall * (1 - max(value or 0.0, 0.0) / high))
            for at, value in enumerate(column)
        ]
        if chart.kind is ChartKind.LINE:
            dots = " ".join(f"{left + step / 2:.1f},{top:.1f}" for left, top in tops)
            drawn += f'<polyline points="{dots}" fill="none" stroke="{color}" stroke-width="3"/>'
            continue
        for left, top in tops:
            bar = 0.7 * step / series
            at = left + 0.15 * step + number * bar
            drawn += (
                f'<rect x="{at:.1f}" y="{top:.1f}" width="{bar:.1f}"'
                f' height="{y + tall - top:.1f}" fill="{color}"/>'
            )
    return drawn
