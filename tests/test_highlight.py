import pytest
from hypothesis import given
from hypothesis import strategies as st

from deckgen.highlight import KINDS, Token, highlight


def text_of(lines):
    return "\n".join("".join(token.text for token in line) for line in lines)


def test_a_keyword_and_a_string_are_told_apart():
    (line,) = highlight('return "a"', "python")
    assert line == (Token("return", "keyword"), Token(" ", "plain"), Token('"a"', "string"))


def test_an_unknown_language_is_plain():
    assert highlight("a = 1\n\nb", "klingon") == ((Token("a = 1"),), (), (Token("b"),))


def test_a_tab_is_four_spaces():
    assert highlight("\tx", "") == ((Token("    x"),),)


def test_blank_lines_at_the_ends_stay():
    assert len(highlight("\n\nx\n\n", "python")) == 5


def test_a_line_of_a_megabyte_stays_plain():
    (line,) = highlight("x" * 1_000_000, "python")
    assert line == (Token("x" * 1_000_000),)


@pytest.mark.parametrize("language", ["python", "bash", "json", "html", "console", "diff", "c++"])
@given(text=st.text(alphabet="ab\n \t\"'<>{}$#/*\\0é漢\u200b:", max_size=60))
def test_no_character_is_lost(language, text):
    lines = highlight(text, language)
    assert text_of(lines) == text.replace("\t", "    ")
    assert {token.kind for line in lines for token in line} <= set(KINDS)
