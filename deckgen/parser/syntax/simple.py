"""Texts whose only markup is words in bold and line ends, as those of most paragraphs and points.

They become the tokens that the reader makes of them, without it.
"""

from __future__ import annotations

from collections.abc import Iterator
from itertools import cycle
from typing import Final

from markdown_it.token import Token

from deckgen.parser.syntax.shortcuts import MARKUP
from deckgen.regex import regex


def simple_tokens(text: str) -> list[Token] | None:
    """Return the tokens of a paragraph's text, or None where it may have other markup."""
    if "\n " in text or " \n" in text or "\n\t" in text:
        return None
    parts = _BOLD.split(text)
    if any(map(_OTHER.search, parts)):
        return None
    tokens: list[Token] = []
    for at, (part, bold) in enumerate(zip(parts, cycle((False, True)), strict=False)):
        if bold:
            tokens += _strong(part)
        else:
            # Signs of bold leave their place in the text around them, be it empty.
            tokens += _lines(part, at > 0, at < len(parts) - 1)
    return tokens


_OTHER: Final = regex(MARKUP.replace(r"\n", ""))
# Signs that can only open, then such as can only close; what is before them is looked at last.
_BOLD: Final = regex(r"\*\*(?<![^ \n(“\"]\*\*)([^\W_](?:[^*\n]*[^\W_])?)\*\*(?![\w*])")


def _strong(text: str) -> Iterator[Token]:
    yield Token("strong_open", "strong", 1, markup="**")
    yield Token("text", "", 0, content=text, level=1)
    yield Token("strong_close", "strong", -1, markup="**")


def _lines(text: str, after: bool, before: bool) -> Iterator[Token]:
    lines = text.split("\n")
    for at, line in enumerate(lines):
        if at:
            yield Token("softbreak", "br", 0)
        if line or (after and not at) or (before and at == len(lines) - 1):
            yield Token("text", "", 0, content=line)
