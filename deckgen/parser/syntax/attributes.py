"""Attributes in braces: pandoc's ``{width=50%}`` behind a picture, kramdown's ``{: .class}``."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final

from deckgen.regex import regex

if TYPE_CHECKING:
    from markdown_it.rules_inline import StateInline

_ATTRIBUTE: Final = r"(?:[#.][\w:-]+|[\w-]+=(?:\"[^\"]*\"|'[^']*'|[^\s\"'{}]+))"
BRACES: Final = rf"\{{:?\s*({_ATTRIBUTE}(?:\s+{_ATTRIBUTE})*)\s*\}}"
"""A pattern for braces that hold attributes and nothing else."""
_BRACES: Final = regex(BRACES)
_KRAMDOWN: Final = regex(r"\{:[^{}\n]*\}")
_CARRIERS: Final = frozenset(("image", "link_close", "code_inline"))


def attributes(state: StateInline, silent: bool) -> bool:
    """Read attributes; those of a picture are kept, all others only say how a site looks."""
    if state.src[state.pos] != "{":
        return False
    found = _KRAMDOWN.match(state.src, state.pos)
    if not found and not state.pending and state.tokens and state.tokens[-1].type in _CARRIERS:
        found = _BRACES.match(state.src, state.pos)
    if not found or found.end() > state.posMax:
        return False
    if not silent:
        token = state.push("attributes", "", 0)
        token.content = found[0][1:-1].removeprefix(":")
    state.pos = found.end()
    return True


def is_attributes(line: str) -> bool:
    """Tell whether a line holds nothing but kramdown's attributes of the block above it."""
    return bool(_KRAMDOWN.fullmatch(line.strip()))


def read_attributes(text: str) -> tuple[str, tuple[str, ...], dict[str, str]]:
    """Return the identifier, the classes and the other attributes of ``#id .class key=value``."""
    identifier, classes, values = "", [], {}
    for part in re.findall(_ATTRIBUTE, text):
        if part.startswith("#"):
            identifier = part[1:]
        elif part.startswith("."):
            classes.append(part[1:])
        else:
            key, _, value = part.partition("=")
            values[key.lower()] = value.strip("\"'")
    return identifier, tuple(classes), values
