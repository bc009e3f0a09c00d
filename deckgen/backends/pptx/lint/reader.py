"""A package as the rules see it: its parts as texts, and what each part refers to."""

from __future__ import annotations

import re
import zipfile
import zlib
from collections.abc import Callable, Iterable, Iterator, Mapping
from functools import cache, lru_cache
from io import BytesIO
from posixpath import dirname, normpath
from types import MappingProxyType
from typing import Final
from xml.etree.ElementTree import Element, fromstring, register_namespace, tostring
from xml.parsers.expat import ExpatError, ParserCreate

from deckgen.backends.pptx.relations import OFFICE
from deckgen.values import Value

_DRAWING: Final = "http://schemas.openxmlformats.org/drawingml/2006/"
_PREFIXES: Final = MappingProxyType(
    {
        "": "http://schemas.openxmlformats.org/package/2006/content-types",
        "a": f"{_DRAWING}main",
        "c": f"{_DRAWING}chart",
        "m": "http://schemas.openxmlformats.org/officeDocument/2006/math",
        "mc": "http://schemas.openxmlformats.org/markup-compatibility/2006",
        "p": "http://schemas.openxmlformats.org/presentationml/2006/main",
        "p14": "http://schemas.microsoft.com/office/powerpoint/2010/main",
        "r": OFFICE,
    }
)
"""The prefixes by which rules know elements in a part's text, and which all programs write."""

A, C, P, R = (f"{{{_PREFIXES[prefix]}}}" for prefix in "acpr")

Complaints = Iterable[tuple[str, str]]
"""Parts, and what is wrong with each."""


class Relation(Value):
    """What a part refers to; an inner ``target`` is a part's name."""

    kind: str
    target: str
    external: bool


class Part(Value):
    """An XML part, known to be well-formed: its text, and all prefixes that it declares.

    ``rows`` is what it says of another part's relationships.
    """

    text: str
    prefixes: frozenset[str]
    rows: Mapping[str, Relation]

    @property
    def root(self) -> Element:
        """The part as a tree, for rules that few parts concern: a tree takes its time."""
        return fromstring(self.text)

    def tags(self, *names: str) -> Iterator[str]:
        """Yield the attributes of each element of some kinds, as they are written."""
        for name in names:
            if f"<{name}" in self.text:  # a look for a few letters takes a tenth of a pattern's
                yield from _start_tag(name).findall(self.text)


@cache
def _start_tag(name: str) -> re.Pattern[str]:
    return re.compile(rf"<{name}(?=[\s/>])([^>\"']*(?:\"[^\"]*\"[^>\"']*|'[^']*'[^>\"']*)*)>")


@lru_cache(maxsize=1 << 13)  # tags are alike in all decks
def value(tag: str, name: str) -> str | None:
    """Return an attribute of a tag; None where it has none of that name."""
    found = _attribute(name).search(tag)
    return found[1][1:-1].replace("&amp;", "&") if found else None


@cache
def _attribute(name: str) -> re.Pattern[str]:
    return re.compile(rf"\s{name}\s*=\s*(\"[^\"]*\"|'[^']*')")


class Package(Value):
    """A package, read: its XML parts and what each refers to, by relationship id.

    ``folders`` has the parts directly in each folder. ``stored`` holds each XML
    part as it lies in the file; ``news`` are those that were not in a sound
    package before, with equal relations. ``bones`` are the names of all and what
    every part refers to; they ``are_known`` where a sound package had the same.
    """

    names: tuple[str, ...]
    xml: Mapping[str, Part]
    relations: Mapping[str, Mapping[str, Relation]]
    folders: Mapping[str, list[str]]
    stored: Mapping[str, bytes]
    news: Mapping[str, Part]
    bones: tuple[object, ...]
    faults: tuple[tuple[str, str], ...] = ()

    @property
    def are_known(self) -> bool:
        """Tell whether the bones were those of a sound package before."""
        return self.bones in _bones

    def judged(self, judge: Callable[[Part], Iterable[str]]) -> Complaints:
        """Yield what is wrong with the news; all are looked at as one first."""
        if any(judge(_joined(self.news))):
            for name, part in self.news.items():
                for message in judge(part):
                    yield name, message

    def parts(self, folder: str) -> Iterator[tuple[str, Part]]:
        """Yield the XML parts directly in a folder, but for relationships."""
        for name in self.folders.get(folder, ()):
            yield name, self.xml[name]


def read(data: bytes) -> Package:
    """Read a package; parts that are not well-formed become its faults.

    Raises:
        zipfile.BadZipFile: it is not a zip file, or an entry is damaged.
    """
    faults: list[tuple[str, str]] = []
    xml: dict[str, Part] = {}
    stored: dict[str, bytes] = {}
    known: set[str] = set()
    with zipfile.ZipFile(BytesIO(data)) as package:
        entries = package.infolist()
    for entry in entries:
        name, record = entry.filename, _record(data, entry)
        part = _sound.get((name, record))
        if part is not None:
            known.add(name)
        else:
            content = _content(record, entry)
            if not name.endswith((".xml", ".rels")):
                continue
            if b"<!DOCTYPE" in content:
                faults.append((name, "has a document type"))
                continue
            try:
                part = _part(name, content)
            except (ExpatError, UnicodeDecodeError) as error:
                faults.append((name, str(error)))
                continue
        xml[name], stored[name] = part, record
    names = tuple(entry.filename for entry in entries)
    folders: dict[str, list[str]] = {}
    for name in xml:
        folders.setdefault(name.rpartition("/")[0], []).append(name)
    return Package(
        names=names,
        xml=xml,
        relations={_owner(name): part.rows for name, part in xml.items() if part.rows},
        folders=folders,
        stored=stored,
        news=_news(xml, known),
        bones=(names, *(record for name, record in stored.items() if not name.startswith(_OWN))),
        faults=tuple(faults),
    )


def _joined(parts: Mapping[str, Part]) -> Part:
    return Part("\n".join(part.text for part in parts.values()), frozenset(), {})


def _record(data: bytes, entry: zipfile.ZipInfo) -> bytes:
    """Return an entry as it lies in the file, with its head, and what the directory says of it."""
    start = entry.header_offset
    head = data[start : start + _HEAD]
    if len(head) < _HEAD or head[:4] != b"PK\x03\x04":
        raise zipfile.BadZipFile(f"{entry.filename} is not where the directory says")
    begin = start + _HEAD + head[26] + (head[27] << 8) + head[28] + (head[29] << 8)
    said = b"%d %d %d " % (entry.CRC, entry.file_size, entry.compress_size)
    return said + data[start : begin + entry.compress_size]


_HEAD: Final = 30


def _content(record: bytes, entry: zipfile.ZipInfo) -> bytes:
    """Return what an entry holds, unpacked; its sum must be the one that is written down."""
    data = record[len(record) - entry.compress_size :]
    try:
        if entry.compress_type == zipfile.ZIP_DEFLATED:
            data = zlib.decompress(data, -zlib.MAX_WBITS)
    except zlib.error as error:
        raise zipfile.BadZipFile(f"{entry.filename}: {error}") from error
    if len(data) != entry.file_size or zlib.crc32(data) != entry.CRC:
        raise zipfile.BadZipFile(f"{entry.filename} is damaged")
    return data


def _part(name: str, content: bytes) -> Part:
    """Return a part that is well-formed.

    Raises:
        ExpatError: it is not.
    """
    declared: list[tuple[str | None, str]] = []
    parser = ParserCreate(namespace_separator=" ")
    parser.StartNamespaceDeclHandler = lambda prefix, uri: declared.append((prefix, uri))
    parser.Parse(content, True)
    rows = _relations(fromstring(content), _owner(name)) if name.endswith(".rels") else {}
    usual = all(map(_is_usual, declared)) and not content.startswith(_UNUSUAL)
    text = content.decode("utf-8") if usual and b"<!" not in content else _in_our_manner(content)
    return Part(text, frozenset(prefix for prefix, _ in declared if prefix), rows)


_UNUSUAL: Final = (b"\xff\xfe", b"\xfe\xff")
"""How UTF-16 begins."""


def _is_usual(declared: tuple[str | None, str]) -> bool:
    """Tell whether a prefix means what rules take it to mean."""
    prefix, uri = declared[0] or "", declared[1]
    return _USUAL.get(uri, prefix) == prefix and (not prefix or _PREFIXES.get(prefix, uri) == uri)


_USUAL: Final = {uri: prefix for prefix, uri in _PREFIXES.items()}


def _in_our_manner(content: bytes) -> str:
    """Return a part with the usual prefixes, whichever it has, and without comments."""
    for prefix, uri in _PREFIXES.items():
        register_namespace(prefix, uri)
    return tostring(fromstring(content), encoding="unicode")


def _news(xml: Mapping[str, Part], known: set[str]) -> dict[str, Part]:
    """Return the parts that are not known, and those whose relations are not."""
    fresh = xml.keys() - known
    fresh |= {owner for name in fresh if (owner := _owner(name)) in xml}
    return {name: part for name, part in xml.items() if name in fresh}


def remember(package: Package) -> None:
    """Keep the parts of a sound package that other decks are likely to have, too."""
    if len(_sound) > _MOST:
        _sound.clear()
    for name in package.news:
        if not name.startswith(_OWN):
            _sound[name, package.stored[name]] = package.xml[name]
    if len(_bones) > _MOST:
        _bones.clear()
    _bones.add(package.bones)


_MOST: Final = 1_000
_OWN: Final = (
    *(f"ppt/{kind}" for kind in ("slides/slide", "notesSlides/notesSlide", "tags/tag")),
    *("ppt/charts/chart", "ppt/presentation.xml", "docProps/core.xml"),
)
"""How the names of parts begin that are in one deck alone."""

_sound: Final[dict[tuple[str, bytes], Part]] = {}
"""Parts of decks that were found sound in this process, as they lie in the file; never changed."""

_bones: Final[set[tuple[object, ...]]] = set()
"""The bones of decks that were found sound in this process."""


def _owner(rels: str) -> str:
    return rels.replace("_rels/", "").removesuffix(".rels")


def _relations(tree: Element, owner: str) -> dict[str, Relation]:
    found, folder = {}, dirname(owner)
    for row in tree:
        external = row.get("TargetMode") == "External"
        target = row.get("Target", "")
        inside = target[1:] if target.startswith("/") else normpath(f"{folder}/{target}")
        where = target if external else inside.lstrip("/")
        found[row.get("Id", "")] = Relation(row.get("Type", ""), where, external)
    return found
