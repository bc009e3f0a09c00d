"""What a theme's style sheet should not do: reach outside, make setting pages slow, or misspell."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Final

from deckgen.guessing import guessed
from deckgen.regex import regex


def outside(css: str) -> Iterator[tuple[int, str]]:
    """Yield the line and the words of whatever loads something from elsewhere."""
    text = _plain(css)
    for found in _LOADS.finditer(text):
        yield text.count("\n", 0, found.start()) + 1, f"'{found[0].strip()}'"


_LOADS: Final = regex(
    r"@import\b|@font-face\b|(?:url|src|image|image-set|attachment)\(\s*['\"]?"
    r"(?!deckgen:|data:image/(?:png|jpeg|gif|svg\+xml)[;,]|['\"]?#)[^)\s]{0,60}",
    re.IGNORECASE,
)


def slow(css: str) -> Iterator[tuple[int, str]]:
    """Yield the line and the words of rules that take very long to set.

    Columns are tried at one height after the other until no box that must not
    break does, and every handout has such boxes.
    """
    text = _plain(css)
    for rule in _RULE.finditer(text):
        if _COLUMNS.search(rule[2]) and not re.search(r"column-fill\s*:\s*auto", rule[2]):
            start = rule.start(1) + len(rule[1]) - len(rule[1].lstrip())
            yield text.count("\n", 0, start) + 1, f"'{rule[1].strip()}'"


_RULE: Final = regex(r"([^{}]+)\{([^{}]*)\}")
_COLUMNS: Final = regex(
    r"(?<![\w-])(?:columns|column-count|column-width)\s*:(?!\s*(?:1|auto|initial)\s*(?:;|\Z))"
)


def misspelled(name: str) -> str:
    """Return the word that a property's name gets wrong, and the nearest; empty where none."""
    if name.startswith("-"):
        return ""
    for word in name.lower().split("-"):
        if word not in _WORDS:
            close = guessed(word, _WORDS)
            return f"'{name}' is no property" + (f", did you mean '{close}'?" if close else "")
    return ""


_WORDS: Final = tuple(
    """
    after align all alternates anchor appearance area areas asian attachment auto background
    basis before bleed block bookmark border bottom box break caps caption cells character
    chars clamp clear clip collapse color column columns content continue count counter
    decoration direction display east ellipsis empty end family feature fill fit flex float
    flow font footnote gap grid grow height hyphenate hyphens image increment indent index
    inline inset inside items justify kerning label lang language last layout left letter
    level ligatures limit line lines list margin marks mask max min mode numeric object
    offset opacity order orientation origin orphans outline outset overflow override padding
    page place policy position quotes radius rendering repeat reset resolution right row
    rows rule scheme self set settings shadow shrink side size sizing slice source space
    spacing span start state stretch string style tab table template text thickness top
    transform type underline variant variation vertical visibility weight white widows width
    word wrap z zone
    """.split()  # noqa: SIM905 - a list would be as long as the file
)
"""What names of properties are made of."""


def _plain(css: str) -> str:
    """Return a style sheet without comments and with its escapes resolved, line for line."""
    bare = _COMMENT.sub(lambda found: "\n" * found[0].count("\n"), css)
    return _ESCAPE.sub(_character, bare)


def _character(found: re.Match[str]) -> str:
    code = int(found[1], 16)
    return chr(code) if 0x20 < code < 0x110000 else " "


_COMMENT: Final = regex(r"/\*.*?(?:\*/|\Z)", re.DOTALL)
_ESCAPE: Final = regex(r"\\([0-9A-Fa-f]{1,6})[ \t]?")
