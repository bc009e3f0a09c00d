"""What the parts of one parse share: the reader's definitions, the findings, the open page."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from deckgen.limits import DEFAULT_LIMITS, Limits
from deckgen.model import Block
from deckgen.parser.directives import Directive
from deckgen.parser.findings import Findings
from deckgen.values import Mutable, field

if TYPE_CHECKING:
    from markdown_it.token import Token

    from deckgen.parser.tokens import Node


class Parse(Mutable):
    """The state of one parse; it ends with it.

    ``notes`` and ``options`` take what the page that is being read says about
    its slide; ``anchors`` has the identifiers of headings by their line;
    ``footnotes`` numbers the labels in the order of their first reference;
    ``published`` says where a site shows what is for the instructor; ``late``
    counts what is being read inside of what was read.
    """

    env: dict[str, Any]
    findings: Findings
    referenced: frozenset[str] = frozenset()
    limits: Limits = DEFAULT_LIMITS
    notes: list[Block] = field(default_factory=list)
    options: list[Directive] = field(default_factory=list)
    anchors: dict[int, str] = field(default_factory=dict)
    footnotes: dict[str, int] = field(default_factory=dict)
    definitions: dict[str, Node] = field(default_factory=dict)
    published: list[tuple[str, int]] = field(default_factory=list)
    fragments: bool = False
    late: int = 0

    def inline(self, text: str) -> list[Token]:
        """Return the tokens of text that is found out late to be Markdown."""
        from deckgen.parser.syntax.dialect import reader  # which most lessons do without
        from deckgen.parser.tokens import inline_tokens

        return inline_tokens(text, reader(), self.env)

    def footnote(self, meta: dict[str, Any]) -> int:
        """Return the number of the footnote that a reference's token means."""
        key = meta.get("label") or f"\n{meta['id']}"
        return self.footnotes.setdefault(key, len(self.footnotes) + 1)
