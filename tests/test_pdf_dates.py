from __future__ import annotations

import pytest

from deckgen.backends.pdf.dates import iso_day, written_date


@pytest.mark.parametrize(
    ("lang", "written"),
    [
        ("en", "7 September 2026"),
        ("en-GB", "7 September 2026"),
        ("en-US", "September 7, 2026"),
        ("de", "7. September 2026"),
        ("fr-CA", "7 septembre 2026"),
        ("es", "7 de septiembre de 2026"),
        ("it", "7 settembre 2026"),
        ("pt_BR", "7 de setembro de 2026"),
        ("nl", "7 september 2026"),
        ("pl", "7 września 2026"),
        ("ru", "7 сентября 2026 г."),
        ("ja", "2026年9月7日"),
        ("zh-Hant", "2026年9月7日"),
        ("ko", "2026년 9월 7일"),
        ("ar", "7 سبتمبر 2026"),
        ("he", "7 בספטמבר 2026"),
        ("fi", "2026-09-07"),
    ],
)
def test_a_date_is_written_as_its_language_does(lang: str, written: str) -> None:
    assert written_date("2026-09-07", lang) == written


def test_the_first_of_a_month_is_an_ordinal_in_french() -> None:
    assert written_date("2026-05-01", "fr") == "1er mai 2026"


@pytest.mark.parametrize("text", ["2026-09-07 10:00:00 +0100", "2026-09-07T10:00:00Z"])
def test_the_time_of_day_is_left_out(text: str) -> None:
    assert written_date(text, "en") == "7 September 2026"
    assert iso_day(text) == "2026-09-07"


@pytest.mark.parametrize("text", ["", "2026-09", "spring 2026", "2026-02-30", "2026-09-071", "１"])
def test_what_is_no_day_stays_as_it_is(text: str) -> None:
    assert written_date(text, "en") == text
    assert iso_day(text) == ""
