"""A Jekyll site's ``_config.yml``: read with limits, never written, and only what lessons need."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from deckgen.diagnostics import DeckgenError, Diagnostic, Severity
from deckgen.model import Meta
from deckgen.source.schema import OURS, read_meta
from deckgen.source.tree import NOTHING, Entries, Items, Text, Tree
from deckgen.values import Value, field, replace


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
    from deckgen.source.site_file import read_file

    found: list[Diagnostic] = []
    try:
        tree = read_file(path)
    except DeckgenError as error:
        message = f"the site's configuration is not read: {error}"
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
