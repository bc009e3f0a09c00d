from __future__ import annotations

import re
from pathlib import Path

import pytest
from pdf_lessons import (
    FOX,
    SLATE,
    bullets,
    everything,
    html_of,
    item,
    lesson,
    one_slide,
    slide,
    terms,
    text,
)

from deckgen.backends.pdf.drawing import address, at_address, draw
from deckgen.backends.pdf.formulas import formula_html
from deckgen.backends.pdf.glyphs import boxed
from deckgen.backends.pdf.html import document
from deckgen.backends.pdf.setting import setting
from deckgen.backends.pdf.tables import column_widths
from deckgen.diagnostics import Diagnostic
from deckgen.model import (
    Align,
    Audience,
    Block,
    Code,
    Figure,
    Footnote,
    FootnoteMark,
    Formula,
    Heading,
    Lesson,
    List,
    ListItem,
    Mark,
    Math,
    Meta,
    Paragraph,
    Quiz,
    Restricted,
    Role,
    Run,
    Slide,
    Table,
)
from deckgen.values import replace

GOLDEN = Path(__file__).parent / "golden" / "handout.html"


def body_of(*blocks: object) -> str:
    html = html_of(one_slide(*blocks))  # type: ignore[arg-type]
    match = re.search(r'<h2 id="body">Body</h2>(.*?)</section>', html, re.DOTALL)
    assert match
    return match[1]


def test_the_study_handout_is_as_it_was(rewrite_goldens: bool) -> None:
    sample = lesson(
        slide("Hash tables", text("A hash table finds a value by its key."), role=Role.OPENING),
        slide("Words", terms(Hash="a number made of a key", Bucket="where values lie")),
        slide("Key points for the exam", terms(Probe="one look"), role=Role.EXAM),
        slide("Conclusion", text("Fast, but without order."), role=Role.SUMMARY),
    )
    if rewrite_goldens:
        GOLDEN.write_text(html_of(sample), encoding="utf-8")
    assert html_of(sample) == GOLDEN.read_text(encoding="utf-8")


def test_text_is_escaped_everywhere() -> None:
    evil = '<img src=x onerror="a"> & </style>'
    sample = lesson_of(evil)
    html = html_of(sample)
    assert "<img" not in html
    assert "</style>" not in html


def lesson_of(evil: str) -> Lesson:
    blocks = (
        text(evil),
        Code(evil),
        bullets(evil),
        Heading(4, (Run(evil),)),
        Figure(evil, evil, evil, link=evil),
        Paragraph((Run(evil, Mark.BOLD, "https://a/" + evil),)),
    )
    made = lesson(Slide((Run(evil),), blocks, key=evil), title=evil)
    meta = replace(made.meta, author=evil, subtitle=evil, description=evil, section=evil)
    return replace(made, meta=meta)


def test_a_list_of_bold_beginnings_is_a_term_list() -> None:
    html = body_of(terms(Purpose="why it is there"))
    assert html == (
        '<ul class="terms"><li class="keep"><strong>Purpose</strong>'
        "<div>why it is there</div></li></ul>"
    )


def test_a_colon_inside_the_bold_is_a_terms_colon_too() -> None:
    bold = ListItem((Paragraph((Run("Purpose:", Mark.BOLD), Run(" why it is there"))),))
    assert "<strong>Purpose</strong><div>why" in body_of(List((bold,)))


def test_a_sentence_that_begins_in_bold_is_no_term() -> None:
    bold = ListItem((Paragraph((Run("Never", Mark.BOLD), Run(" do that."))),))
    assert body_of(List((bold,))) == "<ul><li><strong>Never</strong> do that.</li></ul>"


def test_one_ordinary_item_makes_an_ordinary_list() -> None:
    mixed = List((*terms(Purpose="why").items, item("plain")))
    assert 'class="terms"' not in body_of(mixed)


def test_a_loose_items_first_paragraph_stands_bare() -> None:
    assert body_of(bullets(item("one", text("two")))) == "<ul><li>one<p>two</p></li></ul>"


def test_numbering_goes_on_where_it_was_left() -> None:
    numbered = List((item("seven"),), ordered=True, start=7)
    assert body_of(numbered) == '<ol style="counter-reset:list-item 6"><li>seven</li></ol>'


def test_a_link_holds_nothing_but_text() -> None:
    run = Run("code", Mark.CODE | Mark.BOLD, "https://example.org")
    assert body_of(Paragraph((run,))) == (
        '<p><strong><code><a href="https://example.org">code</a></code></strong></p>'
    )


def test_a_link_to_nowhere_is_text() -> None:
    assert body_of(Paragraph((Run("go", link="#gone"),))) == "<p>go</p>"
    assert body_of(Paragraph((Run("go", link="javascript:a"),))) == "<p>go</p>"
    assert body_of(Paragraph((Run("go", link="other.md"),))) == "<p>go</p>"


def test_headings_leave_no_level_out() -> None:
    opening = slide("Hash tables", Heading(5, (Run("A"),)), Heading(5, (Run("B"),)),
                    role=Role.OPENING)  # fmt: skip
    body = slide("Body", Heading(6, (Run("C"),)), Heading(3, (Run("D"),)), Heading(4, (Run("E"),)))
    levels = re.findall(r"<h(\d)[^>]*>(.*?)</h", html_of(lesson(opening, body)))
    assert levels == [("1", "Hash tables"), ("2", "A"), ("2", "B"), ("2", "Body"), ("3", "C"),
                      ("3", "D"), ("4", "E")]  # fmt: skip


def test_slides_that_continue_stand_under_one_title() -> None:
    more = replace(slide("Body", text("more"), key="body-2"), continues=True)
    html = html_of(lesson(slide("Body", text("first")), more))
    assert html.count(">Body</h2>") == 1
    assert 'id="body-2"' in html


def test_only_a_long_lesson_has_a_table_of_contents() -> None:
    few = [slide(f"Part {number}", text("words")) for number in range(4)]
    assert 'class="contents"' not in html_of(lesson(*few))
    html = html_of(lesson(*few, slide("Part 5", text("words"))))
    assert '<li><a href="#part 5">Part 5</a></li>' in html


def test_the_lessons_terms_come_back_as_a_check_list() -> None:
    html = html_of(one_slide(terms(Hash="a number", Bucket="a place", Probe="a look")))
    assert re.findall(r"<li>(\w+)</li>", html) == ["Hash", "Bucket", "Probe"]


def test_two_terms_are_not_worth_a_check_list() -> None:
    assert 'class="check"' not in html_of(one_slide(terms(Hash="a number", Bucket="a place")))


def test_a_missing_picture_leaves_its_words() -> None:
    html = body_of(Figure("gone.png", "what was to be seen", "A caption"))
    assert html == (
        '<p class="missing"><strong>Picture not available</strong>'
        "<br>what was to be seen<br>A caption</p>"
    )


def test_a_picture_keeps_within_its_column() -> None:
    huge = replace(everything().pictures["a.png"], width_px=4000, height_px=1000)
    sample = replace(one_slide(Figure("a.png", "box")), pictures={"a.png": huge})
    width = re.search(r'alt="box" style="width:([\d.]+)pt"', html_of(sample))
    assert width
    assert float(width[1]) == round(
        setting(sample, SLATE, Audience.STUDENT, print).page.column_pt, 2
    )


@pytest.mark.parametrize(
    ("width_px", "height_px", "media", "width_pt"),
    [
        (600, 200, "png", 450.0),
        (1200, 300, "png", 450.0),  # twice as dense as the screen: half its size
        (600, 1200, "png", 122.0),  # 86 mm tall
        (1200, 100, "svg", 476.22),
    ],
)
def test_a_picture_has_its_natural_size_but_stays_low(
    width_px: int, height_px: int, media: str, width_pt: float
) -> None:
    drawn = replace(everything().pictures["a.png"], width_px=width_px, height_px=height_px,
                    media=media)  # fmt: skip
    sample = replace(one_slide(Figure("a.png", "box")), pictures={"a.png": drawn})
    assert f'alt="box" style="width:{width_pt:.2f}pt"' in html_of(sample)


@pytest.mark.parametrize("block", [text("Look:"), bullets("one", "two")])
def test_a_figure_stays_with_what_stands_before_it(block: Block) -> None:
    assert ' class="leads">' in body_of(block, Figure("gone.png", "a box"))
    assert " class=" not in body_of(block)


def test_a_drawn_formula_carries_its_tex() -> None:
    assert r'alt="\frac{a}{b} &lt; c"' in body_of(Paragraph((Formula(r"\frac{a}{b} < c"),)))


@pytest.mark.parametrize(
    ("tex", "html"),
    [
        ("a < b", "<em>a</em> &lt; <em>b</em>"),
        ("x^2 + y_1", "<em>x</em>² + <em>y</em>₁"),
        ("a_{ij}", "<em>a</em><sub><em>ij</em></sub>"),
        (r"e^{-\lambda t}", "<em>e</em><sup>−<em>λt</em></sup>"),
        (r"O(n \log n)", "<em>O</em>(<em>n</em> log <em>n</em>)"),
        (r"\text{if } x > 0", "if <em>x</em> &gt; 0"),
        (r"\mathrm{d}x", "d<em>x</em>"),
        (r"\mathrm{max}(a, b)", "max(<em>a</em>, <em>b</em>)"),
    ],
)
def test_a_simple_formula_is_text(tex: str, html: str) -> None:
    assert formula_html(tex) == f'<span class="formula">{html}</span>'


@pytest.mark.parametrize(
    "tex",
    [r"\frac12", r"\sqrt x", "x_{i_j}", r"\sum_i x", r"\hat x", r"\mathbf{v}", r"\mathcal O",
     r"\begin{matrix}a&b\end{matrix}", r"\nothing x", r"\frac{1", ""],
)  # fmt: skip
def test_a_formula_with_more_than_scripts_is_no_text(tex: str) -> None:
    assert formula_html(tex) is None


def test_a_wide_limit_keeps_off_what_follows() -> None:
    wide = draw(r"\sum_{k=\lfloor n/2\rfloor}^n (x)", displayed=True)
    alone = draw(r"\sum_{k=\lfloor n/2\rfloor}^n", displayed=True)
    bare = draw("(x)", displayed=True)
    assert wide
    assert alone
    assert bare
    assert wide.width_em > alone.width_em + bare.width_em + 0.1


def test_a_drawing_takes_the_themes_ink() -> None:
    svg = at_address(address(r"\frac{a}{b}", displayed=False), "#1B2430")
    assert svg is not None
    assert "#1B2430" in svg
    assert "black" not in svg


def test_a_formula_is_one_word_of_its_cell() -> None:
    rows = (((Run("n"),), (Formula("a + b + c"),)), ((Run(FOX * 4),), (Run("1"),)))
    assert column_widths(rows, 30)[1] > 17


@pytest.mark.parametrize(
    "tex", [r"\frac{a}{b}", "a < b", "50% of x", r"\begin{aligned}a&=b\end{aligned}", "a & b", "√2"]
)
def test_a_sound_formula_is_drawn(tex: str) -> None:
    drawing = draw(tex, displayed=True)
    assert drawing is not None
    assert 0 < drawing.depth_em < drawing.height_em


@pytest.mark.parametrize("tex", ["", r"\frac{1", r"\begin{nothing}", "日本", "😀", "x+" * 300])
def test_a_formula_that_cannot_be_drawn_is_not(tex: str) -> None:
    assert draw(tex, displayed=False) is None


def test_a_formula_that_cannot_be_drawn_stands_as_text_and_is_reported() -> None:
    found: list[Diagnostic] = []
    sample = one_slide(Math(r"\begin{nothing}", line=7))
    html = document(setting(sample, SLATE, Audience.STUDENT, found.append))
    assert r"\begin{nothing}</span>" in html
    assert [(each.code, each.line) for each in found] == [("unsupported", 7)]


def test_a_footnote_that_is_missing_is_a_number() -> None:
    assert body_of(Paragraph((FootnoteMark(3),))) == '<p><sup class="mark">3</sup></p>'


def test_footnotes_keep_their_numbers() -> None:
    sample = replace(one_slide(text("a")), footnotes=(Footnote(2, (text("two"),)),
                                                      Footnote(3, (text("three"),))))  # fmt: skip
    html = html_of(sample)
    assert '<li id="note-2" style="counter-increment:list-item 2">two</li>' in html
    assert '<li id="note-3">three</li>' in html


def test_only_the_instructor_sees_the_answer() -> None:
    quiz = Quiz((text("Which?"),), (item("no", checked=False), item("yes", checked=True)),
                (text("Because."),))  # fmt: skip
    student, teacher = (html_of(one_slide(quiz), audience) for audience in
                        (Audience.STUDENT, Audience.INSTRUCTOR))  # fmt: skip
    assert "Because." not in student
    assert "icon/done" not in student
    assert "Because." in teacher
    assert teacher.count("icon/done") == 1


def test_a_student_reads_no_word_of_the_instructors() -> None:
    secret = Restricted(Audience.INSTRUCTOR, (text("secret"),))
    hidden = replace(slide("Secret slide", text("secret")), options=replace(
        slide("x").options, audience=Audience.INSTRUCTOR))  # fmt: skip
    noted = replace(slide("Body", text("open"), secret), notes=(text("secret"),))
    assert "secret" not in html_of(lesson(noted, hidden)).lower()
    assert html_of(lesson(noted, hidden), Audience.INSTRUCTOR).lower().count("secret") >= 4


def test_what_is_left_restricted_is_never_shown() -> None:
    secret = Restricted(Audience.INSTRUCTOR, (text("secret"),))
    place = setting(one_slide(secret), SLATE, Audience.STUDENT, print)
    assert "secret" not in document(place)


def test_a_right_to_left_lesson_says_so() -> None:
    assert '<html lang="ar" dir="rtl">' in html_of(lesson(slide("جدول", text("نص")), lang="ar"))


def test_a_latin_name_leaves_a_right_to_left_date_whole() -> None:
    sample = lesson(slide("جدول", text("نص")), lang="ar")
    named = replace(sample, meta=replace(sample.meta, author="A. Teacher", date="2026-09-07"))
    assert "A. Teacher · \u200f7 سبتمبر 2026" in html_of(named)


def test_a_lesson_without_a_word_is_still_a_document() -> None:
    empty = replace(lesson(), meta=Meta(), file="empty.md")
    assert "<h1>empty.md</h1>" in html_of(empty)


def test_columns_of_a_table_have_room_for_their_longest_word() -> None:
    rows = (((Run("Nr"),), (Run("Remark"),)), ((Run("1"),), (Run(FOX * 4),)))
    narrow, wide = column_widths(rows, 45)
    assert round(narrow + wide) == 100
    assert 4 < narrow < 15


def test_a_table_without_rows_is_a_body_alone() -> None:
    html = body_of(Table(((Run("Name"),),), (), (Align.NONE,)))
    assert html.endswith('<tbody><tr><th scope="col">Name</th></tr></tbody></table>')


def test_a_table_without_titles_has_no_head() -> None:
    html = body_of(Table(((),), (((Run("a"),),),), (Align.NONE,)))
    assert "<th" not in html


def test_a_wide_table_is_set_smaller() -> None:
    cells = tuple((Run("12"),) for _ in range(8))
    assert '<table class="small">' in body_of(Table(cells, (cells,), (Align.RIGHT,) * 8))


def test_a_missing_glyph_becomes_a_box_that_can_be_heard() -> None:
    html = '<title>a 😀</title><p title="😀">b 😀 <a href="#">😀</a></p>'
    assert boxed(html, ("😀",)) == (
        '<title>a 😀</title><p title="□">b <img class="glyph" src="deckgen:icon/glyph" alt="😀"> '
        '<a href="#">□</a></p>'
    )


def test_a_long_line_of_code_goes_on_right_of_where_it_began() -> None:
    written = body_of(Code(f"def f():\n        return {'x' * 60}\n        pass", "python"))
    assert written.count("text-indent") == 1
    assert 'class="line" style="padding-left:7.2em;text-indent:-7.2em"' in written


@pytest.mark.parametrize(
    ("lang", "section", "line"),
    [
        ("tr", "Section-1", '<span lang="en">Section</span> 1 · <span lang="en">Lesson</span> 2'),
        ("tr", "Giriş", 'Giriş · <span lang="en">Lesson</span> 2'),
        ("de", "Section-1", "Abschnitt 1 · Lektion 2"),
        ("en-GB", "Section-1", "Section 1 · Lesson 2"),
        ("", "R & D", "R &amp; D · Lesson 2"),
    ],
)
def test_english_words_that_stand_in_are_marked_as_english(
    lang: str, section: str, line: str
) -> None:
    meta = Meta(title="T", lang=lang, section=section, lesson="2")
    assert f'<p class="kicker">{line}</p>' in html_of(replace(lesson(), meta=meta))
