"""Markdown that stands inside something else, parsed in place with true lines."""

from __future__ import annotations

import textwrap
from functools import lru_cache
from typing import Final

from markdown_it.rules_block import StateBlock
from markdown_it.token import Token

DEEPEST: Final = 8
"""Comments behind comments on one line, and the like; what is deeper is one paragraph."""


def parse_inside(state: StateBlock, text: str, line: int) -> None:
    """Parse ``text``, which begins on the state's ``line``, into the state's tokens.

    Link definitions and footnotes are shared with what is around it.
    """
    tokens: list[Token] = []
    depth = state.env.get("inside", 0)
    if depth < DEEPEST:
        state.env["inside"] = depth + 1
        state.md.block.parse(_dedented(text), state.md, state.env, tokens)
        state.env["inside"] = depth
    else:
        tokens = paragraph(_dedented(text), (0, text.count("\n") + 1))
    for token in tokens:
        if token.map:
            token.map = [token.map[0] + line, token.map[1] + line]
    state.tokens.extend(tokens)


def paragraph(text: str, lines: tuple[int, int]) -> list[Token]:
    """Return the tokens of a paragraph that stands on ``lines``."""
    opening, inline = Token("paragraph_open", "p", 1), Token("inline", "", 0)
    opening.map, inline.map = list(lines), list(lines)
    inline.content, inline.children = text.strip(), []
    return [opening, inline, Token("paragraph_close", "p", -1)]


def _dedented(text: str) -> str:
    first, feed, rest = text.partition("\n")
    return first.strip() + feed + textwrap.dedent(rest)


def leaf(state: StateBlock, kind: str, lines: tuple[int, int], content: str = "") -> Token:
    """Push a token without children that stands for ``lines``."""
    token = state.push(kind, "", 0)
    token.map = list(lines)
    token.content = content
    return token


def line_text(state: StateBlock, line: int) -> str:
    """Return a line without the prefix of its containers and its indentation."""
    return state.src[state.bMarks[line] + state.tShift[line] : state.eMarks[line]]


@lru_cache(maxsize=8)
def last(text: str, mark: str) -> int:
    """Return where ``mark`` stands for the last time; many ask, about the same text."""
    return text.rfind(mark)
