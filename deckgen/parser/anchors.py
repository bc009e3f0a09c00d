"""Links within the lesson, led to the slides that hold their targets."""

from __future__ import annotations

from urllib.parse import unquote

from deckgen.model import Block, Figure, Footnote, Heading, Inlines, Run, Slide, plain, walk
from deckgen.parser.findings import Findings
from deckgen.parser.slides import slug
from deckgen.rewriting import Rewriting
from deckgen.values import replace


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
        self.blocks = Rewriting(self._figure, self.inlines).blocks

    def _figure(self, block: Block) -> Block:
        if not isinstance(block, Figure):
            return block
        return replace(block, link=self._link(block.link, block.line))

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
