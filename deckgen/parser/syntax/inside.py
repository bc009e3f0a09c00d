"""Markdown that stands inside something else, parsed in place with true lines."""

from __future__ import annotations

import textwrap

from markdown_it.rules_block import StateBlock
from markdown_it.token import Token


def parse_inside(state: StateBlock, text: str, line: int) -> None:
    """Parse ``text``, which begins on the state's ``line``, into the state's tokens.

    Link definitions and footnotes are shared with what is around it.
    """
    tokens: list[Token] = []
    state.md.block.parse(_dedented(text), state.md, state.env, tokens)
    for token in tokens:
        if token.map:
            token.map = [token.map[0] + line, token.map[1] + line]
    state.tokens.extend(tokens)


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
