"""Handouts that a viewer fills in: which fields there are, their names, looks and order."""

from __future__ import annotations

from io import BytesIO
from pathlib import Path

import pikepdf
import pytest
from pdf_lessons import SLATE, everything, item, lesson, pages_of, slide, terms, text
from test_pdf_accessible import missing, verdict
from test_pdf_booklet import book_of

from deckgen.backends.pdf import PdfBackend, engine_problem
from deckgen.backends.pdf.fields import _WORDS, with_fields
from deckgen.model import Lesson, List, Quiz
from deckgen.values import replace
from deckgen.wording import _WORDINGS

needs_engine = pytest.mark.skipif(bool(engine_problem()), reason=engine_problem())


def filled(what: Lesson, **settings: object) -> bytes:
    asked = replace(what.meta.settings, fillable=True, **settings)
    what = replace(what, meta=replace(what.meta, settings=asked))
    return PdfBackend().render(what, SLATE, lambda _: None)


def sample() -> Lesson:
    quiz = Quiz((text("Which?"),), (item("wrong", checked=False), item("right", checked=True)))
    tasks = List((item("to do", checked=False), item("done", checked=True)))
    return lesson(
        slide("Words", terms(Hash="a number", Bucket="a place", Probe="one look"), tasks),
        slide("Quiz", quiz),
    )


def fields(data: bytes) -> list[tuple[str, str, str, str]]:
    """Return kind, name, what is said, and state of every field, in the order of the tab key."""
    with pikepdf.open(BytesIO(data)) as pdf:
        found = [
            (str(field.FT), str(field.T), str(field.TU), str(field.get("/AS", "")))
            for page in pdf.pages
            for field in page.get("/Annots", [])
            if field.Subtype == "/Widget"
        ]
        assert [one[1] for one in found] == [str(field.T) for field in pdf.Root.AcroForm.Fields]
        assert {str(page.Tabs) for page in pdf.pages} == {"/S"}
    return found


@needs_engine
def test_boxes_and_lines_are_fields_in_reading_order() -> None:
    assert fields(filled(sample())) == [
        ("/Btn", "tick-1", "to do", "/Off"),
        ("/Btn", "tick-2", "done", "/on"),
        ("/Btn", "tick-3", "wrong", "/Off"),
        ("/Btn", "tick-4", "right", "/Off"),
        ("/Btn", "known-1", "Hash", "/Off"),
        ("/Tx", "answer-1", "Hash", ""),
        ("/Btn", "known-2", "Bucket", "/Off"),
        ("/Tx", "answer-2", "Bucket", ""),
        ("/Btn", "known-3", "Probe", "/Off"),
        ("/Tx", "answer-3", "Probe", ""),
    ]


@needs_engine
def test_gaps_and_ruled_lines_are_fields() -> None:
    guided = [name for kind, name, *_ in fields(filled(sample(), handout=("guided",)))]
    assert guided[:3] == ["gap-1-1", "gap-2-1", "gap-3-1"]
    said = [(kind, said) for kind, _, said, _ in fields(filled(sample(), handout=("notes",)))]
    assert ("/Tx", "Your notes 1") in said


@needs_engine
def test_what_is_typed_is_set_in_a_font_of_the_file() -> None:
    with pikepdf.open(BytesIO(filled(sample()))) as pdf:
        form = pdf.Root.AcroForm
        assert "/NeedAppearances" not in form
        (font,) = {str(field.DA).split()[0] for field in form.Fields if field.FT == "/Tx"}
        typed = form.DR.Font[font]
        assert "/FontFile2" in typed.FontDescriptor
        assert len(typed.Widths) == typed.LastChar - typed.FirstChar + 1
        width = {chr(code): float(typed.Widths[code - 32]) for code in range(32, 127)}
        assert width["i"] < width["a"] < width["W"]
        assert all("/N" in field.AP for field in form.Fields)


@needs_engine
def test_no_answer_is_in_the_fields_of_a_student() -> None:
    states = {name: state for _, name, _, state in fields(filled(sample()))}
    assert (states["tick-3"], states["tick-4"]) == ("/Off", "/Off")
    told = {name: state for _, name, _, state in fields(filled(sample(), edition="instructor"))}
    assert told["tick-4"] == "/on"


@needs_engine
def test_words_are_the_same_with_fields() -> None:
    plain = PdfBackend().render(sample(), SLATE, lambda _: None)
    assert "".join(pages_of(filled(sample()))).split() == "".join(pages_of(plain)).split()


@needs_engine
def test_a_folded_booklet_has_no_fields() -> None:
    with pikepdf.open(BytesIO(filled(sample(), imposed=True))) as pdf:
        assert "/AcroForm" not in pdf.Root


@needs_engine
def test_fields_of_a_books_lessons_have_names_of_their_own() -> None:
    with pikepdf.open(BytesIO(book_of(sample(), sample(), fillable=True))) as pdf:
        names = [str(field.T) for field in pdf.Root.AcroForm.Fields]
    assert len(names) == len(set(names)) > 10


@needs_engine
def test_equal_lessons_give_equal_fields() -> None:
    assert filled(sample()) == filled(sample())


@pytest.mark.skipif(bool(missing()), reason=missing())
def test_fields_are_for_everyone_and_for_keeping(tmp_path: Path) -> None:
    files = {
        kind: filled(everything(), handout=(kind,), archive=True)
        for kind in ("study", "guided", "notes", "cornell")
    }
    assert verdict("PDFUA-1", files, tmp_path) == ""
    assert verdict("PDFA-2A", files, tmp_path) == ""


def test_text_that_looks_like_a_field_is_text() -> None:
    html = '<html lang="en"><body><p>&lt;div class="lines"&gt;</p></body></html>'
    assert with_fields(html, "en") == html.replace("<html ", '<html data-fillable="" ')


def test_every_language_has_words_for_fields() -> None:
    assert set(_WORDS) == set(_WORDINGS)
