"""What is built as the author wrote it, and will disappoint all the same."""

from __future__ import annotations

from collections.abc import Sequence

from deckgen.model import Blocks, Heading, Rule, walk
from deckgen.parser.findings import Findings


def report_skipped_levels(pages: Sequence[Blocks], findings: Findings) -> None:
    """Report headings that are more than one level below the one before, each kind once."""
    before = 0
    for blocks in pages:
        for block in walk(blocks):
            if not isinstance(block, Heading):
                continue
            if 0 < before < block.level - 1:
                message = f"a heading of level {block.level} follows one of level {before}"
                hint = f"write {'#' * (before + 1)} …; who listens to the page goes by the levels"
                name = f"{before} {block.level}"
                findings.warn_once("heading", name, message, block.line, hint)
            before = block.level


def report_rules(pages: Sequence[Blocks], findings: Findings) -> None:
    """Report rules that other tools take for page breaks, in a lesson that has no page break."""
    rules = [block for blocks in pages for block in blocks if isinstance(block, Rule)]
    if len(pages) == 1 and len(rules) > 1:
        message = f"{len(rules)} rules and no page break: all of it is one slide"
        hint = "put <!-- pagebreak --> where the next slide begins; --- draws a line"
        findings.warn("pagebreak", message, rules[0].line, hint)


def report_published(places: Sequence[tuple[str, int]], findings: Findings) -> None:
    """Report what is for the instructor and stands on the site all the same, each kind once."""
    for kind, (message, hint) in _PUBLISHED.items():
        lines = [line for each, line in places if each == kind]
        if lines:
            more = f"; and on line {', '.join(map(str, lines[1:]))}" if lines[1:] else ""
            findings.warn("published", message + more, lines[0], hint)


_LIQUID = "write {% comment %} notes: … {% endcomment %}, which the site leaves out"
_PUBLISHED = {
    "comment": ("the site publishes these speaker notes in its page's source", _LIQUID),
    "div": ("the site shows these speaker notes to everyone", _LIQUID),
    "instructor": ("the site shows to everyone what is for the instructor", _LIQUID),
}
