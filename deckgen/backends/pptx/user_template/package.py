"""A user's PowerPoint file, opened with care: its parts, their types and what they refer to."""

from __future__ import annotations

import zipfile
import zlib
from collections.abc import Iterator, Mapping
from functools import cached_property
from io import BytesIO
from posixpath import dirname, normpath
from types import MappingProxyType
from typing import Final
from urllib.parse import unquote

from lxml import etree

from deckgen.backends.pptx.relations import OFFICE
from deckgen.diagnostics import DeckgenError
from deckgen.values import Value

CT: Final = "{http://schemas.openxmlformats.org/package/2006/content-types}"
REL: Final = "{http://schemas.openxmlformats.org/package/2006/relationships}"

MOST_ENTRIES: Final = 2000
MOST_BYTES: Final = 200 << 20
MOST_RATIO: Final = 200
SMALL: Final = 1 << 20
"""Below this many bytes no ratio is suspicious."""


class TemplateError(DeckgenError):
    """A template that is broken, or that no deck should be made from."""


class Relation(Value):
    """What a part refers to; an inner ``target`` is a part's name."""

    rid: str
    kind: str
    target: str
    external: bool

    @property
    def word(self) -> str:
        """The last word of the relationship's type: ``slideLayout``, ``image``, …."""
        return self.kind.rpartition("/")[2]


class Package(Value, dict=True):
    """The file's parts by name, without the leading slash."""

    parts: Mapping[str, bytes]

    @cached_property
    def _types(self) -> tuple[Mapping[str, str], Mapping[str, str]]:
        tree = self.tree("[Content_Types].xml")
        defaults = {
            row.get("Extension", "").lower(): row.get("ContentType", "")
            for row in tree.iter(f"{CT}Default")
        }
        named = {
            unquote(row.get("PartName", "")).lstrip("/").lower(): row.get("ContentType", "")
            for row in tree.iter(f"{CT}Override")
        }
        return defaults, named

    def content_type(self, name: str) -> str:
        """Return a part's content type, empty where it has none."""
        defaults, named = self._types
        suffix = name.rpartition(".")[2].lower()
        return named.get(name.lower(), defaults.get(suffix, ""))

    def tree(self, name: str) -> etree._Element:
        """Return a part's XML.

        Raises:
            TemplateError: the part is missing or not well-formed.
        """
        data = self.parts.get(name)
        if data is None:
            raise TemplateError(f"{name} is missing")
        try:
            return etree.fromstring(data, _parser())
        except (etree.XMLSyntaxError, ValueError) as error:
            raise TemplateError(f"{name} is not well-formed: {str(error)[:120]}") from error

    def relations(self, name: str) -> tuple[Relation, ...]:
        """Return what a part refers to; the package's own with an empty name.

        Raises:
            TemplateError: a relationship leaves the file.
        """
        folder, _, base = name.rpartition("/")
        rels = f"{folder}/_rels/{base}.rels" if folder else f"_rels/{base}.rels"
        if rels not in self.parts:
            return ()
        return tuple(_relations(self.tree(rels), name, dirname(name)))


def _parser() -> etree.XMLParser:
    return etree.XMLParser(resolve_entities=False, no_network=True, huge_tree=False)


def _relations(tree: etree._Element, owner: str, folder: str) -> Iterator[Relation]:
    for row in tree.iter(f"{REL}Relationship"):
        rid, kind, target = (row.get(key, "") for key in ("Id", "Type", "Target"))
        if row.get("TargetMode") == "External":
            yield Relation(rid, kind, target, external=True)
            continue
        path = unquote(target.partition("#")[0])
        inner = path.lstrip("/") if path.startswith("/") else normpath(f"{folder}/{path}")
        inner = normpath(inner).lstrip("/") if inner else ""
        if inner.startswith("..") or "\\" in inner or ":" in inner:
            raise TemplateError(f"{owner or 'the file'} refers to '{target}', outside the file")
        yield Relation(rid, kind, inner, external=False)


def open_package(data: bytes) -> Package:
    """Return the parts of a PowerPoint file that is safe to make decks from.

    Raises:
        TemplateError: with the reason why it is not.
    """
    if data.startswith(_COMPOUND):
        raise TemplateError(
            "it is protected by a password, or of PowerPoint 97-2003",
            "save it without a password as .pptx or .potx",
        )
    try:
        with zipfile.ZipFile(BytesIO(data)) as file:
            infos = [info for info in file.infolist() if not info.is_dir()]
            _refuse_entries(infos)
            parts = {info.filename: file.read(info) for info in infos}
    except (zipfile.BadZipFile, EOFError, NotImplementedError, OSError, zlib.error) as error:
        raise TemplateError(f"it is not a PowerPoint file: {error}") from error
    except (RuntimeError, ValueError, UnicodeDecodeError) as error:
        raise TemplateError(f"it cannot be read: {error}") from error
    for name, part in parts.items():
        _refuse_markup(name, part)
    package = Package(MappingProxyType(parts))
    _refuse_programs(package)
    return package


_COMPOUND: Final = b"\xd0\xcf\x11\xe0"


def _refuse_entries(infos: list[zipfile.ZipInfo]) -> None:
    """Look at the table of contents before anything is unpacked."""
    if len(infos) > MOST_ENTRIES:
        raise TemplateError(f"it holds {len(infos)} files, more than {MOST_ENTRIES}")
    if sum(info.file_size for info in infos) > MOST_BYTES:
        raise TemplateError(f"it unpacks to more than {MOST_BYTES >> 20} MiB")
    seen: set[str] = set()
    for info in infos:
        name = info.filename
        if info.file_size > SMALL and info.file_size > MOST_RATIO * max(info.compress_size, 1):
            raise TemplateError(f"{name} unpacks to more than {MOST_RATIO} times its size")
        if info.flag_bits & 1:
            raise TemplateError(f"{name} is encrypted", "save it without a password")
        if name.startswith("/") or "\\" in name or ":" in name or ".." in name.split("/"):
            raise TemplateError(f"'{name}' is no name of a part")
        if name.lower() in seen:
            raise TemplateError(f"{name} stands in it twice")
        seen.add(name.lower())


def _refuse_markup(name: str, part: bytes) -> None:
    if name.rpartition(".")[2].lower() not in ("xml", "rels", "vml", "svg"):
        return
    # In UTF-16 every other byte of a declaration is zero.
    if b"<!doctype" in part.replace(b"\x00", b"").lower():
        raise TemplateError(f"{name} declares a document type, which may define entities")


def _refuse_programs(package: Package) -> None:
    """Refuse what runs or embeds: nobody who opens a deck expects it there."""
    for name in package.parts:
        kind = package.content_type(name).lower()
        if "macroenabled" in kind or "vbaproject" in kind or "vbaproject" in name.lower():
            raise TemplateError("it holds macros", "save it as .pptx or .potx, without macros")
        if "activex" in kind or "activex" in name.lower():
            raise TemplateError(f"{name} is an ActiveX control", "delete the control")
        if "oleobject" in kind or "oleobject" in name.lower():
            raise TemplateError(f"{name} is an embedded OLE object", "delete the object")
    owners = (name for name in package.parts if name.endswith(".rels"))
    for rels in owners:
        owner = rels.replace("_rels/", "", 1).removesuffix(".rels")
        for relation in package.relations(owner):
            if relation.word in _PROGRAMS and relation.kind.startswith(_OFFICES):
                raise TemplateError(f"{owner} holds a program or an OLE object ({relation.word})")


_PROGRAMS: Final = frozenset({"vbaProject", "oleObject", "control", "activeXControlBinary"})
_OFFICES: Final = (OFFICE, "http://schemas.microsoft.com/office/")
