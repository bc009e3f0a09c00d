"""What a theme's style sheet should not do: reach outside, or make setting pages slow."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Final


def outside(css: str) -> Iterator[tuple[int, str]]:
    """Yield the line and the words of whatever loads something from elsewhere."""
    text = _plain(css)
    for found in _LOADS.finditer(text):
        yield text.count("\n", 0, found.start()) + 1, f"'{found[0].strip()}'"


_LOADS: Final = re.compile(
    r"@import\b|@font-face\b|(?:url|src|image|image-set|attachment)\(\s*['\"]?"
    r"(?!deckgen:|data:image/(?:png|jpeg|gif|svg\+xml)[;,]|['\"]?#)[^)\s]{0,60}",
    re.IGNORECASE,
)


def slow(css: str) -> Iterator[tuple[int, str]]:
    """Yield the line and the words of rules that take very long to set."""
    text = _plain(css)
    for rule in _RULE.finditer(text):
        balanced = _COLUMNS.search(rule[2]) and not re.search(r"column-fill\s*:\s*auto", rule[2])
        if balanced and re.search(r"break-inside\s*:\s*avoid", text):
            start = rule.start(1) + len(rule[1]) - len(rule[1].lstrip())
            yield text.count("\n", 0, start) + 1, f"'{rule[1].strip()}'"


_RULE: Final = re.compile(r"([^{}]+)\{([^{}]*)\}")
_COLUMNS: Final = re.compile(r"(?<![\w-])(?:columns|column-count|column-width)\s*:")


def _plain(css: str) -> str:
    """Return a style sheet without comments and with its escapes resolved, line for line."""
    bare = _COMMENT.sub(lambda found: "\n" * found[0].count("\n"), css)
    return _ESCAPE.sub(_character, bare)


def _character(found: re.Match[str]) -> str:
    code = int(found[1], 16)
    return chr(code) if 0x20 < code < 0x110000 else " "


_COMMENT: Final = re.compile(r"/\*.*?(?:\*/|\Z)", re.DOTALL)
_ESCAPE: Final = re.compile(r"\\([0-9A-Fa-f]{1,6})[ \t]?")
