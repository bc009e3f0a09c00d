"""Tables too wide for their place: in parts, each with the column that names the rows."""

from fitting import SLATE, deck_of
from hypothesis import given
from hypothesis import strategies as st
from pdf_lessons import html_of, one_slide

from deckgen.fit.deck import Style, TableFrame
from deckgen.fit.setting import Setting
from deckgen.model import Align, Run, Table, plain
from deckgen.tables import column_groups, some_columns
from deckgen.wording import wording

SETTING = Setting(SLATE, wording("en"), {})
WIDTHS = st.lists(st.floats(1, 50), min_size=1, max_size=30)


def table(columns, rows=2, word="Configuration"):
    header = tuple((Run(f"{word}{n}"),) for n in range(columns))
    body = tuple(tuple((Run(f"{word}{n}.{row}"),) for n in range(columns)) for row in range(rows))
    return Table(header, body, (Align.LEFT,) * columns)


def test_a_table_that_fits_stays_whole():
    assert column_groups((10, 20, 30), 60) == ((0, 1, 2),)


def test_columns_share_the_fewest_groups_evenly():
    assert column_groups((10,) * 9, 50) == ((0, 1, 2, 3, 4), (0, 5, 6, 7, 8))
    assert column_groups((10,) * 7, 50) == ((0, 1, 2, 3), (0, 4, 5, 6))


def test_a_column_wider_than_any_place_stands_with_the_first_alone():
    assert column_groups((10, 90, 10, 10), 50) == ((0, 1), (0, 2, 3))


@given(WIDTHS, st.floats(1, 200))
def test_every_column_stands_in_one_group_and_the_first_in_all(least, width):
    groups = column_groups(least, width)

    assert [0, *(n for group in groups for n in group[1:])] == list(range(len(least)))
    assert all(group[0] == 0 for group in groups)
    fits = (len(group) <= 2 or sum(least[n] for n in group) <= width + 1e-3 for group in groups)
    assert len(least) < 3 or all(fits)


def test_some_columns_keep_their_alignment():
    found = some_columns(
        Table(((Run("a"),), (Run("b"),), (Run("c"),)), (), (Align.LEFT, Align.NONE, Align.RIGHT)),
        (0, 2),
    )

    assert [plain(cell) for cell in found.header] == ["a", "c"]
    assert found.aligns == (Align.LEFT, Align.RIGHT)


def markdown(table):
    rows = [[plain(cell) for cell in row] for row in (table.header, *table.rows)]
    rows.insert(1, ["---"] * len(rows[0]))
    return "\n".join("| " + " | ".join(row) + " |" for row in rows)


def test_on_slides_a_wide_table_comes_in_parts_without_a_broken_word():
    found = []
    deck = deck_of(f"## T\n\n{markdown(table(14))}", found)
    frames = [
        frame
        for slide in deck.slides[1:]
        for frame in slide.frames
        if isinstance(frame, TableFrame)
    ]

    assert [one for one in found if one.code == "overlong"] == []
    assert len(frames) > 1
    assert {plain(frame.header[0]) for frame in frames} == {"Configuration0"}
    named = {plain(cell) for frame in frames for cell in frame.header}
    assert named == {f"Configuration{n}" for n in range(14)}


def test_in_handouts_a_wide_table_comes_in_parts():
    html = html_of(one_slide(table(14)))

    assert html.count("<table") > 1
    assert html.count(">Configuration0<") == html.count("<table")
    assert all(html.count(f">Configuration{n}<") == 1 for n in range(1, 14))


def test_short_cells_stay_on_one_line_beside_long_ones():
    long = "A follower that hears nothing for a while stands as a candidate and asks for votes."
    rows = "\n".join(f"| Read committed | 価格 | {long} |" for _ in range(3))
    table = f"## Levels\n\n| Level of isolation | 価格 | What it does |\n|-|-|-|\n{rows}"
    (frame,) = deck_of(table).slides[1].frames
    assert isinstance(frame, TableFrame)
    for column in (0, 1):
        for row in (frame.header, *frame.rows):
            style = Style.TERM if row is frame.header else Style.BODY
            em = (frame.widths[column] / 12700 - 14.4) / frame.size_pt
            assert SETTING.measure(row[column], style).line_count(em) == 1
