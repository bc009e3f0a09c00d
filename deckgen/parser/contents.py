"""All that a lesson says, walked once for everyone who reports on it."""

from __future__ import annotations

from collections.abc import Sequence

from deckgen.model import Block, Blocks, Footnote, Inlines, Slide, texts_of, walk
from deckgen.values import Value

Said = tuple[Block, tuple[Inlines, ...]]
"""A block with the lines of text directly in it."""


class Contents(Value):
    """The blocks of slides, of their notes and of footnotes, those inside others too.

    ``every`` has all of them in the order of the lesson, ``shown`` only those
    that stand on slides.
    """

    every: Sequence[Said]
    shown: Sequence[Said]


def contents(slides: Sequence[Slide], footnotes: Sequence[Footnote]) -> Contents:
    """Return what slides and footnotes hold."""
    every: list[Said] = []
    shown: list[Said] = []
    for slide in slides:
        said = _said(slide.blocks)
        shown += said
        every += said
        every += _said(slide.notes)
    for footnote in footnotes:
        every += _said(footnote.blocks)
    return Contents(every, shown)


def _said(blocks: Blocks) -> list[Said]:
    return [(block, texts_of(block)) for block in walk(blocks)]
