"""Thousands of made-up lessons: no word is lost, or the report says why.

``DECKGEN_LESSONS=50000`` makes as many of them as that, and more decks and handouts.
"""

from __future__ import annotations

import os
import re
import zipfile
from collections import Counter
from html import unescape
from io import BytesIO
from itertools import islice

import pypdfium2
from words import words
from writers import made_up

import deckgen
from deckgen.backends.pptx.lint import lint
from deckgen.diagnostics import CODES, Diagnostic, Severity
from deckgen.model import Lesson, Quiz, walk

LESSONS = int(os.environ.get("DECKGEN_LESSONS", "2000"))
DECKS, HANDOUTS = LESSONS // 40, LESSONS // 500

REASONS = {"directive", "html", "liquid", "limit", "front-matter"}
"""What a report says where a word is not text: it stands in a comment that is never closed."""


def read(text: str) -> tuple[Lesson, list[Diagnostic]]:
    found: list[Diagnostic] = []
    return deckgen.parse(deckgen.from_text(text, found.append, "a.md"), found.append), found


def written(text: str) -> list[str]:
    """Return the words that were made up, in their order."""
    return re.findall(r"w\d+q", text)


def test_no_word_is_lost_in_the_model() -> None:
    for number in range(LESSONS):
        text = made_up(number)
        lesson, found = read(text)
        there, wanted = Counter(written(" ".join(words(lesson)))), Counter(written(text))
        codes = {one.code for one in found}
        assert not wanted - there or codes & REASONS, (number, wanted - there)
        # The text of a picture in a table stands in its cell and with the picture.
        assert not there - wanted or "![" in text, (number, there - wanted)
        lines = 1 + len(re.findall(r"\r\n?|\n", text))
        assert all(0 <= one.line <= lines for one in found), number
        assert codes <= set(CODES), number


def test_words_keep_their_order_in_the_model() -> None:
    for number in range(LESSONS // 8):
        text = made_up(number, plain=True)
        assert written(" ".join(words(read(text)[0]))) == written(text), number


def test_line_ends_and_byte_order_marks_make_no_difference() -> None:
    for number in range(0, LESSONS, 50):
        text = made_up(number).replace("\r", " ")
        expected = read(text)
        for other in (text.replace("\n", "\r\n"), text.replace("\n", "\r"), f"\ufeff{text}"):
            assert read(other) == expected, number


def test_no_word_is_lost_on_the_way_to_the_deck() -> None:
    theme, backend = deckgen.load_theme("slate"), deckgen.load_backend("pptx")
    for number, lesson, text in islice(sound_lessons(), DECKS):
        deck = backend.render(lesson, theme, lambda _: None)
        there, wanted = Counter(written(deck_text(deck))), Counter(written(text))
        assert not wanted - there, (number, wanted - there)
        assert lint(deck) == (), number


def test_words_keep_their_order_in_the_handout() -> None:
    theme, backend = deckgen.load_theme("slate"), deckgen.load_backend("pdf")
    for number in range(HANDOUTS):
        text = made_up(number, plain=True)
        data = backend.render(read(text)[0], theme, lambda _: None)
        pages = pypdfium2.PdfDocument(data)
        printed = "\n".join(page.get_textpage().get_text_range() for page in pages)
        assert written(printed) == written(text), number


def sound_lessons():
    """Yield lessons that are built, with the words that a deck shows as text."""
    for number in range(LESSONS):
        lesson, found = read(made_up(number))
        errors = any(one.severity is Severity.ERROR for one in found)
        # A formula is drawn, and a quiz tells its answer twice.
        quizzes = any(
            isinstance(each, Quiz) for slide in lesson.slides for each in walk(slide.blocks)
        )
        if not errors and not quizzes and "$" not in made_up(number):
            yield number, lesson, " ".join(words(lesson))


def deck_text(deck: bytes) -> str:
    """Return all text of slides and notes, with the texts of pictures."""
    with zipfile.ZipFile(BytesIO(deck)) as package:
        names = [
            name
            for name in package.namelist()
            if re.search(r"(slides|notesSlides)/\w+\.xml$", name)
        ]
        parts = [package.read(name).decode() for name in names]
    texts = [re.sub(r"</a:p>|</?a:br[^>]*>", "\n", part) for part in parts]
    alts = [alt for part in parts for alt in re.findall(r'descr="([^"]*)"', part)]
    return unescape(" ".join([*(re.sub(r"<[^>]*>", "", text) for text in texts), *alts]))
