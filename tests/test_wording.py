"""Deckgen's own words, in the lesson's language."""

import pytest

from deckgen.model import Meta
from deckgen.wording import kicker, section_label, wording


@pytest.mark.parametrize(
    ("section", "lang", "label"),
    [
        ("Section-6", "en", "Section 6"),
        ("6", "en", "Section 6"),
        ("Section-1-IAM", "en", "Section 1 IAM"),
        ("Section-2", "de", "Abschnitt 2"),
        ("Databases", "de", "Databases"),
        ("", "en", ""),
    ],
)
def test_a_section_is_named_as_a_reader_says_it(section: str, lang: str, label: str) -> None:
    assert section_label(Meta(section=section, lang=lang)) == label


def test_the_kicker_names_section_and_lesson() -> None:
    assert kicker(Meta(section="Section-6", lesson="10")) == "Section 6 · Lesson 10"


def test_the_kicker_of_a_lesson_without_a_place_is_empty() -> None:
    assert kicker(Meta()) == ""


def test_an_unknown_language_is_spoken_to_in_english() -> None:
    assert wording("tlh") == wording("en-GB")
