"""What slides are drawn with: boxes and text in their theme's colors."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from html import escape
from types import MappingProxyType
from typing import Final

from deckgen.backends.preview.rows import Look, Row, Said, rows
from deckgen.fit.deck import Bullet, Line, Style
from deckgen.fit.looks import Ground, bullet_color, code_color, dots, face_of
from deckgen.fonts import LINE_PITCH
from deckgen.formulas import linear
from deckgen.model import Align, FootnoteMark, Formula, LineBreak, Mark, Run
from deckgen.theme import EMU_PER_PT, Box, Theme
from deckgen.theme.palette import Color
from deckgen.values import Value

_ASCENT: Final = 0.95
"""Where the first line's letters stand, in its size."""

_SHARES: Final = MappingProxyType({"ctr": 0.5, "b": 1.0})
"""How much of the room that is left is above the text."""

# To look into an enumeration takes longer than what is done with what it holds.
_NO_BULLET: Final = Bullet.NONE
Insets = tuple[float, float, float, float]


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
        fonts = self.theme.fonts
        height = 0.0
        set_lines: list[tuple[Line, list[Row], float]] = []
        for line in lines:
            room = max((wide - line.indent_pt) / line.size_pt, 1.0)
            found = rows(self._said(line, ground, own, bold), fonts, room)
            if found:
                space = line.space_pt if set_lines else 0.0
                set_lines.append((line, found, space))
                height += len(found) * line.size_pt * LINE_PITCH + space
        y += _SHARES.get(anchor, 0.0) * max(high - height, 0.0)
        drawn = []
        for line, found, space in set_lines:
            base = y + space + line.size_pt * _ASCENT
            if line.bullet is not _NO_BULLET:
                drawn.append(self._bullet(line, x, wide, base, ground))
            side = line.align or align or (Align.CENTER if line.style is Style.FORMULA else align)
            for row in found:
                drawn.append(self._row(row, line, side, (x, wide, base)))
                base += line.size_pt * LINE_PITCH
            y = base - line.size_pt * _ASCENT
        return "".join(drawn)

    def _said(self, line: Line, ground: Ground, own: str, bold: bool) -> Iterator[Said]:
        """Yield a paragraph's texts, each with its look."""
        face = face_of(line, ground)
        color = self.rgb(face.color, ground) if face.color else own
        color = color or self.rgb(Color(ground.ink or "tx1"), ground)
        look = Look(face.bold or bold, face.italic, color=color)
        for at, inline in enumerate(line.inlines):
            match inline:
                case Run(text=text, marks=marks):
                    begins = at == 0 and Mark.BOLD in marks
                    term = self.rgb(face.term, ground) if face.term and begins else ""
                    yield self._marked(look, marks, term, ground) if marks else look, text
                case Formula(tex=tex):
                    yield look, linear(tex)
                case LineBreak():
                    yield look, None
                case FootnoteMark():
                    pass

    def _marked(self, look: Look, marks: Mark, term: str, ground: Ground) -> Look:
        mono = Mark.CODE in marks
        color = self.rgb(code_color(ground), ground) if mono else term or look.color
        bold, italic = look.bold or Mark.BOLD in marks, look.italic or Mark.ITALIC in marks
        return Look(bold, italic, mono, color)

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

    def _row(self, row: Row, line: Line, align: Align, place: tuple[float, float, float]) -> str:
        if not row.spans:
            return ""
        x, wide, base = place
        width = row.width * line.size_pt
        start, end = x + line.indent_pt, x + wide
        if self.right_to_left:
            start, end = x, x + wide - line.indent_pt
        at = start
        if align is Align.CENTER:
            at = (start + end - width) / 2
        elif align is Align.RIGHT or (self.right_to_left and align is not Align.LEFT):
            at = end - width
        return self.text(row, at, base, line.size_pt)

    def text(self, row: Row, x: float, base: float, size: float) -> str:
        """Return a row of text that is as wide as it was measured, whatever font draws it."""
        spans = "".join([_span(look, text) for look, text in row.spans])
        width = row.width * size
        direction = ' direction="rtl"' if self.right_to_left else ""
        at = x + width if self.right_to_left else x
        return (
            f'<text x="{at:.1f}" y="{base:.1f}" font-size="{size:g}"{direction}'
            f' textLength="{width:.1f}" lengthAdjust="spacingAndGlyphs">{spans}</text>'
        )


def points(box: Box) -> tuple[float, float, float, float]:
    """Return a box in points."""
    return (
        box.x / EMU_PER_PT,
        box.y / EMU_PER_PT,
        box.width / EMU_PER_PT,
        box.height / EMU_PER_PT,
    )


def _span(look: Look, text: str) -> str:
    looks = f' fill="{look.color}"' if look.color else ""
    looks += ' font-weight="700"' * look.bold + ' font-style="italic"' * look.italic
    looks += ' font-family="monospace"' * look.mono
    return f"<tspan{looks}>{escape(text, quote=False)}</tspan>"
