"""Several lessons bound into one book."""

from __future__ import annotations

import re
from collections.abc import Iterator
from io import BytesIO
from pathlib import Path

import pikepdf
import pytest
from pdf_lessons import FOX, SLATE, everything, lesson, pages_of, slide, terms, text
from test_pdf_accessible import missing, verdict

from deckgen.backends import Binder
from deckgen.backends.pdf import PdfBackend, engine_problem
from deckgen.backends.pdf.booklet.matter import initial, order, pages_with, ranges
from deckgen.book_wording import _WORDINGS as BOOK_WORDINGS
from deckgen.model import (
    Audience,
    Callout,
    CalloutKind,
    FootnoteMark,
    Lesson,
    Meta,
    Paragraph,
    Restricted,
    Role,
    Run,
    Volume,
)
from deckgen.values import replace
from deckgen.wording import _WORDINGS

needs_engine = pytest.mark.skipif(bool(engine_problem()), reason=engine_problem())

KEY = Callout(CalloutKind.EXAM, (text("Remember the load factor."),))


def hashing() -> Lesson:
    secret = Restricted(Audience.INSTRUCTOR, (text("Zanzibar"),))
    return lesson(
        slide("Hash tables", text(FOX * 9), role=Role.OPENING),
        slide(
            "Words", terms(Bucket="a place", Probe="one look"), *[text(FOX * 9)] * 3, KEY, secret
        ),
        slide("Exam", terms(Hash="a number for a key"), role=Role.EXAM),
    )


def trees() -> Lesson:
    linked = Paragraph((Run("see above", link="#words"), FootnoteMark(1)))
    made = lesson(
        slide("Words", text("The tree has a bucket."), terms(Leaf="an end"), key="words"),
        slide("More", linked),
        title="Search trees",
    )
    made = replace(made, footnotes=everything().footnotes)
    return replace(made, meta=replace(made.meta, lesson="11"))


def volume(*lessons: Lesson, lang: str = "en", **settings: object) -> Volume:
    meta = Meta(title="Data structures", section="Section-6", lang=lang, author="A. Teacher")
    return Volume(replace(meta, settings=replace(meta.settings, **settings)), lessons, "lessons")


def book_of(*lessons: Lesson, lang: str = "en", **settings: object) -> bytes:
    return PdfBackend().bind(volume(*lessons, lang=lang, **settings), SLATE, lambda _: None)


@pytest.fixture(scope="module")
def book() -> bytes:
    return book_of(hashing(), trees())


def place(pages: list[str], *words: str) -> int:
    return next(number for number, page in enumerate(pages) if all(word in page for word in words))


def test_the_handout_backend_binds() -> None:
    assert isinstance(PdfBackend(), Binder)


@needs_engine
def test_lessons_begin_on_right_hand_pages(book: bytes) -> None:
    pages = pages_of(book)
    starts = [place(pages, "Study handout", title) for title in ("Hash tables", "Search trees")]
    assert [start % 2 for start in starts] == [0, 0]
    assert [start % 2 for start in (place(pages, "Contents"),)] == [0]


@needs_engine
def test_contents_name_the_pages_that_the_parts_are_on(book: bytes) -> None:
    pages = pages_of(book)
    listed = pages[place(pages, "Contents")]
    front = place(pages, "Study handout", "Hash tables")
    for title, *words in (
        ("Hash tables", "Study handout"),
        ("Search trees", "Study handout"),
        ("For the exam", "Remember the load factor."),
        ("Glossary", "one look"),
        ("Index", "Bucket"),
    ):
        number = int(re.search(rf"{title}[ .]*?(\d+)\s", listed)[1])  # type: ignore[index]
        there = pages[front + number - 1]
        assert all(word in there for word in (title, *words)), title
        assert re.search(rf"^{number}$", there, re.MULTILINE)


@needs_engine
def test_the_index_names_every_page_with_a_term(book: bytes) -> None:
    pages = pages_of(book)
    front = place(pages, "Study handout", "Hash tables")
    index = pages[place(pages, "Index", "Bucket", "Probe")]
    lessons = pages[front : place(pages, "10 · Hash tables")]
    expected = [n for n, page in enumerate(lessons, 1) if "bucket" in page.lower()]
    found = re.search(r"Bucket\W+([\d, –]+)", index)
    assert found is not None
    assert found[1].strip() == "1–3"
    assert expected == [1, 2, 3]


@needs_engine
def test_the_digest_has_all_exam_points(book: bytes) -> None:
    pages = pages_of(book)
    digest = pages[place(pages, "For the exam", "10 · Hash tables")]
    assert "Remember the load factor." in digest
    assert "a number for a key" in digest
    assert "Search trees" not in digest


@needs_engine
def test_links_stay_in_their_lesson(book: bytes) -> None:
    pages = pages_of(book)
    with pikepdf.open(BytesIO(book)) as pdf:
        names = list(pdf.Root.Names.Dests.Names)
        places = {
            str(name): target[0] for name, target in zip(names[::2], names[1::2], strict=True)
        }
        numbers = {page.obj.objgen: number for number, page in enumerate(pdf.pages)}
        assert len(places) == len(names) / 2
        here = place(pages, "see above")
        wanted = [str(link.Dest) for link in pdf.pages[here].Annots if "/Dest" in link]
        assert wanted == [
            "l2-words",
            "l2-note-1",
        ]
        assert {numbers[places[name].objgen] for name in wanted} == {here}


@needs_engine
def test_bookmarks_have_lessons_and_their_sections(book: bytes) -> None:
    with pikepdf.open(BytesIO(book)) as pdf, pdf.open_outline() as outline:
        told = {each.title: [below.title for below in each.children] for each in outline.root}
    assert list(told) == [
        "Contents", "Hash tables", "Search trees", "For the exam", "Glossary", "Index",
    ]  # fmt: skip
    assert told["Hash tables"][:2] == ["Words", "Exam"]


@needs_engine
def test_a_viewer_counts_pages_as_the_paper_does(book: bytes) -> None:
    pages = pages_of(book)
    with pikepdf.open(BytesIO(book)) as pdf:
        labels = [page.label for page in pdf.pages]
    front = place(pages, "Study handout", "Hash tables")
    assert labels[: front + 2] == [*["i", "ii", "iii", "iv"][:front], "1", "2"]


@needs_engine
def test_a_course_names_its_sections(tmp_path: Path) -> None:
    other = replace(trees(), meta=replace(trees().meta, section="Section-7"))
    data = book_of(hashing(), other)
    assert place(pages_of(data), "Section 7") < place(pages_of(data), "Study handout", "Search")
    with pikepdf.open(BytesIO(data)) as pdf, pdf.open_outline() as outline:
        told = {each.title: [below.title for below in each.children] for each in outline.root}
    assert told["Section 6"] == ["Hash tables"]
    assert told["Section 7"] == ["Search trees"]


@needs_engine
def test_a_section_goes_by_one_name_whatever_its_lessons_speak() -> None:
    german = replace(trees(), meta=replace(trees().meta, lang="de", lesson="12"))
    other = replace(trees(), meta=replace(trees().meta, section="Section-7"))
    pages = pages_of(book_of(hashing(), german, trees(), other))
    assert [page.split() for page in pages].count(["Section", "6", "1"]) == 1
    assert not any(page.startswith("Abschnitt 6") and len(page.split()) < 4 for page in pages)


@needs_engine
def test_a_books_lesson_is_drawn_in_to_save_a_page() -> None:
    sample = lesson(slide("Body", *[text(FOX * 4)] * 10, *[text(FOX)] * 3))
    assert len(pages_of(book_of(sample))) == 4 + 2


@needs_engine
def test_links_to_other_lessons_stay_in_the_book() -> None:
    linking = lesson(slide("Body", Paragraph((Run("the other", link="lesson:../b/two.pdf"),))))
    whole = volume(linking, trees())
    data = PdfBackend().bind(replace(whole, addresses=("one.pdf", "../b/two.pdf")), SLATE, print)
    with pikepdf.open(BytesIO(data)) as pdf:
        here = place(pages_of(data), "the other")
        assert [str(link.get("/Dest", "")) for link in pdf.pages[here].Annots] == ["l2-lesson"]


@needs_engine
@pytest.mark.parametrize(("edition", "told"), [("student", False), ("instructor", True)])
def test_no_word_for_the_instructor_is_in_a_students_book(edition: str, told: bool) -> None:
    data = book_of(hashing(), trees(), edition=edition)
    with pikepdf.open(BytesIO(data)) as pdf:
        strings = [str(each) for thing in pdf.objects for each in _strings(thing)]
    assert any("Zanzibar" in each for each in (*strings, *pages_of(data))) is told
    assert ("Instructor" in pages_of(data)[0]) is told


def _strings(thing: object) -> Iterator[object]:
    if isinstance(thing, pikepdf.Dictionary | pikepdf.Stream):
        yield from (value for _, value in thing.items() if isinstance(value, pikepdf.String))


@needs_engine
def test_equal_volumes_give_equal_bytes(book: bytes) -> None:
    assert book_of(hashing(), trees()) == book


@needs_engine
def test_a_missing_glyph_in_a_book_names_its_lesson() -> None:
    odd = lesson(slide("Body", replace(text("unseen \U0010fffd here"), line=12)))
    found: list[object] = []
    PdfBackend().bind(volume(hashing(), replace(odd, file="odd.md")), SLATE, found.append)
    assert [(each.file, each.line, each.code) for each in found] == [("odd.md", 12, "glyph")]


@pytest.mark.skipif(bool(missing()), reason=missing())
def test_every_book_conforms_to_pdf_ua_1(tmp_path: Path) -> None:
    arabic = lesson(
        slide("المصطلحات", terms(الدلو="مكان القيم"), role=Role.EXAM),
        title="جداول التجزئة", lang="ar",
    )  # fmt: skip
    books = {
        "student": book_of(everything(), trees()),
        "instructor": book_of(everything(), hashing(), edition="instructor", bleed=True),
        "arabic": book_of(arabic, hashing(), lang="ar"),
    }
    assert verdict("PDFUA-1", books, tmp_path) == ""
    kept = {"kept": book_of(hashing(), trees(), archive=True)}
    assert verdict("PDFA-2A", kept, tmp_path) == ""


@pytest.mark.parametrize(
    ("pages", "expected"),
    [([], ()), ([3], ((3, 3),)), ([3, 4], ((3, 3), (4, 4))), ([3, 4, 5, 9], ((3, 5), (9, 9)))],
)
def test_pages_in_a_row_are_a_range(
    pages: list[int], expected: tuple[tuple[int, int], ...]
) -> None:
    assert ranges(pages) == expected


def test_a_term_is_found_as_a_whole_word() -> None:
    texts = ["a bucket here", "buckets", "ein eimer", "ハッシュ表です"]
    assert pages_with("Bucket", texts) == (0,)
    assert pages_with("ハッシュ表", texts) == (3,)


def test_terms_are_sorted_as_a_reader_looks_for_them() -> None:
    assert sorted(["Zug", "Äpfel", "Apfel", "“Baum”"], key=order)[:2] == ["Apfel", "Äpfel"]
    assert [initial(name) for name in ("Äpfel", "42", "表", "الدلو")] == ["A", "#", "", "ا"]


def test_every_language_has_words_for_books() -> None:
    assert set(BOOK_WORDINGS) == set(_WORDINGS)


@needs_engine
def test_a_book_of_guided_notes_does_not_tell_a_student_what_is_missing() -> None:
    pages = pages_of(book_of(hashing(), trees(), handout=("guided",)))
    assert "Probe" not in "".join(pages)
    assert "Probe" in "".join(
        pages_of(book_of(hashing(), handout=("guided",), edition="instructor"))
    )


@needs_engine
def test_slides_are_bound_as_one_show() -> None:
    data = book_of(hashing(), trees(), handout=("slides",))
    with pikepdf.open(BytesIO(data)) as pdf:
        assert {round(float(page.mediabox[2])) for page in pdf.pages} == {960}
    assert "Hash tables" in pages_of(data)[0]
