"""Charts: fenced tables of numbers, from the lesson to both outputs."""

import re
import zipfile
from io import BytesIO

import pytest
from fitting import deck_of
from openxml_audit import validate_pptx
from pdf_lessons import html_of, lesson
from pdf_lessons import slide as page
from pptx_deck import build, opened, part, place, slide

from deckgen.backends.pdf.charts import chart_at
from deckgen.backends.pptx.lint import lint
from deckgen.charts import chart_words, scale
from deckgen.fit.deck import ChartFrame, CodeFrame
from deckgen.model import Chart, ChartKind, Code
from deckgen.parser import parse
from deckgen.source import from_text
from deckgen.theme import load_theme

SALES = "| Region | 2023 | 2024 |\n|---|--:|--:|\n| North | 12.5 | 14 |\n| South | 9 |  |"


def block(fence, body, problems=None):
    text = "---\ntitle: T\nsection: 1\nlesson: 1\n---\n\nOpening.\n\n<!-- pagebreak -->\n\n## S\n\n"
    report = problems.append if problems is not None else lambda _: None
    found = parse(from_text(f"{text}```{fence}\n{body}\n```\n", report), report)
    return found.slides[1].blocks[0]


def chart(kind=ChartKind.BAR, rows=(("North", 12.5), ("South", 9.0)), **options):
    cells = tuple((name, f"{value:g}") for name, value in rows)
    header = options.pop("header", ("Region", "Sales"))
    return Chart(kind, header, cells, tuple((value,) for _, value in rows), **options)


def on_slide(drawn, title="One"):
    at = place("body")
    return slide(title, ChartFrame(at.idx, at.box, drawn, 14.0))


def test_a_markdown_table_becomes_a_chart():
    found = block('chart line title="By year"', SALES)

    assert found == Chart(
        ChartKind.LINE,
        ("Region", "2023", "2024"),
        (("North", "12.5", "14"), ("South", "9", "")),
        ((12.5, 14.0), (9.0, None)),
        title="By year",
        line=13,
    )


@pytest.mark.parametrize("mark", [",", ";", "\t"])
def test_values_parted_by_commas_semicolons_or_tabs_become_a_chart(mark):
    found = block("chart", f"Region{mark}Sales\nNorth{mark}3")

    assert (found.header, found.values) == (("Region", "Sales"), ((3.0,),))


@pytest.mark.parametrize(
    ("cell", "value"),
    [("1,234", 1234), ("1,5", 1.5), ("0,125", 0.125), ("1.234,5", 1234.5), ("1 000", 1000),
     ("−4", -4), ("$1,000.50", 1000.5), ("45 %", 45), ("", None), ("–", None)],
)  # fmt: skip
def test_numbers_are_read_as_people_write_them(cell, value):
    assert block("chart", f"A;B\nx;{cell}\ny;1").values[0] == (value,)


@pytest.mark.parametrize(
    "body",
    ["A,B", "A\n1", "A,B\nx,many", "A,B\nx,1,2", "A,B\nx,\n", "A,B\nx,1e99999",
     "A,B\n" + "x,1\n" * 100],
)  # fmt: skip
def test_what_is_no_table_of_numbers_is_code_and_reported(body):
    problems = []
    found = block("chart", body, problems)

    assert isinstance(found, Code)
    assert [(each.code, each.line) for each in problems] == [("unsupported", 13)]


def test_a_pie_has_one_series_and_nothing_below_zero():
    assert isinstance(block("chart pie", SALES), Code)
    assert isinstance(block("chart pie", "A,B\nx,-1\ny,2"), Code)


def test_an_unknown_kind_is_guessed():
    problems = []
    found = block("chart lime", "A,B\nx,1", problems)

    assert found.kind is ChartKind.BAR
    assert [each.hint for each in problems] == ["did you mean 'line'?"]


def test_an_axis_has_round_numbers_and_zero():
    assert scale(chart(rows=(("a", 12.5), ("b", 14.0)))) == (0, 5, 10, 15)
    assert scale(chart(rows=(("a", -90.0), ("b", 1200.0))))[0] < -90
    assert scale(chart(rows=(("a", 0.0),))) == (0.0, 0.2, 0.4, 0.6, 0.8, 1.0)


def test_a_chart_says_all_its_words():
    said = chart_words(chart(title="Sales"))

    assert said == "Sales. Region. North: Sales 12.5; South: Sales 9"


def test_a_chart_alone_has_a_slide_and_beside_text_a_half():
    alone = deck_of(f"## One\n\n```chart\n{SALES}\n```\n").slides[1]
    beside = deck_of(f"## One\n\n- First\n- Second\n\n```chart\n{SALES}\n```\n").slides[1]

    assert alone.layout == "Title and Content"
    assert beside.layout == "Two Content"
    assert isinstance(beside.frames[1], ChartFrame)


def test_a_chart_that_does_not_parse_is_a_code_frame():
    deck = deck_of("## One\n\n```chart\nno table\n```\n")

    assert isinstance(deck.slides[1].frames[0], CodeFrame)


def test_charts_are_native_and_hold_their_numbers():
    drawn = opened(build(on_slide(chart()))).slides[0].shapes[1].chart

    assert list(drawn.plots[0].categories) == ["North", "South"]
    assert [(each.name, tuple(each.values)) for each in drawn.series] == [("Sales", (12.5, 9.0))]


def test_the_workbook_of_a_chart_holds_its_table():
    drawn = opened(build(on_slide(chart()))).slides[0].shapes[1].chart
    with zipfile.ZipFile(BytesIO(drawn.part.chart_workbook.xlsx_part.blob)) as book:
        sheet = book.read("xl/worksheets/sheet1.xml").decode()

    cells = re.findall(r'<c r="(\w+)"[^>]*>.*?<[tv]>(.*?)<', sheet)
    assert cells == [
        ("A1", "Region"), ("B1", "Sales"), ("A2", "North"), ("B2", "12.5"), ("A3", "South"),
        ("B3", "9.0"),
    ]  # fmt: skip


def test_every_kind_of_chart_passes_the_audit(tmp_path):
    wide = Chart(
        ChartKind.LINE, ("", *"abcdefgh"), (("1", *"12345678"), ("2", "", *"2345678")),
        ((1.0, 2.0, 3.0, 4.0, 5.0, 6.0, 7.0, 8.0), (None, 2.0, 3.0, 4.0, 5.0, 6.0, 7.0, -8.0)),
        title="A & <B>",
    )  # fmt: skip
    long = chart(rows=(("A rather long name", 3.0), ("Short", -2.0)), suffix="%")
    charts = (chart(), chart(ChartKind.LINE), chart(ChartKind.PIE, title="P"), wide, long)
    data = build(*(on_slide(each, f"Chart {n}") for n, each in enumerate(charts)))
    (tmp_path / "deck.pptx").write_bytes(data)

    assert validate_pptx(tmp_path / "deck.pptx").errors == []
    assert lint(data) == ()


def test_a_chart_has_the_same_bytes_each_time():
    assert build(on_slide(chart())) == build(on_slide(chart()))


def test_axis_ids_are_no_negative_numbers():
    with zipfile.ZipFile(BytesIO(build(on_slide(chart())))) as package:
        xml = package.read("ppt/charts/chart1.xml").decode()

    assert all(int(number) > 0 for number in re.findall(r'axId val="(.*?)"', xml))


def test_a_handout_has_the_drawing_and_the_numbers():
    html = html_of(lesson(page("One", chart(title="Sales"))))

    assert 'alt="Sales"' in html
    assert "<td>North</td>" in html


def test_series_differ_in_their_patterns():
    found = Chart(ChartKind.BAR, ("", "a", "b"), (("x", "1", "2"),), ((1.0, 2.0),))
    html = html_of(lesson(page("One", found)))
    url = re.search(r'src="(deckgen:chart/[^"]+)"', html)[1]

    drawing = chart_at(url, load_theme("slate"))
    assert "url(#p1)" in drawing


def test_bars_may_be_stacked():
    found = block('chart bar stacked title="T"', SALES)

    assert (found.kind, found.stacked, found.title) == (ChartKind.BAR, True, "T")
    assert scale(found)[-1] >= 21.5
    data = build(on_slide(found))
    xml = part(data, "ppt/charts/chart1.xml").decode()
    assert '<c:grouping val="stacked"/>' in xml
    assert '<c:overlap val="100"/><c:axId' in xml


def test_what_cannot_be_stacked_stands_side_by_side():
    assert not block("chart stacked", SALES.replace("| 9 |", "| -9 |")).stacked
    assert not block("chart line stacked", SALES).stacked
    assert not block("chart bar stacked", "a,b\nx,1\ny,2").stacked


@pytest.mark.parametrize("names", [("A", "B"), ("A rather long name of a thing", "B")])
def test_stacked_bars_of_the_handout_stand_on_one_another(names):
    rows = tuple((name, "3", "4") for name in names)
    drawn = Chart(ChartKind.BAR, ("N", "x", "y"), rows, ((3.0, 4.0), (3.0, 4.0)), stacked=True)
    html = html_of(lesson(page("P", drawn)))
    svg = chart_at(re.search(r'src="(deckgen:chart[^"]*)"', html)[1], load_theme("slate"))
    at, size = ("y", "height") if len(names[0]) < 12 else ("x", "width")
    found = [
        (re.search(rf' {at}="([\d.]+)"', bar), re.search(rf' {size}="([\d.]+)"', bar))
        for bar in re.findall(r"<rect [^>]*>", svg)
    ]
    bars = [(float(begin[1]), float(long[1])) for begin, long in found if begin and long]

    assert any(abs(begin + long - other) < 0.2 for begin, long in bars for other, _ in bars if long)
