"""Handouts on their way to paper: sizes, margins, cutting, folding, keeping."""

from __future__ import annotations

from io import BytesIO
from pathlib import Path

import pikepdf
import pypdfium2
import pytest
from pdf_lessons import FOX, SLATE, bullets, everything, lesson, one_slide, pages_of, slide, text
from test_pdf_accessible import missing, verdict

from deckgen.backends.pdf import PdfBackend, engine_problem
from deckgen.backends.pdf.imposing import sides
from deckgen.backends.pdf.printing import Printing, page_of, set_aside
from deckgen.model import Lesson, Run, Table
from deckgen.settings import Settings
from deckgen.values import replace

MM = 72 / 25.4

needs_engine = pytest.mark.skipif(bool(engine_problem()), reason=engine_problem())


def printed(what: Lesson, **settings: object) -> bytes:
    asked = replace(what.meta.settings, **settings)
    what = replace(what, meta=replace(what.meta, settings=asked))
    return PdfBackend().render(what, SLATE, lambda _: None)


def boxes(data: bytes, name: str) -> list[list[float]]:
    with pikepdf.open(BytesIO(data)) as pdf:
        return [[float(edge) for edge in page.obj[name]] for page in pdf.pages]


def text_edges(data: bytes) -> list[tuple[float, float]]:
    """Return where the text begins and ends on every page, in points from the left."""
    edges = []
    for page in pypdfium2.PdfDocument(data):
        found = page.get_textpage()
        places = [found.get_rect(index) for index in range(found.count_rects())]
        edges.append((min(place[0] for place in places), max(place[2] for place in places)))
    return edges


def long() -> Lesson:
    return one_slide(*[text(FOX * 9)] * 12)


@needs_engine
@pytest.mark.parametrize(("paper", "size"), [("a4", (210, 297)), ("letter", (215.9, 279.4))])
def test_the_call_chooses_the_paper(paper: str, size: tuple[float, float]) -> None:
    (box, *_) = boxes(printed(long(), paper=paper), "/MediaBox")
    assert box[2:] == pytest.approx([size[0] * MM, size[1] * MM], abs=0.01)


@needs_engine
def test_a_gutter_moves_the_text_away_from_the_binding() -> None:
    edges = text_edges(printed(long(), gutter=True))
    assert len(edges) > 1
    assert [round(left / MM) for left, _ in edges[:2]] == [26, 16]
    assert edges[0][1] - edges[0][0] == pytest.approx(edges[1][1] - edges[1][0], abs=3)


@needs_engine
def test_a_bleed_has_the_boxes_of_a_print_shop() -> None:
    data = printed(long(), bleed=True)
    [trim, *_] = boxes(data, "/TrimBox")
    assert [trim[2] - trim[0], abs(trim[3] - trim[1])] == pytest.approx(
        [210 * MM, 297 * MM], abs=0.01
    )
    for name, around in (("/BleedBox", 3), ("/MediaBox", 10)):
        outward = [
            abs(edge - cut) / MM for edge, cut in zip(boxes(data, name)[0], trim, strict=True)
        ]
        assert outward == pytest.approx([around] * 4, abs=0.01)


@needs_engine
def test_slides_are_for_a_screen() -> None:
    data = printed(long(), bleed=True, imposed=True, gutter=True, handout=("slides",))
    assert {tuple(map(round, box)) for box in boxes(data, "/MediaBox")} == {(0, 0, 960, 540)}


@needs_engine
def test_crop_marks_stand_outside_the_bleed() -> None:
    page = pypdfium2.PdfDocument(printed(long(), bleed=True))[0]
    image = page.render(scale=4).to_pil().convert("L").point(lambda shade: 255 * (shade < 128))
    bleed = round(7 * MM * 4)
    inside = image.crop((bleed, bleed, image.width - bleed, image.height - bleed))
    assert image.getbbox() != inside.getbbox()
    left, top, *_ = inside.getbbox() or (0, 0)
    assert min(left, top) > 15 * MM * 4  # text: between it and the bleed's edge nothing is drawn
    strip = image.crop((0, 0, image.width, bleed)).getbbox()
    assert strip is not None


@pytest.mark.parametrize(
    ("pages", "right_to_left", "expected"),
    [
        (4, False, [(3, 0), (1, 2)]),
        (4, True, [(0, 3), (2, 1)]),
        (3, False, [(None, 0), (1, 2)]),
        (1, False, [(None, 0), (None, None)]),
        (8, False, [(7, 0), (1, 6), (5, 2), (3, 4)]),
    ],
)
def test_pages_come_in_the_order_of_a_folded_booklet(
    pages: int, right_to_left: bool, expected: list[tuple[int | None, int | None]]
) -> None:
    assert list(sides(pages, right_to_left=right_to_left)) == expected


@needs_engine
@pytest.mark.parametrize(("paper", "size"), [("a4", (297, 210)), ("letter", (279.4, 215.9))])
def test_imposed_sheets_are_whole_paper_turned(paper: str, size: tuple[float, float]) -> None:
    data = printed(long(), imposed=True, paper=paper, bleed=True)
    for box in boxes(data, "/MediaBox"):
        assert box == pytest.approx([0, 0, size[0] * MM, size[1] * MM], abs=0.02)


@needs_engine
def test_an_imposed_sheet_has_the_first_page_on_the_right() -> None:
    numbered = lesson(*[slide(f"Part {number}", *[text(FOX * 6)] * 6) for number in range(5)])
    front, back, *_ = pypdfium2.PdfDocument(printed(numbered, imposed=True))
    width = front.get_width()
    right = front.get_textpage().get_text_bounded(left=width / 2)
    assert "Page 1 of" in right
    assert "Page 2 of" in back.get_textpage().get_text_bounded(right=width / 2)


@needs_engine
def test_a_folded_page_has_type_to_read() -> None:
    small, whole = (page_of(SLATE, Printing(imposed=folded)) for folded in (True, False))
    characters = small.column_pt / (small.scale * 10.5 * 0.45)
    assert small.scale * 10.5 > 9
    assert 60 < characters < 90
    assert small.width_mm < whole.width_mm


@needs_engine
@pytest.mark.parametrize(
    "mode", [{}, {"bleed": True}, {"imposed": True}, {"archive": True}, {"gutter": True}], ids=str
)
def test_equal_lessons_give_equal_bytes_however_they_are_printed(mode: dict[str, bool]) -> None:
    assert printed(everything(), **mode) == printed(everything(), **mode)


@pytest.mark.skipif(bool(missing()), reason=missing())
def test_an_archive_file_is_for_keeping_and_for_everyone(tmp_path: Path) -> None:
    kept = {"kept": printed(everything(), archive=True)}
    kept["cut"] = printed(everything(), archive=True, bleed=True, gutter=True)
    assert verdict("PDFA-2A", kept, tmp_path) == ""
    assert verdict("PDFUA-1", kept, tmp_path) == ""
    assert "6.6.4-1" in verdict("PDFA-2A", {"plain": printed(everything())}, tmp_path)


@needs_engine
def test_no_row_of_a_table_stands_alone_on_a_page() -> None:
    row = ((Run("cell"),), (Run("word " * 9),))
    for above in range(16, 19):
        rows = Table(row, (row,) * 9, ())
        rows = replace(rows, aligns=("", "")) if not rows.aligns else rows
        data = printed(one_slide(*[text(FOX * 2)] * above, rows, text("after")))
        counts = [page.count("cell") for page in pages_of(data)]
        assert 2 not in [count for count in counts if count], (above, counts)  # a header and a row


@needs_engine
def test_no_bullet_stands_alone_on_a_page() -> None:
    for above in range(16, 19):
        sample = one_slide(*[text(FOX * 2)] * above, text("Lead-in:"), bullets(*["bullet"] * 7))
        first, *rest = pages_of(printed(sample))
        for page in (first, *rest):
            assert page.count("bullet") != 1
        assert ("Lead-in" in first) == ("bullet" in first)


@needs_engine
@pytest.mark.parametrize(("lang", "is_broken"), [("de", True), ("xx", False)])
def test_words_are_broken_as_the_language_does(lang: str, is_broken: bool) -> None:
    words = "Die Datenübertragungsverfahrensbeschreibung steht hier nicht allein. " * 12
    (page,) = pages_of(printed(lesson(slide("Body", text(words)), lang=lang)))
    assert ("verfahrensbe\x02schreibung" in page) is is_broken  # a hyphen at a line's end


@needs_engine
def test_no_heading_or_lead_in_ends_a_page() -> None:
    for above in range(14, 17):
        blocks = [text(FOX * 2)] * above
        parts = [slide("Body", *blocks), slide("Next", text("It has:"), bullets(*["bullet"] * 4))]
        pages = pages_of(printed(lesson(*parts)))
        together = [("Next" in page, "It has:" in page, "bullet" in page) for page in pages]
        assert [found for found in together if any(found)] == [(True, True, True)], above


def test_what_a_folded_sheet_cannot_follow_is_said() -> None:
    assert set_aside(Settings(imposed=True, gutter=True)) is None
    assert set_aside(Settings(imposed=True, archive=True, handout=("slides",))) is None
    aside = set_aside(Settings(imposed=True, archive=True, fillable=True))
    assert aside is not None
    assert aside.message == "a handout that is to be folded is made without archive and fillable"
