"""Runs of text: marks, links, code, footnote numbers and formulas within a line."""

from __future__ import annotations

from functools import lru_cache
from types import MappingProxyType
from typing import Final

from deckgen.backends.pptx.markup import escape, hundredths
from deckgen.backends.pptx.relations import Relations, is_deck, web_address
from deckgen.backends.pptx.scripts import by_language
from deckgen.backends.pptx.setting import Setting
from deckgen.fit.looks import Face, Ground, code_color, highlight_color
from deckgen.formulas import pieces
from deckgen.model import LESSON, FootnoteMark, Formula, Inline, Inlines, LineBreak, Mark, Run
from deckgen.theme.contrast import contrast
from deckgen.theme.palette import Color
from deckgen.values import Value, replace


def runs(
    inlines: Inlines,
    size_pt: float,
    face: Face,
    setting: Setting,
    ground: Ground,
    relations: Relations,
) -> str:
    """Return the runs of a paragraph, each with its explicit size in points.

    A paragraph without text keeps its height by the properties of its end.
    """
    base = f'sz="{hundredths(size_pt)}"'
    brush = _Brush(base, face, setting, ground, relations)
    first = brush
    if face.term and _begin_with_term(inlines):
        first = replace(brush, face=replace(face, color=face.term))
    written = [first.inline(inline) for inline in inlines[:1]]
    written += [brush.inline(inline) for inline in inlines[1:]]
    text = "".join(written)
    return text or f"<a:endParaRPr {setting.language.attributes} {base}/>"


def _begin_with_term(inlines: Inlines) -> bool:
    first = inlines[0] if inlines else None
    return isinstance(first, Run) and bool(first.marks) and Mark.BOLD in first.marks


class _Brush(Value):
    """What all runs of one paragraph share."""

    base: str
    face: Face
    setting: Setting
    ground: Ground
    relations: Relations

    def inline(self, inline: Inline) -> str:
        match inline:
            case Run(text=text) if text:
                return self._run(inline)
            case Formula(tex=tex):
                return self._formula(tex)
            case FootnoteMark(number=number):
                return self._run(Run(str(number), Mark.SUPER))
            case LineBreak():
                return f"<a:br><a:rPr {self.setting.language.attributes} {self.base}/></a:br>"
            case _:
                return ""

    def _run(self, run: Run) -> str:
        link, own = "", False
        if run.link:
            own = not self._legible_link()
            link = hyperlink(run.link, self.setting, self.relations, _OWN_COLOR if own else "")
        inside = self._properties(run.marks, linked=bool(link) and not own) + link
        closed = f">{inside}</a:rPr>" if inside else "/>"
        attributes = self.base + _attributes(run.marks, self.face.bold, self.face.italic)
        written = [
            f"<a:r><a:rPr {spoken.attributes} {attributes}{closed}<a:t>{escape(text)}</a:t></a:r>"
            for text, spoken in by_language(run.text, self.setting.language)
        ]
        return "".join(written)

    def _formula(self, tex: str) -> str:
        written = (
            replace(run, marks=run.marks | _SHIFTS[shift])
            for text, shift in pieces(tex)
            for run in _italic_variables(text)
        )
        return "".join(map(self._run, written))

    def _properties(self, marks: Mark, *, linked: bool) -> str:
        color = self._color(marks)
        fill = color.fill if color and not linked else ""
        if not marks:
            return fill + self._font()
        if Mark.HIGHLIGHT in marks:
            fill += f"<a:highlight>{highlight_color(self.ground).xml}</a:highlight>"
        return fill + (mono(self.setting) if Mark.CODE in marks else self._font())

    def _font(self) -> str:
        return f'<a:latin typeface="{self.face.font}-lt"/>' if self.face.font else ""

    def _color(self, marks: Mark) -> Color | None:
        if marks and Mark.CODE in marks and Mark.HIGHLIGHT not in marks:
            return code_color(self.ground)
        return self.face.color

    def _legible_link(self) -> bool:
        on = self.ground.palette
        return contrast(on.rgb(Color("hlink")), on.rgb(self.ground.surface)) >= on.look.contrast


@lru_cache(maxsize=256)
def _attributes(marks: Mark, bold: bool, italic: bool) -> str:
    """Return the attributes of a run with these marks in a bold or an italic paragraph."""
    parts = [""]
    if bold or Mark.BOLD in marks:
        parts.append('b="1"')
    if italic or Mark.ITALIC in marks:
        # Emphasis inside italic text stands upright.
        upright = italic and Mark.ITALIC in marks
        parts.append('i="0"' if upright else 'i="1"')
    if Mark.UNDERLINE in marks:
        parts.append('u="sng"')
    if Mark.STRIKE in marks:
        parts.append('strike="sngStrike"')
    if Mark.SUPER in marks:
        parts.append('baseline="30000"')
    elif Mark.SUB in marks:
        parts.append('baseline="-25000"')
    if Mark.CODE in marks:
        parts.append('noProof="1"')
    return " ".join(parts)


def hyperlink(link: str, setting: Setting, relations: Relations, within: str = "") -> str:
    """Return what a click on text or on a picture does; nothing where the link leads nowhere.

    ``within`` is what the element holds.
    """
    action = ""
    if link.startswith("#"):
        number = setting.jumps.get(link[1:])
        if number is None:
            return ""
        rid = relations.add("slide", f"../slides/slide{number}.xml")
        action = "ppaction://hlinksldjump"
    elif link.startswith(LESSON) and is_deck(link.removeprefix(LESSON)):
        rid = relations.add("hyperlink", link.removeprefix(LESSON), external=True)
        action = "ppaction://hlinkpres?slideindex=1&amp;slidetitle="
    elif address := web_address(link):
        rid = relations.add("hyperlink", address, external=True)
    else:
        return ""
    does = f' action="{action}"' if action else ""
    return f'<a:hlinkClick r:id="{rid}"{does}>{within}</a:hlinkClick>'


# A link that takes its text's color, where the scheme's color for links is illegible.
_OWN_COLOR: Final = (
    '<a:extLst><a:ext uri="{A12FA001-AC4F-418D-AE19-62706E023703}"><ahyp:hlinkClr val="tx"'
    ' xmlns:ahyp="http://schemas.microsoft.com/office/drawing/2018/hyperlinkcolor"/>'
    "</a:ext></a:extLst>"
)
_SHIFTS: Final = MappingProxyType({0: Mark.NONE, 1: Mark.SUPER, -1: Mark.SUB})


def mono(setting: Setting) -> str:
    """Return the typefaces of code."""
    name = escape(setting.theme.fonts.mono.deck)
    return f'<a:latin typeface="{name}"/><a:cs typeface="{name}"/>'


def _italic_variables(text: str) -> list[Run]:
    """Split a formula into runs: single letters are variables, and set in italics."""
    found: list[Run] = []
    for place, letter in enumerate(text):
        before, after = text[place - 1 : place], text[place + 1 : place + 2]
        alone = letter.isalpha() and not before.isalpha() and not after.isalpha()
        marks = Mark.ITALIC if alone and letter.isascii() else Mark.NONE
        if found and found[-1].marks == marks:
            found[-1] = replace(found[-1], text=found[-1].text + letter)
        else:
            found.append(Run(letter, marks))
    return found
