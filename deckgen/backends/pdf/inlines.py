"""Runs of text as HTML, laid out so that what is in a link is text alone."""

from __future__ import annotations

import re
from html import escape
from typing import Final

from deckgen.backends.pdf.drawing import Drawing, address, draw
from deckgen.backends.pdf.formulas import formula_html
from deckgen.backends.pdf.gaps import gap_html, with_gaps
from deckgen.backends.pdf.lines import line_html
from deckgen.backends.pdf.phrases import Piece
from deckgen.backends.pdf.setting import Setting
from deckgen.formulas import linear
from deckgen.model import LESSON, FootnoteMark, Formula, Inlines, LineBreak, Mark, Run
from deckgen.regex import regex
from deckgen.wording import is_right_to_left

# PDF/UA-1 wants nothing but text in a link (rule 7.18.5-1): marks go around it, innermost first.
_TAGS: Final = (
    (Mark.CODE, "code"),
    (Mark.SUB, "sub"),
    (Mark.SUPER, "sup"),
    (Mark.HIGHLIGHT, "mark"),
    (Mark.UNDERLINE, "u"),
    (Mark.STRIKE, "s"),
    (Mark.ITALIC, "em"),
    (Mark.BOLD, "strong"),
)
# Line and paragraph separators: fonts have no glyph for them.
_SEPARATORS: Final = {0x2028: " ", 0x2029: " "}
_SCHEMES: Final = ("http://", "https://", "mailto:")


def inline_html(inlines: Inlines, setting: Setting) -> str:
    """Return a line's worth of HTML; bold terms are gaps where the setting has them."""
    line = tuple(with_gaps(inlines, setting.gaps)) if setting.gaps else inlines
    rtl = is_right_to_left(setting.lesson.meta.lang)
    return line_html(line, lambda piece: _piece(piece, setting), rtl=rtl)


def _piece(piece: Piece, setting: Setting) -> str:
    match piece:
        case Run():
            return marked_html(piece, setting)
        case Formula(tex=tex):
            return _formula(tex, setting)
        case FootnoteMark(number=number):
            return _footnote_mark(number, setting)
        case LineBreak():
            return "<br>"
        case int():
            return gap_html(piece)


def marked_html(run: Run, setting: Setting) -> str:
    """Return a run with a tag for each of its marks."""
    html = link_html(run.text.translate(_SEPARATORS), run.link, setting)
    for mark, tag in _TAGS:
        if mark in run.marks and run.text:
            html = f"<{tag}>{html}</{tag}>"
    return html


def link_html(text: str, link: str, setting: Setting) -> str:
    """Return text as a link where ``link`` leads somewhere from paper's twin, else as text."""
    text = _ENDLESS.sub(_breakable, text)
    if text.strip() and is_address(link, setting):
        return f'<a href="{escape(link.removeprefix(LESSON))}">{escape(text, quote=False)}</a>'
    return escape(text, quote=False)


def is_address(link: str, setting: Setting) -> bool:
    """Tell whether a link leads somewhere: to a place in the document, or out of it."""
    inside = link.startswith(LESSON) or (link.startswith("#") and link[1:] in setting.anchors)
    return inside or link.lower().startswith(_SCHEMES)


# Hyphenation looks at all the rest of a word for each line of it. Scripts that
# are written without spaces are left alone: their lines end between any letters.
_ENDLESS: Final = regex(
    r"[^\s\u0e00-\u109f\u1780-\u17ff\u2e80-\ufaff\uff00-\uffef\U00020000-\U0003ffff]{300,}"
)


def _breakable(found: re.Match[str]) -> str:
    return "\u200b".join(found[0][at : at + 60] for at in range(0, len(found[0]), 60))


def _footnote_mark(number: int, setting: Setting) -> str:
    known = any(note.number == number for note in setting.lesson.footnotes)
    text = f'<a href="#note-{number}">{number}</a>' if known else str(number)
    return f'<sup class="mark">{text}</sup>'


def _formula(tex: str, setting: Setting) -> str:
    if text := formula_html(tex):
        return text
    drawing = draw(tex, displayed=False)
    if drawing is None:
        return formula_text(tex, setting)
    return formula_image(tex, drawing, displayed=False)


def formula_image(tex: str, drawing: Drawing, *, displayed: bool) -> str:
    """Return a drawn formula that stands on the line's baseline; its TeX is read aloud."""
    style = (
        f"width:{drawing.width_em:.3f}em;height:{drawing.height_em:.3f}em;"
        f"vertical-align:{-drawing.depth_em:.3f}em"
    )
    source = address(tex, displayed=displayed)
    return f'<img class="drawn" src="{source}" alt="{escape(tex)}" style="{style}">'


def formula_text(tex: str, setting: Setting) -> str:
    """Return a formula that cannot be drawn as a line of text, and say so."""
    setting.warn("unsupported", f"the formula '{tex}' cannot be drawn; it stands as text")
    return f'<span class="formula long">{escape(linear(tex), quote=False)}</span>'
