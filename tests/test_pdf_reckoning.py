"""A handout's height is known before it is laid out, and spares laying it out twice."""

from __future__ import annotations

from pathlib import Path

import pytest
from pdf_lessons import FOX, SLATE, everything, one_slide, text

import deckgen
from deckgen.backends.pdf import arranging, engine_problem
from deckgen.backends.pdf.arranging import arranged
from deckgen.backends.pdf.backend import _resources
from deckgen.backends.pdf.css import stylesheet
from deckgen.backends.pdf.engine import Sheets, lay_out
from deckgen.backends.pdf.html import document, tightened
from deckgen.backends.pdf.reckoning import expected_fill
from deckgen.backends.pdf.setting import Setting, setting
from deckgen.editions import edition
from deckgen.model import Audience, Lesson
from deckgen.theme import Theme, load_theme

pytestmark = pytest.mark.skipif(bool(engine_problem()), reason=engine_problem())

LESSONS = sorted((Path(__file__).parent.parent / "lessons").glob("*.md"))


def sample(path: Path) -> Lesson:
    source = deckgen.read(path, print)
    return deckgen.load_pictures(deckgen.parse(source, print), source.root, print)


def placed(
    what: Lesson, theme: Theme = SLATE, audience: Audience = Audience.STUDENT, kind: str = "study"
) -> Setting:
    return setting(edition(what, audience), theme, audience, print, kind)


def filled(place: Setting, theme: Theme = SLATE, *, tight: bool = False) -> float:
    """Return how many pages of text a handout has when it is laid out."""
    html = tightened(document(place)) if tight else document(place)
    return sum(lay_out(html, css_of(place, theme), _resources(place, theme)).fills)


def css_of(place: Setting, theme: Theme) -> str:
    return stylesheet(theme, place.lesson.meta.lang, place.page, place.kind)


def tries(place: Setting, monkeypatch: pytest.MonkeyPatch) -> tuple[list[bool], Sheets]:
    """Return which looks were tried, tight or not, and what came of it."""
    tried: list[bool] = []

    def counted(html: str, *others: object) -> Sheets:
        tried.append('<body class="tight ' in html)
        return lay_out(html, *others)  # type: ignore[arg-type]

    monkeypatch.setattr(arranging, "lay_out", counted)
    _, sheets = arranged(place, css_of(place, SLATE), _resources(place, SLATE))
    return tried, sheets


@pytest.mark.parametrize("path", LESSONS, ids=lambda path: path.stem)
def test_a_sample_is_as_high_as_reckoned(path: Path) -> None:
    place = placed(sample(path))
    assert expected_fill(place) == pytest.approx(filled(place), rel=0.05)


def test_it_is_when_set_tighter() -> None:
    place = placed(sample(LESSONS[0]))
    reckoned = expected_fill(place, tight=True)
    assert reckoned == pytest.approx(filled(place, tight=True), rel=0.05)
    assert reckoned < 0.95 * expected_fill(place)


def test_the_instructors_is_too() -> None:
    place = placed(sample(LESSONS[0]), audience=Audience.INSTRUCTOR)
    assert expected_fill(place) == pytest.approx(filled(place), rel=0.1)


@pytest.mark.parametrize("name", ["blueprint", "contrast", "paper", "studio"])
def test_it_is_in_other_themes(name: str) -> None:
    theme = load_theme(name)
    place = placed(sample(LESSONS[2]), theme)
    assert expected_fill(place) == pytest.approx(filled(place, theme), rel=0.1)


A_PAGE_AND_A_BIT = one_slide(*[text(FOX * 4)] * 10, *[text(FOX)] * 3)


def test_what_a_tighter_setting_saves_is_laid_out_once(monkeypatch: pytest.MonkeyPatch) -> None:
    tried, sheets = tries(placed(A_PAGE_AND_A_BIT), monkeypatch)
    assert (tried, len(sheets)) == ([True], 1)


@pytest.mark.parametrize("paragraphs", [6, 16])
def test_what_fits_its_pages_is_laid_out_once(
    paragraphs: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    tried, _ = tries(placed(one_slide(*[text(FOX * 4)] * paragraphs)), monkeypatch)
    assert tried == [False]


def test_a_lesson_that_was_taken_for_longer_is_set_as_usual(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(arranging, "expected_fill", lambda _, tight=False: 0.9 if tight else 1.1)
    tried, sheets = tries(placed(one_slide(*[text(FOX * 4)] * 4)), monkeypatch)
    assert tried == [True, False]
    assert sheets.fills == tries(placed(one_slide(*[text(FOX * 4)] * 4)), monkeypatch)[1].fills


def test_a_lesson_that_was_taken_for_shorter_is_drawn_in(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(arranging, "expected_fill", lambda _, tight=False: 0.6 if tight else 0.7)
    tried, sheets = tries(placed(A_PAGE_AND_A_BIT), monkeypatch)
    assert (tried, len(sheets)) == ([False, True], 1)


def test_only_a_study_handout_is_reckoned(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(arranging, "expected_fill", lambda *_, **__: 1 / 0)
    tried, _ = tries(placed(A_PAGE_AND_A_BIT, kind="guided"), monkeypatch)
    assert not tried[0]


@pytest.mark.parametrize("audience", [Audience.STUDENT, Audience.INSTRUCTOR])
def test_every_kind_of_block_is_reckoned(audience: Audience) -> None:
    place = placed(everything(), audience=audience)
    assert expected_fill(place) == pytest.approx(filled(place), rel=0.06)
