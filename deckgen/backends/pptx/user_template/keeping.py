"""Which parts of a user's template stay in a deck: what its masters lead to, and nothing else."""

from __future__ import annotations

from typing import Final

from lxml import etree

from deckgen.backends.pptx.relations import OFFICE, web_address
from deckgen.backends.pptx.user_template.package import Package, Relation, TemplateError
from deckgen.values import Value

P: Final = "{http://schemas.openxmlformats.org/presentationml/2006/main}"
A: Final = "{http://schemas.openxmlformats.org/drawingml/2006/main}"
R: Final = f"{{{OFFICE}}}"

_DROPPED: Final = frozenset({"slide", "notesSlide", "comments", "commentAuthors", "presProps",
                             "viewProps", "customXml", "printerSettings"})  # fmt: skip
_STRICT: Final = "http://purl.oclc.org/ooxml/"


class Master(Value):
    """A slide master's part, its layouts' parts in order, and its theme's."""

    part: str
    layouts: tuple[str, ...]
    theme: str


class Skeleton(Value):
    """What a presentation is built on; parts that it lacks are empty."""

    presentation: str
    masters: tuple[Master, ...]
    notes_master: str
    handout_master: str
    table_styles: str
    theme: str


def skeleton(package: Package) -> Skeleton:
    """Find the presentation and its masters.

    Raises:
        TemplateError: there is none, or none with a layout.
    """
    name = next((r.target for r in package.relations("") if r.word == "officeDocument"), "")
    kind = package.content_type(name)
    if any(relation.kind.startswith(_STRICT) for relation in package.relations("")):
        raise TemplateError("it is a Strict Open XML file", "save it as an ordinary .pptx or .potx")
    if not name or ".presentationml." not in kind or not kind.endswith(".main+xml"):
        raise TemplateError(f"it is not a PowerPoint file but of the type '{kind or 'unknown'}'")
    tree = package.tree(name)
    relations = {relation.rid: relation for relation in package.relations(name)}
    masters = tuple(
        _master(package, _target(relations, row, package))
        for row in tree.iterfind(f"{P}sldMasterIdLst/{P}sldMasterId")
    )
    if not any(master.layouts for master in masters):
        raise TemplateError("it has no slide layouts")

    def first(word: str) -> str:
        found = (r.target for r in relations.values() if r.word == word and not r.external)
        return next((target for target in found if target in package.parts), "")

    return Skeleton(name, masters, first("notesMaster"), first("handoutMaster"),
                    first("tableStyles"), masters[0].theme)  # fmt: skip


def _master(package: Package, name: str) -> Master:
    relations = {relation.rid: relation for relation in package.relations(name)}
    tree = package.tree(name)
    if tree.tag != f"{P}sldMaster":
        raise TemplateError(f"{name} is not a slide master")
    layouts = tuple(
        _target(relations, row, package)
        for row in tree.iterfind(f"{P}sldLayoutIdLst/{P}sldLayoutId")
    )
    themes = [r.target for r in relations.values() if r.word == "theme"]
    if not themes or themes[0] not in package.parts:
        raise TemplateError(f"{name} has no theme")
    return Master(name, layouts, themes[0])


def _target(relations: dict[str, Relation], row: etree._Element, package: Package) -> str:
    rid = row.get(f"{R}id", "")
    relation = relations.get(rid)
    if relation is None or relation.external or relation.target not in package.parts:
        raise TemplateError(f"the relationship '{rid}' of a master or layout leads nowhere")
    return relation.target


def kept_parts(package: Package, frame: Skeleton) -> dict[str, tuple[Relation, ...]]:
    """Return the parts that every deck carries, with those of their relationships that stay.

    Raises:
        TemplateError: one of them reaches outside the file, or leads nowhere.
    """
    kept: dict[str, tuple[Relation, ...]] = {}
    roots = [master.part for master in frame.masters]
    waiting = [*roots, frame.notes_master, frame.handout_master, frame.table_styles]
    while waiting:
        name = waiting.pop()
        if not name or name in kept:
            continue
        kept[name] = tuple(
            _safe(name, relation, package)
            for relation in package.relations(name)
            if relation.word not in _DROPPED
        )
        waiting.extend(r.target for r in kept[name] if not r.external)
        if name.endswith(".xml"):
            package.tree(name)
    return dict(sorted(kept.items()))


def _safe(owner: str, relation: Relation, package: Package) -> Relation:
    if not relation.external:
        if relation.target not in package.parts:
            raise TemplateError(f"{owner} refers to {relation.target}, which is not there")
        return relation
    if relation.word != "hyperlink":
        raise TemplateError(
            f"{owner} loads {relation.word} '{relation.target}' from outside the file",
            "embed it instead of linking to it",
        )
    address = web_address(relation.target)
    if not address:
        raise TemplateError(f"{owner} links to '{relation.target}', no web or mail address")
    return Relation(relation.rid, relation.kind, address, external=True)


def cleaned(package: Package, name: str, relations: tuple[Relation, ...]) -> bytes:
    """Return a part's bytes, without references to what was dropped."""
    lost = {r.rid for r in package.relations(name)} - {r.rid for r in relations}
    data = package.parts[name]
    if not lost or not name.endswith(".xml"):
        return data
    tree = package.tree(name)
    for element in list(tree.iter()):
        used = {value for key, value in element.attrib.items() if str(key).startswith(R)}
        parent = element.getparent()
        if used & lost and parent is not None:
            parent.remove(element)
    return etree.tostring(tree, xml_declaration=True, encoding="UTF-8", standalone=True)
