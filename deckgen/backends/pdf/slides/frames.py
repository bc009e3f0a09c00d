"""One function for each kind of frame: text, code, formulas, charts, tables, pictures."""

from __future__ import annotations

from html import escape
from pathlib import PurePosixPath
from typing import Final

from deckgen.backends.pdf.chart_pen import Look
from deckgen.backends.pdf.charts import chart_address
from deckgen.backends.pdf.drawing import address, draw
from deckgen.backends.pdf.inlines import is_address
from deckgen.backends.pdf.slides.canvas import Canvas
from deckgen.backends.pdf.slides.tables import table_html
from deckgen.backends.pdf.slides.text import paragraphs_html
from deckgen.charts import chart_words
from deckgen.fit.deck import (
    ChartFrame,
    CodeFrame,
    FormulaFrame,
    Frame,
    Line,
    PictureFrame,
    Style,
    TableFrame,
    TextFrame,
)
from deckgen.fit.looks import (
    Ground,
    Panel,
    code_ground,
    hairline_color,
    panel,
    series_color,
    token_color,
)
from deckgen.formulas import linear
from deckgen.highlight import Token
from deckgen.model import Align, Formula
from deckgen.theme import EMU_PER_PT, Box
from deckgen.theme.palette import Color, place_color

_BAR_PT: Final = 4.32
_RULE_PT: Final = 1.44
_OUTLINE_PT: Final = 1.5
_CHART_PT: Final = 9.0
"""The size of a chart's words where it is drawn; it is enlarged to that of its frame."""


def frame_html(frame: Frame, canvas: Canvas) -> str:
    """Return one frame in its box."""
    match frame:
        case TextFrame():
            return _text(frame, canvas)
        case CodeFrame():
            return _code(frame, canvas)
        case FormulaFrame():
            return _formula(frame, canvas)
        case ChartFrame():
            return _chart(frame, canvas)
        case TableFrame():
            return table_html(frame, canvas)
        case PictureFrame():
            return _picture(frame, canvas)


# -- text -----------------------------------------------------------------------------


def _text(frame: TextFrame, canvas: Canvas) -> str:
    place = canvas.layout.place(frame.idx)
    dress = panel(frame.panel, canvas.ground_of(place))
    own = place_color(place) if place and not frame.panel else None
    bold = bool(place and place.kind == "kicker")
    align = canvas.align_of(place) if place and not frame.panel else Align.NONE
    inner = paragraphs_html(frame.lines, canvas, dress.ground, own=own, bold=bold, align=align)
    look, insets = _dressed(dress, frame.insets_pt, canvas)
    if not look and place and place.fill:
        look = f"background:{canvas.rgb(Color(place.fill))};"
    anchor = frame.anchor or (place.anchor if place else "t")
    return canvas.box(
        frame.box,
        inner,
        look=look,
        anchor=anchor,
        insets=insets,
        classes=canvas.on(dress.ground),
    )


def _dressed(
    dress: Panel, insets: tuple[float, float, float, float], canvas: Canvas
) -> tuple[str, tuple[float, float, float, float]]:
    """Return a panel's fill, line and bar, and what they leave of its insets."""
    left, top, right, bottom = insets
    look = f"background:{canvas.rgb(dress.fill, dress.ground)};" if dress.fill else ""
    accent = canvas.rgb(Color(dress.ground.accent), dress.ground)
    if dress.outline:
        line = _OUTLINE_PT
        look += f"border:{canvas.pt(line)} solid {canvas.rgb(dress.outline, dress.ground)};"
        left, top, right, bottom = left - line, top - line, right - line, bottom - line
    if dress.ruled:
        look += f"border-top:{canvas.pt(_RULE_PT)} solid {accent};"
        top -= _RULE_PT
    if not dress.barred and not dress.ruled and look:
        look += canvas.corners()
    if dress.barred:
        side = "right" if canvas.right_to_left else "left"
        look += f"border-{side}:{canvas.pt(_BAR_PT)} solid {accent};"
        more = _BAR_PT - (_OUTLINE_PT if dress.outline else 0.0)
        left, right = (left, right - more) if canvas.right_to_left else (left - more, right)
    return look, (left, top, right, bottom)


# -- code and mathematics -------------------------------------------------------------


def _code(frame: CodeFrame, canvas: Canvas) -> str:
    ground = code_ground(canvas.ground)
    lines = "\n".join(
        "".join(_token(token, ground, canvas) for token in line) for line in frame.lines
    )
    fill = canvas.rgb(ground.surface, ground)
    size = canvas.styles.add(f"font-size:{canvas.pt(frame.size_pt)}")
    return canvas.box(
        frame.box,
        f'<pre dir="ltr" class="{size}">{lines}</pre>',
        look=f"background:{fill};{canvas.corners()}",
        insets=frame.insets_pt,
        classes=canvas.on(ground),
    )


def _token(token: Token, ground: Ground, canvas: Canvas) -> str:
    text = escape(token.text, quote=False)
    color = token_color(token.kind, ground)
    if color == Color("tx1") or not token.text.strip():
        return text
    return f'<span class="{canvas.styles.add(f"color:{canvas.rgb(color, ground)}")}">{text}</span>'


def _formula(frame: FormulaFrame, canvas: Canvas) -> str:
    drawing = draw(frame.math.tex, displayed=True)
    side = "left" if frame.align is Align.LEFT else "center"
    if drawing is None:
        line = Line((Formula(frame.math.tex),), frame.size_pt, Style.FORMULA, align=frame.align)
        inner = paragraphs_html((line,), canvas, canvas.ground)
    else:
        wide, high = (side / EMU_PER_PT for side in (frame.box.width, frame.box.height))
        size = min(frame.size_pt, wide / drawing.width_em, high / drawing.height_em)
        name = canvas.styles.add(f"width:{canvas.pt(size * drawing.width_em)}")
        ink = canvas.rgb(Color("tx1"))
        source = address(frame.math.tex, displayed=True, ink=ink)
        alt = escape(linear(frame.math.tex) or frame.math.tex)
        align = canvas.styles.add(f"text-align:{side}")
        inner = f'<p class="{align} d"><img class="{name}" src="{source}" alt="{alt}"></p>'
    return canvas.box(frame.box, inner, anchor="ctr", classes=canvas.on(canvas.ground))


# -- charts, tables and pictures ------------------------------------------------------


def _chart(frame: ChartFrame, canvas: Canvas) -> str:
    """Return a chart as large as its box allows; its words are at most as large as the frame's."""
    chart, box = frame.chart, frame.box
    ground, fonts = canvas.ground, canvas.theme.fonts
    count = max(len(chart.header) - 1, len(chart.cells))
    look = Look(
        ink=canvas.rgb(Color("tx1")),
        rule=canvas.rgb(hairline_color(ground)),
        paper=canvas.rgb(ground.surface),
        series=tuple(canvas.rgb(series_color(n, ground)) for n in range(count)),
        face=fonts.body.print,
        metrics=fonts.body.metrics,
        title=chart.title or (chart.header[1] if len(chart.header) == 2 else ""),
    )
    wide, high = box.width / EMU_PER_PT, box.height / EMU_PER_PT
    drawn = wide * _CHART_PT / frame.size_pt
    source = chart_address(chart, drawn, look, ratio=high / wide)
    alt = escape(chart_words(chart))
    size = canvas.styles.add(
        f"width:{canvas.pt(wide)};height:{canvas.pt(high)};display:block;object-fit:contain"
    )
    return canvas.box(box, f'<img class="{size}" src="{source}" alt="{alt}">')


def _picture(frame: PictureFrame, canvas: Canvas) -> str:
    figure, box = frame.figure, frame.box
    source = canvas.setting.pictures.get(figure.src, "")
    if not source:
        return ""
    if figure.decorative:
        # A picture without alternative text must be an artifact: a background is one.
        look = f"background:url({source}) center/100% 100% no-repeat;"
        return canvas.box(box, "", look=look)
    alt = escape(figure.alt or figure.caption or PurePosixPath(figure.src).stem or figure.src)
    size = ";".join(
        f"{name}:{canvas.pt(side / EMU_PER_PT)}"
        for name, side in (("width", box.width), ("height", box.height))
    )
    image = f'<img class="{canvas.styles.add(f"{size};display:block")}" src="{source}" alt="{alt}">'
    return canvas.box(box, image) + _over(box, figure.link, alt, canvas)


def _over(box: Box, link: str, alt: str, canvas: Canvas) -> str:
    """Return a linked picture's link: words that nobody sees, over the whole of the picture.

    PDF/UA-1 wants nothing but text in a link (rule 7.18.5-1).
    """
    if not is_address(link, canvas.setting):
        return ""
    name = canvas.styles.add(
        f"position:absolute;{canvas.at(box)}color:transparent;font-size:1pt;overflow:hidden"
    )
    return f'<a class="{name}" href="{escape(link)}">{alt}</a>'
