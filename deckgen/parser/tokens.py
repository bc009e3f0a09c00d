"""Pages of Markdown to trees of tokens, each with the line of the file where it begins."""

from __future__ import annotations

from itertools import pairwise
from typing import Any, Final

from markdown_it import MarkdownIt
from markdown_it.token import Token

from deckgen.limits import DEFAULT_LIMITS, Limits
from deckgen.parser.classes import name_callouts
from deckgen.parser.findings import Findings
from deckgen.parser.lookalikes import report_lookalikes
from deckgen.parser.pages import Page
from deckgen.parser.simple import simple_inlines
from deckgen.parser.syntax.attributes import BRACES
from deckgen.parser.syntax.dialect import TOKEN_LEVELS
from deckgen.parser.syntax.inside import paragraph
from deckgen.parser.syntax.liquid import TAG, hide_blanks, note_raw, show_blanks
from deckgen.regex import regex
from deckgen.values import Mutable, field


class Node(Mutable):
    """A token with what stands between it and its closing token."""

    token: Token
    line: int
    children: list[Node] = field(default_factory=list)

    @property
    def kind(self) -> str:
        """Return what the token opens: ``paragraph`` for ``paragraph_open``."""
        return self.token.type.removesuffix("_open")


def read_pages(
    found: list[Page],
    md: MarkdownIt,
    env: dict[str, Any],
    findings: Findings,
    limits: Limits = DEFAULT_LIMITS,
) -> list[list[Node]]:
    """Return one list of nodes for each page.

    All blocks are read before any inlines, so that definitions of links and
    footnotes reach over page breaks.
    """
    streams = [_blocks(page, md, env, findings, limits.nesting) for page in found]
    streams = _cut_pages(found, streams, findings, limits.blocks)
    for stream in streams:
        _name_alerts(stream)
        _take_heading_attributes(stream)
        name_callouts(stream)
    for page, stream in zip(found, streams, strict=True):
        report_lookalikes(stream, page.text.split("\n"), page.line, findings)
        _cut_paragraphs(stream, findings, limits.paragraph_characters)
        for token in stream:
            if token.type == "inline":
                simple = simple_inlines(token.content)
                if simple is None:
                    token.children = inline_tokens(token.content, md, env)
                else:
                    token.meta = {"inlines": simple}
            elif token.type == "liquid":
                for tag in TAG.finditer(token.content):
                    note_raw(env, tag[1] or "")
    return [tree(stream) for stream in streams]


def _blocks(
    page: Page, md: MarkdownIt, env: dict[str, Any], findings: Findings, nesting: int
) -> list[Token]:
    tokens, first = page.tokens, page.first
    if tokens is None:
        tokens, first = [], page.line
        md.block.parse(page.text, md, env, tokens)
    deepest = _deepest(tokens, nesting)
    if deepest is not None:
        line = first + deepest.map[0] if deepest.map else page.line
        message = f"lists and quotations are nested deeper than {nesting} levels"
        findings.error("limit", message, line, "flatten them")
        tokens, first = _flat(page.text), page.line
    for token in tokens:
        if token.map:
            token.map = [token.map[0] + first, token.map[1] + first]
    return tokens


def _deepest(tokens: list[Token], nesting: int) -> Token | None:
    """Return the first token that is too deep."""
    depth, place = 0, tokens[0] if tokens else None
    for token in tokens:
        place = token if token.map else place
        depth += token.nesting if token.nesting and token.type.startswith(_CONTAINERS) else 0
        if depth > nesting or token.level >= TOKEN_LEVELS - 1:
            return place
    return None


_CONTAINERS: Final = ("bullet_list_", "ordered_list_", "blockquote_", "dl_", "footnote_reference_")


def _flat(text: str) -> list[Token]:
    """Return the words of a page whose nesting is not taken on, as paragraphs."""
    tokens = []
    for index, line in enumerate(text.split("\n")):
        if line.strip():
            tokens += paragraph(line.strip("> \t"), (index, index + 1))
    return tokens


def _name_alerts(tokens: list[Token]) -> None:
    """Mark the quotations that begin with ``[!NOTE]``, and take that line from their text."""
    for index, opening in enumerate(tokens[:-2]):
        if opening.type != "blockquote_open" or tokens[index + 1].type != "paragraph_open":
            continue
        inline = tokens[index + 2]
        first, _, rest = inline.content.partition("\n")
        alert = _ALERT.fullmatch(first.strip())
        if alert:
            opening.meta = {"alert": alert[1], "title": alert[2].strip(), "written": first}
            inline.content = rest
            if inline.map:
                inline.map = [inline.map[0] + 1, max(inline.map)]


_ALERT: Final = regex(r"\[!\s*([\w-]+)\s*\][+-]?\s*(.*)")


def _take_heading_attributes(tokens: list[Token]) -> None:
    for opening, inline in pairwise(tokens):
        if opening.type != "heading_open" or "{" not in inline.content:
            continue
        found = list(_HEADING_BRACES.finditer(inline.content))
        if found:
            opening.meta = {"attributes": found[-1][1]}
            inline.content = inline.content[: found[-1].start()]


_HEADING_BRACES: Final = regex(rf"\s*({BRACES}|\{{:[^{{}}\n]*\}})\s*\Z")


def _cut_pages(
    found: list[Page], streams: list[list[Token]], findings: Findings, most: int
) -> list[list[Token]]:
    """Refuse more texts than are taken on, before time is spent on reading them."""
    plain = [page.plain.count if page.plain else 0 for page in found]
    if sum(map(len, streams)) + sum(plain) <= most:
        return streams
    count, kept = 0, []
    for page, stream, known in zip(found, streams, plain, strict=True):
        texts = [at for at, token in enumerate(stream) if token.type == "inline"]
        if count <= most < count + len(texts) + known:
            message = f"more than {most:,} paragraphs, items and cells in one lesson"
            findings.error("limit", message, page.line, "make several lessons of it")
        room = max(most - count, 0)
        kept.append(stream[: texts[room]] if len(texts) > room else stream)
        count += len(texts) + known
    return kept


def _cut_paragraphs(tokens: list[Token], findings: Findings, longest: int) -> None:
    """Refuse what takes long to read; its beginning stands for it."""
    for token in tokens:
        if token.type == "inline" and len(token.content) > longest:
            message = f"a paragraph of {len(token.content):,} characters; {longest:,} are the limit"
            line = token.map[0] if token.map else 0
            findings.error("limit", message, line, "make several paragraphs of it")
            token.content = token.content[:longest]


def inline_tokens(text: str, md: MarkdownIt, env: dict[str, Any]) -> list[Token]:
    """Return the tokens of one paragraph's text."""
    tokens: list[Token] = []
    hidden = hide_blanks(text)
    md.inline.parse(hidden, md, env, tokens)
    if hidden is not text:
        show_blanks(tokens)
    return tokens


def read_nodes(text: str, line: int, md: MarkdownIt, env: dict[str, Any]) -> list[Node]:
    """Return the nodes of Markdown that is found late, such as a comment's within a line."""
    quiet = Findings(lambda _: None, "")
    return read_pages([Page(text, line)], md, env, quiet)[0]


def tree(tokens: list[Token]) -> list[Node]:
    """Return nodes that hold what stands between their tokens and those that close them."""
    root: list[Node] = []
    stack, line = [root], 0
    for token in tokens:
        line = token.map[0] if token.map else line
        if token.nesting < 0:
            if len(stack) > 1:
                stack.pop()
            continue
        node = Node(token, line)
        stack[-1].append(node)
        if token.nesting > 0:
            stack.append(node.children)
    return root
