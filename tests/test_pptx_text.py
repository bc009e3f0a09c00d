"""What the words of a slide look like in PowerPoint."""

import pytest
from pptx_deck import A, P, body, build, opened, part, slide, text, tree

from deckgen.fit.deck import Bullet, Line, Style
from deckgen.model import Align, FootnoteMark, Formula, LineBreak, Mark, Run


def paragraphs(data):
    return opened(data).slides[0].shapes[1].text_frame.paragraphs


def written(*inlines):
    return build(slide("Title", body(Line(inlines, 22.0))))


def run_properties(*inlines):
    return [dict(run.attrib) for run in tree(written(*inlines)).iter(f"{A}rPr")][1]


def bullet(words, kind, number=0, level=0):
    return text(words, bullet=kind, number=number, level=level, indent_pt=24, hang_pt=24)


def starts(data):
    return [
        (number.getparent().getparent().findtext(f".//{A}t"), number.get("startAt", "1"))
        for number in tree(data).iter(f"{A}buAutoNum")
    ]


def test_the_title_stands_in_the_title_placeholder():
    found = opened(build(slide("What is EMR?"))).slides[0].shapes.title
    assert found.text == "What is EMR?"


def test_text_stands_in_the_layouts_placeholder():
    shape = opened(build(slide("Title", body(text("Words"))))).slides[0].placeholders[1]
    assert shape.text_frame.text == "Words"


def test_text_in_its_layouts_box_says_no_place_of_its_own():
    (_, shape, *_) = tree(build(slide("Title", body(text("Words"))))).iter("{*}spPr")
    assert len(shape) == 0


def test_levels_are_kept():
    lines = [bullet("one", Bullet.DOT), bullet("two", Bullet.DOT, level=1)]
    assert [p.level for p in paragraphs(build(slide("Title", body(*lines))))] == [0, 1]


def test_bold_words_are_bold_runs():
    (paragraph,) = paragraphs(build(slide("Title", body(text("**Purpose**: simple")))))
    assert [(run.text, run.font.bold) for run in paragraph.runs] == [
        ("Purpose", True),
        (": simple", None),
    ]


def test_every_run_says_its_size():
    (paragraph,) = paragraphs(build(slide("Title", body(text("one **two** three", 20)))))
    assert {run.font.size.pt for run in paragraph.runs} == {20}


@pytest.mark.parametrize(
    ("mark", "attribute", "value"),
    [
        (Mark.ITALIC, "i", "1"),
        (Mark.STRIKE, "strike", "sngStrike"),
        (Mark.UNDERLINE, "u", "sng"),
        (Mark.SUPER, "baseline", "30000"),
        (Mark.SUB, "baseline", "-25000"),
        (Mark.CODE, "noProof", "1"),
    ],
)
def test_a_mark_is_a_property_of_its_run(mark, attribute, value):
    assert run_properties(Run("x", mark))[attribute] == value


def test_inline_code_has_the_mono_face():
    assert "Consolas" in part(written(Run("x", Mark.CODE)), "ppt/slides/slide1.xml").decode()


def test_a_dot_is_the_masters_bullet():
    data = build(slide("Title", body(bullet("one", Bullet.DOT))))
    assert not list(tree(data).iter(f"{A}buChar", f"{A}buNone"))
    assert tree(data, "ppt/slideMasters/slideMaster1.xml").find(f".//{A}buChar") is not None


def test_plain_text_has_no_bullet():
    assert len(list(tree(build(slide("Title", body(text("x"))))).iter(f"{A}buNone"))) == 1


def test_numbers_of_one_list_share_their_start():
    items = [bullet(word, Bullet.NUMBER, n) for n, word in enumerate("abc", 4)]
    assert starts(build(slide("Title", body(*items)))) == [("a", "4"), ("b", "4"), ("c", "4")]


def test_a_nested_list_does_not_break_the_numbers_around_it():
    items = [
        bullet("a", Bullet.NUMBER, 1),
        bullet("nested", Bullet.NUMBER, 1, level=1),
        bullet("b", Bullet.NUMBER, 2),
        bullet("nested again", Bullet.NUMBER, 1, level=1),
    ]
    assert [start for _, start in starts(build(slide("Title", body(*items))))] == ["1"] * 4


def test_numbers_go_on_after_a_paragraph_between_them():
    items = [bullet("a", Bullet.NUMBER, 1), text("between"), bullet("b", Bullet.NUMBER, 2)]
    assert starts(build(slide("Title", body(*items)))) == [("a", "1"), ("b", "2")]


def test_tasks_have_boxes():
    items = [bullet("open", Bullet.OPEN), bullet("done", Bullet.DONE)]
    found = tree(build(slide("Title", body(*items)))).iter(f"{A}buChar")
    assert [char.get("char") for char in found] == ["☐", "☑"]


def test_a_web_link_is_written_once_for_each_slide():
    link = "https://example.org/?a=1&b=2"
    data = written(Run("one", link=link), Run("two", Mark.BOLD, link=link))
    assert part(data, "ppt/slides/_rels/slide1.xml.rels").count(b"TargetMode") == 1
    assert [r.hyperlink.address for r in paragraphs(data)[0].runs] == [link, link]


def test_a_link_within_the_deck_jumps_to_its_slide():
    jump = body(Line((Run("see there", link="#there"),), 22.0))
    data = build(slide("Here", jump), slide("There", key="there"))
    click = next(tree(data).iter(f"{A}hlinkClick"))
    assert click.get("action") == "ppaction://hlinksldjump"
    assert b'Target="../slides/slide2.xml"' in part(data, "ppt/slides/_rels/slide1.xml.rels")


@pytest.mark.parametrize(
    "link", ["#nowhere", "javascript:alert(1)", "file:///etc/passwd", "http://[x"]
)
def test_a_link_that_leads_nowhere_safe_is_plain_text(link):
    data = written(Run("words", link=link))
    assert not list(tree(data).iter(f"{A}hlinkClick"))
    assert paragraphs(data)[0].text == "words"


def test_a_line_break_stays_within_its_paragraph():
    (paragraph,) = paragraphs(written(Run("one"), LineBreak(), Run("two")))
    assert paragraph.text == "one\vtwo"


def test_a_footnote_mark_is_a_raised_number():
    assert run_properties(FootnoteMark(3))["baseline"] == "30000"


def test_a_formula_is_readable_text():
    (paragraph,) = paragraphs(written(Formula(r"E = mc^2")))
    assert paragraph.text == "E = mc²"


def test_the_scripts_of_a_formula_are_raised_and_lowered():
    runs = tree(written(Formula("p^k"))).findall(f".//{A}r")[1:3]
    assert [(run.findtext(f"{A}t"), run[0].get("baseline")) for run in runs] == [
        ("p", None),
        ("k", "30000"),
    ]


def test_special_characters_stay_themselves():
    words = "a < b & c > \"d\" 'e' <!-- ]]> 日本語 🎉 \u200b"
    assert paragraphs(written(Run(words)))[0].text == words


def test_characters_that_xml_forbids_are_left_out_and_reported():
    problems = []
    data = build(slide("A\x00B", body(text("c\x07d\ufffe"))), report=problems.append)
    assert opened(data).slides[0].shapes.title.text == "AB"
    assert {problem.code for problem in problems} == {"control-character"}


def test_alignment_is_kept():
    line = text("x", align=Align.CENTER)
    assert tree(build(slide("T", body(line)))).findall(f".//{A}pPr")[0].get("algn") == "ctr"


@pytest.mark.parametrize(
    ("lang", "tag"), [("en", "en-US"), ("de", "de-DE"), ("pt-PT", "pt-PT"), ("??", "en-US"),
                      ("ja", "ja-JP"), ("zh-Hant", "zh-TW"), ("en_GB", "en-GB")]
)  # fmt: skip
def test_runs_say_their_language(lang, tag):
    data = build(slide("Title", body(text("x"))), lang=lang)
    assert {run.get("lang") for run in tree(data).iter(f"{A}rPr")} == {tag}


def test_right_to_left_lessons_run_from_the_right():
    data = build(slide("عنوان", body(text("نص"))), lang="ar")
    properties = [p.attrib for p in tree(data).iter(f"{A}pPr")][:2]
    assert [(p["rtl"], p["algn"]) for p in properties] == [("1", "r"), ("1", "r")]


def test_what_is_typed_later_runs_from_the_right_too():
    data = build(slide("T", body(text("נוסח"))), lang="he")
    master = opened(data).slide_master.element
    levels = [
        level
        for kind in ("title", "body")
        for level in next(master.iter(f"{P}{kind}Style")).iterchildren()
    ]
    assert {(level.get("algn"), level.get("rtl")) for level in levels} == {("r", "1")}


def test_right_to_left_lessons_are_laid_out_from_the_right():
    lines = body(text("نص"))
    one, other = (
        opened(build(slide("T", lines), lang=lang)).slides[0].slide_layout.placeholders[2]
        for lang in ("en", "ar")
    )
    assert one.left + one.width + other.left == 12191695


def test_a_heading_stands_out():
    data = build(slide("T", body(text("Part", style=Style.HEADING))))
    assert paragraphs(data)[0].runs[0].font.bold
