"""Which addresses a document may carry, and what Liquid in an address means."""

from __future__ import annotations

import re
from pathlib import PurePosixPath
from typing import Final
from urllib.parse import unquote

from deckgen.parser.findings import Findings
from deckgen.regex import regex

SCHEMES: Final = frozenset(("http", "https", "mailto", "tel"))


def address(href: str, line: int, findings: Findings, longest: int) -> str:
    """Return an address that the model carries, or nothing where only the words are kept.

    What leads into the web, to a mailbox, a telephone or ``#somewhere`` in
    the lesson is kept, and so is an address within the site, until it is known
    which lesson it means; any other is reported.
    """
    href = site_address(re.sub(r"[\t\n\r]", "", href).strip())
    scheme = re.match(r"([A-Za-z][A-Za-z0-9+.-]*):", href)
    if scheme and scheme[1].lower() in SCHEMES and len(href) <= longest:
        return href
    if href.startswith("#"):
        return href if len(href) > 1 else ""
    if scheme or _UNC.match(href) or len(href) > longest or "{" in href:
        shown = href if len(href) <= 60 else f"{href[:57]}…"
        hint = "link to http, https, mailto or tel" if len(href) <= longest else "shorten it"
        findings.warn("link", f"the link to '{shown}' is left out; its text is kept", line, hint)
        return ""
    own = PurePosixPath(findings.file)
    path, _, fragment = href.partition("#")
    names = {own.name, f"{own.stem}.html", f"{own.stem}.htm"}
    if fragment and unquote(path).removeprefix("./") in names:
        return f"#{fragment}"
    return href


_UNC: Final = regex(r"(?:[\\/]|%5c|%2f){2}", re.IGNORECASE)


def site_address(address: str) -> str:
    """Return an address with what Jekyll's tags in it stand for, as far as that is known.

    ``{% link a.md %}`` and ``{% post_url 2024-03-05-a %}`` mean a file,
    ``relative_url`` what stands before it, and ``site.baseurl`` nothing.
    """
    if "{" not in address and "%7B" not in address:
        return address
    text = unquote(address)
    text = _FILE.sub(lambda tag: f"/{tag[1].lstrip('/')}", text)
    text = _FILTERED.sub(lambda tag: tag[1], text)
    return _SITE.sub("", text)


_FILE: Final = regex(r"\{%-?\s*(?:link|post_url)\s+[\"']?([^\"'%]+?)[\"']?\s*-?%\}")
_FILTERED: Final = regex(
    r"\{\{-?\s*[\"']([^\"']*)[\"']\s*\|\s*(?:relative_url|absolute_url|prepend)\b[^{}]*\}\}"
)
_SITE: Final = regex(r"\{\{-?\s*site\.(?:base)?url\b[^{}]*\}\}")
