"""Pandoc's fenced divs: a line of three or more colons, opening with a name, closing without."""

from __future__ import annotations

from typing import Final

from markdown_it.rules_block import StateBlock

from deckgen.parser.syntax.inside import leaf, line_text
from deckgen.regex import regex


def fenced_div(state: StateBlock, start: int, end: int, silent: bool) -> bool:  # noqa: ARG001
    """Read one marking line; what belongs together is found out later."""
    text = line_text(state, start)
    if not text.startswith(":::") or state.is_code_block(start):
        return False
    marking = _LINE.fullmatch(text.rstrip())
    if marking is None:
        return False
    if not silent:
        leaf(state, "div", (start, start + 1), marking[1].strip())
        state.line = start + 1
    return True


_LINE: Final = regex(r":{3,}[ \t]*((?:[\w{].*?)?)[ \t]*:*")
