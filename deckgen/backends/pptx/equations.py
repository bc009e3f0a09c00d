"""Displayed formulas as PowerPoint's own equations, with a plain line for who cannot draw them."""

from __future__ import annotations

from typing import Final

from deckgen.backends.pptx.markup import hundredths
from deckgen.backends.pptx.omml import omml
from deckgen.backends.pptx.paragraphs import paragraphs
from deckgen.backends.pptx.shapes import Canvas, list_style, middle_shape
from deckgen.fit.deck import FormulaFrame, Line, Style
from deckgen.formulas import mathml
from deckgen.model import Align, Formula


def formula_shape(frame: FormulaFrame, canvas: Canvas) -> str:
    """Return a formula as an equation and as text: a program takes the first that it knows.

    Both are whole shapes: PowerPoint has no alternatives within a text.
    """
    place = canvas.take(frame.idx) if frame.idx else None
    line = Line((Formula(frame.math.tex),), frame.size_pt, Style.FORMULA, align=frame.align)
    said = paragraphs((line,), canvas.setting, canvas.ground, canvas.relations)
    text = middle_shape("Formula", frame.box, place, list_style((0, frame.size_pt)), said, canvas)
    equation = _equation(frame)
    if not equation:
        message = "a formula is written as a line of text: PowerPoint's equations lack what it has"
        canvas.setting.problem("unsupported", message, frame.math.line)
        return text
    shape = middle_shape("Formula", frame.box, place, _style(frame), equation, canvas)
    return (
        f'<mc:AlternateContent {_NAMESPACES}><mc:Choice Requires="a14 p14">{shape}</mc:Choice>'
        f"<mc:Fallback>{text}</mc:Fallback></mc:AlternateContent>"
    )


# LibreOffice takes what requires a14 alone, and without its Math package it draws nothing then.
_NAMESPACES: Final = (
    'xmlns:mc="http://schemas.openxmlformats.org/markup-compatibility/2006"'
    ' xmlns:a14="http://schemas.microsoft.com/office/drawing/2010/main"'
    ' xmlns:p14="http://schemas.microsoft.com/office/powerpoint/2010/main"'
)
_MATH: Final = 'xmlns:m="http://schemas.openxmlformats.org/officeDocument/2006/math"'


def _equation(frame: FormulaFrame) -> str:
    """Return the paragraph of an equation; nothing where there is none for the formula."""
    tree = mathml(frame.math.tex)
    written = omml(tree) if tree is not None else None
    if not written:
        return ""
    side = "left" if frame.align is Align.LEFT else "centerGroup"
    return (
        f'<a:p><a14:m><m:oMathPara {_MATH}><m:oMathParaPr><m:jc m:val="{side}"/></m:oMathParaPr>'
        f"<m:oMath>{written}</m:oMath></m:oMathPara></a14:m></a:p>"
    )


def _style(frame: FormulaFrame) -> str:
    """Return the size of a shape's only paragraph: the runs of an equation have none."""
    side = "l" if frame.align is Align.LEFT else "ctr"
    return (
        f'<a:lstStyle><a:lvl1pPr marL="0" indent="0" algn="{side}"><a:spcBef>'
        '<a:spcPts val="0"/></a:spcBef><a:buNone/>'
        f'<a:defRPr lang="en-US" sz="{hundredths(frame.size_pt)}">'
        '<a:latin typeface="Cambria Math"/></a:defRPr></a:lvl1pPr></a:lstStyle>'
    )
