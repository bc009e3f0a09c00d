"""Where each key of a TOML file stands: the standard reader does not say."""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Final

from deckgen.regex import regex
from deckgen.values import Value

Path = tuple[str | int, ...]
"""The way to a value: keys of tables, and numbers (from 0) of what is listed."""


class Lines(Value):
    """The line of each key, table and item that begins one."""

    found: Mapping[Path, int]

    def of(self, path: Path) -> int:
        """Return the line of a value, or of the nearest thing around it; 0 is none."""
        for end in range(len(path), 0, -1):
            if path[:end] in self.found:
                return self.found[path[:end]]
        return 0


def numbered(text: str) -> Lines:
    """Find the lines of a file's keys, as far as each begins a line."""
    found: dict[Path, int] = {}
    counts: dict[str, int] = {}
    table: Path = ()
    key, item = "", 0
    for number, line in enumerate(text.splitlines(), 1):
        if header := _HEADER.match(line):
            table, key = _table(header, counts), ""
            found.setdefault(table, number)
        elif assigned := _KEY.match(line):
            key, item = assigned[1].strip("\"'"), -1
            path = tuple(part.strip(" \"'") for part in key.split("."))
            found.setdefault((*table, *path), number)
            for within in _WITHIN.findall(line[assigned.end() :]):
                found.setdefault((*table, *path, within), number)
        elif key and line.lstrip().startswith("{"):
            item += 1
            found[(*table, key, item)] = number
    return Lines(found)


_HEADER: Final = regex(r"\s*(\[\[?)\s*([^\]]+?)\s*\]\]?")
_KEY: Final = regex(r"\s*([\w.\"'-]+)\s*=")
_WITHIN: Final = regex(r"([\w-]+)\s*=")


def _table(header: re.Match[str], counts: dict[str, int]) -> Path:
    name = header[2]
    path = tuple(part.strip(" \"'") for part in name.split("."))
    if header[1] != "[[":
        return path
    counts[name] = counts.get(name, -1) + 1
    return (*path, counts[name])
