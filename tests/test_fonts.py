import pytest

from deckgen.diagnostics import DeckgenError
from deckgen.fonts import SetText, load_metrics, metrics, text_width
from deckgen.fonts.breaking import _UNUSUAL, _breaks, parts
from deckgen.fonts.metrics import WIDEST, Widths, fallback_width
from deckgen.model import FootnoteMark, LineBreak, Mark, Run


def lines(text: str, width_em: float, marks: Mark = Mark.NONE) -> int:
    return SetText((Run(text, marks),), "Calibri", "Consolas").line_count(width_em)


@pytest.mark.parametrize(
    "name", ["Arial", "Calibri", "Cambria", "Consolas", "Courier New", "Georgia", "Times New Roman"]
)
def test_every_font_has_widths(name):
    assert load_metrics(name).name == name
    assert text_width("Hello", name) > 1500


def test_an_unknown_font_says_which_there_are():
    with pytest.raises(DeckgenError, match="no width table for the font 'Papyrus'") as caught:
        load_metrics("Papyrus")
    assert "Calibri" in caught.value.hint


def test_bold_text_is_wider():
    assert text_width("Hadoop", "Calibri", bold=True) > text_width("Hadoop", "Calibri")


def test_a_monospaced_font_has_one_width():
    assert text_width("iiii", "Consolas") == text_width("WWWW", "Consolas") == 2200


def test_chinese_characters_are_as_wide_as_high():
    assert text_width("漢字", "Calibri") == text_width("漢字", "Consolas") == 2000


def test_combining_marks_take_no_room():
    assert text_width("e\u0301", "Calibri") == text_width("e", "Calibri")
    assert text_width("क\u094d", "Calibri") == text_width("क", "Calibri")


def test_scripts_without_a_table_are_measured_by_their_average():
    assert 500 < text_width("س", "Calibri") < 1000
    assert 500 < text_width("ש", "Calibri") < 800


def test_a_line_breaks_at_spaces():
    assert lines("one two three four", 4.0) == 3


def test_a_line_breaks_after_a_hyphen_but_not_before_a_number():
    assert list(parts("re-use x-1")[0]) == ["re-", "use", "x-1"]


def test_an_address_breaks_after_its_slashes():
    assert list(parts("http://a.org/b/c")[0]) == ["http://", "a.org/", "b/", "c"]


def test_japanese_breaks_anywhere_but_before_a_full_stop():
    assert list(parts("値は。（同じ）")[0]) == ["値", "は。", "（同", "じ）"]


def test_usual_letters_make_no_place_to_break():
    usual = [chr(code) for code in range(0x20, 0x3000) if not _UNUSUAL.search(chr(code))]
    assert {"a", "-", "/", "ß", "Ω", "я", "ש", "س", "क", "”", "…"} <= set(usual)
    for char in usual:
        for word in (f"a{char}b", f"9{char}9", f"{char}{char}ä"):
            assert _UNUSUAL.search(word) or not any(map(_breaks, word, word[1:])), word


def test_korean_breaks_at_spaces():
    assert list(parts("같은 값을")[0]) == ["같은", "값을"]


def test_a_word_goes_on_over_a_change_of_marks():
    text = SetText((Run("Had", Mark.BOLD), Run("oop rocks")), "Calibri", "Consolas")
    word = text_width("Had", "Calibri", bold=True) + text_width("oop", "Calibri")
    assert text.longest_word == word


def test_a_word_longer_than_its_line_is_broken():
    text = SetText((Run("x" * 100),), "Calibri", "Consolas")
    assert text.line_count(10.0) == 5
    assert text.is_overlong(10.0)


@pytest.mark.parametrize("letters", [14, 15, 40])
def test_long_words_are_told_whether_they_need_measuring_or_not(letters):
    text = SetText((Run("so " * 30 + "W" * letters),), "Calibri", "Consolas")
    for width in (8.0, 16.0, 31.0, 36.0, 50.0):
        assert text.is_overlong(width) == (text.longest_word > width * 970)


def test_no_character_is_wider_than_the_widest():
    assert max(fallback_width(chr(code)) for code in range(0x20, 0x20000, 3)) <= WIDEST
    letters = "".join(map(chr, range(0x20, 0x2600)))
    for name in ("Arial 130%", "Calibri", "Cambria", "Georgia", "Times New Roman"):
        for face in load_metrics(name).faces:
            assert max(map(face.__getitem__, letters)) <= WIDEST


def test_words_are_forgotten_where_there_are_too_many(monkeypatch):
    monkeypatch.setattr(metrics, "MOST_KNOWN", 3)
    known = Widths(load_metrics("Calibri").faces[0])
    assert [known[word] for word in "abcdef"] == [text_width(word, "Calibri") for word in "abcdef"]
    assert len(known) <= 3


def test_an_asked_for_break_begins_a_line():
    text = SetText((Run("a"), LineBreak(), Run("b")), "Calibri", "Consolas")
    assert text.line_count(100.0) == 2


def test_a_raised_number_is_two_thirds_as_wide():
    plain = SetText((Run("1"),), "Calibri", "Consolas").width
    assert SetText((FootnoteMark(1),), "Calibri", "Consolas").width == pytest.approx(plain * 2 / 3)


def test_nothing_is_one_empty_line():
    assert SetText((), "Calibri", "Consolas").line_count(10.0) == 1
