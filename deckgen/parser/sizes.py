"""Whether a lesson has any content, and not more of it than is taken on."""

from __future__ import annotations

from collections.abc import Sequence

from deckgen.model import (
    Block,
    Chart,
    Code,
    DefinitionList,
    List,
    Quiz,
    Run,
    Slide,
    Table,
)
from deckgen.parser.contents import Said
from deckgen.parser.findings import Findings
from deckgen.source import Source


def report_size(
    slides: Sequence[Slide], every: Sequence[Said], source: Source, findings: Findings
) -> None:
    """Report a lesson without slides, and one with too many of them or too much on them."""
    line, limits = source.body_line, source.limits
    if not slides:
        hint = "write something below the front matter"
        findings.error("empty", "the lesson has no content", line, hint)
    hint = "make several lessons of it"
    if len(slides) > limits.slides:
        message = f"{len(slides):,} slides; {limits.slides:,} are the limit of one lesson"
        findings.error("limit", message, line, hint)
    _report_paragraphs(every, limits.paragraph_characters, findings)
    count = sum(_weight(block) for block, _ in every)
    if count > limits.blocks:
        message = f"{count:,} blocks and lines of code; {limits.blocks:,} are the limit of a lesson"
        findings.error("limit", message, line, hint)


def _report_paragraphs(every: Sequence[Said], longest: int, findings: Findings) -> None:
    """Report what HTML makes paragraphs of: Markdown's own were looked at before."""
    for block, texts in every:
        for inlines in texts:
            count = sum(len(run.text) for run in inlines if isinstance(run, Run))
            if count > longest:
                message = f"a paragraph of {count:,} characters; {longest:,} are the limit"
                findings.error("limit", message, block.line, "make several paragraphs of it")


def _weight(block: Block) -> int:
    """Return for how many blocks a block counts, without those inside it."""
    match block:
        case List(items=items) | DefinitionList(items=items) | Quiz(choices=items):
            return 1 + len(items)
        case Table(header=header, rows=rows):
            return len(header) * (1 + len(rows))
        case Chart(cells=cells):
            return 1 + len(cells)
        case Code(text=text):
            return 1 + text.count("\n")
        case _:
            return 1
