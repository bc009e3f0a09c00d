"""HTML tags by what becomes of them."""

from __future__ import annotations

import re
from html import unescape
from types import MappingProxyType
from typing import Final

from deckgen.model import Mark
from deckgen.parser.findings import Findings
from deckgen.regex import regex
from deckgen.values import Value, field

MARKS: Final = MappingProxyType(
    {
        "b": Mark.BOLD, "strong": Mark.BOLD, "i": Mark.ITALIC, "em": Mark.ITALIC,
        "cite": Mark.ITALIC, "dfn": Mark.ITALIC, "var": Mark.ITALIC, "u": Mark.UNDERLINE,
        "ins": Mark.UNDERLINE, "s": Mark.STRIKE, "del": Mark.STRIKE, "strike": Mark.STRIKE,
        "code": Mark.CODE, "kbd": Mark.CODE, "samp": Mark.CODE, "tt": Mark.CODE,
        "sub": Mark.SUB, "sup": Mark.SUPER, "mark": Mark.HIGHLIGHT,
    }
)  # fmt: skip
"""Tags that are marks of the model."""

SILENT: Final = frozenset(
    [
        "abbr", "article", "aside", "bdi", "bdo", "big", "center", "details", "div", "figure",
        "figcaption", "footer", "header", "hgroup", "main", "nav", "p", "picture", "section",
        "small", "source", "span", "summary", "time", "wbr",
    ]
)  # fmt: skip
"""Tags that only arrange; they go without a word."""

LINES: Final = frozenset(("dd", "div", "dl", "dt", "li", "ol", "p", "ul"))
"""Tags whose content stands on lines of its own, in a cell or an item too."""

UNREAD: Final = frozenset(("script", "style", "template", "noscript", "head", "title"))
"""Tags whose content is not text of the lesson."""


class Tag(Value):
    """One tag; names and attribute names in lower case, values without references."""

    name: str
    closing: bool = False
    attributes: dict[str, str] = field(default_factory=dict)


def report_tag(name: str, line: int, findings: Findings) -> None:
    """Say that a tag was left out, once for each name; ``?…`` and ``!…`` name declarations."""
    unread = name in UNREAD or name[0] in "?!"
    message = f"the tag <{name}> is left out{' with what it holds' if unread else ''}"
    hint = "" if unread else "its text is kept"
    findings.warn_once("html", name, message, line, hint)


def read_tag(text: str) -> Tag | None:
    """Return the tag that ``text`` is, or None for a declaration and the like."""
    found = re.match(r"<(/?)([A-Za-z][A-Za-z0-9-]*)", text)
    if not found:
        return None
    pairs = _ATTRIBUTE.findall(text[found.end() :].rstrip("/>"))
    values = {name.lower(): unescape(value.strip("\"'")) for name, value in reversed(pairs)}
    return Tag(found[2].lower(), bool(found[1]), values)


_ATTRIBUTE: Final = regex(r"([A-Za-z_:][\w:.-]*)(?:\s*=\s*(\"[^\"]*\"|'[^']*'|[^\s\"'=<>`]+))?")
