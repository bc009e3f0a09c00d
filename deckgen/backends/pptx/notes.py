"""Speaker notes: blocks as formatted paragraphs under the slide's picture."""

from __future__ import annotations

from collections.abc import Iterator
from types import MappingProxyType
from typing import Final

from deckgen.backends.pptx.markup import EMPTY_GROUP, HEAD, NAMESPACES
from deckgen.backends.pptx.paragraphs import paragraphs
from deckgen.backends.pptx.relations import Relations
from deckgen.backends.pptx.setting import Setting
from deckgen.charts import chart_table
from deckgen.fit.deck import Bullet, Line, Style
from deckgen.fit.looks import Ground
from deckgen.model import (
    Block,
    Blocks,
    Callout,
    Chart,
    Code,
    Columns,
    DefinitionList,
    Figure,
    Formula,
    Heading,
    Inlines,
    List,
    ListItem,
    Mark,
    Math,
    Paragraph,
    Quiz,
    Quote,
    Restricted,
    Rule,
    Run,
    Table,
)
from deckgen.theme.palette import Palette
from deckgen.values import replace
from deckgen.wording import wording

SIZE_PT: Final = 12.0
_STEP_PT: Final = 18.0


def notes_slide(blocks: Blocks, number: int, setting: Setting, relations: Relations) -> str:
    """Return the notes page of slide ``number``, which its relationships lead to."""
    lines = tuple(notes_lines(blocks, setting))
    # Notes refer to one slide, their own: PowerPoint has no jumps from a notes page.
    setting = replace(setting, jumps=MappingProxyType({}))
    text = paragraphs(lines, setting, Ground(Palette(setting.theme.colors)), relations)
    return (
        f"{HEAD}<p:notes {NAMESPACES}><p:cSld><p:spTree>{EMPTY_GROUP}"
        '<p:sp><p:nvSpPr><p:cNvPr id="2" name="Slide Image"/><p:cNvSpPr>'
        '<a:spLocks noGrp="1" noRot="1" noChangeAspect="1"/></p:cNvSpPr>'
        '<p:nvPr><p:ph type="sldImg"/></p:nvPr></p:nvSpPr><p:spPr/></p:sp>'
        '<p:sp><p:nvSpPr><p:cNvPr id="3" name="Notes"/><p:cNvSpPr><a:spLocks noGrp="1"/>'
        '</p:cNvSpPr><p:nvPr><p:ph type="body" idx="1"/></p:nvPr></p:nvSpPr><p:spPr/>'
        f"<p:txBody><a:bodyPr/><a:lstStyle/>{text}</p:txBody></p:sp>"
        '<p:sp><p:nvSpPr><p:cNvPr id="4" name="Page Number"/><p:cNvSpPr><a:spLocks noGrp="1"/>'
        '</p:cNvSpPr><p:nvPr><p:ph type="sldNum" sz="quarter" idx="5"/></p:nvPr></p:nvSpPr>'
        "<p:spPr/><p:txBody><a:bodyPr/><a:lstStyle/><a:p>"
        '<a:fld id="{5A0C7E5E-0E4D-4E55-8E2B-7E3C1C5B9A04}" type="slidenum">'
        f"<a:rPr {setting.language.attributes}/><a:t>{number}</a:t></a:fld></a:p></p:txBody></p:sp>"
        "</p:spTree></p:cSld><p:clrMapOvr><a:masterClrMapping/></p:clrMapOvr></p:notes>"
    )


def notes_lines(blocks: Blocks, setting: Setting, level: int = 0) -> Iterator[Line]:
    """Yield the paragraphs of any blocks, one after another and in one size."""
    for block in blocks:
        yield from _block(block, setting, level)


def _block(block: Block, setting: Setting, level: int) -> Iterator[Line]:
    match block:
        case Paragraph(inlines=inlines):
            yield _line(inlines, level)
        case Heading(inlines=inlines):
            yield _line(inlines, level, Style.TERM)
        case List():
            yield from _list(block, setting, level)
        case DefinitionList(items=items):
            for item in items:
                yield _line(item.term, level, Style.TERM)
                for detail in item.details:
                    yield from notes_lines(detail, setting, level + 1)
        case Code(text=text):
            yield from (_line((Run(row, Mark.CODE),), level) for row in text.split("\n"))
        case Math(tex=tex):
            yield _line((Formula(tex),), level)
        case Chart(title=title):
            if title:
                yield _line((Run(title),), level, Style.TERM)
            yield from _block(chart_table(block), setting, level)
        case Table(header=header, rows=rows):
            yield _line(_cells(header), level, Style.TERM)
            yield from (_line(_cells(row), level) for row in rows)
        case Quote(blocks=inner):
            yield from notes_lines(inner, setting, level + 1)
        case Callout(kind=kind, title=title, blocks=inner):
            label = title or (Run(wording(setting.language.tag).callouts[kind]),)
            yield _line(label, level, Style.TERM)
            yield from notes_lines(inner, setting, level)
        case Figure(alt=alt, caption=caption):
            yield from (_line((Run(words),), level) for words in (alt, caption) if words)
        case Columns(columns=columns):
            for column in columns:
                yield from notes_lines(column, setting, level)
        case Quiz(question=question, choices=choices, explanation=explanation):
            yield from notes_lines(question, setting, level)
            yield from _list(List(choices), setting, level)
            yield from notes_lines(explanation, setting, level)
        case Restricted(blocks=inner):
            yield from notes_lines(inner, setting, level)
        case Rule():
            pass


def _line(inlines: Inlines, level: int, style: Style = Style.BODY) -> Line:
    return Line(inlines, SIZE_PT, style, min(level, 8), indent_pt=level * _STEP_PT, space_pt=4.0)


def _list(block: List, setting: Setting, level: int) -> Iterator[Line]:
    for place, item in enumerate(block.items):
        bullet = _bullet(block, item)
        lines = list(notes_lines(item.blocks, setting, level + 1))
        head = lines[0] if lines and lines[0].bullet is Bullet.NONE else _line((), level + 1)
        yield replace(
            head, level=min(level, 8), bullet=bullet, number=block.start + place, hang_pt=_STEP_PT
        )
        yield from lines[1:] if lines and head is lines[0] else lines


def _bullet(block: List, item: ListItem) -> Bullet:
    if item.checked is not None:
        return Bullet.DONE if item.checked else Bullet.OPEN
    return Bullet.NUMBER if block.ordered else Bullet.DOT


def _cells(cells: tuple[Inlines, ...]) -> Inlines:
    first, *rest = cells or ((),)
    return (*first, *(inline for cell in rest for inline in (Run(" | "), *cell)))
