"""The line that a finding is about, with a mark under the place in it."""

from __future__ import annotations

import re
import unicodedata
from typing import Final

from deckgen.cli.printing import visible
from deckgen.diagnostics import Diagnostic
from deckgen.regex import regex

WIDTH: Final = 100
"""How much of a long line is shown."""


def finding_text(one: Diagnostic) -> str:
    """Return a finding as a terminal may show it: what, the line with its mark, the cure."""
    what, feed, cure = str(one).partition("\n  hint: ")
    lines = [visible(what), *excerpt(one)]
    return "\n".join([*lines, visible(f"  hint: {cure}")] if feed else lines)


def excerpt(one: Diagnostic) -> tuple[str, ...]:
    """Return the line with its number, and the mark below it where the place is known."""
    text = one.text.replace("\t", " ").rstrip()
    if not text.strip():
        return ()
    start, end = place(one)
    first = max(0, min(start - WIDTH // 4, len(text) - WIDTH)) if len(text) > WIDTH else 0
    shown = visible(text[first : first + WIDTH])
    dots = "…" if first else "", "…" if first + WIDTH < len(text) else ""
    line = f"  {one.line:>4} | {dots[0]}{shown}{dots[1]}"
    if end <= start:
        return (line,)
    before = _cells(visible(text[first:start])) + len(dots[0])
    count = _cells(visible(text[start : min(end, first + WIDTH)]))
    return line, f"       | {' ' * before}{'^' * max(count, 1)}"


def place(one: Diagnostic) -> tuple[int, int]:
    """Return where in its line a finding's matter stands: what its message names of the line.

    Both are 0 where the message names nothing that stands there.
    """
    for name in reversed(_names(one.message)):
        found = re.search(rf"(?<!\w){re.escape(name)}(?!\w)", one.text)
        if found is None and (len(name) > 3 or not name.isalnum()):
            found = re.search(re.escape(name), one.text)
        if found:
            return found.span()
    return 0, 0


def _names(message: str) -> list[str]:
    """Return what a message quotes, the tags it names, and the characters."""
    found = [next(filter(None, match.groups())) for match in _NAMED.finditer(message)]
    names = [name.rstrip("…").removesuffix("...") for name in found]
    tags = [name.rstrip(">") for name in names if re.fullmatch(r"</?[\w-]+>", name)]
    codes = [chr(int(code, 16)) for code in re.findall(r"\bU\+([0-9A-F]{4,6})\b", message)]
    return [*tags, *(name for name in names if name.strip()), *codes]


_NAMED: Final = regex(
    r"'([^']+)'|(<!--.*?-->)|(</?[\w-]+>)|(\[[!^][^\[\]]+\])|(&#\w+;?)|(:::+ ?\w*)"
)


def _cells(text: str) -> int:
    """Return how many columns of a terminal a text takes."""
    wide = (unicodedata.east_asian_width(each) in "WF" for each in text)
    marks = sum(unicodedata.combining(each) > 0 for each in text)
    return len(text) + sum(wide) - marks
