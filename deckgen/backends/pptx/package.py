"""The package: a deck's slides and notes among the parts of its theme, in one zip file."""

from __future__ import annotations

from collections.abc import Iterator
from functools import lru_cache
from operator import attrgetter
from types import MappingProxyType
from typing import Final

from deckgen.backends.pptx.archive import Entry, archive, common_entry, entry
from deckgen.backends.pptx.identity import TAGS_TYPE, tags
from deckgen.backends.pptx.language import language
from deckgen.backends.pptx.markup import HEAD, NAMESPACES, legal
from deckgen.backends.pptx.masters import plain_levels
from deckgen.backends.pptx.notes import notes_slide
from deckgen.backends.pptx.pictures import Media
from deckgen.backends.pptx.properties import app_properties, core_properties
from deckgen.backends.pptx.relations import Relations, seen_from
from deckgen.backends.pptx.sections import section_list
from deckgen.backends.pptx.setting import Problem, Setting
from deckgen.backends.pptx.slides import slide_part
from deckgen.backends.pptx.template import Template, template
from deckgen.diagnostics import Diagnostic, Report, Severity
from deckgen.fit.deck import Deck
from deckgen.fit.mirroring import mirrored_deck, mirrored_theme
from deckgen.model import plain
from deckgen.regex import regex
from deckgen.theme import Theme
from deckgen.values import Mutable, field

_MAIN: Final = "application/vnd.openxmlformats-officedocument.presentationml."
_TYPES: Final = "http://schemas.openxmlformats.org/package/2006/content-types"


class _Parts(Mutable):
    """The deck's own parts while they are written."""

    problem: Problem
    entries: list[Entry] = field(default_factory=list)
    types: list[tuple[str, str]] = field(default_factory=list)

    def add(self, name: str, xml: str, kind: str = "", *, common: bool = False) -> None:
        """Pack a part; what no XML may hold is dropped and reported.

        What is ``common`` other decks are likely to have as well.
        """
        clean, dropped = legal(xml)
        if dropped:
            message = f"{dropped} characters were left out that no document may hold ({name})"
            self.problem("control-character", message, 0)
        if common:
            self.entries.append(common_entry(name, clean))
        else:
            self.entries.append(entry(name, clean, packed=len(clean) > _SMALL))
        if kind:
            self.types.append((name, kind))


_SMALL: Final = 512
"""Bytes that are not worth packing: it would take ten times as long as to copy them."""


def pack(deck: Deck, theme: Theme, report: Report, file: str = "") -> bytes:
    """Return the deck as the bytes of a ``.pptx`` file; ``file`` is what problems name.

    Raises:
        DeckgenError: the theme lacks a layout that the deck uses.
    """

    def problem(code: str, message: str, line: int) -> None:
        report(Diagnostic(Severity.WARNING, code, message, file, line))

    lang = language(deck.meta.lang)
    if theme.template:
        from deckgen.backends.pptx.user_template import own_template, seated

        shared = own_template(theme)
        deck, theme = seated(deck, theme)
    else:
        if lang.right_to_left:
            deck, theme = mirrored_deck(deck, theme.width), mirrored_theme(theme)
        shared = template(theme)
    jumps = {slide.key: n for n, slide in reversed(list(enumerate(deck.slides, 1))) if slide.key}
    setting = Setting(theme, lang, jumps, problem)
    parts, media = _Parts(problem), Media()
    noted = _slides(deck, setting, shared, parts, media)
    _charts(parts, media)
    _presentation(deck, setting, shared, parts)
    hidden = sum(slide.options.hidden for slide in deck.slides)
    title = deck.meta.title or (plain(deck.slides[0].title) if deck.slides else "")
    parts.add("docProps/core.xml", core_properties(deck.meta, title), _CORE_TYPE)
    properties = app_properties(len(deck.slides), noted, hidden)
    parts.add("docProps/app.xml", properties, _APP_TYPE, common=True)
    files = [entry(f"ppt/media/{name}", data, packed=False) for name, data in media.files.items()]
    suffixes = sorted({name.rpartition(".")[2] for name in media.files})
    suffixes += ["xlsx"] * bool(media.charts)
    types = _content_types(shared.types, tuple(parts.types), tuple(suffixes))
    content_types = common_entry("[Content_Types].xml", types)
    own = (content_types, *parts.entries, *files)
    return archive(sorted(own, key=attrgetter("name")), shared.parts)


_CORE_TYPE: Final = "application/vnd.openxmlformats-package.core-properties+xml"
_APP_TYPE: Final = "application/vnd.openxmlformats-officedocument.extended-properties+xml"


def slide_count(data: bytes) -> int:
    """Return how many slides a finished deck has."""
    directory = int.from_bytes(data[-6:-2], "little") if data[-22:-18] == b"PK\x05\x06" else 0
    return len(set(_SLIDE.findall(data, directory)))


_SLIDE: Final = regex(rb"ppt/slides/slide(\d{1,6})\.xml")  # as the package lists its parts


def _slides(deck: Deck, setting: Setting, shared: Template, parts: _Parts, media: Media) -> int:
    """Write all slides and notes pages; return how many notes pages there are."""
    noted = 0
    for number, slide in enumerate(deck.slides, 1):
        part = slide_part(slide, number, slide.footer or deck.footer, setting, media)
        if slide.notes:
            noted += 1
            part.relations.add("notesSlide", f"../notesSlides/notesSlide{noted}.xml")
            relations = Relations()
            relations.add("notesMaster", seen_from("ppt/notesSlides", shared.notes_master))
            relations.add("slide", f"../slides/slide{number}.xml")
            xml = notes_slide(slide.notes, number, setting, relations)
            parts.add(f"ppt/notesSlides/notesSlide{noted}.xml", xml, f"{_MAIN}notesSlide+xml")
            rels = f"ppt/notesSlides/_rels/notesSlide{noted}.xml.rels"
            parts.add(rels, relations.xml, common=True)
        parts.add(f"ppt/slides/slide{number}.xml", part.xml, f"{_MAIN}slide+xml")
        parts.add(f"ppt/tags/tag{number}.xml", tags(slide), TAGS_TYPE)
        rels = f"ppt/slides/_rels/slide{number}.xml.rels"
        parts.add(rels, part.relations.xml, common=True)
    return noted


def _charts(parts: _Parts, media: Media) -> None:
    if not media.charts:
        return
    from deckgen.backends.pptx.charts import CHART_TYPE, chart_relations

    for number, (xml, book) in enumerate(media.charts, 1):
        parts.add(f"ppt/charts/chart{number}.xml", xml, CHART_TYPE)
        parts.add(f"ppt/charts/_rels/chart{number}.xml.rels", chart_relations(number))
        parts.entries.append(entry(f"ppt/embeddings/chart{number}.xlsx", book, packed=False))


def _presentation(deck: Deck, setting: Setting, shared: Template, parts: _Parts) -> None:
    relations, theme = Relations(), setting.theme

    def related(kind: str, part: str) -> str:
        return relations.add(kind, seen_from("ppt", part))

    masters = "".join(
        f'<p:sldMasterId id="{number}" r:id="{related("slideMaster", part)}"/>'
        for number, part in shared.masters
    )
    notes = related("notesMaster", shared.notes_master)
    handout = related("handoutMaster", shared.handout_master) if shared.handout_master else ""
    handouts = f'<p:handoutMasterId r:id="{handout}"/>'
    shown = (relations.add("slide", f"slides/slide{n}.xml") for n in range(1, len(deck.slides) + 1))
    slides = "".join(
        f'<p:sldId id="{number}" r:id="{rid}"/>' for number, rid in enumerate(shown, _FIRST_ID)
    )
    for kind in ("presProps", "viewProps", "tableStyles"):
        relations.add(kind, f"{kind}.xml")
    related("theme", shared.theme)
    rtl = ' rtl="1"' if setting.language.right_to_left else ""
    xml = (
        f'{HEAD}<p:presentation {NAMESPACES}{rtl} saveSubsetFonts="1" autoCompressPictures="0">'
        f"<p:sldMasterIdLst>{masters}</p:sldMasterIdLst>"
        f'<p:notesMasterIdLst><p:notesMasterId r:id="{notes}"/></p:notesMasterIdLst>'
        f"{f'<p:handoutMasterIdLst>{handouts}</p:handoutMasterIdLst>' if handout else ''}"
        f"{f'<p:sldIdLst>{slides}</p:sldIdLst>' if slides else ''}"
        f'<p:sldSz cx="{theme.width}" cy="{theme.height}"/>'
        f'<p:notesSz cx="{shared.notes_page[0]}" cy="{shared.notes_page[1]}"/>'
        f"{shared.default_text or _default_text(setting.language.tag)}"
        f"{section_list(deck.slides, _FIRST_ID)}</p:presentation>"
    )
    parts.add("ppt/presentation.xml", xml, f"{_MAIN}presentation.main+xml")
    parts.add("ppt/_rels/presentation.xml.rels", relations.xml, common=True)


_FIRST_ID: Final = 256
"""The lowest id that a slide may have."""


@lru_cache(maxsize=64)
def _default_text(tag: str) -> str:
    levels = plain_levels(18).replace('lang="en-US"', f'lang="{tag}"', 1)
    return f"<p:defaultTextStyle>{levels}</p:defaultTextStyle>"


@lru_cache(maxsize=64)  # decks of as many slides and notes have the same
def _content_types(
    shared: tuple[tuple[str, str], ...], own: tuple[tuple[str, str], ...], suffixes: tuple[str, ...]
) -> bytes:
    rows = "".join(_row("Default", "Extension", name, kind) for name, kind in _defaults(suffixes))
    named = sorted((*shared, *own))
    rows += "".join(_row("Override", "PartName", f"/{name}", kind) for name, kind in named)
    return f'{HEAD}<Types xmlns="{_TYPES}">{rows}</Types>'.encode()


def _row(tag: str, key: str, name: str, kind: str) -> str:
    return f'<{tag} {key}="{name}" ContentType="{kind}"/>'


def _defaults(suffixes: tuple[str, ...]) -> Iterator[tuple[str, str]]:
    yield "rels", "application/vnd.openxmlformats-package.relationships+xml"
    yield "xml", "application/xml"
    for suffix in suffixes:
        yield suffix, _SUFFIXES.get(suffix, f"image/{suffix}")


_SUFFIXES: Final = MappingProxyType(
    {
        "svg": "image/svg+xml",
        "xlsx": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
    }
)
