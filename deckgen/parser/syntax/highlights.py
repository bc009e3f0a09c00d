"""Text between two pairs of equals signs: ``==highlighted==``."""

from __future__ import annotations

from typing import Final

from markdown_it.rules_inline import StateInline

from deckgen.regex import regex


def highlighted(state: StateInline, silent: bool) -> bool:
    """Read highlighted text; ``a == b`` and ``a==b`` are none."""
    found = _SPAN.match(state.src, state.pos) if state.src[state.pos] == "=" else None
    before = state.src[state.pos - 1] if state.pos else " "
    if found is None or found.end() > state.posMax or before.isalnum() or before == "=":
        return False
    if not silent:
        limit = state.posMax
        state.push("mark_open", "mark", 1)
        state.pos, state.posMax = state.pos + 2, found.end() - 2
        state.md.inline.tokenize(state)
        state.posMax = limit
        state.push("mark_close", "mark", -1)
    state.pos = found.end()
    return True


_SPAN: Final = regex(r"==(?![\s=])[^=]*(?:=(?!=)[^=]*)*?(?<!\s)==(?![\w=])")
