"""Rules about single values: colors, sizes, and what must not be in a deck at all."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from functools import lru_cache
from posixpath import dirname
from types import MappingProxyType
from typing import Final

from deckgen.backends.pptx.lint.packages import overrides
from deckgen.backends.pptx.lint.reader import CONTENT_TYPES, C, Complaints, Package, Part, value
from deckgen.regex import regex
from deckgen.theme.schema import SLOTS


def colors(package: Package) -> Complaints:
    """Find colors that are none, by value or by name."""
    return package.judged(_colors)


def _colors(part: Part) -> Iterator[str]:
    values = {value(color, "val") or "" for color in set(part.tags("a:srgbClr"))}
    slots = {value(color, "val") or "" for color in set(part.tags("a:schemeClr"))}
    wrong = {one for one in values if not _RGB.fullmatch(one)} | (slots - _SLOTS)
    for one in sorted(wrong):
        yield f"'{one}' is no color"


_RGB: Final = regex("[0-9A-Fa-f]{6}")
_SLOTS: Final = frozenset((*SLOTS, "phClr"))


def sizes(package: Package) -> Complaints:
    """Find sizes of type that PowerPoint does not take, and shapes without a size."""
    return package.judged(_sizes)


def _sizes(part: Part) -> Iterator[str]:
    runs = set(part.tags("a:rPr", "a:defRPr", "a:endParaRPr"))
    sizes = {value(run, "sz") for run in runs}
    for size in sorted(size for size in sizes if size is not None):
        if not _within(size, 100, 400000):
            yield f"'{size}' is no size of type"
    for extent in sorted(set(part.tags("a:ext"))):
        if _EXTENT.fullmatch(extent):
            continue
        sides = (value(extent, "cx"), value(extent, "cy"))
        if any(side is not None and not _within(side, 0, 1 << 31) for side in sides):
            yield f"'{sides[0]} × {sides[1]}' is no size of a shape"


_EXTENT: Final = regex(' cx="[0-9]{1,9}" cy="[0-9]{1,9}"/')


def charts(package: Package) -> Complaints:
    """Find axes whose numbers are no unsigned integers, or cross what is not there."""
    for name, part in package.parts("ppt/charts"):
        root = part.root
        axes = {row.get("val", "") for row in root.iter(f"{C}axId")}
        crossed = {row.get("val", "") for row in root.iter(f"{C}crossAx")}
        if not all(_within(axis, 0, (1 << 32) - 1) for axis in axes) or crossed - axes:
            yield name, "has an axis without a sound number"


def kinds(package: Package) -> Complaints:
    """Find parts whose content type is that of another."""
    types = package.xml.get(CONTENT_TYPES)
    for part, kind in overrides(types) if types else ():
        if not _is_of_kind(part, kind):
            yield part, f"has the content type '{kind}'"


@lru_cache(maxsize=1 << 9)  # they are alike in all decks
def _is_of_kind(part: str, kind: str) -> bool:
    expected = _KINDS.get(dirname(part), "")
    return not (expected and part.endswith(".xml")) or kind.endswith(f"{expected}+xml")


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
        lower = name.lower()
        if "vbaproject" in lower or "activex" in lower or "oleobject" in lower:
            yield name, "could run a program"
        elif "embed" in lower and dirname(name) == "ppt/embeddings" and lower[-5:] != ".xlsx":
            yield name, "hides a document"


def listed(package: Package) -> Complaints:
    """Find slides that the presentation does not list once, or that lack their one layout."""
    name = "ppt/presentation.xml"
    presentation = package.xml.get(name)
    rows = package.relations.get(name, {})
    used = (
        [value(tag, "r:id") or "" for tag in presentation.tags("p:sldId")] if presentation else []
    )
    shown = Counter(rows[rid].target for rid in used if rid in rows)
    for slide, _ in package.parts("ppt/slides"):
        if shown[slide] != 1:
            yield slide, "is not listed once by the presentation"
        related = package.relations.get(slide, {}).values()
        if sum(row.kind.endswith("/slideLayout") for row in related) != 1:
            yield slide, "does not have one layout"


def _within(text: str, low: int, high: int) -> bool:
    return text.isdecimal() and low <= int(text) <= high
