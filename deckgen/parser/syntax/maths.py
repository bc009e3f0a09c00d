r"""Formulas between ``$`` or ``$$``, and between ``\(`` or ``\[`` and their counterparts.

For kramdown and MathJax these are written with two backslashes: ``\\(``, ``\\[``.
mdit-py-plugins reads these too, but takes the last character of a paragraph
for the one before its first, and so refuses ``$n$ copies, at least 3``.
"""

from __future__ import annotations

import re
from typing import Final

from markdown_it.rules_block import StateBlock
from markdown_it.rules_inline import StateInline

from deckgen.parser.syntax.inside import last, leaf, line_text
from deckgen.regex import regex

_LONGEST_LINES: Final = 100
_PAIRS: Final = {"$$": "$$", "\\[": "\\]", "\\\\[": "\\\\]"}


def math_block(state: StateBlock, start: int, end: int, silent: bool) -> bool:
    """Read a displayed formula that begins and ends with a line."""
    text = line_text(state, start).rstrip()
    opening = next((sign for sign in _PAIRS if text.startswith(sign)), "")
    if state.is_code_block(start) or not opening:
        return False
    found = _displayed(state, start, end, text, opening)
    if found is None:
        return False
    tex, stop = found
    if not silent:
        leaf(state, "math_block", (start, stop), tex)
        state.line = stop
    return True


def _displayed(
    state: StateBlock, start: int, end: int, text: str, opening: str
) -> tuple[str, int] | None:
    closing = _PAIRS[opening]
    if last(state.src, closing) <= state.bMarks[start]:
        return None
    parts = [text.removeprefix(opening)]
    for line in range(start, min(end, start + _LONGEST_LINES)):
        if line > start:
            if state.sCount[line] < state.blkIndent and not state.isEmpty(line):
                return None
            parts.append(line_text(state, line).rstrip())
        if closing in parts[-1]:
            parts[-1], _, rest = parts[-1].partition(closing)
            tex = "\n".join(parts).strip()
            return (tex, line + 1) if tex and not rest.strip(" .,;") else None
        if not parts[-1] and text != opening:
            return None
    return None


def dollar_math(state: StateInline, silent: bool) -> bool:
    """Read ``$x$``, with rules that leave amounts of money alone, or ``$$x$$``."""
    found = _DOLLARS.match(state.src, state.pos) if state.src[state.pos] == "$" else None
    if found is None or found.end() > state.posMax:
        return False
    before = state.src[state.pos - 1] if state.pos else " "
    if before.isalnum() or before == "$":
        return False
    return _push(state, found, found[1] or found[2], silent)


_DOLLARS: Final = regex(
    r"\$\$(?!\$)\s*((?:\\.|[^\\$])+?)\s*\$\$(?!\$)"
    r"|\$(?![\s$])((?:\\.|[^\\$])*?(?:\\.|[^\\$\s]))\$(?![\d$])",
    re.DOTALL,
)


def bracket_math(state: StateInline, silent: bool) -> bool:
    r"""Read ``\(x\)`` or ``\\(x\\)``."""
    found = _BRACKETS.match(state.src, state.pos) if state.src[state.pos] == "\\" else None
    if found is None or found.end() > state.posMax:
        return False
    return _push(state, found, found[1] or found[2], silent)


_BRACKETS: Final = regex(
    r"\\\(((?:(?!\\[()]).)+?)\\\)|\\\\\(((?:(?!\\\\[()]).)+?)\\\\\)", re.DOTALL
)


def _push(state: StateInline, found: re.Match[str], tex: str, silent: bool) -> bool:
    if not tex.strip():
        return False
    if not silent:
        token = state.push("math_inline", "", 0)
        token.content = tex
        token.markup = found[0][:2] if found[0].startswith("$$") else "$"
    state.pos = found.end()
    return True
