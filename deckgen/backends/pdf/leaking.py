"""The proof on a student's handout that it holds no word that is the instructor's alone."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from functools import lru_cache

from deckgen.backends.pdf.dates import written_date
from deckgen.backends.pdf.fields import field_words
from deckgen.backends.pdf.reading import pdf_texts
from deckgen.backends.pdf.words import kind_words
from deckgen.book_wording import book_wording
from deckgen.diagnostics import Diagnostic
from deckgen.formulas import linear
from deckgen.model import Lesson, Volume
from deckgen.theme import Theme
from deckgen.withheld import leaks, texts_in
from deckgen.wording import section_label, wording

# What the makers of the file write into it, and what places in it are called.
_FURNITURE = (
    "deckgen weasyprint adobe identity note notes below gap quiz choice check term slide tick known"
    " agenda answers"
)


def leaks_of(
    data: bytes, lessons: Sequence[Lesson], theme: Theme, book: Volume | None = None
) -> Iterator[Diagnostic]:
    """Yield an error if a handout of these lessons tells a student what it must not."""
    known = [_FURNITURE, *theme.handout.values()]
    metas = [lesson.meta for lesson in lessons] + ([book.meta] if book else [])
    for meta in metas:
        known += (*texts_in(meta), written_date(meta.date, meta.lang), section_label(meta))
    known += (_own(theme, lang) for lang in {meta.lang: None for meta in metas})
    file = book.file if book else lessons[0].file
    yield from leaks(lessons, known, lambda: pdf_texts(data), file, linear)


@lru_cache(maxsize=16)
def _own(theme: Theme, lang: str) -> str:
    """Return what handouts of a theme may say of their own accord in a language."""
    words = [words(lang) for words in (wording, kind_words, book_wording, field_words)]
    return "\n".join(texts_in((theme.layouts, words)))
