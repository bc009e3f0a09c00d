"""Pandoc's small letters: ``H~2~O`` and ``x^2^``, close to a word and without blanks."""

from __future__ import annotations

from typing import Final

from markdown_it.rules_inline import StateInline

from deckgen.regex import regex


def scripted(state: StateInline, silent: bool) -> bool:
    """Read a subscript or a superscript; ``~text~`` on its own is struck out, as GitHub has it."""
    sign = state.src[state.pos]
    if sign not in _TAGS or not state.pos:
        return False
    found = _SPAN.match(state.src, state.pos)
    before = state.src[state.pos - 1]
    if found is None or found.end() > state.posMax:
        return False
    # "10~20~30" are ranges.
    near = before.isalpha() or before in ")]*_`" or (before.isdigit() and sign == "^")
    if not near:
        return False
    if not silent:
        kind, tag = _TAGS[sign]
        state.push(f"{kind}_open", tag, 1)
        state.push("text", "", 0).content = found[2]
        state.push(f"{kind}_close", tag, -1)
    state.pos = found.end()
    return True


_TAGS: Final = {"~": ("subscript", "sub"), "^": ("superscript", "sup")}
_SPAN: Final = regex(r"(?<!~)([~^])([+−-]?[0-9]{1,4}|[A-Za-z]{1,4})\1(?![~^])")
