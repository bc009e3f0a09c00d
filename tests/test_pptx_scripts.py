"""Every run says the language of its words, also of those in another script."""

import pytest
from hypothesis import given
from hypothesis import strategies as st
from pptx_deck import A, body, build, slide, text, tree

from deckgen.backends.pptx.language import language
from deckgen.backends.pptx.scripts import by_language


def said(words, lang="en"):
    return [(piece, spoken.tag) for piece, spoken in by_language(words, language(lang))]


@pytest.mark.parametrize(
    ("lang", "words", "expected"),
    [
        ("en", "plain café", [("plain café", "en-US")]),
        ("en", "a 事务、管理 b", [("a ", "en-US"), ("事务、管理", "zh-CN"), (" b", "en-US")]),
        ("en", "日本語です", [("日本語です", "ja-JP")]),
        ("de", "x 한국어", [("x ", "de-DE"), ("한국어", "ko-KR")]),
        ("en", "الأمن السيبراني ok", [("الأمن السيبراني", "ar-SA"), (" ok", "en-US")]),
        ("en", "α is a symbol", [("α is a symbol", "en-US")]),
        ("ja", "日本語 AWS", [("日本語 AWS", "ja-JP")]),
        ("ar", "نص Amazon S3", [("نص ", "ar-SA"), ("Amazon", "en-US"), (" S3", "ar-SA")]),
        ("ru", "Сервис Amazon EMR", [("Сервис ", "ru-RU"), ("Amazon EMR", "en-US")]),
    ],
)
def test_words_of_another_script_are_in_its_language(lang, words, expected):
    assert said(words, lang) == expected


@given(st.text(), st.sampled_from(["en", "ja", "ar", "ru", "ko", "xx"]))
def test_no_character_is_lost_or_moved(words, lang):
    assert "".join(piece for piece, _ in said(words, lang)) == words


def test_a_slides_runs_have_their_languages():
    data = build(slide("T", body(text("Read 事务 **שלום** now"))))
    runs = [
        (run.find(f"{A}t").text, run.find(f"{A}rPr").get("lang"))
        for run in tree(data).iter(f"{A}r")
    ]

    assert [r for r in runs if r[1] in ("zh-CN", "he-IL")] == [("事务", "zh-CN"), ("שלום", "he-IL")]
    assert all(lang for _, lang in runs)
