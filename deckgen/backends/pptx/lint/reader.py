"""A package as the rules see it: trees of its parts, and what each part refers to."""

from __future__ import annotations

import zipfile
from collections.abc import Iterable, Iterator, Mapping
from io import BytesIO
from posixpath import dirname, normpath
from typing import Final, NamedTuple

from lxml import etree

from deckgen.backends.pptx.relations import OFFICE
from deckgen.values import Value

A: Final = "{http://schemas.openxmlformats.org/drawingml/2006/main}"
P: Final = "{http://schemas.openxmlformats.org/presentationml/2006/main}"
R: Final = f"{{{OFFICE}}}"
CT: Final = "{http://schemas.openxmlformats.org/package/2006/content-types}"
M: Final = "{http://schemas.openxmlformats.org/officeDocument/2006/math}"
MC: Final = "{http://schemas.openxmlformats.org/markup-compatibility/2006}"
C: Final = "{http://schemas.openxmlformats.org/drawingml/2006/chart}"
P14: Final = "{http://schemas.microsoft.com/office/powerpoint/2010/main}"


Complaints = Iterable[tuple[str, str]]
"""Parts, and what is wrong with each."""

ASKED: Final = (
    *(f"{A}{kind}" for kind in ("rPr", "endParaRPr", "defRPr", "srgbClr", "schemeClr")),
    *(f"{A}{kind}" for kind in ("ext", "off", "hlinkClick", "tbl")),
    *(
        f"{P}{kind}"
        for kind in ("cNvPr", "sp", "pic", "spTgt", "sldMasterId", "sldLayoutId", "sldId")
    ),
    f"{MC}Choice",
)
"""The elements that rules look at one by one: each part is walked for all of them at once."""


class Part(NamedTuple):
    """An XML part: its root, and its elements of each kind that rules ask for."""

    root: etree._Element
    asked: Mapping[str, list[etree._Element]]

    def all(self, *kinds: str) -> Iterator[etree._Element]:
        """Yield the part's elements of some of the kinds ``ASKED``, one kind after the other."""
        for kind in kinds:
            yield from self.asked[kind]


class Relation(Value):
    """What a part refers to; an inner ``target`` is a part's name."""

    kind: str
    target: str
    external: bool


class Package(Value):
    """A package, read: its XML parts and what each refers to, by relationship id.

    ``stored`` holds each XML part as it lies in the file; ``news`` are those
    that were not in a sound package before, with equal relations.
    """

    names: tuple[str, ...]
    xml: Mapping[str, Part]
    relations: Mapping[str, Mapping[str, Relation]]
    stored: Mapping[str, bytes]
    news: Mapping[str, Part]
    faults: tuple[tuple[str, str], ...] = ()

    def root(self, name: str) -> etree._Element | None:
        """Return a part's root, or None where there is no such part."""
        part = self.xml.get(name)
        return None if part is None else part.root

    def parts(self, folder: str) -> Iterator[tuple[str, Part]]:
        """Yield the XML parts directly in a folder."""
        for name, part in self.xml.items():
            if name.rpartition("/")[0] == folder:
                yield name, part


def read(data: bytes) -> Package:
    """Read a package; parts that are not well-formed become its faults.

    Raises:
        zipfile.BadZipFile: it is not a zip file.
    """
    faults: list[tuple[str, str]] = []
    xml: dict[str, Part] = {}
    stored: dict[str, bytes] = {}
    parser = etree.XMLParser(resolve_entities=False, no_network=True)
    with zipfile.ZipFile(BytesIO(data)) as package:
        names = tuple(package.namelist())
        for name in dict.fromkeys(names):
            if name.endswith((".xml", ".rels")):
                stored[name] = _stored(data, package.getinfo(name))
                if (known := _sound.get((name, stored[name]))) is not None:
                    xml[name] = known
                    continue
                try:
                    content = package.read(name)
                    xml[name] = _part(etree.fromstring(content, parser))
                    if b"<!DOCTYPE" in content:
                        faults.append((name, "has a document type"))
                except etree.XMLSyntaxError as error:
                    faults.append((name, str(error)))
    relations = {
        _owner(name): _relations(part.root, _owner(name))
        for name, part in xml.items()
        if name.endswith(".rels")
    }
    return Package(names, xml, relations, stored, _news(xml, stored), tuple(faults))


def _part(root: etree._Element) -> Part:
    asked: dict[str, list[etree._Element]] = {kind: [] for kind in ASKED}
    for element in root.iter(*ASKED):
        asked[str(element.tag)].append(element)
    return Part(root, asked)


def _news(xml: Mapping[str, Part], stored: Mapping[str, bytes]) -> dict[str, Part]:
    known = {name for name, data in stored.items() if (name, data) in _sound}
    return {
        name: part
        for name, part in xml.items()
        if name not in known or (_rels(name) in stored and _rels(name) not in known)
    }


def remember(package: Package) -> None:
    """Keep the parts of a sound package that other decks are likely to have, too."""
    if len(_sound) > _MOST:
        _sound.clear()
    for name, data in package.stored.items():
        if dirname(name).removesuffix("/_rels") in _SHARED:
            _sound[name, data] = package.xml[name]


_MOST: Final = 1_000
_SHARED: Final = frozenset(
    f"ppt/{folder}"
    for folder in ("slideMasters", "slideLayouts", "theme", "notesMasters", "handoutMasters")
)
_sound: Final[dict[tuple[str, bytes], Part]] = {}
"""Parts of decks that were found sound in this process, as they lie in the file; never changed."""


def _stored(data: bytes, entry: zipfile.ZipInfo) -> bytes:
    """Return an entry as it lies in the file, with its check sum and size."""
    start = entry.header_offset + 30
    start += int.from_bytes(data[start - 4 : start - 2], "little")
    start += int.from_bytes(data[entry.header_offset + 28 : entry.header_offset + 30], "little")
    sums = b"%d %d " % (entry.CRC, entry.file_size)
    return sums + data[start : start + entry.compress_size]


def _rels(name: str) -> str:
    folder, _, part = name.rpartition("/")
    return f"{folder}/_rels/{part}.rels"


def _owner(rels: str) -> str:
    return rels.replace("_rels/", "").removesuffix(".rels")


def _relations(tree: etree._Element, owner: str) -> dict[str, Relation]:
    found, folder = {}, dirname(owner)
    for row in tree:
        external = row.get("TargetMode") == "External"
        target = row.get("Target", "")
        inside = target[1:] if target.startswith("/") else normpath(f"{folder}/{target}")
        where = target if external else inside.lstrip("/")
        found[row.get("Id", "")] = Relation(row.get("Type", ""), where, external)
    return found
