"""Relationships from one part to others, numbered in the order of their first use."""

from __future__ import annotations

import re
from functools import lru_cache
from posixpath import relpath
from typing import Final
from urllib.parse import quote, urlsplit

from deckgen.backends.pptx.markup import HEAD, escape
from deckgen.regex import regex

OFFICE: Final = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_PACKAGE: Final = "http://schemas.openxmlformats.org/package/2006/relationships"


class Relations:
    """The relationships of one part; asking twice for the same one gives the same id."""

    def __init__(self) -> None:
        self._ids: dict[tuple[str, str, bool], str] = {}

    def add(self, kind: str, target: str, *, external: bool = False) -> str:
        """Return the id of a relationship; ``kind`` is its type's last word or whole address."""
        key = (kind if "://" in kind else f"{OFFICE}/{kind}", target, external)
        return self._ids.setdefault(key, f"rId{len(self._ids) + 1}")

    @property
    def xml(self) -> str:
        """The ``.rels`` part."""
        rows = "".join([_row(*key, rid) for key, rid in self._ids.items()])
        return f'{HEAD}<Relationships xmlns="{_PACKAGE}">{rows}</Relationships>'


@lru_cache(maxsize=512)  # but for links, all decks have the same
def _row(kind: str, target: str, external: bool, rid: str) -> str:
    mode = ' TargetMode="External"' if external else ""
    return f'<Relationship Id="{rid}" Type="{kind}" Target="{escape(target)}"{mode}/>'


@lru_cache(maxsize=256)
def seen_from(folder: str, part: str) -> str:
    """Return the way to a part from the folder of the part that refers to it."""
    return relpath(part, folder)


def web_address(link: str) -> str:
    """Return a link as a package may hold it, or nothing where it is no web or mail address."""
    try:
        parts = urlsplit(link)
        parts.port  # noqa: B018  (reading it checks it)
    except ValueError:
        return ""
    whole = parts.path if parts.scheme in ("mailto", "tel") else parts.hostname
    if parts.scheme not in _SCHEMES or not whole:
        return ""
    return quote(link, safe="%/:=&?~#+!$,;'@()*[]-._")


_SCHEMES: Final = frozenset({"http", "https", "ftp", "mailto", "tel"})


def is_deck(address: str) -> bool:
    """Tell whether a relative address is that of another lesson's deck, beside this one."""
    return bool(_DECK.fullmatch(address)) and "/../" not in address


_DECK: Final = regex(r"(?:\.\./)?(?:[\w%~.-]+/)?[\w%~.-]+\.pptx", re.ASCII)
