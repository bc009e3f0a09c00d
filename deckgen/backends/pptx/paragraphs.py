"""Paragraphs of a text body: bullets, numbers, indents and their runs."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from types import MappingProxyType
from typing import Final

from deckgen.backends.pptx.markup import emu, escape, hundredths
from deckgen.backends.pptx.relations import Relations
from deckgen.backends.pptx.runs import runs
from deckgen.backends.pptx.setting import Setting
from deckgen.fit.deck import Bullet, Line, Style
from deckgen.fit.looks import MASTER_ACCENT, Ground, bullet_color, dots, face_of
from deckgen.model import Align


def paragraphs(
    lines: Sequence[Line],
    setting: Setting,
    ground: Ground,
    relations: Relations,
    *,
    inherit_bullets: bool = False,
) -> str:
    """Return the paragraphs of a text body, at least one.

    With ``inherit_bullets`` a dot comes from the layout, so that whoever
    changes the master's bullets changes these too.
    """
    written = []
    starts = _starts(lines)
    for place, (line, start) in enumerate(zip(lines, starts, strict=True)):
        bullet = _bullet(line, start, ground, inherit=inherit_bullets)
        properties = _properties(line, bullet, setting, first=place == 0)
        face = face_of(line, ground)
        text = runs(line.inlines, line.size_pt, face, setting, ground, relations)
        written.append(f"<a:p>{properties}{text}</a:p>")
    return "".join(written) or f"<a:p><a:endParaRPr {setting.language.attributes}/></a:p>"


def _starts(lines: Iterable[Line]) -> Iterator[int]:
    """Yield what each line's numbering begins with; PowerPoint counts on within a run of lines."""
    runs_by_level: dict[int, tuple[int, int]] = {}  # level -> first number, next number
    for line in lines:
        if not (line.bullet or runs_by_level):
            yield 0
            continue
        first, following = runs_by_level.get(line.level, (0, -1))
        broken = [level for level in runs_by_level if level >= line.level]
        for level in broken:
            del runs_by_level[level]
        if line.bullet is not Bullet.NUMBER:
            yield 0
            continue
        if line.number != following:
            first = line.number
        runs_by_level[line.level] = (first, line.number + 1)
        yield first


def _bullet(line: Line, start: int, ground: Ground, *, inherit: bool) -> str:
    if not line.bullet:
        return "<a:buNone/>"
    match line.bullet:
        case Bullet.DOT if inherit:
            return "" if ground.accent == MASTER_ACCENT else _bullet_color(line.bullet, ground)
        case Bullet.DOT:
            dot = escape(dots(ground.palette.look)[min(line.level, 8)])
            color = _bullet_color(line.bullet, ground)
            return f'{color}<a:buFont typeface="Arial"/><a:buChar char="{dot}"/>'
        case Bullet.NUMBER:
            # 32767 is the largest number that a list may begin with.
            at = f' startAt="{start}"' if 1 < start <= 32767 else ""
            return (
                f'{_bullet_color(line.bullet, ground)}<a:buFont typeface="+mj-lt"/>'
                f'<a:buAutoNum type="arabicPeriod"{at}/>'
            )
        case Bullet.OPEN | Bullet.DONE:
            done = line.bullet is Bullet.DONE
            box = "☑" if done else "☐"
            return (
                f'{_bullet_color(line.bullet, ground)}<a:buSzPct val="85000"/>'
                f'<a:buFont typeface="Segoe UI Symbol"/><a:buChar char="{box}"/>'
            )
        case _:
            return "<a:buNone/>"


def _bullet_color(bullet: Bullet, ground: Ground) -> str:
    return f"<a:buClr>{bullet_color(bullet, ground).xml}</a:buClr>"


def _properties(line: Line, bullet: str, setting: Setting, *, first: bool) -> str:
    rtl = setting.language.right_to_left
    align = _ALIGNS[line.align] if line.align else "ctr" if line.style is Style.FORMULA else ""
    align = align or ("r" if rtl else "")
    level = f' lvl="{min(line.level, 8)}"' if line.level else ""
    aligned = f' algn="{align}"' if align else ""
    above = 0 if first else hundredths(line.space_pt)
    return (
        f'<a:pPr marL="{emu(line.indent_pt)}"{level} indent="{-emu(line.hang_pt)}"{aligned}'
        f"{_RTL if rtl else ''}>{line_pitch(setting)}"
        f'<a:spcBef><a:spcPts val="{above}"/></a:spcBef>{_space_below(setting)}{bullet}</a:pPr>'
    )


_RTL: Final = ' rtl="1"'


def line_pitch(setting: Setting) -> str:
    """Return single spacing where a user's template might have set its lines wider."""
    pitch = '<a:lnSpc><a:spcPct val="100000"/></a:lnSpc>'
    return pitch if setting.theme.template else ""


def _space_below(setting: Setting) -> str:
    """Return no space below a paragraph where a user's template might have some."""
    return '<a:spcAft><a:spcPts val="0"/></a:spcAft>' if setting.theme.template else ""


_ALIGNS: Final = MappingProxyType({Align.LEFT: "l", Align.CENTER: "ctr", Align.RIGHT: "r"})
