"""Phrases that run against their line stay in their order, whatever marks are in them."""

from __future__ import annotations

import pypdfium2
import pytest
from hypothesis import given
from hypothesis import strategies as st
from pdf_lessons import html_of, one_slide, text

from deckgen.backends.pdf.engine import lay_out, write_pdf
from deckgen.backends.pdf.lines import line_html
from deckgen.backends.pdf.phrases import phrases
from deckgen.backends.pdf.printing import Printing
from deckgen.model import FootnoteMark, Formula, Inlines, Lesson, LineBreak, Mark, Paragraph, Run
from deckgen.values import replace


def turned(*line: Run | Formula | LineBreak | int, rtl: bool = True) -> list[list[str]]:
    return [
        [piece.text if isinstance(piece, Run) else "…" for piece in phrase]
        for is_turned, phrase in phrases(line, rtl=rtl)
        if is_turned
    ]


def bold(words: str) -> Run:
    return Run(words, Mark.BOLD)


def code(words: str) -> Run:
    return Run(words, Mark.CODE)


def lesson(lang: str, *inlines: Run | FootnoteMark) -> Lesson:
    made = one_slide(Paragraph(inlines), text("last"))
    return replace(made, meta=replace(made.meta, lang=lang))


H2O = (Run("המים H"), Run("2", Mark.SUB), Run("O הם"))


def test_a_formula_with_a_small_number_is_one_phrase() -> None:
    assert turned(*H2O) == [["H", "2", "O"]]


def test_a_sentence_goes_to_its_last_letter() -> None:
    line = (Run("The "), bold("quick"), Run(" brown "), Run("fox", Mark.ITALIC), Run("."))
    assert turned(*line) == [["The ", "quick", " brown ", "fox"]]


def test_a_number_goes_with_the_words_before_it() -> None:
    line = (Run("נשתמש ב־ "), bold("Oracle"), Run(" Database "), bold("19"), Run(" זה"))
    assert turned(*line) == [["Oracle", " Database ", "19"]]


def test_a_number_before_words_is_not_theirs() -> None:
    assert turned(Run("עם 19 "), bold("Oracle"), Run(" זה")) == []


def test_a_power_is_one_phrase() -> None:
    assert turned(Run("ו־2"), Run("10", Mark.SUPER), Run(" ו־3")) == [["2", "10"]]


def test_numbers_apart_are_no_phrase() -> None:
    assert turned(Run("מ־2 "), bold("10"), Run(" עד 3")) == []


def test_a_letter_joined_to_a_number_is_its_phrase() -> None:
    assert turned(Run("ה־19"), bold("c"), Run(" זה")) == [["19", "c"]]


def test_code_and_formulas_stand_in_phrases_whole() -> None:
    line = (Run("עם over "), code("קוד;"), Run(" and "), Formula("x^2"), Run(" זה"))
    assert turned(*line) == [["over ", "קוד;", " and ", "…"]]


def test_a_bracket_is_closed_where_it_was_opened() -> None:
    assert turned(bold("ACID ("), code("BEGIN"), bold("), זה")) == [["ACID (", "BEGIN", ")"]]
    assert turned(Run("זה (ACID "), code("BEGIN"), Run(")")) == [["ACID ", "BEGIN"]]


def test_a_phrase_ends_with_its_line() -> None:
    assert turned(Run("one "), bold("two"), LineBreak(), bold("three")) == [["one ", "two"]]


def test_a_phrase_in_one_piece_is_left_there() -> None:
    assert turned(Run("ב־ Oracle Database "), bold("זה")) == []


def test_a_hebrew_phrase_in_english_is_one() -> None:
    line = (Run("They say שלום "), bold("עולם 12"), Run(", or hello."))
    assert turned(*line, rtl=False) == [["שלום ", "עולם 12"]]


def test_english_alone_has_no_phrase() -> None:
    line = (Run("One "), bold("two"), Run(" 3."))
    assert list(phrases(line, rtl=False)) == [(False, line)]


LETTERS = st.text("aB 1.,%٣שא\u0301\u200f(\u2067-", max_size=6)
PIECES = st.one_of(
    st.builds(Run, LETTERS, st.sampled_from([Mark.NONE, Mark.BOLD, Mark.CODE])),
    st.builds(LineBreak),
    st.builds(FootnoteMark, st.just(1)),
)


@given(st.lists(PIECES, max_size=8).map(tuple), st.booleans())
def test_no_letter_and_no_mark_is_lost(line: Inlines, rtl: bool) -> None:
    found = [piece for _, phrase in phrases(line, rtl=rtl) for piece in phrase]
    assert letters(found) == letters(line)


def letters(line: Inlines | list[object]) -> list[object]:
    return [
        part
        for piece in line
        for part in (
            [(each, piece.marks) for each in piece.text] if isinstance(piece, Run) else [piece]
        )
    ]


def test_a_phrase_is_an_element_of_its_direction() -> None:
    html = html_of(lesson("he", *H2O))
    assert 'המים<span> </span><span dir="ltr">H<sub>2</sub>O</span> הם' in html


def test_a_line_of_one_direction_has_no_such_element() -> None:
    assert "<span dir" not in html_of(lesson("en", Run("H"), Run("2", Mark.SUB), Run("O")))


@pytest.mark.parametrize(
    ("direction", "line", "order"),
    [
        ("rtl", H2O, "H2O"),
        ("rtl", (bold("Oracle"), Run(" Data "), bold("19c"), Run(" في")), "OracleData19c"),
        ("rtl", (Run("ו־2"), Run("10"), Run(" ו־3")), "210"),
        ("ltr", (Run("say "), bold("אב"), Run("גד"), Run(" so")), "".join(reversed("אבגד"))),
    ],
)
def test_pieces_are_drawn_in_their_order(direction: str, line: tuple[Run, ...], order: str) -> None:
    words = line_html(line, lambda run: f"<b>{run.text}</b>", rtl=direction == "rtl")
    html = f'<html lang="en" dir="{direction}"><title>t</title><p>{words}</p>'
    data, _ = write_pdf(lay_out(html, "", lambda _: None), Printing())
    page = pypdfium2.PdfDocument(data)[0].get_textpage()
    drawn = [
        (page.get_charbox(at)[0], page.get_text_range(at, 1)) for at in range(page.count_chars())
    ]
    assert order in "".join(letter.strip() for _, letter in sorted(drawn))
