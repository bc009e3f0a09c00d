"""The kinds of handouts: what each shows, and that it agrees with the deck."""

from __future__ import annotations

import re
from io import BytesIO
from math import ceil

import pikepdf
import pypdfium2
import pytest
from pdf_lessons import SLATE, bullets, everything, item, lesson, pages_of, slide, terms, text

from deckgen.backends import variants
from deckgen.backends.pdf import PdfBackend
from deckgen.diagnostics import Diagnostic
from deckgen.editions import projected, seen
from deckgen.fit import fit
from deckgen.model import (
    Audience,
    Heading,
    Lesson,
    ListItem,
    Mark,
    Paragraph,
    Restricted,
    Role,
    Run,
    SlideOptions,
)
from deckgen.model import Quiz as Question
from deckgen.settings import Settings
from deckgen.values import replace

LONG = slide("Long", bullets(*[f"Point {n} has some words to say about it" for n in range(30)]))
SECRET = Restricted(Audience.INSTRUCTOR, (text("Xylophone"),))


def sample() -> Lesson:
    return lesson(
        slide("Hash tables", text("A value is found by its key."), role=Role.OPENING),
        slide("Words", terms(Hash="a number", Bucket="a place"), SECRET),
        LONG,
        replace(slide("Backup", text("Not shown")), options=SlideOptions(hidden=True)),
        replace(slide("Ask"), notes=(text("Whisper"),), blocks=(question(),)),
        slide("Conclusion", text("See Words."), role=Role.SUMMARY),
    )


def question() -> Question:
    choices = (item("Left", checked=False), item("Right", checked=True))
    return Question((text("Which side?"),), choices, (text("Because reasons"),))


def made(kind: str, what: Lesson, edition: str = "", frames: int = 3) -> bytes:
    settings = Settings(handout=(kind,), edition=edition, frames=frames)
    found: list[Diagnostic] = []
    what = replace(what, meta=replace(what.meta, settings=settings))
    data = PdfBackend().render(what, SLATE, found.append)
    assert [one.message for one in found if one.code != "split"] == []
    return data


def words_of(data: bytes) -> str:
    return " ".join(" ".join(pages_of(data)).split())


def outline(data: bytes) -> list[str]:
    with pikepdf.open(BytesIO(data)) as pdf, pdf.open_outline() as found:
        return [entry.title for root in found.root for entry in (root, *root.children)]


def test_each_kind_and_edition_is_a_file_of_its_own() -> None:
    asked = Settings(handout=("study", "notes", "slides"), edition="both")
    tags = [variant.tag for variant in variants(PdfBackend(), asked)]
    assert sorted(tags) == [
        "", "instructor", "notes", "notes-instructor", "slides", "slides-instructor"
    ]  # fmt: skip


def test_slides_are_those_of_the_deck_one_a_page() -> None:
    titles = [
        "".join(run.text for run in one.title if isinstance(run, Run))
        for one in fit(projected(sample()), SLATE, lambda _: None).slides
        if not one.options.hidden
    ]
    data = made("slides", sample())
    pages = pages_of(data)
    assert outline(data) == titles
    assert [title in page for title, page in zip(titles, pages, strict=True)] == [True] * len(pages)


def test_a_page_of_slides_is_as_large_as_a_slide() -> None:
    page = pypdfium2.PdfDocument(made("slides", sample()))[0]
    assert page.get_size() == pytest.approx((960, 540), abs=0.1)


def test_a_link_between_slides_works() -> None:
    linked = lesson(
        slide("One", Paragraph((Run("to two", link="#two"),)), key="one"),
        slide("Two", text("here"), key="two"),
    )
    with pikepdf.open(BytesIO(made("slides", linked))) as pdf:
        links = [note for page in pdf.pages for note in page.get("/Annots", [])]
        assert [str(link.Dest) for link in links] == ["two"]


@pytest.mark.parametrize("frames", [1, 2, 3, 4, 6, 9])
def test_notes_have_so_many_slides_a_page(frames: int) -> None:
    shown = fit(seen(sample(), Audience.STUDENT), SLATE, lambda _: None).slides
    assert len(pages_of(made("notes", sample(), frames=frames))) == ceil(len(shown) / frames)


def test_notes_and_slides_say_the_same() -> None:
    slides, notes = (
        re.findall("[A-Za-z]+", words_of(made(kind, sample(), frames=9)))
        for kind in ("slides", "notes")
    )
    assert [word for word in slides if word not in notes] == []


@pytest.mark.parametrize("kind", ["study", "notes", "cornell", "guided", "slides"])
def test_what_the_instructor_says_is_in_no_student_handout(kind: str) -> None:
    student, instructor = (words_of(made(kind, sample(), who)) for who in ("student", "instructor"))
    secret = ("Xylophone", "Whisper", "reasons", "Instructor’s edition")
    assert [word for word in secret if word in student] == []
    assert [word for word in secret if word not in instructor] == []


def test_cornell_notes_ask_for_titles_and_terms() -> None:
    data = made("cornell", sample())
    words = words_of(data)
    assert "What does “Bucket” mean?" in words
    assert "What are the main points of “Long”?" in words
    assert all("Summary" in page for page in pages_of(data))


def test_the_last_page_of_cornell_notes_has_its_share_of_rows() -> None:
    slides = [slide(f"Part {n}", text("word " * 30)) for n in range(6)]
    first, last = (" ".join(page.split()) for page in pages_of(made("cornell", lesson(*slides))))
    assert ("“Part 2”" in first, "“Part 3”" in last) == (True, True)


def test_guided_notes_have_gaps_for_terms() -> None:
    words = words_of(made("guided", sample()))
    assert "Bucket" not in words
    assert "2 a place" in words


def test_a_bold_line_of_its_own_is_no_gap() -> None:
    bold = Paragraph((Run("Why it helps", Mark.BOLD),))
    assert "Why it helps" in words_of(made("guided", lesson(slide("One", bold, text("It does.")))))


def test_the_key_is_a_page_of_its_own_and_the_instructors_alone() -> None:
    assert "Answer key" not in words_of(made("guided", sample(), "student"))
    last = pages_of(made("guided", sample(), "instructor"))[-1]
    assert last.split()[:4] == ["Answer", "key", "Hash", "Bucket"]
    assert "Conclusion" not in last


def test_the_key_counts_the_gaps_that_the_student_has() -> None:
    aside = Restricted(Audience.INSTRUCTOR, (Paragraph((Run("Quoll", Mark.BOLD),)), terms(Emu="x")))
    first = slide("Plan", aside, text("Go."), role=Role.OPENING)
    key = pages_of(made("guided", lesson(first, *sample().slides[1:]), "instructor"))[-1]
    assert key.split()[:4] == ["Answer", "key", "Hash", "Bucket"]


def test_answers_at_the_end_have_no_gaps() -> None:
    told = Paragraph((Run("Wombat", Mark.BOLD), Run(" it is")))
    asked = replace(question(), explanation=(told,), published=True)
    assert "Wombat it is" in words_of(made("guided", lesson(slide("Ask", asked))))


@pytest.mark.parametrize("kind", ["notes", "cornell", "guided", "slides"])
def test_equal_lessons_give_equal_bytes(kind: str) -> None:
    assert made(kind, sample()) == made(kind, sample())


def test_headings_on_slides_are_headings() -> None:
    inner = Heading(3, (Run("Within"),))
    what = lesson(slide("One", inner, text("words")), slide("Two", text("more")))
    with pikepdf.open(BytesIO(made("slides", what))) as pdf:
        kinds = [str(one.get("/S")) for one in pdf.objects if isinstance(one, pikepdf.Dictionary)]
    assert [kinds.count(f"/H{level}") for level in (1, 2, 3)] == [1, 2, 0]


def test_every_kind_of_frame_is_drawn() -> None:
    assert "Because it is" not in words_of(made("slides", everything()))
    assert len(pages_of(made("notes", everything()))) > 1


def test_the_name_of_a_term_keeps_its_order_on_slides() -> None:
    name = (Run("W", Mark.BOLD), Run("q", Mark.BOLD | Mark.SUB), Run("Z", Mark.BOLD))
    point = ListItem((Paragraph((*name, Run(": מים"))),))
    hebrew = lesson(slide("אחת", text("שתיים"), bullets(point)), lang="he")
    page = pypdfium2.PdfDocument(made("slides", hebrew))[0].get_textpage()
    drawn = [
        (page.get_charbox(at)[0], page.get_text_range(at, 1)) for at in range(page.count_chars())
    ]
    assert [letter for _, letter in sorted(drawn) if letter in "WqZ"] == ["W", "q", "Z"]
