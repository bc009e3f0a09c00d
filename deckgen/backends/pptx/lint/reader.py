"""A package as the rules see it: its parts as texts, and what each part refers to."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator, Mapping, MutableMapping, Sequence
from functools import lru_cache
from html import unescape
from posixpath import dirname, normpath
from pyexpat import ExpatError, ParserCreate
from types import MappingProxyType
from typing import TYPE_CHECKING, Final

from deckgen.backends.pptx.lint.directory import Entry
from deckgen.backends.pptx.lint.outlines import Outline, outline
from deckgen.backends.pptx.relations import OFFICE
from deckgen.regex import regex
from deckgen.values import Value, replace

if TYPE_CHECKING:
    from xml.etree.ElementTree import Element

_DRAWING: Final = "http://schemas.openxmlformats.org/drawingml/2006/"
_PREFIXES: Final = MappingProxyType(
    {
        "a": f"{_DRAWING}main",
        "c": f"{_DRAWING}chart",
        "dcterms": "http://purl.org/dc/terms/",
        "m": "http://schemas.openxmlformats.org/officeDocument/2006/math",
        "mc": "http://schemas.openxmlformats.org/markup-compatibility/2006",
        "p": "http://schemas.openxmlformats.org/presentationml/2006/main",
        "p14": "http://schemas.microsoft.com/office/powerpoint/2010/main",
        "r": OFFICE,
    }
)
"""The prefixes by which rules know elements in a part's text, and which all programs write."""

_BARE: Final = tuple(
    f"http://schemas.openxmlformats.org/package/2006/{kind}"
    for kind in ("content-types", "relationships")
)
"""What has no prefix: the package's own lists."""

A, C, P, R = (f"{{{_PREFIXES[prefix]}}}" for prefix in "acpr")

Complaints = Iterable[tuple[str, str]]
"""Parts, and what is wrong with each."""


class Relation(Value):
    """What a part refers to; an inner ``target`` is a part's name."""

    kind: str
    target: str
    external: bool


_NO_ROWS: Final[Mapping[str, Relation]] = MappingProxyType({})


class Part(Value):
    """An XML part, known to be well-formed: its text, and all prefixes that it declares.

    ``rows`` is what it says of its ``owner``'s relationships, if it is about another part.
    """

    text: str
    prefixes: frozenset[str] = frozenset()
    owner: str = ""
    rows: Mapping[str, Relation] = _NO_ROWS

    @property
    def root(self) -> Element:
        """The part as a tree, for rules that few parts concern: a tree takes its time."""
        from xml.etree.ElementTree import fromstring

        return fromstring(self.text)

    def tags(self, *names: str) -> list[str]:
        """Return the attributes of each element of some kinds, as they are written."""
        return [piece.partition(">")[0] for name in names for piece in pieces(self.text, name)]


class Joined(Part):
    """Parts as one; of the kinds of elements in ``seen``, equal tags are there once."""

    seen: Mapping[str, list[str]] = MappingProxyType({})

    def tags(self, *names: str) -> list[str]:
        """Return the different attributes of elements of some kinds, as they are written."""
        return [tag for name in names for tag in self.seen[name]]


def joined(parts: Iterable[Part]) -> Joined:
    """Return parts as one, looked through once for what many rules ask for."""
    text = "\n".join(part.text for part in parts)
    seen: dict[str, list[str]] = {kind: [] for kind in _SOUGHT}
    for tag in set(_TAG.findall(text)):
        end = tag.find(" ")
        kind = tag[1:end] if end > 0 else tag[1:].rstrip("/>")
        seen[kind].append(tag[len(kind) + 1 : -1])
    return Joined(text, seen=seen)


_SHARED: Final = "rPr|defRPr|endParaRPr|ext|srgbClr|schemeClr|hlinkClick|tbl"
_TAG: Final = regex(f"<(?:a:(?:{_SHARED})|p:(?:pic|spTgt)|mc:Choice)(?:[ /][^>]*)?>")
_SOUGHT: Final = (
    *(f"a:{name}" for name in _SHARED.split("|")),
    *("p:pic", "p:spTgt", "mc:Choice"),
)


def pieces(text: str, name: str) -> list[str]:
    """Return what follows each start of an element called ``name``, its attributes first."""
    mark = f"<{name}"
    if mark not in text:
        return []
    return [piece for piece in text.split(mark)[1:] if piece[0] in " />"]


@lru_cache(maxsize=1 << 11)  # tags are alike in all decks
def value(tag: str, name: str) -> str | None:
    """Return an attribute of a tag; None where it has none of that name."""
    if name not in tag:
        return None
    begin = tag.find(f' {name}="')
    if begin < 0 or "'" in tag:  # by others' hands
        found = re.search(rf"\s{name}\s*=\s*(\"[^\"]*\"|'[^']*')", tag)
        return unescape(found[1][1:-1]) if found else None
    begin += len(name) + 3
    return unescape(tag[begin : tag.index('"', begin)])


class Package(Value):
    """A package, read: its XML parts and what each refers to, by relationship id.

    ``folders`` has the parts directly in each folder. ``stored`` holds each XML
    part as it lies in the file; ``news`` are those that were not in a sound
    package before, with equal relations. ``bones`` are the names of all and what
    every part refers to. ``joined`` has the texts of all news as one.
    """

    names: tuple[str, ...]
    xml: Mapping[str, Part]
    relations: Mapping[str, Mapping[str, Relation]]
    folders: Mapping[str, Sequence[str]]
    stored: Mapping[str, Entry]
    news: Mapping[str, Part]
    joined: Joined
    bones: tuple[object, ...]
    faults: tuple[tuple[str, str], ...] = ()

    def judged(self, judge: Callable[[Part], Iterable[str]]) -> Complaints:
        """Yield what is wrong with the news; all are looked at as one first."""
        if any(judge(self.joined)):
            for name, part in self.news.items():
                for message in judge(part):
                    yield name, message

    def parts(self, folder: str) -> Iterator[tuple[str, Part]]:
        """Yield the XML parts directly in a folder, but for relationships."""
        for name in self.folders.get(folder, ()):
            yield name, self.xml[name]


def read(
    listed: tuple[Entry, ...],
    sound: Mapping[Entry, Part],
    outlines: MutableMapping[Outline, frozenset[str]],
) -> Package:
    """Read a package from its entries; parts that are not well-formed become its faults.

    ``outlines`` of well-formed parts are known with the prefixes that these declare, and are
    added to.

    Raises:
        DamagedError: an entry is damaged.
    """
    faults: list[tuple[str, str]] = []
    xml: dict[str, Part] = {}
    stored: dict[str, Entry] = {}
    fresh: set[str] = set()
    for entry in listed:
        name, part = entry.name, sound.get(entry)
        if part is None:
            content = entry.content()
            if not name.endswith((".xml", ".rels")):
                continue
            if b"!" in content and b"<!DOCTYPE" in content:
                faults.append((name, "has a document type"))
                continue
            try:
                part = _part(name, content, outlines)
            except (ExpatError, UnicodeDecodeError) as error:
                faults.append((name, str(error)))
                continue
            fresh.add(name)
        xml[name], stored[name] = part, entry
    fresh |= {part.owner for name in fresh if (part := xml[name]).owner in xml}
    names = tuple(entry.name for entry in listed)
    alike = (  # what is in one deck alone is always new
        one.record for name, one in stored.items() if name not in fresh or not name.startswith(OWN)
    )
    news = {name: part for name, part in xml.items() if name in fresh}
    return Package(
        names=names,
        xml=xml,
        relations={part.owner: part.rows for part in xml.values() if part.rows},
        folders=_folders(tuple(xml)),
        stored=stored,
        news=news,
        joined=joined(news.values()),
        bones=(names, *alike),
        faults=tuple(faults),
    )


@lru_cache(maxsize=8)  # decks of as many slides have the same
def _folders(names: tuple[str, ...]) -> Mapping[str, Sequence[str]]:
    """Return the names of the parts directly in each folder."""
    folders: dict[str, list[str]] = {}
    for name in names:
        folders.setdefault(name.rpartition("/")[0], []).append(name)
    return folders


def _part(name: str, content: bytes, outlines: MutableMapping[Outline, frozenset[str]]) -> Part:
    """Return a part that is well-formed.

    Raises:
        ExpatError: it is not.
    """
    drawn = outline(content)
    prefixes = outlines.get(drawn) if drawn else None
    if prefixes is not None:
        part = Part(content.decode("utf-8"), prefixes)
    else:
        part, usual = _parsed(content)
        if usual and drawn and len(content) <= _LONG:
            outlines[drawn] = part.prefixes
    if not name.endswith(".rels"):
        return part
    owner = name.replace("_rels/", "").removesuffix(".rels")
    return replace(part, owner=owner, rows=_relations(part, owner))


_LONG: Final = 1 << 15
"""Bytes of parts that are too long to be kept for others that might be like them."""


def _parsed(content: bytes) -> tuple[Part, bool]:
    """Return a part that is well-formed, and whether its text is all of it as it was.

    Raises:
        ExpatError: it is not.
    """
    declared: set[tuple[str | None, str]] = set()
    parser = ParserCreate(namespace_separator=" ")
    parser.StartNamespaceDeclHandler = lambda prefix, uri: declared.add((prefix, uri))
    parser.Parse(content, True)
    usual = all(map(_is_usual, declared)) and _is_plain(content)
    text = content.decode("utf-8") if usual else _in_our_manner(content)
    return Part(text, frozenset(prefix for prefix, _ in declared if prefix)), usual


def _is_plain(content: bytes) -> bool:
    """Tell whether a part is UTF-8, one line, and has no ``>`` but where a tag ends."""
    declared = content[:_FIRST_LINE].lower()
    return (
        (b"utf-8" in declared or b"encoding" not in declared)
        and content.count(b"<") == content.count(b">")
        and (b"!" not in content or b"<!" not in content)  # one byte is found sooner than two
        and b"\t" not in content
        and content.find(b"\n", _FIRST_LINE) < 0
        and not content.startswith((b"\xff\xfe", b"\xfe\xff"))
    )


_FIRST_LINE: Final = 60
"""As long as an XML declaration, after which a line may end."""


@lru_cache(maxsize=1 << 8)
def _is_usual(declared: tuple[str | None, str]) -> bool:
    """Tell whether a prefix means what rules take it to mean."""
    prefix, uri = declared[0] or "", declared[1]
    return _USUAL.get(uri, prefix) == prefix and (not prefix or _PREFIXES.get(prefix, uri) == uri)


_USUAL: Final = {uri: prefix for prefix, uri in _PREFIXES.items()} | dict.fromkeys(_BARE, "")


def _in_our_manner(content: bytes) -> str:
    """Return a part with the usual prefixes, without comments, and with ``>`` in tags alone."""
    from xml.etree.ElementTree import fromstring, register_namespace, tostring

    root = fromstring(content)
    for prefix, uri in _PREFIXES.items():
        register_namespace(prefix, uri)
    for uri in _BARE:
        if root.tag.startswith(f"{{{uri}}}"):
            register_namespace("", uri)
    return tostring(root, encoding="unicode")


CONTENT_TYPES: Final = "[Content_Types].xml"

OWN: Final = (
    *(f"ppt/{kind}" for kind in ("slides/slide", "notesSlides/notesSlide", "tags/tag")),
    *("ppt/charts/chart", "ppt/presentation.xml", "docProps/core.xml"),
)
"""How the names of parts begin that are in one deck alone."""


def _relations(part: Part, owner: str) -> dict[str, Relation]:
    folder = dirname(owner)
    return dict(_relation(row, folder) for row in part.tags("Relationship"))


@lru_cache(maxsize=1 << 9)  # they are alike in all decks
def _relation(row: str, folder: str) -> tuple[str, Relation]:
    external = value(row, "TargetMode") == "External"
    target = value(row, "Target") or ""
    inside = target[1:] if target.startswith("/") else normpath(f"{folder}/{target}")
    where = target if external else inside.lstrip("/")
    return value(row, "Id") or "", Relation(value(row, "Type") or "", where, external)
