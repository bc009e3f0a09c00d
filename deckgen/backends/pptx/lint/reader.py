"""A package as the rules see it: trees of its parts, and what each part refers to."""

from __future__ import annotations

import zipfile
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from io import BytesIO
from posixpath import dirname, normpath
from typing import Final

from lxml import etree

from deckgen.backends.pptx.relations import OFFICE

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


@dataclass(frozen=True, slots=True)
class Relation:
    """What a part refers to; an inner ``target`` is a part's name."""

    kind: str
    target: str
    external: bool


@dataclass(frozen=True, slots=True)
class Package:
    """A package, read: its parts as trees and what each refers to, by relationship id."""

    names: tuple[str, ...]
    trees: Mapping[str, etree._Element]
    relations: Mapping[str, Mapping[str, Relation]]
    faults: tuple[tuple[str, str], ...] = ()

    def parts(self, folder: str) -> Iterator[tuple[str, etree._Element]]:
        """Yield the XML parts directly in a folder."""
        for name, tree in self.trees.items():
            if dirname(name) == folder:
                yield name, tree


def read(data: bytes) -> Package:
    """Read a package; parts that are not well-formed become its faults.

    Raises:
        zipfile.BadZipFile: it is not a zip file.
    """
    faults: list[tuple[str, str]] = []
    trees: dict[str, etree._Element] = {}
    parser = etree.XMLParser(resolve_entities=False, no_network=True)
    with zipfile.ZipFile(BytesIO(data)) as package:
        names = tuple(package.namelist())
        for name in dict.fromkeys(names):
            if name.endswith((".xml", ".rels")):
                try:
                    content = package.read(name)
                    trees[name] = etree.fromstring(content, parser)
                    if b"<!DOCTYPE" in content:
                        faults.append((name, "has a document type"))
                except etree.XMLSyntaxError as error:
                    faults.append((name, str(error)))
    relations = {
        _owner(name): _relations(tree, _owner(name))
        for name, tree in trees.items()
        if name.endswith(".rels")
    }
    return Package(names, trees, relations, tuple(faults))


def _owner(rels: str) -> str:
    return rels.replace("_rels/", "").removesuffix(".rels")


def _relations(tree: etree._Element, owner: str) -> dict[str, Relation]:
    found = {}
    for row in tree:
        external = row.get("TargetMode") == "External"
        target = row.get("Target", "")
        inside = target[1:] if target.startswith("/") else normpath(f"{dirname(owner)}/{target}")
        where = target if external else inside.lstrip("/")
        found[row.get("Id", "")] = Relation(row.get("Type", ""), where, external)
    return found
