"""Borders and drawings: in their place, and put on the page no more often than need be."""

from __future__ import annotations

from collections.abc import Iterator

import pypdfium2
import pytest
from pdf_lessons import everything, lesson, pdf_of, slide, terms
from PIL import Image, ImageChops, ImageStat

from deckgen.backends.pdf import strokes
from deckgen.backends.pdf.engine import lay_out, write_pdf
from deckgen.backends.pdf.printing import Printing

PAGE = "@page{size:60mm 40mm;margin:5mm}div{width:30mm;height:12mm;padding:2mm}"


def made(body: str, css: str) -> bytes:
    html = f'<html lang="en"><head><title>t</title></head><body>{body}</body></html>'
    return write_pdf(lay_out(html, PAGE + css, lambda _: None), Printing())[0]


def pictures(data: bytes) -> Iterator[Image.Image]:
    for page in pypdfium2.PdfDocument(data):
        yield page.render(scale=4).to_pil().convert("L")


def assert_look_alike(one: bytes, other: bytes) -> None:
    """Compare page by page; the edge of a rule may be lighter by a shade."""
    pairs = list(zip(pictures(one), pictures(other), strict=True))
    assert all(ImageStat.Stat(ImageChops.difference(*pair)).mean[0] < 0.4 for pair in pairs)


BORDERS = [
    "border-top:2mm solid navy",
    "border-right:2mm solid navy",
    "border-bottom:2mm solid navy;margin:3mm",
    "border-left:2mm solid;color:teal",
    "border-left:2mm solid navy;border-radius:3mm",
    "border-left:2mm dashed navy",
    "border-top:2mm solid navy;border-left:1mm solid red",
    "border:1mm solid navy",
    "border-top:2mm solid navy;visibility:hidden",
    "columns:2;column-rule:1mm solid red;border-top:2mm solid navy",
]


@pytest.mark.parametrize("border", BORDERS)
def test_borders_are_where_weasyprint_draws_them(
    border: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    body = f'<div style="{border}"><p>one</p><p>two</p></div>'
    ours = made(body, "")
    monkeypatch.setattr(strokes, "_is_plain", lambda *_: False)
    assert_look_alike(ours, made(body, ""))


def test_a_rule_is_one_rectangle() -> None:
    style = "p{border-top:1mm solid navy;margin:0}"
    with_rules = pypdfium2.PdfDocument(made("<p></p>" * 5, style))[0]
    assert [type(each).__name__ for each in with_rules.get_objects()] == ["PdfObject"] * 5


def test_an_outline_deep_inside_is_drawn() -> None:
    body = "<div><div><p>framed</p></div></div>"
    bare, framed = (next(pictures(made(body, css))) for css in ("", "p{outline:1mm solid}"))
    left, top, right, bottom = ImageChops.difference(bare, framed).getbbox() or (0,) * 4
    assert right - left > 300
    assert bottom - top > 50


def test_a_box_to_tick_is_drawn_once_a_page() -> None:
    many = {f"Term {number}": "What it means." for number in range(12)}
    data, _ = pdf_of(lesson(slide("Terms", terms(**many))))
    assert data.count(b"/Subtype /Form") == pypdfium2.PdfDocument(data).__len__()


def test_drawings_look_as_weasyprint_places_them(monkeypatch: pytest.MonkeyPatch) -> None:
    made_of_all = everything()
    ours, _ = pdf_of(made_of_all)
    import weasyprint.draw

    monkeypatch.setattr(weasyprint.draw, "SVGImage", type("Nothing", (), {}))
    assert_look_alike(ours, pdf_of(made_of_all)[0])
