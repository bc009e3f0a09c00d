"""The model as an outline that a person can read: one line for each block, inlines with marks."""

from __future__ import annotations

from deckgen.model import (
    Block,
    Blocks,
    Callout,
    Code,
    Columns,
    Definition,
    DefinitionList,
    Figure,
    FootnoteMark,
    Formula,
    Heading,
    Inline,
    Inlines,
    Lesson,
    LineBreak,
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
    Slide,
    SlideOptions,
    Table,
)
from deckgen.values import fields

_SIGNS = (
    (Mark.CODE, "`"),
    (Mark.BOLD, "**"),
    (Mark.ITALIC, "*"),
    (Mark.STRIKE, "~~"),
    (Mark.HIGHLIGHT, "=="),
    (Mark.UNDERLINE, "__"),
    (Mark.SUB, "~"),
    (Mark.SUPER, "^"),
)


def outline(lesson: Lesson) -> str:
    """Return slides, blocks and footnotes, indented by what holds them."""
    lines = []
    for slide in lesson.slides:
        lines += _slide(slide)
    for footnote in lesson.footnotes:
        lines.append(f"footnote {footnote.number}")
        lines += _indented(footnote.blocks)
    return "\n".join(lines)


def _slide(slide: Slide) -> list[str]:
    role = "" if slide.role == "content" else f" {slide.role}"
    more = " continues" if slide.continues else ""
    options = [
        f"{name}={value}" if value is not True else name
        for name in fields(SlideOptions)
        if name != "line" and (value := getattr(slide.options, name))
    ]
    shown = f" [{' '.join(options)}]" if options else ""
    lines = [f"slide #{slide.key}{role}{more}{shown}: {inlines(slide.title)}"]
    lines += _indented(slide.blocks)
    if slide.notes:
        lines += ["  notes", *(f"  {line}" for line in _indented(slide.notes))]
    return lines


def _indented(blocks: Blocks) -> list[str]:
    return [f"  {line}" for block in blocks for line in _block(block)]


def _block(block: Block) -> list[str]:
    match block:
        case Paragraph():
            return [inlines(block.inlines)]
        case Heading():
            return ["#" * block.level + " " + inlines(block.inlines)]
        case List():
            return [line for n, item in enumerate(block.items) for line in _item(item, block, n)]
        case DefinitionList():
            return [
                line
                for item in block.items
                for line in (
                    f"term {inlines(item.term)}",
                    *(
                        f"  : {line.strip()}"
                        for detail in item.details
                        for line in _indented(detail)
                    ),
                )
            ]
        case Code():
            return [f"code {block.language}".strip(), *(f"  | {t}" for t in block.text.split("\n"))]
        case Math():
            return [f"math {' '.join(block.tex.split())}"]
        case Table():
            rows = [" | ".join(map(inlines, row)) for row in (block.header, *block.rows)]
            return [
                f"table {' '.join(a.value or '-' for a in block.aligns)}",
                *(f"  {r}" for r in rows),
            ]
        case Quote():
            return ["quote", *_indented(block.blocks)]
        case Callout():
            title = f": {inlines(block.title)}" if block.title else ""
            return [f"{block.kind}{title}", *_indented(block.blocks)]
        case Figure():
            return [_figure(block)]
        case Columns():
            return [
                line
                for width, column in zip(block.widths, block.columns, strict=True)
                for line in (f"column {width:.0%}", *_indented(column))
            ]
        case Quiz():
            lines = ["quiz", *_indented(block.question)]
            lines += [
                f"  {line}"
                for n, item in enumerate(block.choices)
                for line in _item(item, List(block.choices), n)
            ]
            return [
                *lines,
                *(
                    ["  because", *(f"  {x}" for x in _indented(block.explanation))]
                    if block.explanation
                    else []
                ),
            ]
        case Restricted():
            return [f"only {block.audience}", *_indented(block.blocks)]
        case Rule():
            return ["rule"]


def _definition(item: Definition) -> list[str]:
    details = [line for detail in item.details for line in _indented(detail)]
    return [f"term {inlines(item.term)}", *(f"  : {line.strip()}" for line in details)]


def _figure(figure: Figure) -> str:
    parts = [f"figure {figure.src}", figure.alt and f'"{figure.alt}"']
    parts += [figure.caption and f"({figure.caption})", figure.width and f"{figure.width:.0%}"]
    parts += [figure.decorative and "decorative", figure.link and f"-> {figure.link}"]
    return " ".join(str(part) for part in parts if part)


def _item(item: ListItem, block: List, index: int) -> list[str]:
    sign = f"{block.start + index}." if block.ordered else "-"
    task = "" if item.checked is None else "[x] " if item.checked else "[ ] "
    lines = _indented(item.blocks) or ["  "]
    return [f"{sign} {task}{lines[0].strip()}", *lines[1:]]


def inlines(found: Inlines) -> str:
    """Return inlines with signs for their marks."""
    return "".join(map(_inline, found))


def _inline(inline: Inline) -> str:
    match inline:
        case Run():
            text = inline.text
            for mark, sign in _SIGNS:
                text = f"{sign}{text}{sign}" if inline.marks & mark else text
            return f"[{text}]({inline.link})" if inline.link else text
        case Formula():
            return f"${inline.tex}$"
        case FootnoteMark():
            return f"[^{inline.number}]"
        case LineBreak():
            return " \\ "
