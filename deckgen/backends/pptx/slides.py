"""One slide: its shapes in reading order, what it refers to, and how it appears."""

from __future__ import annotations

from deckgen.backends.pptx.identity import creation_id
from deckgen.backends.pptx.markup import EMPTY_GROUP, HEAD, NAMESPACES
from deckgen.backends.pptx.masters import color_map_override
from deckgen.backends.pptx.motion import TRANSITIONS, timing, transition
from deckgen.backends.pptx.pictures import Media, picture_shape
from deckgen.backends.pptx.relations import Relations, seen_from
from deckgen.backends.pptx.setting import Setting
from deckgen.backends.pptx.shapes import Canvas, code_shape, footer, rule_shape, text_shape, title
from deckgen.backends.pptx.tables import table_shape
from deckgen.fit.deck import (
    ChartFrame,
    CodeFrame,
    FittedSlide,
    FormulaFrame,
    Frame,
    PictureFrame,
    TableFrame,
    TextFrame,
)
from deckgen.fit.looks import slide_ground
from deckgen.values import Value


class SlidePart(Value):
    """A slide's XML and its relationships, to be given their notes."""

    xml: str
    relations: Relations


def slide_part(
    slide: FittedSlide, number: int, running: str, setting: Setting, media: Media
) -> SlidePart:
    """Return slide ``number`` (from 1) with the running text of its foot."""
    theme = setting.theme
    layout = theme.layout(slide.layout)
    relations = Relations()
    number_of = theme.layouts.index(layout) + 1
    part = layout.part or f"ppt/slideLayouts/slideLayout{number_of}.xml"
    relations.add("slideLayout", seen_from("ppt/slides", part))
    ground, paper = slide_ground(slide, layout, theme)
    background = f"<p:bg><p:bgPr>{paper.fill}<a:effectLst/></p:bgPr></p:bg>" if paper else ""
    canvas = Canvas(setting, layout, ground, relations, moves=bool(slide.options.reveal))
    shapes = title(slide, canvas)
    shapes += "".join(_frame(frame, canvas, media, number) for frame in slide.frames)
    shapes += "".join(rule_shape(rule, canvas) for rule in slide.rules)
    shapes += footer(running, number, canvas)
    hidden = ' show="0"' if slide.options.hidden else ""
    tags = relations.add("tags", f"../tags/tag{number}.xml")
    xml = (
        f"{HEAD}<p:sld {NAMESPACES}{hidden}><p:cSld>{background}"
        f"<p:spTree>{EMPTY_GROUP}{shapes}</p:spTree>"
        f'<p:custDataLst><p:tags r:id="{tags}"/></p:custDataLst>{creation_id(slide, number)}'
        f"</p:cSld>{color_map_override(layout, theme)}{_motion(slide, canvas)}</p:sld>"
    )
    return SlidePart(xml, relations)


def _frame(frame: Frame, canvas: Canvas, media: Media, number: int) -> str:
    match frame:
        case TextFrame():
            return text_shape(frame, canvas)
        case CodeFrame():
            return code_shape(frame, canvas)
        case ChartFrame():
            from deckgen.backends.pptx.charts import chart_shape

            return chart_shape(frame, canvas, media)
        case FormulaFrame():
            from deckgen.backends.pptx.equations import formula_shape

            return formula_shape(frame, canvas)
        case TableFrame():
            return table_shape(frame, canvas)
        case PictureFrame():
            return picture_shape(frame, canvas, media, number)


def _motion(slide: FittedSlide, canvas: Canvas) -> str:
    name = slide.options.transition
    if name and name.strip().lower() not in (*TRANSITIONS, "none"):
        known = ", ".join(TRANSITIONS)
        canvas.setting.problem(
            "unsupported", f"no transition '{name}'; there are {known}", slide.line
        )
    return transition(name) + (timing(canvas.steps) if canvas.moves else "")
