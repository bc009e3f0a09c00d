"""Rules about single values: colors, sizes, and what must not be in a deck at all."""

from __future__ import annotations

from posixpath import dirname
from types import MappingProxyType
from typing import Final

from deckgen.backends.pptx.lint.reader import CT, A, C, Complaints, P, Package
from deckgen.regex import regex
from deckgen.theme.schema import SLOTS


def colors(package: Package) -> Complaints:
    """Find colors that are none, by value or by name."""
    for name, part in package.news.items():
        values = {color.get("val", "") for color in part.all(f"{A}srgbClr")}
        slots = {color.get("val", "") for color in part.all(f"{A}schemeClr")}
        wrong = {value for value in values if not _RGB.fullmatch(value)} | (slots - _SLOTS)
        for value in sorted(wrong):
            yield name, f"'{value}' is no color"


_RGB: Final = regex("[0-9A-Fa-f]{6}")
_SLOTS: Final = frozenset((*SLOTS, "phClr"))


def sizes(package: Package) -> Complaints:
    """Find sizes of type that PowerPoint does not take, and shapes without a size."""
    for name, part in package.news.items():
        sizes = {run.get("sz") for run in part.all(f"{A}rPr", f"{A}defRPr", f"{A}endParaRPr")}
        for size in sorted(size for size in sizes if size is not None):
            if not _within(size, 100, 400000):
                yield name, f"'{size}' is no size of type"
        for extent in part.all(f"{A}ext"):
            sides = (extent.get("cx"), extent.get("cy"))
            if any(side is not None and not _within(side, 0, 1 << 31) for side in sides):
                yield name, f"'{sides[0]} × {sides[1]}' is no size of a shape"


def charts(package: Package) -> Complaints:
    """Find axes whose numbers are no unsigned integers, or cross what is not there."""
    for name, part in package.parts("ppt/charts"):
        axes = {row.get("val", "") for row in part.root.iter(f"{C}axId")}
        crossed = {row.get("val", "") for row in part.root.iter(f"{C}crossAx")}
        if not all(_within(axis, 0, (1 << 32) - 1) for axis in axes) or crossed - axes:
            yield name, "has an axis without a sound number"


def kinds(package: Package) -> Complaints:
    """Find parts whose content type is that of another."""
    types = package.root("[Content_Types].xml")
    for row in types.iter(f"{CT}Override") if types is not None else ():
        part, kind = row.get("PartName", "").lstrip("/"), row.get("ContentType", "")
        expected = _KINDS.get(dirname(part), "")
        if expected and part.endswith(".xml") and not kind.endswith(f"{expected}+xml"):
            yield part, f"has the content type '{kind}'"


_KINDS: Final = MappingProxyType(
    {
        "ppt/slides": ".slide", "ppt/slideLayouts": ".slideLayout",
        "ppt/slideMasters": ".slideMaster", "ppt/notesSlides": ".notesSlide",
        "ppt/notesMasters": ".notesMaster", "ppt/handoutMasters": ".handoutMaster",
        "ppt/theme": ".theme", "ppt/tags": ".tags", "ppt/charts": ".chart",
    }
)  # fmt: skip


def active(package: Package) -> Complaints:
    """Find what runs, or hides another program's document; a chart's numbers may be there."""
    for name in package.names:
        folder, lower = dirname(name), name.lower()
        if "vbaproject" in lower or "activex" in lower or "oleobject" in lower:
            yield name, "could run a program"
        elif folder == "ppt/embeddings" and not lower.endswith(".xlsx"):
            yield name, "hides a document"


def listed(package: Package) -> Complaints:
    """Find slides that the presentation does not list once, or that lack their one layout."""
    name = "ppt/presentation.xml"
    tree = package.root(name)
    rows = package.relations.get(name, {})
    used = [row.get(_RID, "") for row in tree.iter(f"{P}sldId")] if tree is not None else []
    shown = [rows[rid].target for rid in used if rid in rows]
    for slide, _ in package.parts("ppt/slides"):
        if shown.count(slide) != 1:
            yield slide, "is not listed once by the presentation"
        related = package.relations.get(slide, {}).values()
        if sum(row.kind.endswith("/slideLayout") for row in related) != 1:
            yield slide, "does not have one layout"


_RID: Final = "{http://schemas.openxmlformats.org/officeDocument/2006/relationships}id"


def _within(text: str, low: int, high: int) -> bool:
    return text.isdecimal() and low <= int(text) <= high
