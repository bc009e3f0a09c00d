"""What slides are drawn with: their theme's colors, and text set in lines as the deck sets it."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from html import escape
from typing import Final

from deckgen.fit.deck import Bullet, Line, Style
from deckgen.fit.looks import Ground, bullet_color, code_color, dots, face_of
from deckgen.fonts import LINE_PITCH, text_width
from deckgen.fonts.breaking import parts
from deckgen.formulas import linear
from deckgen.model import Align, FootnoteMark, Formula, Inline, LineBreak, Mark, Run
from deckgen.theme import EMU_PER_PT, Box, Theme
from deckgen.theme.palette import Color
from deckgen.values import Value, replace

_ASCENT: Final = 0.95
"""Where the first line's letters stand, in its size."""
Insets = tuple[float, float, float, float]


class Word(Value):
    """A part of a line that is not broken, and the space after it; widths in em."""

    text: str
    width: float
    space: float
    bold: bool = False
    italic: bool = False
    mono: bool = False
    color: str = ""
    ends_line: bool = False


class Canvas(Value):
    """One deck's look."""

    theme: Theme
    right_to_left: bool = False

    def rgb(self, color: Color, ground: Ground) -> str:
        """Return a color of the scheme."""
        return "#" + ground.palette.rgb(color)

    def rect(self, box: Box, color: str, radius: float = 0.0) -> str:
        """Return a filled box."""
        x, y, wide, high = points(box)
        round_ = f' rx="{radius:.1f}"' if radius else ""
        return (
            f'<rect x="{x:.1f}" y="{y:.1f}" width="{wide:.1f}" height="{high:.1f}"'
            f'{round_} fill="{color}"/>'
        )

    def paragraphs(
        self,
        lines: Sequence[Line],
        box: Box,
        ground: Ground,
        *,
        own: str = "",
        bold: bool = False,
        anchor: str = "t",
        align: Align = Align.NONE,
        insets: Insets = (0.0, 0.0, 0.0, 0.0),
    ) -> str:
        """Return paragraphs one below the other in a box."""
        x, y, wide, high = points(box)
        left, top, right, bottom = insets
        x, y, wide, high = x + left, y + top, wide - left - right, high - top - bottom
        set_lines: list[tuple[Line, bool, list[Word]]] = []
        for line in lines:
            room = max((wide - line.indent_pt) / line.size_pt, 1.0)
            words = list(self.words(line, ground, own, bold))
            for at, row in enumerate(_rows(words, room)):
                set_lines.append((line, at == 0, row))
        height = sum(
            line.size_pt * LINE_PITCH + (line.space_pt if first and at else 0.0)
            for at, (line, first, _) in enumerate(set_lines)
        )
        y += {"ctr": max(high - height, 0.0) / 2, "b": max(high - height, 0.0)}.get(anchor, 0.0)
        drawn = []
        for at, (line, first, row) in enumerate(set_lines):
            y += line.space_pt if first and at else 0.0
            base = y + line.size_pt * _ASCENT
            if first and line.bullet is not Bullet.NONE:
                drawn.append(self._bullet(line, x, wide, base, ground))
            side = line.align or align or (Align.CENTER if line.style is Style.FORMULA else align)
            drawn.append(self._row(row, line, side, (x, wide, base)))
            y += line.size_pt * LINE_PITCH
        return "".join(drawn)

    def words(
        self, line: Line, ground: Ground, own: str = "", bold: bool = False
    ) -> Iterable[Word]:
        """Yield a paragraph's words with their looks."""
        face = face_of(line, ground)
        color = self.rgb(face.color, ground) if face.color else own
        plain = own or self.rgb(Color(ground.ink or "tx1"), ground)
        term = self.rgb(face.term, ground) if face.term else ""
        for at, inline in enumerate(line.inlines):
            look = Word("", 0.0, 0.0, face.bold or bold, face.italic, color=color or plain)
            if at == 0 and term and isinstance(inline, Run) and Mark.BOLD in inline.marks:
                look = replace(look, color=term)
            yield from self._measured(inline, look, ground)

    def _measured(self, inline: Inline, look: Word, ground: Ground) -> Iterable[Word]:
        match inline:
            case Run(text=text, marks=marks):
                mono = Mark.CODE in marks
                look = replace(
                    look,
                    bold=look.bold or Mark.BOLD in marks,
                    italic=look.italic or Mark.ITALIC in marks,
                    mono=mono,
                    color=self.rgb(code_color(ground), ground) if mono else look.color,
                )
            case Formula(tex=tex):
                text = linear(tex)
            case FootnoteMark():
                return
            case LineBreak():
                yield replace(look, ends_line=True)
                return
        fonts = self.theme.fonts
        font = (fonts.mono if look.mono else fonts.body).metrics
        for part, spaces in zip(*parts(text), strict=True):
            width = text_width(part, font, look.bold, look.italic) / 1000
            space = text_width(spaces, font, look.bold, look.italic) / 1000
            yield replace(look, text=part, width=width, space=space)

    def _bullet(self, line: Line, x: float, wide: float, base: float, ground: Ground) -> str:
        sign = {Bullet.NUMBER: f"{line.number}.", Bullet.OPEN: "☐", Bullet.DONE: "☑"}.get(
            line.bullet, dots(self.theme.look)[min(line.level, 8)]
        )
        at = x + line.indent_pt - line.hang_pt
        anchor = "start"
        if self.right_to_left:
            at, anchor = x + wide - line.indent_pt + line.hang_pt, "end"
        color = self.rgb(bullet_color(line.bullet, ground), ground)
        return (
            f'<text x="{at:.1f}" y="{base:.1f}" font-size="{line.size_pt:g}" fill="{color}"'
            f' text-anchor="{anchor}">{escape(sign)}</text>'
        )

    def _row(
        self, row: Sequence[Word], line: Line, align: Align, place: tuple[float, float, float]
    ) -> str:
        if not row:
            return ""
        x, wide, base = place
        width = _width(row) * line.size_pt
        start, end = x + line.indent_pt, x + wide
        if self.right_to_left:
            start, end = x, x + wide - line.indent_pt
        at = start
        if align is Align.CENTER:
            at = (start + end - width) / 2
        elif align is Align.RIGHT or (self.right_to_left and align is not Align.LEFT):
            at = end - width
        return self.text(row, at, base, line.size_pt, width)

    def text(self, row: Sequence[Word], x: float, base: float, size: float, width: float) -> str:
        """Return words on one line that is ``width`` wide whatever font draws it."""
        spans = "".join(_span(word, last=at == len(row) - 1) for at, word in enumerate(row))
        direction = ' direction="rtl"' if self.right_to_left else ""
        at = x + width if self.right_to_left else x
        return (
            f'<text x="{at:.1f}" y="{base:.1f}" font-size="{size:g}"{direction}'
            f' textLength="{width:.1f}" lengthAdjust="spacingAndGlyphs">{spans}</text>'
        )


def points(box: Box) -> tuple[float, float, float, float]:
    """Return a box in points."""
    x, y, wide, high = (side / EMU_PER_PT for side in (box.x, box.y, box.width, box.height))
    return x, y, wide, high


def _rows(words: Sequence[Word], room: float) -> Iterable[list[Word]]:
    """Yield the words line by line, as many as there is room for in each."""
    row: list[Word] = []
    for word in words:
        if word.ends_line:
            yield row
            row = []
        elif row and _width(row) + row[-1].space + word.width > room:
            yield row
            row = [word]
        else:
            row.append(word)
    if row:
        yield row


def _width(row: Sequence[Word]) -> float:
    return sum(word.width + word.space for word in row) - row[-1].space


def _span(word: Word, last: bool) -> str:
    looks = f' fill="{word.color}"' if word.color else ""
    looks += ' font-weight="700"' * word.bold + ' font-style="italic"' * word.italic
    looks += ' font-family="monospace"' * word.mono
    text = escape(word.text + " " * (bool(word.space) and not last), quote=False)
    return f"<tspan{looks}>{text}</tspan>"
