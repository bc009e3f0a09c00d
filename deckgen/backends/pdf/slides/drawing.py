"""One fitted slide: its paper, decorations, title, frames, and what runs along its foot."""

from __future__ import annotations

from html import escape
from types import MappingProxyType
from typing import Final

from deckgen.backends.pdf.css import font_stack
from deckgen.backends.pdf.setting import Setting
from deckgen.backends.pdf.slides.canvas import Canvas, Styles
from deckgen.backends.pdf.slides.frames import frame_html
from deckgen.backends.pdf.slides.text import paragraphs_html, plain_line, runs_html
from deckgen.backends.pdf.twins import twin
from deckgen.fit.deck import FittedSlide, Rule
from deckgen.fit.looks import PAPER, rule_color, slide_ground
from deckgen.model import Align
from deckgen.theme import EMU_PER_PT, Placeholder, Shape, Theme
from deckgen.theme.palette import Color, place_color
from deckgen.wording import RIGHT_TO_LEFT, primary


def slide_html(
    slide: FittedSlide,
    number: int,
    running: str,
    setting: Setting,
    theme: Theme,
    scale: float,
    styles: Styles,
    *,
    heading: int = 2,
) -> str:
    """Return slide ``number`` (from 1) with the running text of its foot, ``scale`` times as large.

    Deck and theme must be mirrored already where the language runs from right to left.
    """
    layout = theme.layout(slide.layout)
    ground, paper = slide_ground(slide, layout, theme)
    rtl = primary(setting.lesson.meta.lang) in RIGHT_TO_LEFT
    canvas = Canvas(setting, theme, layout, ground, scale, styles, rtl, heading)
    background = canvas.rgb(paper or Color(layout.background or PAPER.name))
    look = styles.add(
        f"width:{canvas.pt(theme.width / EMU_PER_PT)};"
        f"height:{canvas.pt(theme.height / EMU_PER_PT)};background:{background}"
    )
    shapes = (*(theme.shapes if layout.master_shapes else ()), *layout.shapes)
    key = f' id="{escape(slide.key)}"' if slide.key and slide.part == 1 else ""
    parts = (
        *(_decoration(shape, canvas) for shape in shapes),
        _title(slide, canvas),
        *(frame_html(frame, canvas) for frame in slide.frames),
        *(_rule(rule, canvas) for rule in slide.rules),
        *_foot(running, number, canvas),
    )
    return f'<div class="slide {look}"{key}>{"".join(parts)}</div>'


def _rule(rule: Rule, canvas: Canvas) -> str:
    color = canvas.rgb(rule_color(rule.kind, canvas.ground))
    look = f"position:absolute;{canvas.at(rule.box)}background:{color}"
    return f'<div class="{canvas.styles.add(look)}"></div>'


def _decoration(shape: Shape, canvas: Canvas) -> str:
    color = canvas.rgb(Color(shape.color))
    match shape.geometry:
        case "rect":
            look = f"background:{color}"
        case "roundRect":
            look = f"background:{color};border-radius:{canvas.pt(5.76)}"
        case "ellipse":
            look = f"background:{color};border-radius:50%"
        case "rtTriangle":
            corner = _OPPOSITE["".join(sorted(shape.flip))]
            look = f"background:linear-gradient(to {corner},{color} 50%,transparent 50%)"
        case _:  # less is lost by no decoration than by one of another shape
            return ""
    name = canvas.styles.add(f"position:absolute;{canvas.at(shape.box)}{look}")
    return f'<div class="{name}"></div>'


_OPPOSITE: Final = MappingProxyType(
    {"": "top right", "h": "top left", "v": "bottom right", "hv": "bottom left"}
)
"""The corner opposite the right angle of a triangle, by how it is flipped."""


def _title(slide: FittedSlide, canvas: Canvas) -> str:
    place = next(iter(canvas.layout.find("title")), None)
    color = place_color(place) if place else Color("tx2")
    text = runs_html(slide.title, canvas)
    if not text:
        return ""
    name = canvas.styles.add(
        f"font-size:{canvas.pt(slide.title_pt)};color:{canvas.rgb(color)};"
        f"font-weight:{700 if canvas.theme.look.bold_titles else 400}{_side(place, canvas)}"
    )
    level = canvas.heading
    return canvas.box(
        slide.title_box,
        f'<h{level} class="{name}">{text}</h{level}>',
        anchor=place.anchor if place else "ctr",
        classes=canvas.on(canvas.ground_of(place)),
    )


def _side(place: Placeholder | None, canvas: Canvas) -> str:
    align = canvas.align_of(place) if place else Align.NONE
    return f";text-align:{align}" if align else ""


def _foot(running: str, number: int, canvas: Canvas) -> list[str]:
    found = [_small(place, running, canvas) for place in canvas.layout.find("footer")]
    found += [_small(place, str(number), canvas) for place in canvas.layout.find("number")]
    return found


def _small(place: Placeholder, text: str, canvas: Canvas) -> str:
    align = canvas.align_of(place)
    if place.kind == "number" and canvas.right_to_left:
        align = Align.LEFT
    line = plain_line(text, canvas.theme.scale.footer, align)
    ground = canvas.ground_of(place)
    bold = place.kind == "number" and bool(place.ground)
    inner = paragraphs_html((line,), canvas, ground, own=place_color(place), bold=bold)
    insets = tuple(inset / EMU_PER_PT for inset in place.insets)
    left, top, right, bottom = insets
    return canvas.box(place.box, inner, anchor=place.anchor, insets=(left, top, right, bottom))


# Letters of another font than the line's own reach further from its middle: lines that hold both
# come out as far apart as the deck's only if they are set closer.
_PITCHES: Final = MappingProxyType(
    {"ja": 1.03, "zh": 1.03, "ko": 1.03, "ar": 1.12, "fa": 1.12, "ur": 1.12, "he": 1.14, "hi": 1.1,
     "th": 1.1}
)  # fmt: skip


def slides_css(theme: Theme, lang: str) -> str:
    """Return what all slides of a theme have in common."""
    fonts = theme.fonts
    body, heading, mono = (
        font_stack(twin(face), lang) for face in (fonts.body, fonts.heading, fonts.mono)
    )
    pitch = _PITCHES.get(primary(lang), 1.2)
    return (
        f".slide{{position:relative;overflow:hidden;font-family:{body};line-height:{pitch};"
        "font-variant-numeric:normal;hyphens:manual}"
        ".slide div{box-sizing:border-box}"
        ".slide .fix{display:table;table-layout:fixed;width:100%}"
        f".slide h1,.slide h2,.slide h3,.slide h4{{font-family:{heading};line-height:{pitch}}}"
        # What themes say of handouts' own headings, code and tables stays outside of slides.
        ".slide :is(h1,h2,h3,h4,p,ul,li,pre,table,th,td,code){margin:0;padding:0;border:0;"
        "background:none;letter-spacing:normal;text-transform:none;font-variant-caps:normal;"
        "border-radius:0;overflow-wrap:anywhere}"
        ".slide :is(h1,h2,h3,h4,li)::before{content:none}"
        ".slide h3{bookmark-level:none}"
        ".slide :is(ul,li){list-style:none}"
        ".slide .b{display:inline-block;text-indent:0;white-space:nowrap}"
        f".slide pre,.slide code{{font-family:{mono};font-variant-numeric:normal}}"
        ".slide pre{white-space:pre;line-height:1.2;font-size:inherit}"
        ".slide code{font-size:.92em;line-height:1}"
        ".slide .d{line-height:0}"
        ".slide strong{font-weight:700}"
        ".slide sup,.slide sub{font-size:66.7%;line-height:0}"
        ".slide sup{vertical-align:.36em}.slide sub{vertical-align:-.2em}"
        f".slide table{{table-layout:fixed;border-collapse:collapse;line-height:{pitch};"
        "font-variant-numeric:normal}"
        ".slide :is(th,td){vertical-align:middle;overflow-wrap:anywhere}"
        ".slide th{font-weight:700}"
        "[dir=rtl] .slide .formula{display:inline-block;direction:ltr}"
        "[dir=rtl] .slide code{direction:ltr}"
    )
