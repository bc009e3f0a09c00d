"""Which addresses a document may carry."""

from __future__ import annotations

import re
from typing import Final

from deckgen.parser.findings import Findings

SCHEMES: Final = frozenset(("http", "https", "mailto", "tel"))


def address(href: str, line: int, findings: Findings, longest: int) -> str:
    """Return an address that the model carries, or nothing where only the words are kept.

    What leads into the web, to a mailbox, a telephone or ``#somewhere`` in
    the lesson is kept. An address within the site means nothing in a deck or
    on paper and goes without a word; any other is reported.
    """
    href = re.sub(r"[\t\n\r]", "", href).strip()
    scheme = re.match(r"([A-Za-z][A-Za-z0-9+.-]*):", href)
    if scheme and scheme[1].lower() in SCHEMES and len(href) <= longest:
        return href
    if href.startswith("#"):
        return href if len(href) > 1 else ""
    if scheme or _UNC.match(href):
        shown = href if len(href) <= 60 else f"{href[:57]}…"
        hint = "link to http, https, mailto or tel" if len(href) <= longest else "shorten it"
        findings.warn("link", f"the link to '{shown}' is left out; its text is kept", line, hint)
    return ""


_UNC: Final = re.compile(r"(?:[\\/]|%5c|%2f){2}", re.IGNORECASE)
