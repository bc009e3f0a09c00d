"""Paragraphs of a slide as HTML: bullets, numbers, indents, and runs with their marks."""

from __future__ import annotations

from collections.abc import Sequence
from html import escape
from itertools import groupby
from types import MappingProxyType
from typing import Final

from deckgen.backends.pdf.formulas import formula_html
from deckgen.backends.pdf.inlines import marked_html
from deckgen.backends.pdf.lines import line_html
from deckgen.backends.pdf.slides.canvas import Canvas
from deckgen.fit.deck import Bullet, Line, Style
from deckgen.fit.looks import Ground, bullet_color, dots, face_of
from deckgen.formulas import linear
from deckgen.model import (
    Align,
    FootnoteMark,
    Formula,
    Inline,
    Inlines,
    LineBreak,
    Mark,
    Run,
)
from deckgen.theme.palette import Color
from deckgen.values import replace

_ALIGNS: Final = MappingProxyType(
    {Align.LEFT: "left", Align.CENTER: "center", Align.RIGHT: "right"}
)


def paragraphs_html(
    lines: Sequence[Line], canvas: Canvas, ground: Ground, *, own: Color | None = None,
    bold: bool = False, align: Align = Align.NONE,
) -> str:  # fmt: skip
    """Return paragraphs one below the other; those with bullets are the items of lists.

    ``own`` is the color that their place gives them, ``bold`` its weight, and
    ``align`` its side.
    """
    aligned = (replace(line, align=line.align or align) for line in lines)
    drawn = [
        (line.bullet is not Bullet.NONE, _line(line, canvas, ground, own, bold, first=at == 0))
        for at, line in enumerate(aligned)
    ]
    parts = []
    for listed, group in groupby(drawn, key=lambda pair: pair[0]):
        inner = "".join(html for _, html in group)
        parts.append(f"<ul>{inner}</ul>" if listed else inner)
    return "".join(parts)


def _line(
    line: Line, canvas: Canvas, ground: Ground, own: Color | None, bold: bool, *, first: bool
) -> str:
    face = face_of(line, ground)
    color = face.color or own
    look = [f"font-size:{canvas.pt(line.size_pt)}"]
    if color:
        look.append(f"color:{canvas.rgb(color, ground)}")
    if face.bold or bold:
        look.append("font-weight:700")
    if face.italic:
        look.append("font-style:italic")
    if line.indent_pt:
        look.append(f"padding-inline-start:{canvas.pt(line.indent_pt)}")
    if line.space_pt and not first:
        look.append(f"margin-top:{canvas.pt(line.space_pt)}")
    align = _ALIGNS.get(line.align, "center" if line.style is Style.FORMULA else "")
    if align:
        look.append(f"text-align:{align}")
    name = canvas.styles.add(";".join(look))
    tag = _tag(line, canvas)
    term = canvas.rgb(face.term, ground) if face.term else ""
    text = runs_html(line.inlines, canvas, term=term)
    return f'<{tag} class="{name}">{_bullet(line, canvas, ground)}{text}</{tag}>'


def _tag(line: Line, canvas: Canvas) -> str:
    if line.bullet is not Bullet.NONE:
        return "li"
    return f"h{canvas.heading + 1}" if line.style is Style.HEADING else "p"


def _bullet(line: Line, canvas: Canvas, ground: Ground) -> str:
    match line.bullet:
        case Bullet.NONE:
            return ""
        case Bullet.NUMBER:
            sign = f"{line.number}."
        case Bullet.DOT:
            sign = escape(dots(ground.palette.look)[min(line.level, 8)], quote=False)
        case Bullet.OPEN | Bullet.DONE:
            return _task(line, canvas)
    color = canvas.rgb(bullet_color(line.bullet, ground), ground)
    name = canvas.styles.add(f"{_hanging(line, canvas)}color:{color}")
    return f'<span class="b {name}">{sign} </span>'


def _hanging(line: Line, canvas: Canvas) -> str:
    hang = canvas.pt(line.hang_pt)
    return f"width:{hang};margin-inline-start:-{hang};"


def _task(line: Line, canvas: Canvas) -> str:
    done = line.bullet is Bullet.DONE
    side = 0.72 * line.size_pt
    rest = max(line.hang_pt - side, 0.0)
    name = canvas.styles.add(
        f"width:{canvas.pt(side)};height:{canvas.pt(side)};vertical-align:-.08em;"
        f"margin-inline:-{canvas.pt(line.hang_pt)} {canvas.pt(rest)}"
    )
    icon, alt = ("done", "☑") if done else ("open", "☐")
    return f'<img class="{name}" src="deckgen:icon/{icon}" alt="{alt}">'


def runs_html(inlines: Inlines, canvas: Canvas, *, term: str = "") -> str:
    """Return a line's runs; the bold one that it begins with has the color ``term``."""
    name, left = "", 0  # letters of that one, which may come in several pieces
    if term and inlines and isinstance(first := inlines[0], Run) and Mark.BOLD in first.marks:
        name, left = canvas.styles.add(f"color:{term}"), len(first.text)

    def build(inline: Inline) -> str:
        nonlocal left
        html = _inline(inline, canvas)
        if left <= 0 or not isinstance(inline, Run):
            return html
        left -= len(inline.text)
        return f'<span class="{name}">{html}</span>'

    return line_html(inlines, build, rtl=canvas.right_to_left)


def _inline(inline: Inline, canvas: Canvas) -> str:
    match inline:
        case Run():
            return marked_html(inline, canvas.setting)
        case Formula(tex=tex):
            return formula_html(tex) or escape(linear(tex), quote=False)
        case FootnoteMark(number=number):
            return marked_html(Run(str(number), Mark.SUPER), canvas.setting)
        case LineBreak():
            return "<br>"


def plain_line(text: str, size_pt: float, align: Align = Align.NONE) -> Line:
    """Return a paragraph of plain words."""
    return replace(Line((Run(text),), size_pt), align=align)
