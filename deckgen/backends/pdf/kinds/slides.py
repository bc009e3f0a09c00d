"""The deck as a PDF: one slide a page, for a projector without PowerPoint."""

from __future__ import annotations

from collections.abc import Iterator
from html import escape

from deckgen.backends.pdf.blocks import blocks_html
from deckgen.backends.pdf.html import lesson_title, whole
from deckgen.backends.pdf.kinds.deck import Shown
from deckgen.backends.pdf.slides import Styles, slide_html, slides_css
from deckgen.backends.pdf.words import kind_words
from deckgen.fit.deck import FittedSlide
from deckgen.model import Audience, plain
from deckgen.theme import EMU_PER_PT


def slides_document(shown: Shown) -> str:
    """Return all slides at their own size; the instructor's have their notes on a page after."""
    styles = Styles()
    place, theme = shown.setting, shown.theme
    body = "\n".join(_parts(shown, styles))
    width, height = theme.width / EMU_PER_PT, theme.height / EMU_PER_PT
    page = f"@page{{size:{width:g}pt {height:g}pt}}"
    return whole(place, body, page + slides_css(theme, place.lesson.meta.lang) + styles.css)


def _parts(shown: Shown, styles: Styles) -> Iterator[str]:
    place, deck = shown.setting, shown.deck
    titled = bool(deck.slides and plain(deck.slides[0].title).strip())
    if not titled:
        title = escape(lesson_title(place.lesson), quote=False)
        yield f'<h1 class="unseen">{title}</h1>'  # a reader hears it all the same
    for number, slide in shown.slides:
        level = 1 if number == 1 and titled else 2
        drawn = slide_html(
            slide, number, deck.footer, place, shown.theme, 1.0, styles, heading=level
        )
        yield f'<section class="sheet">{drawn}{_banner(shown)}</section>'
        if slide.notes:
            yield _beside(slide, shown)


def _banner(shown: Shown) -> str:
    if shown.setting.audience is not Audience.INSTRUCTOR:
        return ""
    label = escape(kind_words(shown.setting.lesson.meta.lang).instructor, quote=False)
    return f'<p class="banner">{label}</p>'


def _beside(slide: FittedSlide, shown: Shown) -> str:
    """Return the page of what this reader may see of a slide's notes."""
    place = shown.setting
    title = escape(plain(slide.title), quote=False)
    head = ""
    if place.audience is Audience.INSTRUCTOR:
        head = f'<p class="banner">{escape(place.words.notes, quote=False)}</p>'
    return (
        f'<section class="beside">{head}<p class="label">{title}</p>'
        f"{blocks_html(slide.notes, place)}</section>"
    )
