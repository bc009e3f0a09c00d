"""Front matter as a small tree of texts with true lines; no YAML type is ever guessed."""

from __future__ import annotations

from typing import Final

from deckgen.diagnostics import Diagnostic, Report, Severity
from deckgen.limits import Limits
from deckgen.regex import regex
from deckgen.values import Value


class Text(Value):
    """A scalar as it stands in the source: ``010`` and ``Yes`` stay as they are."""

    text: str
    line: int


class Items(Value):
    """A sequence."""

    items: tuple[Tree, ...]
    line: int


class Entries(Value):
    """A mapping, its keys in the order of the source, none of them twice."""

    entries: tuple[tuple[Text, Tree], ...]
    line: int


Tree = Text | Items | Entries

NOTHING: Final = Entries((), 0)


def read_tree(front: str, line: int, report: Report, file: str, limits: Limits) -> Entries:
    """Return the front matter that begins on the file's ``line``; empty where it is not sound."""
    nothing = Entries((), line)
    if len(front.encode("utf-8", "replace")) > limits.front_matter_bytes:
        message = f"the front matter is larger than {limits.front_matter_bytes:,} bytes"
        hint = "text belongs below the front matter"
        report(Diagnostic(Severity.ERROR, "limit", message, file, line, hint))
        return nothing
    tree = read_plain(front, line) or _read_yaml(front, line, report, file, limits)
    if isinstance(tree, Entries):
        return tree
    if isinstance(tree, Items) or (tree and tree.text):
        message = "the front matter is not a list of keys and values"
        hint = "write lines such as 'title: …'"
        report(Diagnostic(Severity.ERROR, "front-matter-type", message, file, tree.line, hint))
    return nothing


def read_plain(front: str, line: int) -> Entries | None:
    """Return front matter of which each line is a key and a few words, None for any other.

    That is what most lessons have, and it means the same to YAML, whose parser
    is then not even loaded.
    """
    if not front.replace("\n", "").isprintable():
        return None
    entries: dict[str, tuple[Text, Tree]] = {}
    for at, written in enumerate(front.split("\n"), line):
        found = _PLAIN.fullmatch(written.rstrip(" ")) if written else None
        if found:
            key, value = Text(found[1], at), Text(found[2] or found[3] or found[4] or "", at)
            if key.text in entries or {key.text, found[4]} & _NULLS:
                return None
            entries[key.text] = key, value
        elif written:
            return None
    first = next((key.line for key, _ in entries.values()), line)
    return Entries(tuple(entries.values()), first)


_PLAIN: Final = regex(
    r"([A-Za-z_][A-Za-z0-9_-]{0,99}):"
    r"(?: +(?:'([^']*)'|\"([^\"\\]*)\"|([^\W_](?:[^:#]|:(?! |$)|(?<! )#)*)))?"
)
_NULLS: Final = frozenset(("null", "Null", "NULL"))


def _read_yaml(front: str, line: int, report: Report, file: str, limits: Limits) -> Tree | None:
    from deckgen.source.events import read_events

    return read_events(front, line, report, file, limits)
