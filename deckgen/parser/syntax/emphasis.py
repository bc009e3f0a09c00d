"""Emphasis beside scripts that are written without blanks between words."""

from __future__ import annotations

from typing import Final
from unicodedata import category, east_asian_width

from markdown_it.rules_inline import StateInline
from markdown_it.rules_inline.emphasis import tokenize


def emphasis(state: StateInline, silent: bool) -> bool:
    """Read signs of emphasis as CommonMark does, and beside Chinese, Japanese, Korean as kramdown.

    There ``**重点。**`` ends at its signs though a letter follows: no blank can be asked for.
    """
    start, known = state.pos, len(state.delimiters)
    if not tokenize(state, silent):
        return False
    before = state.src[start - 1 : start]
    after = state.src[state.pos : state.pos + 1] if state.pos < state.posMax else ""
    within = before.strip() and after.strip()
    if state.src[start] == "*" and within and (_is_east_asian(before) or _is_east_asian(after)):
        for sign in state.delimiters[known:]:
            sign.open = sign.close = True
    return True


def _is_east_asian(character: str) -> bool:
    """Tell whether a letter or punctuation takes the width of two; emoji do so, too."""
    return east_asian_width(character) in _WIDE and category(character)[0] in "LNP"


_WIDE: Final = ("W", "F")
