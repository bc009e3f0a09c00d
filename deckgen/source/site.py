"""A Jekyll site's ``_config.yml``: read with limits, never written, and only what lessons need."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any, Final

import yaml

from deckgen.diagnostics import DeckgenError, Diagnostic, Severity
from deckgen.model import Meta
from deckgen.source.schema import OURS, read_meta
from deckgen.source.tree import LOADER, Entries, Items, Text, Tree
from deckgen.values import Value, field, replace

SITE_BYTES: Final = 256 << 10
NODES: Final = 20_000
"""How many values are taken on, those that an alias repeats counted again."""
DEEPEST: Final = 40

NOTHING: Final = Entries((), 0)


class Scope(Value):
    """Front matter that a site gives to all documents of a path and a kind; empty is any."""

    path: str
    kind: str
    values: Entries


class Site(Value):
    """What ``_config.yml`` says of lessons; ``found`` is what is wrong in it.

    ``meta`` has the site's title, author and language, empty where it does not
    say; ``values`` are front matter for all documents. Paths are as written, from
    the site's folder ``source`` on.
    """

    meta: Meta = field(default=Meta(lang=""))
    values: Entries = NOTHING
    source: str = ""
    collections_dir: str = ""
    collections: tuple[str, ...] = ()
    exclude: tuple[str, ...] = ()
    scopes: tuple[Scope, ...] = ()
    found: tuple[Diagnostic, ...] = ()


def read_site(path: Path) -> Site:
    """Return what a site's configuration says; what cannot be read is reported in it."""
    found: list[Diagnostic] = []
    try:
        tree = _tree(path)
    except (DeckgenError, yaml.YAMLError) as error:
        reason = getattr(error, "problem", None) or str(error)
        message = f"the site's configuration is not read: {reason}"
        return Site(found=(Diagnostic(Severity.WARNING, "site", message, path.as_posix()),))
    top = dict(_fields(tree))
    # Some themes call the language of the site its locale.
    named = [(key, value) for key, value in tree.entries if key.text in ("lang", "author")]
    if "lang" not in top and "locale" in top:
        named.append((Text("lang", tree.line), top["locale"]))
    values = _sound(Entries(tuple(named), tree.line), path, found)
    title = replace(NOTHING, entries=tuple((k, v) for k, v in tree.entries if k.text == "title"))
    meta, _ = read_meta(Entries((*title.entries, *values.entries), 1), found.append, str(path))
    return Site(
        meta=meta
        if any(key.text == "lang" for key, _ in values.entries)
        else replace(meta, lang=""),
        values=values,
        source=_text(top.get("source")),
        collections_dir=_text(top.get("collections_dir")),
        collections=tuple(_names(top.get("collections"))),
        exclude=tuple(_names(top.get("exclude"))),
        scopes=tuple(_scopes(top.get("defaults"), path, found)),
        found=tuple(replace(one, severity=Severity.WARNING) for one in found),
    )


def over(above: Entries, below: Entries) -> Entries:
    """Return the entries of both; ``above`` wins, and settings are laid over settings."""
    if not below.entries:
        return above
    lower = dict(_fields(below))
    merged = [(key, _merged(value, lower.pop(key.text, None))) for key, value in above.entries]
    rest = [(key, value) for key, value in below.entries if key.text in lower]
    return Entries((*merged, *rest), above.line)


def _merged(above: Tree, below: Tree | None) -> Tree:
    if isinstance(above, Entries) and isinstance(below, Entries):
        return over(above, below)
    return above


def _scopes(tree: Tree | None, path: Path, found: list[Diagnostic]) -> Iterator[Scope]:
    for item in tree.items if isinstance(tree, Items) else ():
        fields = dict(_fields(item))
        scope = dict(_fields(fields.get("scope")))
        values = fields.get("values")
        if isinstance(values, Entries):
            ours = (each for each in values.entries if each[0].text in (*OURS, "published"))
            sound = _sound(Entries(tuple(ours), values.line), path, found)
            yield Scope(_text(scope.get("path")), _text(scope.get("type")), sound)


def _sound(entries: Entries, path: Path, found: list[Diagnostic]) -> Entries:
    """Return those entries that front matter may hold; the others are reported, here and once."""
    kept = []
    for entry in entries.entries:
        wrong: list[Diagnostic] = []
        read_meta(Entries((entry,), entries.line), wrong.append, path.as_posix())
        found += wrong
        if not wrong:
            kept.append(entry)
    return Entries(tuple(kept), entries.line)


def _fields(tree: Tree | None) -> Iterator[tuple[str, Tree]]:
    if isinstance(tree, Entries):
        yield from ((key.text, value) for key, value in tree.entries)


def _text(tree: Tree | None) -> str:
    return tree.text.strip() if isinstance(tree, Text) else ""


def _names(tree: Tree | None) -> Iterator[str]:
    """Yield the words of a list, or the keys of a mapping."""
    match tree:
        case Items(items=items):
            yield from filter(None, map(_text, items))
        case Entries(entries=entries):
            yield from (key.text for key, _ in entries if key.text)
        case Text(text=text) if text:
            yield text


def _tree(path: Path) -> Entries:
    """Return the file as a tree.

    Raises:
        DeckgenError: it cannot be read, or is too large.
        yaml.YAMLError: it is not YAML.
    """
    try:
        with path.open("rb") as file:
            data = file.read(SITE_BYTES + 1)
        text = data.decode("utf-8-sig")
    except (OSError, UnicodeDecodeError) as error:
        raise DeckgenError(str(error)) from error
    if len(data) > SITE_BYTES:
        raise DeckgenError(f"it is larger than {SITE_BYTES >> 10} KiB")
    tree = _Reading().document(text)
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
