"""The parts of a user's template that every deck of it carries, packed once."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from functools import lru_cache
from posixpath import relpath
from typing import Final

from lxml import etree

from deckgen.backends.pptx.markup import HEAD, escape
from deckgen.backends.pptx.masters import MASTER_ID
from deckgen.backends.pptx.office_theme import office_theme
from deckgen.backends.pptx.print_masters import PAGE, notes_master
from deckgen.backends.pptx.tables import STYLE, table_styles
from deckgen.backends.pptx.template import (
    THEME_TYPE,
    Part,
    Template,
    packed,
    print_master,
    properties,
    rels_name,
)
from deckgen.backends.pptx.user_template.keeping import (
    A,
    P,
    R,
    Skeleton,
    cleaned,
    kept_parts,
    skeleton,
)
from deckgen.backends.pptx.user_template.layouts import number
from deckgen.backends.pptx.user_template.package import Package, Relation, open_package
from deckgen.keeping import kept
from deckgen.theme import Theme

_MAIN: Final = "application/vnd.openxmlformats-officedocument.presentationml."
_PACKAGE: Final = "http://schemas.openxmlformats.org/package/2006/relationships"
_TABLES: Final = "ppt/tableStyles.xml"


@lru_cache(maxsize=8)
def own_template(theme: Theme) -> Template:
    """Return what all decks of a user's template have in common.

    Raises:
        TemplateError: no deck should be made from it.
    """
    return kept(Template, ("own", theme), lambda: _own_template(theme))


def _own_template(theme: Theme) -> Template:
    package = open_package(theme.template)
    frame = skeleton(package)
    ids = _ids(package, frame)
    parts = tuple(_parts(package, frame, ids, theme))
    tree = package.tree(frame.presentation)
    page = tree.find(f"{P}notesSz")
    style = tree.find(f"{P}defaultTextStyle")
    return Template(
        *packed(parts),
        masters=tuple((ids[master.part][0], _name(master.part)) for master in frame.masters),
        theme=_name(frame.theme),
        notes_master=_name(frame.notes_master) or "ppt/notesMasters/notesMaster1.xml",
        handout_master=_name(frame.handout_master),
        notes_page=(number(page, "cx"), number(page, "cy")) if page is not None else PAGE,
        default_text=_alone(style),
    )


def _alone(style: etree._Element | None) -> str:
    """Return default text as XML, unless it refers to what is not there."""
    if style is None or any(str(key).startswith(R) for one in style.iter() for key in one.attrib):
        return ""
    style.tail = None
    return etree.tostring(style, encoding="unicode")


def _parts(
    package: Package, frame: Skeleton, ids: Mapping[str, tuple[int, ...]], theme: Theme
) -> Iterator[Part]:
    kept = kept_parts(package, frame)
    kept.pop(frame.table_styles, None)
    for name, relations in kept.items():
        data = cleaned(package, name, relations)
        if name in ids:
            data = _numbered(data, ids[name])
        yield _name(name), data, package.content_type(name)
        if relations:
            yield rels_name(_name(name)), _rels_xml(name, relations), ""
    yield _TABLES, _table_styles(package, frame.table_styles, theme), f"{_MAIN}tableStyles+xml"
    yield from properties()
    if not frame.notes_master:
        file = next(f for n in range(2, 9999) if f"ppt/theme/{(f := f'theme{n}.xml')}" not in kept)
        yield from print_master("notesMaster", notes_master(theme), file)
        yield f"ppt/theme/{file}", office_theme(theme, f"{theme.title} notes"), THEME_TYPE


_HOMES: Final = ("slideMasters", "slideLayouts", "theme", "notesMasters", "handoutMasters")


def _name(part: str) -> str:
    """Return a kept part's name in a deck: its own, unless one of the deck's could have it."""
    folder, _, file = part.rpartition("/")
    if not part or folder in {f"ppt/{home}" for home in _HOMES}:
        return part
    return f"{folder}/template-{file}".lstrip("/")


def _rels_xml(owner: str, relations: tuple[Relation, ...]) -> str:
    folder = _name(owner).rpartition("/")[0]
    rows = "".join(_row(relation, folder) for relation in relations)
    return f'{HEAD}<Relationships xmlns="{_PACKAGE}">{rows}</Relationships>'


def _row(relation: Relation, folder: str) -> str:
    target = relation.target if relation.external else relpath(_name(relation.target), folder)
    mode = ' TargetMode="External"' if relation.external else ""
    return (
        f'<Relationship Id="{escape(relation.rid)}" Type="{escape(relation.kind)}"'
        f' Target="{escape(target)}"{mode}/>'
    )


def _ids(package: Package, frame: Skeleton) -> dict[str, tuple[int, ...]]:
    """Return the id of each master and of its layouts: their own, or fresh ones if they clash."""
    rows = package.tree(frame.presentation).iterfind(f"{P}sldMasterIdLst/{P}sldMasterId")
    found = {
        master.part: (number(row, "id"), *(number(each, "id") for each in
                      package.tree(master.part).iterfind(f"{P}sldLayoutIdLst/{P}sldLayoutId")))
        for row, master in zip(rows, frame.masters, strict=True)
    }  # fmt: skip
    all_ids = [each for one in found.values() for each in one]
    if len(set(all_ids)) == len(all_ids) and min(all_ids) >= MASTER_ID and max(all_ids) < 1 << 32:
        return found
    fresh = iter(range(MASTER_ID, MASTER_ID + len(all_ids)))
    return {part: tuple(next(fresh) for _ in one) for part, one in found.items()}


def _numbered(data: bytes, ids: tuple[int, ...]) -> bytes:
    """Return a master's bytes with these ids for its layouts."""
    tree = etree.fromstring(data)
    rows = list(tree.iterfind(f"{P}sldLayoutIdLst/{P}sldLayoutId"))
    if [number(row, "id") for row in rows] == list(ids[1:]):
        return data
    for row, each in zip(rows, ids[1:], strict=True):
        row.set("id", str(each))
    return etree.tostring(tree, xml_declaration=True, encoding="UTF-8", standalone=True)


def _table_styles(package: Package, name: str, theme: Theme) -> str | bytes:
    """Return the template's table styles and ours."""
    ours = table_styles(theme)
    if not name:
        return ours
    tree = package.tree(name)
    for style in tree.findall(f"{A}tblStyle"):
        if style.get("styleId") == STYLE:
            tree.remove(style)
    tree.extend(etree.fromstring(ours.encode()).findall(f"{A}tblStyle"))
    return etree.tostring(tree, xml_declaration=True, encoding="UTF-8", standalone=True)
