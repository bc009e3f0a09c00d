"""Who sees what of a lesson."""

import pytest

from deckgen.editions import edition, projected
from deckgen.model import (
    Audience,
    Block,
    Footnote,
    FootnoteMark,
    Lesson,
    List,
    ListItem,
    Mark,
    Meta,
    Paragraph,
    Quiz,
    Quote,
    Restricted,
    Run,
    Slide,
    SlideOptions,
    plain,
)
from deckgen.parser import parse
from deckgen.source import from_text
from deckgen.values import replace


def paragraph(text: str) -> Paragraph:
    return Paragraph((Run(text),))


def lesson(*blocks: Block, options: SlideOptions = SlideOptions()) -> Lesson:
    return Lesson(Meta(), (Slide((Run("Title"),), blocks, (paragraph("note"),), options),))


PLAN = Restricted(Audience.INSTRUCTOR, (paragraph("plan"),))
HOMEWORK = Restricted(Audience.STUDENT, (paragraph("homework"),))
QUIZ = Quiz(
    (paragraph("Which?"),),
    (ListItem((paragraph("this"),), True), ListItem((paragraph("that"),), False)),
    (paragraph("because"),),
)
OPEN = replace(
    QUIZ,
    choices=tuple(replace(choice, checked=False) for choice in QUIZ.choices),
    explanation=(),
)


def test_the_student_sees_neither_the_instructors_blocks_nor_notes() -> None:
    seen = edition(lesson(PLAN, Quote((PLAN, HOMEWORK))), Audience.STUDENT).slides[0]
    assert seen.blocks == (Quote((paragraph("homework"),)),)
    assert seen.notes == ()


def test_the_student_is_not_told_the_answer() -> None:
    assert edition(lesson(QUIZ), Audience.STUDENT).slides[0].blocks == (OPEN,)


def test_the_instructor_sees_plan_answer_and_notes_but_no_homework() -> None:
    seen = edition(lesson(PLAN, HOMEWORK, QUIZ), Audience.INSTRUCTOR).slides[0]
    assert seen.blocks == (paragraph("plan"), QUIZ)
    assert seen.notes == (paragraph("note"),)


def test_a_slide_of_one_audience_is_missing_from_the_others_edition() -> None:
    whole = lesson(paragraph("plan"), options=SlideOptions(audience=Audience.INSTRUCTOR))
    assert edition(whole, Audience.STUDENT).slides == ()


def test_on_the_wall_plan_and_homework_stand_in_the_notes() -> None:
    seen = projected(lesson(Quote((PLAN,)), HOMEWORK)).slides[0]
    assert seen.blocks == (Quote(()),)
    assert seen.notes == (paragraph("note"), paragraph("plan"), paragraph("homework"))


def test_on_the_wall_a_quiz_is_open_and_its_answer_in_the_notes() -> None:
    seen = projected(lesson(QUIZ)).slides[0]
    assert seen.blocks == (OPEN,)
    assert seen.notes == (
        paragraph("note"),
        Paragraph((Run("Answer:", Mark.BOLD),)),
        List((ListItem((paragraph("this"),)),)),
        paragraph("because"),
    )


@pytest.mark.parametrize(("block", "audience"), [(PLAN, "instructor"), (HOMEWORK, "student")])
def test_on_the_wall_a_slide_for_one_audience_is_hidden(block: Restricted, audience: str) -> None:
    options = SlideOptions(audience=Audience(audience))
    seen = projected(lesson(block, options=options)).slides[0]
    assert seen.options.hidden
    assert seen.blocks == block.blocks


def noted(number: int) -> Paragraph:
    return Paragraph((Run("see"), FootnoteMark(number)))


def with_footnotes(*blocks: Block) -> Lesson:
    footnotes = tuple(Footnote(n, (paragraph(f"footnote {n}"),)) for n in (1, 2))
    return replace(lesson(*blocks), footnotes=footnotes)


def test_a_footnote_of_the_instructors_words_is_the_instructors() -> None:
    whole = with_footnotes(noted(1), Restricted(Audience.INSTRUCTOR, (noted(2),)))
    assert [note.number for note in edition(whole, Audience.STUDENT).footnotes] == [1]
    assert [note.number for note in edition(whole, Audience.INSTRUCTOR).footnotes] == [1, 2]


def test_on_the_wall_the_instructors_footnote_follows_into_the_notes() -> None:
    whole = with_footnotes(noted(1), Restricted(Audience.INSTRUCTOR, (noted(2),)))
    seen = projected(whole)
    assert [note.number for note in seen.footnotes] == [1]
    assert seen.slides[0].notes == (paragraph("note"), noted(2), paragraph("footnote 2"))


def test_a_footnote_of_a_footnote_is_kept() -> None:
    whole = with_footnotes(noted(1))
    chained = replace(whole, footnotes=(Footnote(1, (noted(2),)), whole.footnotes[1]))
    assert len(edition(chained, Audience.STUDENT).footnotes) == 2


def test_answers_that_the_site_shows_stand_at_the_students_end() -> None:
    shown = Quiz((paragraph("Why?"),), (), (paragraph("because"),), published=True)
    student = edition(lesson(shown), Audience.STUDENT)
    assert student.slides[0].blocks == (replace(shown, explanation=()),)
    assert [plain(slide.title) for slide in student.slides][1:] == ["Answers"]
    assert student.slides[-1].blocks[-1] == paragraph("because")
    hidden = Restricted(Audience.INSTRUCTOR, (shown,))
    assert len(edition(lesson(hidden), Audience.STUDENT).slides) == 1


def test_an_answer_follows_its_question_where_that_is_asked_for() -> None:
    source = from_text(
        "---\ntitle: T\n---\n\nLead.\n\n<!-- pagebreak -->\n\n## Q\n\n<!-- slide: answers -->\n\n"
        "Which one?\n\n- [ ] this\n- [x] that\n",
        lambda _: None,
    )
    slides = projected(parse(source, lambda _: None)).slides
    assert [plain(slide.title) for slide in slides] == ["T", "Q", "Q – Answer"]
    asked, answered = (slide.blocks[0] for slide in slides[1:])
    assert isinstance(asked, Quiz)
    assert isinstance(answered, Quiz)
    assert [choice.checked for choice in asked.choices] == [False, False]
    assert [choice.checked for choice in answered.choices] == [False, True]
    assert slides[2].notes == ()
    assert slides[2].key == "q--answer"
