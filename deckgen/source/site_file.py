"""The file of a site's configuration as a tree: YAML with anchors, of which none may grow."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any, Final

import yaml

from deckgen.diagnostics import DeckgenError
from deckgen.source.events import LOADER
from deckgen.source.tree import NOTHING, Entries, Items, Text, Tree

SITE_BYTES: Final = 256 << 10
NODES: Final = 20_000
"""How many values are taken on, those that an alias repeats counted again."""
DEEPEST: Final = 40


def read_file(path: Path) -> Entries:
    """Return the file as a tree.

    Raises:
        DeckgenError: it cannot be read, is too large, or is not YAML.
    """
    try:
        with path.open("rb") as file:
            data = file.read(SITE_BYTES + 1)
        text = data.decode("utf-8-sig")
    except (OSError, UnicodeDecodeError) as error:
        raise DeckgenError(str(error)) from error
    if len(data) > SITE_BYTES:
        raise DeckgenError(f"it is larger than {SITE_BYTES >> 10} KiB")
    try:
        tree = _Reading().document(text)
    except yaml.YAMLError as error:
        raise DeckgenError(getattr(error, "problem", None) or str(error)) from error
    return tree if isinstance(tree, Entries) else NOTHING


class _Reading:
    """One pass over the events of one file; an alias is its anchor's value, and counted as such."""

    def __init__(self) -> None:
        self._count = 0
        self._anchors: dict[str, tuple[Tree, int]] = {}

    def document(self, text: str) -> Tree:
        events = yaml.parse(text, Loader=LOADER)
        for event in events:
            if isinstance(event, yaml.NodeEvent):
                return self._node(event, events, 1)
        return NOTHING

    def _node(self, event: Any, events: Iterator[Any], depth: int) -> Tree:
        if isinstance(event, yaml.AliasEvent):
            tree, size = self._anchors.get(str(event.anchor), (NOTHING, 1))
            self._grow(size, depth)
            return tree
        before = self._count
        self._grow(1, depth)
        line = event.start_mark.line + 1
        tree = self._value(event, events, depth, line)
        if event.anchor:
            self._anchors[event.anchor] = tree, self._count - before
        return tree

    def _value(self, event: Any, events: Iterator[Any], depth: int, line: int) -> Tree:
        match event:
            case yaml.ScalarEvent():
                nothing = not event.style and event.value in ("~", "null")
                return Text("" if nothing else event.value, line)
            case yaml.SequenceStartEvent():
                return Items(tuple(self._until(yaml.SequenceEndEvent, events, depth)), line)
            case _:
                nodes = list(self._until(yaml.MappingEndEvent, events, depth))
                return _entries(nodes, line)

    def _until(self, end: type, events: Iterator[Any], depth: int) -> Iterator[Tree]:
        for event in events:
            if isinstance(event, end):
                return
            yield self._node(event, events, depth + 1)

    def _grow(self, size: int, depth: int) -> None:
        self._count += size
        if self._count > NODES:
            raise DeckgenError(f"it holds more than {NODES} values")
        if depth > DEEPEST:
            raise DeckgenError(f"it is nested deeper than {DEEPEST} levels")


def _entries(nodes: list[Tree], line: int) -> Entries:
    """Return a mapping of keys and values in turn; the last of a key wins, as in Jekyll."""
    own: dict[str, tuple[Text, Tree]] = {}
    merged = NOTHING
    for key, value in zip(nodes[::2], nodes[1::2], strict=True):
        if isinstance(key, Text) and key.text != "<<":
            own[key.text] = key, value
        elif isinstance(value, Entries):
            merged = value
    known = tuple(own.values())
    return Entries((*known, *(each for each in merged.entries if each[0].text not in own)), line)
