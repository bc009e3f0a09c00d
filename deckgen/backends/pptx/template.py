"""The parts that every deck of a theme shares, packed once."""

from __future__ import annotations

from collections.abc import Iterator
from functools import cache
from typing import Final

from deckgen.backends.pptx.archive import Front, entry, front
from deckgen.backends.pptx.markup import HEAD, NAMESPACES
from deckgen.backends.pptx.masters import MASTER_ID, slide_layout, slide_master
from deckgen.backends.pptx.office_theme import office_theme
from deckgen.backends.pptx.print_masters import PAGE, handout_master, notes_master
from deckgen.backends.pptx.relations import Relations
from deckgen.backends.pptx.tables import table_styles
from deckgen.keeping import kept
from deckgen.theme import Theme
from deckgen.values import Value

_MAIN: Final = "application/vnd.openxmlformats-officedocument.presentationml."


Part = tuple[str, str | bytes, str]
"""A part's name, its content and its content type."""


class Template(Value):
    """Packed parts and their content types, by part name without the leading slash.

    All decks begin with these ``parts``. ``masters`` are the slide masters' ids
    and parts; ``notes_page`` is its width and height in EMU. Empty
    ``default_text`` is ours, and an empty ``handout_master`` is none.
    """

    parts: Front
    types: tuple[tuple[str, str], ...]
    masters: tuple[tuple[int, str], ...] = ((MASTER_ID, "ppt/slideMasters/slideMaster1.xml"),)
    theme: str = "ppt/theme/theme1.xml"
    notes_master: str = "ppt/notesMasters/notesMaster1.xml"
    handout_master: str = "ppt/handoutMasters/handoutMaster1.xml"
    notes_page: tuple[int, int] = PAGE
    default_text: str = ""


@cache
def template(theme: Theme) -> Template:
    """Return what all decks of a theme have in common."""
    return kept(Template, theme, lambda: Template(*packed(tuple(_parts(theme)))))


def packed(parts: tuple[Part, ...]) -> tuple[Front, tuple[tuple[str, str], ...]]:
    """Return parts as a deck's front, and the content types of those that have one."""
    # The package's relationships come first: programs know a deck by its first few entries.
    whole = (("_rels/.rels", _package_relations(), ""), *parts)
    return (
        front(entry(name, content) for name, content, _ in whole),
        tuple((name, kind) for name, _, kind in parts if kind),
    )


def _package_relations() -> str:
    relations = Relations()
    relations.add("officeDocument", "ppt/presentation.xml")
    relations.add(
        "http://schemas.openxmlformats.org/package/2006/relationships/metadata/core-properties",
        "docProps/core.xml",
    )
    relations.add("extended-properties", "docProps/app.xml")
    return relations.xml


def _parts(theme: Theme) -> Iterator[Part]:
    """Yield name, XML and content type; relationships have no type of their own."""
    to_layouts = Relations()
    for number, layout in enumerate(theme.layouts, 1):
        to_layouts.add("slideLayout", f"../slideLayouts/slideLayout{number}.xml")
        to_master = Relations()
        to_master.add("slideMaster", "../slideMasters/slideMaster1.xml")
        name = f"ppt/slideLayouts/slideLayout{number}.xml"
        yield name, slide_layout(layout, theme), f"{_MAIN}slideLayout+xml"
        yield rels_name(name), to_master.xml, ""
    to_layouts.add("theme", "../theme/theme1.xml")
    yield "ppt/slideMasters/slideMaster1.xml", slide_master(theme), f"{_MAIN}slideMaster+xml"
    yield rels_name("ppt/slideMasters/slideMaster1.xml"), to_layouts.xml, ""
    yield from print_master("notesMaster", notes_master(theme), "theme2.xml")
    yield from print_master("handoutMaster", handout_master(theme), "theme3.xml")
    names = (theme.title, f"{theme.title} notes", f"{theme.title} handout")
    for number, title in enumerate(names, 1):
        yield f"ppt/theme/theme{number}.xml", office_theme(theme, title), THEME_TYPE
    yield "ppt/tableStyles.xml", table_styles(theme), f"{_MAIN}tableStyles+xml"
    yield from properties()


THEME_TYPE: Final = "application/vnd.openxmlformats-officedocument.theme+xml"


def print_master(kind: str, xml: str, theme: str) -> Iterator[Part]:
    """Yield the master of notes or handouts, and its way to its theme's file."""
    name = f"ppt/{kind}s/{kind}1.xml"
    to_theme = Relations()
    to_theme.add("theme", f"../theme/{theme}")
    yield name, xml, f"{_MAIN}{kind}+xml"
    yield rels_name(name), to_theme.xml, ""


def properties() -> Iterator[Part]:
    """Yield how a presentation is shown and edited."""
    yield "ppt/presProps.xml", f"{HEAD}<p:presentationPr {NAMESPACES}/>", f"{_MAIN}presProps+xml"
    yield "ppt/viewProps.xml", _VIEW, f"{_MAIN}viewProps+xml"


def rels_name(part: str) -> str:
    """Return the name of the part that holds another's relationships."""
    folder, _, name = part.rpartition("/")
    return f"{folder}/_rels/{name}.rels"


_VIEW: Final = (
    f'{HEAD}<p:viewPr {NAMESPACES}><p:normalViewPr><p:restoredLeft sz="15620"/>'
    '<p:restoredTop sz="84000"/></p:normalViewPr><p:gridSpacing cx="76200" cy="76200"/></p:viewPr>'
)
