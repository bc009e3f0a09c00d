"""kramdown's classes that make a callout of a quotation or a paragraph: ``{: .note}``."""

from __future__ import annotations

from typing import Final

from markdown_it.token import Token

from deckgen.model import CalloutKind
from deckgen.parser.callouts import callout_kind
from deckgen.parser.syntax.attributes import is_attributes, read_attributes

_NAMES: Final = frozenset(
    (
        "note", "tip", "important", "warning", "caution", "info", "hint", "success", "attention",
        "danger", "error", "exam",
    )
)  # fmt: skip
_PREFIXES: Final = ("notice--", "alert-", "callout-")
_PLAIN: Final = frozenset(("callout", "notice", "prereq", "keypoints", "objectives", "checklist"))
"""Classes of themes' boxes that say no kind."""


def name_callouts(tokens: list[Token]) -> None:
    """Mark what such a class stands above or below, as quotations that begin with ``[!NOTE]`` are.

    A heading that such a quotation begins with is the callout's title.
    """
    at = 0
    while at < len(tokens):
        text = tokens[at]
        if (
            text.type == "inline"
            and "{:" in text.content
            and tokens[at - 1].type == "paragraph_open"
        ):
            at = _named(tokens, at)
        at += 1


def _named(tokens: list[Token], at: int) -> int:
    """Act on the attributes in a paragraph's text; return where its last token is."""
    text = tokens[at]
    lines = text.content.split("\n")
    below = _kind(lines[-1])
    kind = below or _kind(lines[0])
    if kind is None:
        return at
    if len(lines) == 1:
        quotation = _beside(tokens, at)
        if quotation is None:
            return at
        count = _mark(tokens, quotation, kind)
        at -= count if quotation < at else 0
        del tokens[at - 1 : at + 2]
        return at - 2
    text.content = "\n".join(lines[:-1] if below else lines[1:])
    if text.map and not below:
        text.map = [text.map[0] + 1, text.map[1]]
    around = _around(tokens, at) if below else None
    if around is not None:
        return at - _mark(tokens, around, kind)
    if tokens[at - 1].level:
        return at  # within a list it only says how a site looks
    opening = Token("blockquote_open", "blockquote", 1, map=tokens[at - 1].map)
    tokens[at - 1 : at + 2] = [
        opening, *tokens[at - 1 : at + 2], Token("blockquote_close", "blockquote", -1)
    ]  # fmt: skip
    return at + 3 - _mark(tokens, at - 1, kind)


def _mark(tokens: list[Token], at: int, kind: CalloutKind) -> int:
    """Make a callout of a quotation; return how many tokens its title took with it."""
    if "alert" in tokens[at].meta:
        return 0
    title, count = "", 0
    if tokens[at + 1].type == "heading_open":
        title, count = tokens[at + 2].content, 3
        del tokens[at + 1 : at + 1 + count]
    tokens[at].meta = {"alert": kind.value, "title": title, "written": ""}
    return count


def _kind(line: str) -> CalloutKind | None:
    if not is_attributes(line):
        return None
    for name in read_attributes(line.strip()[2:-1])[1]:
        bare = name
        for prefix in _PREFIXES:
            bare = bare.removeprefix(prefix)
        if bare in _NAMES:
            return callout_kind(bare)
        if name in _PLAIN or name.startswith("notice--"):
            return CalloutKind.NOTE
    return None


def _beside(tokens: list[Token], at: int) -> int | None:
    """Return the place of the quotation that begins below the paragraph, or ends above it."""
    lines = tokens[at].map
    following = tokens[at + 2 : at + 3]
    if not lines:
        return None
    if (
        following
        and following[0].type == "blockquote_open"
        and (following[0].map or [0])[0] == lines[1]
    ):
        return at + 2
    if at < 2 or tokens[at - 2].type != "blockquote_close":
        return None
    opening = _opening(tokens, at - 2)
    return opening if (tokens[opening].map or [0, 0])[1] == lines[0] else None


def _around(tokens: list[Token], at: int) -> int | None:
    """Return the place of the outermost quotation that ends with the paragraph."""
    closing = None
    for place in range(at + 2, len(tokens)):
        if tokens[place].nesting >= 0:
            break
        if tokens[place].type == "blockquote_close":
            closing = place
    return None if closing is None else _opening(tokens, closing)


def _opening(tokens: list[Token], closing: int) -> int:
    """Return the place of the token that a closing one belongs to."""
    depth, at = 0, closing
    while True:
        depth -= tokens[at].nesting
        if depth == 0:
            return at
        at -= 1
