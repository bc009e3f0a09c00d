"""Labels in drawings: words of every script, joined and in their order."""

from __future__ import annotations

import pypdfium2
import pytest
from pdf_lessons import laid_out, one_slide, pdf_of

from deckgen.backends.pdf.engine import lay_out, write_pdf
from deckgen.backends.pdf.printing import Printing
from deckgen.model import Chart, ChartKind


@pytest.fixture
def shaped(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """Return the texts that are laid out from now on."""
    lay_out("<p>first</p>", "", lambda _: None)
    return laid_out(monkeypatch)


def drawn(label: str) -> pypdfium2.PdfDocument:
    svg = f'<svg xmlns="http://www.w3.org/2000/svg" width="300" height="40">{label}</svg>'
    html = '<html lang="en"><title>t</title><img src="deckgen:drawing" alt="d">'
    sheets = lay_out(html, "", lambda _: (svg.encode(), "image/svg+xml"))
    return pypdfium2.PdfDocument(write_pdf(sheets, Printing())[0])


def words_of(document: pypdfium2.PdfDocument) -> str:
    text: str = document[0].get_textpage().get_text_bounded()
    return text


@pytest.mark.parametrize("name", ["क्रमबद्ध स्तर", "קריאה מאושרת", "القراءة المثبتة", "เรียงลำดับได้"])
def test_a_label_is_laid_out_as_one_line(name: str, shaped: list[str]) -> None:
    pdf_of(one_slide(Chart(ChartKind.BAR, ("", "n"), ((name, "7"),), ((7.0,),))))
    assert name in shaped
    assert name[1] not in shaped


def test_a_hebrew_label_with_a_number_runs_from_right_to_left(shaped: list[str]) -> None:
    page = drawn('<text x="20" y="20">רמה 12</text>')[0].get_textpage()
    assert "רמה 12" in shaped
    left = {page.get_text_range(at, 1): page.get_charbox(at)[0] for at in range(page.count_chars())}
    assert left["1"] < left["2"] < left["ה"] < left["ר"]


@pytest.mark.parametrize(
    "spread", ['x="9 30 60"', 'dx="1,2,3"', 'x="9" textLength="90"', 'x="9" letter-spacing="4"']
)
def test_letters_with_places_of_their_own_keep_them(spread: str, shaped: list[str]) -> None:
    document = drawn(f'<text y="20" {spread}>abc</text>')
    assert {"a", "b", "c"} <= set(shaped)
    assert words_of(document).replace(" ", "") == "abc"


def test_what_stands_in_a_label_has_its_own_direction() -> None:
    document = drawn('<text x="40" y="20">רמה<tspan x="90">one (two)</tspan></text>')
    assert "one (two)" in words_of(document)
