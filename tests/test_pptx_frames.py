"""Panels, code, tables, pictures, notes: what is more than a paragraph."""

from io import BytesIO
from zipfile import ZipFile

import pytest
from PIL import Image
from pptx_deck import A, P, body, build, opened, part, place, slide, text, tree

from deckgen.backends.pptx import PptxBackend
from deckgen.backends.pptx.lint import lint
from deckgen.fit.deck import Bullet, CodeFrame, PictureFrame, Style, TableFrame, TextFrame
from deckgen.highlight import KINDS, Token, highlight
from deckgen.model import (
    Align,
    Callout,
    CalloutKind,
    Code,
    Columns,
    Definition,
    DefinitionList,
    Figure,
    Heading,
    List,
    ListItem,
    Mark,
    Math,
    Paragraph,
    Picture,
    Quiz,
    Quote,
    Role,
    Rule,
    Run,
    SlideOptions,
    Table,
)
from deckgen.parser import parse
from deckgen.source import from_text
from deckgen.theme import Box, load_theme, theme_names
from deckgen.theme.contrast import READABLE, contrast
from deckgen.theme.palette import Color, palette, readable, tint


def png(color="#3377aa"):
    target = BytesIO()
    Image.new("RGB", (160, 90), color).save(target, "PNG")
    return target.getvalue()


def picture_frame(data=b"", media="png", **figure):
    at = place("picture", "Picture with Caption")
    box = Box(at.box.x, at.box.y, 1600000, 900000)
    figure = Figure("a.png", **figure)
    return PictureFrame(at.idx, box, figure, Picture(data or png(), media, 160, 90))


def with_picture(*frames, **options):
    return build(slide("Title", *frames, layout="Picture with Caption"), **options)


def code_frame(source="def f(x):\n\n    return 1", language="python"):
    at = place("code", "Code")
    return CodeFrame(at.idx, at.box, Code(source, language), highlight(source, language), 18.0)


def table_frame():
    at = place("table", "Table")
    row = ((Run("Standard"),), (Run("$1"),))
    return TableFrame(
        at.idx, Box(at.box.x, at.box.y, 4000000, 800000),
        ((Run("Class"),), (Run("Price"),)), (row,), (Align.NONE, Align.RIGHT),
        (3000000, 1000000), (400000, 400000), 18.0,
    )  # fmt: skip


def paragraph(words):
    return Paragraph((Run(words),))


# -- panels ---------------------------------------------------------------------------


def test_a_callout_has_a_fill_and_a_bar_that_no_reader_hears():
    frame = body(text("Tip", style=Style.LABEL), text("words"), panel="tip")
    data = build(slide("Title", frame))
    assert tree(data).findall(f".//{P}spPr/{A}solidFill")
    assert b"decorative" in part(data, "ppt/slides/slide1.xml")


def test_a_callout_stays_in_its_placeholder():
    data = build(slide("Title", body(text("words"), panel="exam")))
    assert opened(data).slides[0].placeholders[1].text_frame.text == "words"


def test_frames_beyond_the_layouts_places_become_text_boxes():
    data = build(slide("Title", body(text("one")), body(text("two"))))
    shapes = opened(data).slides[0].shapes
    assert [(s.text_frame.text, s.is_placeholder) for s in shapes][1:3] == [
        ("one", True),
        ("two", False),
    ]


def test_what_the_exam_asks_has_paper_of_its_own():
    plain, exam = (tree(build(slide("T", role=role))) for role in (Role.CONTENT, Role.EXAM))
    assert plain.find(f".//{P}bg") is None
    assert exam.find(f".//{P}bg") is not None


def test_the_term_that_a_bullet_begins_with_has_a_color():
    bullet = text("**Term**: and **bold** words", bullet=Bullet.DOT, indent_pt=24, hang_pt=24)
    runs = tree(build(slide("T", body(bullet)))).findall(f".//{A}p/{A}r")[1:5]
    assert [run.find(f".//{A}solidFill") is not None for run in runs] == [True, False, False, False]


# -- colors ---------------------------------------------------------------------------


@pytest.mark.parametrize("name", theme_names())
@pytest.mark.parametrize("accent", [f"accent{n}" for n in range(1, 7)])
def test_code_and_labels_can_be_read_in_every_theme(name, accent):
    on = palette(load_theme(name))
    for surface in (Color("bg1"), Color("bg2"), tint(accent, on)):
        assert contrast(on.rgb(readable(accent, surface, on)), on.rgb(surface)) >= READABLE


# -- code -----------------------------------------------------------------------------


def test_code_has_one_paragraph_for_each_line():
    data = build(slide("Title", code_frame(), layout="Code"))
    frame = opened(data).slides[0].placeholders[1].text_frame
    assert [p.text for p in frame.paragraphs] == ["def f(x):", "", "    return 1"]


def test_neighbors_of_one_color_are_one_run():
    at = place("code", "Code")
    line = (Token("a", "name"), Token(" ", "plain"), Token("b", "name"))
    frame = CodeFrame(at.idx, at.box, Code("a b"), (line,), 18.0)
    data = build(slide("Title", frame, layout="Code"))
    assert len(opened(data).slides[0].placeholders[1].text_frame.paragraphs[0].runs) == 1


def test_every_kind_of_token_can_be_drawn():
    at = place("code", "Code")
    lines = (tuple(Token(kind, kind) for kind in KINDS),)
    frame = CodeFrame(at.idx, at.box, Code("x"), lines, 18.0)
    data = build(slide("Title", frame, layout="Code"))
    assert opened(data).slides[0].placeholders[1].text_frame.text == "".join(KINDS)


# -- tables ---------------------------------------------------------------------------


def test_a_table_is_native_and_knows_its_header():
    shapes = opened(build(slide("Title", table_frame(), layout="Table"))).slides[0].shapes
    table = next(shape.table for shape in shapes if shape.has_table)
    assert [[cell.text for cell in row.cells] for row in table.rows] == [
        ["Class", "Price"],
        ["Standard", "$1"],
    ]
    assert table.first_row
    assert [column.width for column in table.columns] == [3000000, 1000000]


def test_a_tables_columns_keep_their_alignment():
    cells = tree(build(slide("Title", table_frame(), layout="Table"))).iter(f"{A}tc")
    assert [cell.find(f".//{A}pPr").get("algn") for cell in cells] == [None, "r", None, "r"]


# -- pictures -------------------------------------------------------------------------


def test_a_picture_keeps_its_ratio_and_its_alternative_text():
    data = with_picture(picture_frame(alt='A "box" & more'))
    (picture,) = [s for s in opened(data).slides[0].placeholders if s.placeholder_format.idx == 1]
    assert (picture.width, picture.height) == (1600000, 900000)
    assert picture._element.nvPicPr.cNvPr.get("descr") == 'A "box" & more'


def test_the_same_picture_is_stored_once():
    data = build(
        *(slide(f"Slide {n}", picture_frame(alt="x"), layout="Picture with Caption")
          for n in range(3))
    )  # fmt: skip
    assert [n for n in ZipFile(BytesIO(data)).namelist() if "media" in n] == [
        "ppt/media/image1.png"
    ]


def test_a_decorative_picture_is_silent():
    (label,) = tree(with_picture(picture_frame(decorative=True))).iterfind(
        f".//{P}nvPicPr/{P}cNvPr"
    )
    assert "descr" not in label.attrib
    assert len(label) == 1


DRAWING = (
    b'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 16 9"><rect width="9" height="9"/>'
    b'<image href="/etc/hostname"/></svg>'
)


def test_a_drawing_stays_a_drawing_and_has_a_bitmap():
    data = with_picture(picture_frame(DRAWING, "svg", alt="x"))
    names = [n for n in ZipFile(BytesIO(data)).namelist() if "media" in n]
    assert sorted(name.rpartition(".")[2] for name in names) == ["png", "svg"]
    assert b"svgBlip" in part(data, "ppt/slides/slide1.xml")


def test_a_drawing_takes_nothing_from_elsewhere_along():
    data = with_picture(picture_frame(DRAWING, "svg", alt="x"))
    name = next(n for n in ZipFile(BytesIO(data)).namelist() if n.endswith(".svg"))
    assert b"/etc/" not in part(data, name)


def test_a_drawing_that_cannot_be_drawn_leaves_its_words():
    problems = []
    frame = picture_frame(b"<svg", "svg", alt="The flow of data")
    data = with_picture(frame, report=problems.append)
    assert [problem.code for problem in problems] == ["unsupported"]
    assert "The flow of data" in [
        shape.text_frame.text for shape in opened(data).slides[0].shapes if shape.has_text_frame
    ]


# -- notes, footers, options ----------------------------------------------------------


def test_notes_keep_their_form():
    nested = List((ListItem((paragraph("inner"),)),), ordered=True)
    notes = (
        Paragraph((Run("Say it "), Run("slowly", Mark.BOLD))),
        List((ListItem((paragraph("outer"), nested)),)),
        Code("a = 1\nb = 2"),
    )
    found = opened(build(slide("Title", notes=notes))).slides[0].notes_slide.notes_text_frame
    assert [(p.text, p.level) for p in found.paragraphs] == [
        ("Say it slowly", 0),
        ("outer", 0),
        ("inner", 1),
        ("a = 1", 0),
        ("b = 2", 0),
    ]
    assert found.paragraphs[0].runs[1].font.bold


def test_a_slide_without_notes_has_no_notes_page():
    assert not opened(build(slide("Title"))).slides[0].has_notes_slide


def test_slides_have_footer_and_number():
    kinds = {
        str(s.placeholder_format.type) for s in opened(build(slide("T"))).slides[0].placeholders
    }
    assert {"FOOTER (15)", "SLIDE_NUMBER (13)"} <= kinds


def test_hidden_slides_are_hidden():
    data = build(slide("T", options=SlideOptions(hidden=True)))
    assert tree(data).get("show") == "0"


def test_a_transition_is_native():
    data = build(slide("T", options=SlideOptions(transition="fade")))
    assert tree(data).find(f"{P}transition/{P}fade") is not None


def test_a_transition_that_is_not_known_is_reported():
    problems = []
    build(slide("T", options=SlideOptions(transition="explode")), report=problems.append)
    assert [problem.code for problem in problems] == ["unsupported"]


def test_bullets_come_one_by_one_with_what_is_under_them():
    lines = [
        text("Lead-in:"),
        text("one", bullet=Bullet.DOT, indent_pt=24, hang_pt=24),
        text("under one", bullet=Bullet.DOT, level=1, indent_pt=48, hang_pt=24),
        text("two", bullet=Bullet.DOT, indent_pt=24, hang_pt=24),
    ]
    data = build(slide("T", body(*lines), options=SlideOptions(reveal=True)))
    clicks = tree(data).findall(f".//{P}cTn[@nodeType='clickEffect']")
    assert [click.find(f".//{P}pRg").get("st") for click in clicks] == ["1", "3"]
    assert lint(data) == ()


def test_text_of_a_callout_keeps_its_insets():
    at = place("body")
    frame = TextFrame(at.idx, at.box, (text("x"),), "tip", insets_pt=(16, 10, 14, 10))
    properties = [e for e in tree(build(slide("T", frame))).iter(f"{A}bodyPr") if e.get("lIns")]
    assert properties[0].get("lIns") == "203200"


def test_notes_take_every_kind_of_block():
    words = paragraph("words")
    cells = ((Run("a"),), (Run("b"),))
    notes = (
        words,
        Heading(3, (Run("heading"),)),
        List((ListItem(()), ListItem((Code("x = 1"),)), ListItem((List((ListItem((words,)),)),)))),
        List((ListItem((words,), checked=True),)),
        DefinitionList((Definition((Run("term"),), ((words,), ())),)),
        Code(""),
        Math("x^2"),
        Table(cells, (cells,), (Align.NONE, Align.NONE)),
        Quote((words,)),
        Callout(CalloutKind.TIP, (words,)),
        Figure("a.png", "alternative", "caption"),
        Columns(((words,), ()), (0.5, 0.5)),
        Quiz((words,), (ListItem((words,), checked=False),), (words,)),
        Rule(),
    )
    data = build(slide("T", notes=notes))
    said = opened(data).slides[0].notes_slide.notes_text_frame.text
    assert all(word in said for word in ("heading", "x = 1", "term", "x²", "a | b", "Tip"))
    assert lint(data) == ()


def test_a_table_whose_header_says_nothing_has_none():
    at = place("table", "Table")
    rows = (((Run("a"),), (Run("b"),)),)
    widths, heights = (at.box.width // 2,) * 2, (400_000, 300_000)
    frame = TableFrame(at.idx, at.box, ((), ()), rows, (Align.NONE,) * 2, widths, heights, 18.0)
    found = tree(build(slide("T", frame, layout="Table")))

    assert next(found.iter(f"{A}tblPr")).get("firstRow") == "0"
    assert [row.get("h") for row in found.iter(f"{A}tr")] == ["300000"]


def test_cards_and_rows_of_terms_come_on_one_by_one():
    for layout in ("cards", "terms"):
        text = (
            f"---\ntitle: T\n---\n\nLead.\n\n<!-- pagebreak -->\n\n## S\n\n"
            f"<!-- slide: reveal layout={layout} -->\n\n- **One**: is.\n- **Two**: is.\n"
        )
        lesson = parse(from_text(text, lambda _: None), lambda _: None)
        data = PptxBackend().render(lesson, load_theme("slate"), lambda _: None)
        xml = part(data, "ppt/slides/slide2.xml")
        assert xml.count(b'nodeType="clickEffect"') == 2
        assert xml.count(b'nodeType="withEffect"') == 2
