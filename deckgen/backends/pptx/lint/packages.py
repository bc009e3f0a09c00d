"""Rules about a package: its entries, its types, and how its parts refer to each other."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from functools import lru_cache
from typing import Final

from deckgen.backends.pptx.lint.reader import CONTENT_TYPES, Complaints, Package, Part, R, value
from deckgen.backends.pptx.relations import is_deck, web_address
from deckgen.regex import regex


def entries(package: Package) -> Complaints:
    """Find names that stand twice, or are none."""
    if _are_plain(package.names):
        return
    for name, times in Counter(package.names).items():
        if times > 1:
            yield name, f"stands {times} times in the file"
        if "\\" in name or name.startswith("/") or ".." in name.split("/"):
            yield name, "not a part's name"
    for name, times in Counter(name.casefold() for name in set(package.names)).items():
        if times > 1:
            yield name, f"{times} parts differ in capitals alone"


def _are_plain(names: Sequence[str]) -> bool:
    """Tell whether nothing can be wrong with names: looked at as one, for most are right."""
    text = "\n".join(names)
    different = set(text.casefold().split("\n"))
    odd = "\\" in text or ".." in text or text.startswith("/") or "\n/" in text
    return not odd and len(different) == len(names) == text.count("\n") + 1


def content_types(package: Package) -> Complaints:
    """Find parts without a content type, and types without a part."""
    part = package.xml.get(CONTENT_TYPES)
    if part is None:
        yield CONTENT_TYPES, "missing"
        return
    names = dict.fromkeys(package.names)
    defaults = {(value(row, "Extension") or "").lower() for row in part.tags("Default")} | {"xml"}
    named = Counter(name for name, _ in overrides(part))
    for name in names:
        if name in named:
            continue
        suffix = name.rpartition(".")[2].lower()
        special = suffix == "xml" and name != CONTENT_TYPES
        if special or suffix not in defaults:
            yield name, "has no content type"
    for name, times in named.items():
        if name not in names:
            yield name, "has a content type but is not there"
        if times > 1:
            yield name, "has several content types"


def overrides(types: Part) -> list[tuple[str, str]]:
    """Return the parts that the content types name, and the type of each."""
    return [_override(row) for row in types.tags("Override")]


@lru_cache(maxsize=1 << 9)  # they are alike in all decks
def _override(row: str) -> tuple[str, str]:
    return (value(row, "PartName") or "").lstrip("/"), value(row, "ContentType") or ""


def targets(package: Package) -> Complaints:
    """Find relationships that lead nowhere, or outside the file."""
    if "" not in package.relations:
        yield "_rels/.rels", "missing"  # nothing leads to the presentation
    names = set(package.names)
    for owner, rows in package.relations.items():
        for rid, row in rows.items():
            if not row.external and row.target not in names:
                yield owner, f"{rid} leads to {row.target}, which is not there"
            if row.external and not row.kind.endswith("/hyperlink"):
                yield owner, f"{rid} refers to {row.target} outside the file"
            elif row.external and row.target not in (web_address(row.target), _deck(row.target)):
                yield owner, f"{rid} is no address that a deck should carry: {row.target}"


def _deck(address: str) -> str:
    return address if is_deck(address) else ""


def references(package: Package) -> Complaints:
    """Find ids that are no relationship of their part."""
    for name, part in package.news.items():
        known = package.relations.get(name, {})
        if known.keys() >= set(_REFERENCE.findall(part.text)):
            continue
        used = {  # what looks like a reference may be a word of the author's
            value
            for element in part.root.iter()
            for key, value in element.items()
            if key.startswith(R)
        }
        for rid in sorted(filter(None, used - known.keys())):
            yield name, f"{rid} is no relationship of this part"


_REFERENCE: Final = regex(r' r:(?:\w+="([^"<]*)")?')


def ids(package: Package) -> Complaints:
    """Find masters, layouts, slides and shapes that share an id."""
    presentation = package.xml.get("ppt/presentation.xml")
    masters = Counter(_ids(presentation, "p:sldMasterId") if presentation else ())
    for _, part in package.parts("ppt/slideMasters"):
        masters.update(_ids(part, "p:sldLayoutId"))
    for number, times in masters.items():
        if times > 1 or not number.isdecimal() or int(number) < 0x80000000:
            yield "ppt/presentation.xml", f"{number} does not name one master or layout"
    if presentation is not None:
        slides = Counter(_ids(presentation, "p:sldId"))
        for number, times in slides.items():
            if times > 1 or not number.isdecimal() or int(number) < 256:
                yield "ppt/presentation.xml", f"{number} does not name one slide"
    for name, part in package.news.items():
        usual = _LABEL.findall(part.text)
        if len(usual) > len(set(usual)) or "" in usual:
            shapes = Counter(value(tag, "id") for tag in part.tags("p:cNvPr"))
            for shape, times in shapes.items():
                if times > 1:
                    yield name, f"{times} shapes have the id {shape}"


def _ids(part: Part, name: str) -> list[str]:
    return [value(tag, "id") or "" for tag in part.tags(name)]


_LABEL: Final = regex(r'<p:cNvPr(?: id="([0-9]+)")?')


def masters(package: Package) -> Complaints:
    """Find masters that share a theme, or that the deck does not list."""
    owners: dict[str, str] = {}
    for kind in ("slideMaster", "notesMaster", "handoutMaster"):
        for name, _ in package.parts(f"ppt/{kind}s"):
            for row in package.relations.get(name, {}).values():
                if row.kind.endswith("/theme") and owners.setdefault(row.target, name) != name:
                    yield name, f"shares {row.target} with {owners[row.target]}"
    presentation = package.xml.get("ppt/presentation.xml")
    for kind in ("notesMaster", "handoutMaster"):
        used = any(package.parts(f"ppt/{kind}s"))
        if used and presentation and f"<p:{kind}IdLst" not in presentation.text:
            yield "ppt/presentation.xml", f"does not list its {kind}"


def notes(package: Package) -> Complaints:
    """Find notes and slides that do not refer to each other."""
    for name, _ in package.parts("ppt/notesSlides"):
        back = [row.target for row in package.relations.get(name, {}).values()
                if row.kind.endswith("/slide")]  # fmt: skip
        forth = [row.target for slide in back for row in package.relations.get(slide, {}).values()]
        if len(back) != 1 or name not in forth:
            yield name, "slide and notes do not refer to each other"


def compatibility(package: Package) -> Complaints:
    """Find alternatives whose requirement is not declared."""
    for name, part in package.news.items() if package.joined.tags("mc:Choice") else ():
        for choice in part.tags("mc:Choice"):
            for prefix in (value(choice, "Requires") or "").split():
                if prefix not in part.prefixes:
                    yield name, f"requires '{prefix}', which is not declared"


def sections(package: Package) -> Complaints:
    """Find sections that do not list each slide once."""
    name = "ppt/presentation.xml"
    part = package.xml.get(name)
    if part is None or "<p14:sectionLst" not in part.text:
        return
    slides = Counter(value(tag, "id") for tag in part.tags("p:sldId"))
    listed = Counter(value(tag, "id") for tag in part.tags("p14:sldId"))
    for number in slides | listed:
        if slides[number] != 1 or listed[number] != 1:
            yield name, f"the sections do not list slide {number} once"


def dates(package: Package) -> Complaints:
    """Find dates that are not of the W3CDTF form."""
    core = package.xml.get("docProps/core.xml")
    for element in core.root if core and "<dcterms:" in core.text else ():
        if "terms" in str(element.tag) and not _W3CDTF.fullmatch(element.text or ""):
            yield "docProps/core.xml", f"'{element.text}' is no date"


_W3CDTF: Final = regex(r"\d{4}-\d\d-\d\d(T\d\d:\d\d(:\d\d)?(Z|[+-]\d\d:\d\d))?")
