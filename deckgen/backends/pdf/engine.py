"""HTML to PDF; the one door to WeasyPrint, which is imported when the first handout is made."""

from __future__ import annotations

import gc
import logging
import os
import sys
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from functools import cache, lru_cache
from typing import Any, Final

from deckgen.backends.pdf.finishing import finish, pack_quickly
from deckgen.backends.pdf.fonts import use_bundled_fonts
from deckgen.backends.pdf.importing import sparing
from deckgen.backends.pdf.labels import join_labels
from deckgen.backends.pdf.lettering import draw_lines, keep_shapes
from deckgen.backends.pdf.mending import keep_few, loosen, roomy, stop_leak, take_margins
from deckgen.backends.pdf.once import once_a_style
from deckgen.backends.pdf.printing import Printing
from deckgen.backends.pdf.strokes import look_for_outlines, place_drawings, rule_sides
from deckgen.backends.pdf.treeing import tree_of
from deckgen.diagnostics import DeckgenError
from deckgen.values import Value

Resources = Callable[[str], tuple[bytes, str] | None]
"""Gives the bytes and the media type at a ``deckgen:`` address, or ``None``."""

_DPI: Final = 300
_QUALITY: Final = 88
_PICTURE: Final = "picture/"  # in the address of one
_EPOCH: Final = "946684800"  # the year 2000
_KNOWN: Final = "70."  # the WeasyPrint whose insides are known well enough to have a part in them
_GARBAGE: Final = 20_000  # objects that have come since one looked for those that hold each other


def engine_problem() -> str:
    """Return why no PDF can be made on this machine and the cure; empty where one can."""
    try:
        _weasyprint()
    except DeckgenError as error:
        return f"{error}\n{error.hint}"
    return ""


class Sheets(Value):
    """A document laid out on its pages, and how far down each of them is used.

    ``fills`` are shares of the page's text height, 0 to 1; ``messages`` are
    what WeasyPrint had to say so far. The first ``front`` pages are counted in
    Roman numerals, the others from 1.
    """

    pages: Any
    fills: tuple[float, ...]
    messages: tuple[str, ...]
    front: int = 0

    def __len__(self) -> int:
        """Return the number of pages."""
        return len(self.fills)


@roomy
def lay_out(html: str, css: str, resources: Resources) -> Sheets:
    """Return the document on its pages.

    Nothing is read but what ``resources`` gives: no file and no network.

    Raises:
        DeckgenError: WeasyPrint or the libraries it stands on are missing.
    """
    _weasyprint()
    fetcher = _fetcher_class()(resources)
    with _heard() as messages:
        document = _parsed(html, fetcher).render(
            font_config=_font_configuration(),
            stylesheets=[_stylesheet(css)],
        )
    if "data-field" in html:
        for page in document.pages:
            page.forms[None] += _fields(page)
    return Sheets(document, tuple(map(_fill, document.pages)), tuple(dict.fromkeys(messages)))


def _parsed(html: str, fetcher: Any) -> Any:
    """Return WeasyPrint's document; it takes no tree, but has one."""
    weasyprint = _weasyprint()
    tree = tree_of(html)
    if tree is None:
        return weasyprint.HTML(string=html, url_fetcher=fetcher)
    document = weasyprint.HTML(string="<title>", url_fetcher=fetcher)
    document.wrapper_element = type(document.wrapper_element).from_html_root(tree)
    document.etree_element = tree
    return document


def _fields(page: Any) -> Iterator[tuple[Any, tuple[float, float, float, float]]]:
    """Yield the boxes that are marked as fields, with their edges, for WeasyPrint to make."""
    seen: set[int] = set()
    for box in _boxes(page):
        element = box.element
        if element is None or not element.get("data-field") or id(element) in seen:
            continue
        seen.add(id(element))
        element.set("type", element.get("data-field"))
        element.set("name", element.get("data-name"))
        element.set("title", element.get("data-said"))
        if element.get("data-on") is not None:
            element.set("checked", "")
        left, top = box.border_box_x(), box.border_box_y()
        yield box, (left, top, left + box.border_width(), top + box.border_height())


def _boxes(page: Any) -> Iterator[Any]:
    """Yield what is on a page within its margins, in the order of the document.

    What stands in no flow is passed over. WeasyPrint's own walk hands each box up through
    all that it is in.
    """
    left = list(page._page_box.children[:1])
    while left:
        box = left.pop()
        yield box
        left += reversed(vars(box).get("children", ()))


def bound(front: Sequence[Sheets], others: Sequence[Sheets]) -> Sheets:
    """Return documents one after the other, as one; it goes by the first one's title."""
    sheets = (*front, *others)
    return Sheets(
        sheets[0].pages.copy([page for one in sheets for page in one.pages.pages]),
        tuple(fill for one in sheets for fill in one.fills),
        tuple(message for one in sheets for message in one.messages),
        sum(map(len, front)),
    )


def anchors_of(sheets: Sheets) -> tuple[tuple[str, ...], ...]:
    """Return the anchors on each page."""
    return tuple(tuple(page.anchors) for page in sheets.pages.pages)


def texts_of(sheets: Sheets) -> tuple[str, ...]:
    """Return the words on each page in lower case, without its margins, one space between them."""
    return tuple(" ".join(_text(page).casefold().split()) for page in sheets.pages.pages)


def _text(page: Any) -> str:
    return " ".join(
        "".join(box.text for box in line.descendants() if hasattr(box, "text"))
        for line in _boxes(page)
        if type(line).__name__ == "LineBox"
    )


@roomy
def write_pdf(sheets: Sheets, printing: Printing) -> tuple[bytes, tuple[str, ...]]:
    """Return the PDF of what was laid out, and all that WeasyPrint had to say about it."""
    with _heard() as messages, _still_clock():
        data: bytes = sheets.pages.write_pdf(
            finisher=lambda document, pdf: finish(document, pdf, printing, sheets.front),
            pdf_variant="pdf/a-2a" if printing.archive else "pdf/ua-1",
            dpi=_DPI,
            jpeg_quality=_QUALITY,
        )
    if gc.get_count()[0] > _GARBAGE:
        gc.collect()  # Python by itself looks for it when there is much more
    return data, tuple(dict.fromkeys((*sheets.messages, *messages)))


def _fill(page: Any) -> float:
    """Measure a page by the lines and pictures on it; WeasyPrint has no public way.

    Boxes that go on overleaf end at the foot of the page whatever is in them.
    """
    sheet = page._page_box
    feet = (box.position_y + box.margin_height() for box in _boxes(page) if _is_filled(box))
    share: float = max(max(feet, default=0.0) - sheet.content_box_y(), 0.0) / sheet.height
    return share


def first_pictures(sheets: Sheets) -> tuple[tuple[str, float, float], ...]:
    """Return for each page its first picture's address, its top and its height, as shares of it.

    A page without pictures has an empty address.
    """
    return tuple(map(_first_picture, sheets.pages.pages))


def _first_picture(page: Any) -> tuple[str, float, float]:
    sheet = page._page_box
    for box in _boxes(page):
        if box.element_tag == "img" and _PICTURE in (source := box.element.get("src", "")):
            top = (box.position_y - sheet.content_box_y()) / sheet.height
            return source, top, box.height / sheet.height
    return "", 0.0, 0.0


def _is_filled(box: Any) -> bool:
    return type(box).__name__ == "LineBox" or not getattr(box, "children", ())


@cache
def _weasyprint() -> Any:
    """Import WeasyPrint with deckgen's fonts in place.

    Raises:
        DeckgenError: it is not installed, or Pango is not.
    """
    use_bundled_fonts()
    try:
        with sparing():
            import weasyprint  # type: ignore[import-untyped]
            from weasyprint import css, document, draw, html, svg
            from weasyprint.draw import border, text  # type: ignore[import-untyped]
            from weasyprint.layout import percent  # type: ignore[import-untyped]
            from weasyprint.text import line_break  # type: ignore[import-untyped]
    except ImportError as error:
        raise DeckgenError(
            f"handouts need WeasyPrint: {error}", "pip install 'weasyprint>=70,<71'"
        ) from error
    except OSError as error:
        raise DeckgenError(
            f"handouts need Pango, which WeasyPrint cannot find: {_first_line(error)}", _cure()
        ) from error
    weasyprint.LOGGER.setLevel(logging.WARNING)
    stop_leak(line_break)
    keep_few(html.UA_STYLESHEET)
    loosen(css, document)
    pack_quickly()
    if weasyprint.VERSION.startswith(_KNOWN):
        once_a_style(line_break, percent)
        keep_shapes(line_break)
        draw_lines(text)
        rule_sides(draw)
        look_for_outlines(draw, border)
        place_drawings(draw)
        join_labels(svg)
    gc.collect()
    gc.freeze()  # what was imported stays: collections need not look at it again
    return weasyprint


def _first_line(error: OSError) -> str:
    return next(iter(str(error).splitlines()), "")


def _cure() -> str:
    match sys.platform:
        case "darwin":
            return "brew install pango"
        case "win32":
            return (
                "install MSYS2, run `pacman -S mingw-w64-ucrt-x86_64-pango` in it, and set "
                r"WEASYPRINT_DLL_DIRECTORIES=C:\msys64\ucrt64\bin"
            )
        case _:
            return "apt-get install -y libpango-1.0-0 libpangoft2-1.0-0 libharfbuzz-subset0"


@cache
def _font_configuration() -> Any:
    from weasyprint.text.fonts import FontConfiguration  # type: ignore[import-untyped]

    return FontConfiguration()


@lru_cache(maxsize=16)
def _stylesheet(css: str) -> Any:
    sheet = _weasyprint().CSS(
        string=css,
        url_fetcher=_fetcher_class()(lambda _: None),
        font_config=_font_configuration(),
    )
    margins = _margins().items()
    sheet.page_rules[:0] = [rule for name, rule in margins if name in css]
    return sheet


@cache
def _margins() -> dict[str, Any]:
    """Return WeasyPrint's own rules for the boxes in a page's margins, taken out of its sheet."""
    from weasyprint import html

    return take_margins(html.UA_STYLESHEET)


@cache
def _fetcher_class() -> Any:
    """Make the class that answers for every address in a document.

    It is made late because its base class comes with the import of WeasyPrint.
    """
    from weasyprint.urls import (  # type: ignore[import-untyped]
        URLFetcher,
        URLFetcherResponse,
    )

    class MemoryFetcher(URLFetcher):  # type: ignore[misc]
        """Serves what the lesson holds, and refuses all else."""

        def __init__(self, resources: Resources) -> None:
            super().__init__(allowed_protocols=("deckgen",), allow_redirects=False)
            self._resources = resources

        def fetch(self, url: str, headers: Any = None) -> Any:  # noqa: ARG002
            found = self._resources(url)
            if found is None:
                # A refusal that WeasyPrint logs, not one that stops it: an author's picture
                # may ask for anything, and the rest of the lesson is still to be had.
                raise ValueError("a handout reads nothing from outside its lesson")
            data, media = found
            return URLFetcherResponse(url, data, {"Content-Type": media})

    return MemoryFetcher


@contextmanager
def _still_clock() -> Iterator[None]:
    """Stop the clock that fontTools writes into fonts it instantiates from variable ones."""
    before = os.environ.get("SOURCE_DATE_EPOCH")
    os.environ["SOURCE_DATE_EPOCH"] = _EPOCH
    try:
        yield
    finally:
        del os.environ["SOURCE_DATE_EPOCH"]
        if before is not None:
            os.environ["SOURCE_DATE_EPOCH"] = before


@contextmanager
def _heard() -> Iterator[list[str]]:
    """Collect what WeasyPrint logs instead of printing it."""
    messages: list[str] = []
    handler = _Listener(messages)
    loggers = [logging.getLogger(name) for name in ("weasyprint", "weasyprint.progress")]
    before = [(logger.propagate, logger.handlers[:]) for logger in loggers]
    for logger in loggers:
        logger.propagate, logger.handlers = False, []
    loggers[0].addHandler(handler)
    try:
        yield messages
    finally:
        for logger, (propagate, handlers) in zip(loggers, before, strict=True):
            logger.propagate, logger.handlers = propagate, handlers


class _Listener(logging.Handler):
    """Keeps the text of every record."""

    def __init__(self, messages: list[str]) -> None:
        super().__init__(logging.WARNING)
        self._messages = messages

    def emit(self, record: logging.LogRecord) -> None:
        self._messages.append(record.getMessage())
