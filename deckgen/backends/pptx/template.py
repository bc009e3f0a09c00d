"""The parts that every deck of a theme shares, packed once."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from typing import Final

from deckgen.backends.pptx.archive import Entry, entry
from deckgen.backends.pptx.markup import HEAD, NAMESPACES
from deckgen.backends.pptx.masters import slide_layout, slide_master
from deckgen.backends.pptx.office_theme import office_theme
from deckgen.backends.pptx.print_masters import handout_master, notes_master
from deckgen.backends.pptx.relations import Relations
from deckgen.backends.pptx.tables import table_styles
from deckgen.theme import Theme

_MAIN: Final = "application/vnd.openxmlformats-officedocument.presentationml."


@dataclass(frozen=True, slots=True)
class Template:
    """Packed parts and their content types, by part name without the leading slash."""

    entries: tuple[Entry, ...]
    types: tuple[tuple[str, str], ...]


@cache
def template(theme: Theme) -> Template:
    """Return what all decks of a theme have in common."""
    parts = tuple(_parts(theme))
    return Template(
        tuple(entry(name, xml) for name, xml, _ in parts),
        tuple((name, kind) for name, _, kind in parts if kind),
    )


def _parts(theme: Theme) -> Iterator[tuple[str, str, str]]:
    """Yield name, XML and content type; relationships have no type of their own."""
    to_layouts = Relations()
    for number, layout in enumerate(theme.layouts, 1):
        to_layouts.add("slideLayout", f"../slideLayouts/slideLayout{number}.xml")
        to_master = Relations()
        to_master.add("slideMaster", "../slideMasters/slideMaster1.xml")
        name = f"ppt/slideLayouts/slideLayout{number}.xml"
        yield name, slide_layout(layout, theme), f"{_MAIN}slideLayout+xml"
        yield _rels(name), to_master.xml, ""
    to_layouts.add("theme", "../theme/theme1.xml")
    yield "ppt/slideMasters/slideMaster1.xml", slide_master(theme), f"{_MAIN}slideMaster+xml"
    yield _rels("ppt/slideMasters/slideMaster1.xml"), to_layouts.xml, ""
    yield from _print_master("notesMaster", notes_master(theme), 2)
    yield from _print_master("handoutMaster", handout_master(theme), 3)
    names = (theme.title, f"{theme.title} notes", f"{theme.title} handout")
    for number, title in enumerate(names, 1):
        kind = "application/vnd.openxmlformats-officedocument.theme+xml"
        yield f"ppt/theme/theme{number}.xml", office_theme(theme, title), kind
    yield "ppt/tableStyles.xml", table_styles(theme), f"{_MAIN}tableStyles+xml"
    yield "ppt/presProps.xml", f"{HEAD}<p:presentationPr {NAMESPACES}/>", f"{_MAIN}presProps+xml"
    yield "ppt/viewProps.xml", _VIEW, f"{_MAIN}viewProps+xml"


def _print_master(kind: str, xml: str, theme_number: int) -> Iterator[tuple[str, str, str]]:
    name = f"ppt/{kind}s/{kind}1.xml"
    to_theme = Relations()
    to_theme.add("theme", f"../theme/theme{theme_number}.xml")
    yield name, xml, f"{_MAIN}{kind}+xml"
    yield _rels(name), to_theme.xml, ""


def _rels(part: str) -> str:
    folder, _, name = part.rpartition("/")
    return f"{folder}/_rels/{name}.rels"


_VIEW: Final = (
    f'{HEAD}<p:viewPr {NAMESPACES}><p:normalViewPr><p:restoredLeft sz="15620"/>'
    '<p:restoredTop sz="84000"/></p:normalViewPr><p:gridSpacing cx="76200" cy="76200"/></p:viewPr>'
)
