"""Links within the lesson, led to the slides that hold their targets."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from urllib.parse import unquote

from deckgen.model import (
    Block,
    Blocks,
    Callout,
    Columns,
    DefinitionList,
    Figure,
    Footnote,
    Heading,
    Inlines,
    List,
    ListItem,
    Paragraph,
    Quiz,
    Quote,
    Restricted,
    Run,
    Slide,
    Table,
    plain,
    walk,
)
from deckgen.parser.findings import Findings
from deckgen.parser.slides import slug


def resolve(
    slides: tuple[Slide, ...],
    footnotes: tuple[Footnote, ...],
    anchors: dict[int, str],
    findings: Findings,
) -> tuple[tuple[Slide, ...], tuple[Footnote, ...]]:
    """Return both with every ``#…`` naming a slide's key; a link to nowhere keeps its words."""
    leading = _Leading(_targets(slides, anchors), findings)
    led = tuple(
        replace(
            slide,
            title=leading.inlines(slide.title, slide.line),
            blocks=leading.blocks(slide.blocks),
            notes=leading.blocks(slide.notes),
        )
        for slide in slides
    )
    return led, tuple(replace(note, blocks=leading.blocks(note.blocks)) for note in footnotes)


def _targets(slides: tuple[Slide, ...], anchors: dict[int, str]) -> dict[str, str]:
    """Return the keys of slides by every name that a link may use for them."""
    targets = {slide.key: slide.key for slide in slides}
    for slide in slides:
        headings = [block for block in walk(slide.blocks) if isinstance(block, Heading)]
        names = [slug(plain(slide.title)), *(slug(plain(heading.inlines)) for heading in headings)]
        names += [anchors[line] for line in (slide.line, *(h.line for h in headings))
                  if line in anchors]  # fmt: skip
        for name in names:
            targets.setdefault(name, slide.key)
    return targets


class _Leading:
    def __init__(self, targets: dict[str, str], findings: Findings) -> None:
        self._targets, self._findings = targets, findings

    def blocks(self, blocks: Blocks) -> Blocks:
        return tuple(self._block(block) for block in blocks)

    def _block(self, block: Block) -> Block:
        match block:
            case Paragraph() | Heading():
                return replace(block, inlines=self.inlines(block.inlines, block.line))
            case Quote() | Restricted():
                return replace(block, blocks=self.blocks(block.blocks))
            case Callout():
                title = self.inlines(block.title, block.line)
                return replace(block, blocks=self.blocks(block.blocks), title=title)
            case List():
                return replace(block, items=self._items(block.items))
            case Columns():
                return replace(block, columns=tuple(self.blocks(each) for each in block.columns))
            case Quiz():
                return replace(
                    block,
                    question=self.blocks(block.question),
                    choices=self._items(block.choices),
                    explanation=self.blocks(block.explanation),
                )
            case Table():
                return self._table(block)
            case DefinitionList():
                return self._definitions(block)
            case Figure():
                return replace(block, link=self._link(block.link, block.line))
            case _:
                return block

    def _items(self, items: tuple[ListItem, ...]) -> tuple[ListItem, ...]:
        return tuple(replace(item, blocks=self.blocks(item.blocks)) for item in items)

    def _table(self, table: Table) -> Table:
        lead: Callable[[tuple[Inlines, ...]], tuple[Inlines, ...]] = lambda row: tuple(  # noqa: E731
            self.inlines(cell, table.line) for cell in row
        )
        return replace(table, header=lead(table.header), rows=tuple(map(lead, table.rows)))

    def _definitions(self, block: DefinitionList) -> DefinitionList:
        items = tuple(
            replace(
                item,
                term=self.inlines(item.term, item.line),
                details=tuple(self.blocks(detail) for detail in item.details),
            )
            for item in block.items
        )
        return replace(block, items=items)

    def inlines(self, inlines: Inlines, line: int) -> Inlines:
        return tuple(
            replace(inline, link=self._link(inline.link, line))
            if isinstance(inline, Run) and inline.link
            else inline
            for inline in inlines
        )

    def _link(self, link: str, line: int) -> str:
        if not link.startswith("#"):
            return link
        name = unquote(link[1:])
        key = self._targets.get(name) or self._targets.get(slug(name))
        if key is None:
            message = f"the link to '#{name}' leads to no slide; its text is kept"
            self._findings.warn_once("link", link, message, line, "name a heading of this lesson")
            return ""
        return f"#{key}"
