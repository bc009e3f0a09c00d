"""Decks on a user's own template: on its layouts, in its places, with what is its own."""

from io import BytesIO
from zipfile import ZipFile

import pytest
from openxml_audit import validate_pptx
from pptx_deck import A, P, opened, part, rewritten, tree
from pptx_template import (
    BASE,
    LESSON,
    MAIN,
    company,
    default,
    edited,
    fitted,
    lesson,
    made,
    narrow,
    ours,
    side,
    theme_of,
)

from deckgen.backends.pptx import PptxBackend
from deckgen.backends.pptx.lint import lint
from deckgen.fit.audit import faults
from deckgen.theme import EMU_PER_INCH
from deckgen.values import replace

TEMPLATES = {"default": default, "company": company, "ours": ours, "narrow": narrow, "side": side}
each_template = pytest.mark.parametrize("template", TEMPLATES.values(), ids=TEMPLATES)


def names(data):
    with ZipFile(BytesIO(data)) as package:
        return package.namelist()


@each_template
def test_neither_validator_finds_anything(template, tmp_path):
    data = made(template())
    path = tmp_path / "deck.pptx"
    path.write_bytes(data)
    found = validate_pptx(path)
    assert (lint(data), [str(one) for one in getattr(found, "errors", found)]) == ((), [])


@each_template
def test_text_is_fitted_to_the_templates_own_places(template):
    deck, theme = fitted(template())
    assert list(faults(deck, theme)) == []


@each_template
def test_no_shape_leaves_its_slide(template):
    deck = opened(made(template()))
    for slide in deck.slides:
        for shape in slide.shapes:
            assert shape.left >= 0
            assert shape.top >= 0
            assert shape.left + shape.width <= deck.slide_width
            assert shape.top + shape.height <= deck.slide_height


@each_template
def test_equal_lessons_are_equal_bytes(template):
    assert made(template()) == made(template())


def words(data):
    found = []
    for slide in opened(data).slides:
        found += "".join(t.text or "" for t in slide._element.iter(f"{A}t")).split()
        if slide.has_notes_slide:
            found += slide.notes_slide.notes_text_frame.text.split()
    return " ".join(found)


@each_template
def test_no_word_is_lost(template):
    said = words(made(template()))
    for word in ("Durability", "instant.", "Redo", "beginning", "slowly.", "append", "Without",
                 "µs", "SELECT", "truth,"):  # fmt: skip
        assert word in said


def test_the_templates_slides_and_notes_are_left_out():
    data = made(company())
    assert [name for name in names(data) if b"secret" in part(data, name)] == []
    assert len(opened(data).slides) == 6


def test_the_templates_masters_layouts_and_logo_stay():
    data = made(company())
    assert part(data, "ppt/slideLayouts/slideLayout9.xml") == part(
        company(), "ppt/slideLayouts/slideLayout9.xml"
    )
    assert any("media/template-image" in name for name in names(data))
    assert b'descr="ACME"' in part(data, "ppt/slideMasters/slideMaster1.xml")


def test_the_templates_own_footer_stays():
    shapes = [s for s in opened(made(company())).slides[1].placeholders if s.has_text_frame]
    texts = {shape.placeholder_format.type: shape.text_frame.text for shape in shapes}
    assert (texts[15], texts[16]) == ("© ACME", "2026-09-14")


def test_an_empty_footer_takes_our_running_text():
    shapes = opened(made(default())).slides[1].placeholders
    footer = next(s for s in shapes if s.placeholder_format.type == 15)
    assert footer.text_frame.text == "Section 2 · Lesson 2 · The Write-Ahead Log"


def test_a_slide_lies_on_the_layout_that_is_like_ours():
    slides = opened(made(default())).slides
    assert [slide.slide_layout.name for slide in slides] == [
        "Title Slide", *["Title and Content"] * 5,
    ]  # fmt: skip


def test_text_that_stands_in_its_place_has_no_box_of_its_own():
    text = (
        "---\ntitle: T\n---\n\n# T\n\n<!-- pagebreak -->\n\n## S\n\n- one\n- two\n- three\n- four\n"
    )
    shape = opened(made(default(), text)).slides[1].placeholders[1]
    assert shape._element.find(f"{P}spPr/{A}xfrm") is None


def test_the_scale_begins_with_the_templates_sizes_and_ends_with_our_floors():
    scale = theme_of(default()).scale
    assert (scale.title[0], scale.title[-1]) == (44, BASE.scale.title[-1])
    assert (scale.body[0], scale.body[-1]) == (28, BASE.scale.body[-1])


def test_a_template_of_small_print_is_set_at_our_floor():
    small = edited(default(), "ppt/slideMasters/slideMaster1.xml", ('sz="3200"', 'sz="1000"'))
    assert theme_of(small).scale.body == (BASE.scale.body[-1],)


def test_colors_come_from_the_template_and_print_from_the_theme():
    theme = theme_of(default())
    assert (theme.colors.accent1, theme.width) == ("4F81BD", 10 * EMU_PER_INCH)
    assert theme.handout == BASE.handout
    assert theme.fonts.heading.print == BASE.fonts.heading.print


@pytest.mark.parametrize(
    ("face", "table"),
    [("Arial", "Arial"), ("Verdana", "Arial 122%"), ("Papyrus Bold", "Arial 116%")],
)
def test_a_typeface_is_measured_by_its_own_widths_or_by_wider_ones(face, table):
    faced = edited(default(), "ppt/theme/theme1.xml",
                   ('<a:latin typeface="Calibri"/>', f'<a:latin typeface="{face}"/>'))  # fmt: skip
    assert theme_of(faced).fonts.body.metrics == table


def test_lines_are_not_set_wider_than_they_were_measured():
    body = opened(made(company())).slides[1].placeholders[1]
    spacings = [p.find(f"{A}pPr/{A}lnSpc/{A}spcPct").get("val")
                for p in body._element.iter(f"{A}p")]  # fmt: skip
    assert set(spacings) == {"100000"}


def test_text_on_a_dark_opening_is_light():
    slide = tree(made(company()))
    mapping = slide.find(f"{P}clrMapOvr/{A}overrideClrMapping")
    assert mapping.get("tx1") == "lt1"


@pytest.mark.parametrize("kind", ["template", "slideshow"])
def test_templates_and_shows_become_presentations(kind):
    types = "[Content_Types].xml"
    other = edited(default(), types, (MAIN, MAIN.replace("presentation.main", f"{kind}.main")))
    data = made(other)
    assert MAIN.encode() in part(data, types)
    assert kind.encode() + b".main" not in part(data, types)


def test_a_layout_is_known_by_its_type_where_its_name_says_nothing():
    renamed = edited(
        default(), "ppt/slideLayouts/slideLayout2.xml", ('name="Title and Content"', 'name="X1"')
    )
    layout = theme_of(renamed).layout("Title and Content")
    assert (layout.own_name, layout.found) == ("X1", "type")


def test_a_layout_is_known_by_its_placeholders_where_its_type_says_nothing():
    renamed = edited(
        default(), "ppt/slideLayouts/slideLayout2.xml",
        ('name="Title and Content"', 'name="X1"'), ('type="obj"', 'type="cust"'),
    )  # fmt: skip
    layout = theme_of(renamed).layout("Title and Content")
    assert (layout.own_name, layout.found) == ("X1", "placeholders")


def test_a_layout_is_known_by_its_german_name():
    renamed = edited(
        default(), "ppt/slideLayouts/slideLayout4.xml",
        ('name="Two Content"', 'name="2_Zwei Inhalte"'), ('type="twoObj"', ""),
    )  # fmt: skip
    assert theme_of(renamed).layout("Two Content").found == "name"


def test_a_picture_layout_with_its_title_below_is_not_ours():
    assert theme_of(default()).layout("Picture with Caption").own_name == "Title and Content"


def test_a_title_may_stand_beside_the_content():
    theme = theme_of(side())
    title, body = (theme.layout("Title and Content").find(kind)[0] for kind in ("title", "body"))
    assert title.box.x + title.box.width < body.box.x
    assert title.box.y + title.box.height > body.box.y + body.box.height // 2


def test_pale_text_of_a_template_is_set_in_its_ink():
    (lead,) = theme_of(default()).layout("Title Slide").find("lead")  # a gray of three quarters
    assert lead.seat.color == "tx1"
    assert theme_of(default()).layout("Title and Content").find("body")[0].seat.color == ""


def test_our_own_deck_as_template_gives_the_theme_back():
    theme = theme_of(ours())
    assert theme.scale.title == BASE.scale.title
    assert [layout.found for layout in theme.layouts] == ["name"] * len(BASE.layouts)
    for mine, theirs in zip(BASE.layouts, theme.layouts, strict=True):
        assert mine.background == theirs.background


def test_ids_that_clash_are_numbered_afresh():
    name = "ppt/slideMasters/slideMaster1.xml"
    clashing = edited(default(), name, ('id="2147483650"', 'id="2147483649"'))
    data = made(clashing)
    assert lint(data) == ()


def test_a_link_to_a_slide_that_is_left_out_goes_with_it():
    name = "ppt/slideLayouts/slideLayout2.xml"
    rels = "ppt/slideLayouts/_rels/slideLayout2.xml.rels"
    link = '<a:hlinkClick r:id="rId77" action="ppaction://hlinksldjump"/>'
    data = edited(company(), name, ('name="Title 1"/>', f'name="Title 1">{link}</p:cNvPr>'))
    kind = "http://schemas.openxmlformats.org/officeDocument/2006/relationships/slide"
    row = f'<Relationship Id="rId77" Type="{kind}" Target="../slides/slide1.xml"/></Relationships>'
    data = edited(data, rels, ("</Relationships>", row))
    assert lint(made(data)) == ()


def test_an_arabic_lesson_keeps_the_templates_places():
    deck, theme = fitted(default(), LESSON.replace("lesson: 2", "lesson: 2\nlang: ar"))
    assert list(faults(deck, theme)) == []
    found = []
    data = PptxBackend().render(
        lesson(LESSON.replace("lesson: 2", "lesson: 2\nlang: ar")), theme, found.append
    )
    assert lint(data) == ()
    title = opened(default()).slide_layouts[1].placeholders[0]
    assert opened(data).slides[1].shapes.title.left == title.left


def test_parts_of_the_template_never_take_the_names_of_ours():
    tags = "ppt/tags/tag1.xml"
    rels = "ppt/slideLayouts/_rels/slideLayout2.xml.rels"
    kind = "http://schemas.openxmlformats.org/officeDocument/2006/relationships/tags"
    row = f'<Relationship Id="rId78" Type="{kind}" Target="../tags/tag1.xml"/></Relationships>'
    data = edited(default(), rels, ("</Relationships>", row))
    row = (
        '<Override PartName="/ppt/tags/tag1.xml" ContentType="application/vnd.openxmlformats-'
        'officedocument.presentationml.tags+xml"/></Types>'
    )
    data = edited(data, "[Content_Types].xml", ("</Types>", row))
    theirs = f'<p:tagLst xmlns:p="{P[1:-1]}"><p:tag name="THEIRS" val="1"/></p:tagLst>'
    made_of = made(rewritten(data, {tags: theirs.encode()}))
    assert lint(made_of) == ()
    assert b"DECKGEN_KEY" in part(made_of, tags)
    assert b"THEIRS" in part(made_of, "ppt/tags/template-tag1.xml")


def test_a_theme_without_a_template_is_as_it_was():
    plain = PptxBackend().render(lesson(), BASE, lambda one: None)
    assert plain == PptxBackend().render(lesson(), replace(BASE, template=b""), lambda one: None)
    assert b"lnSpc" not in part(plain, "ppt/slides/slide2.xml")
