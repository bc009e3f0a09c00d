"""The file as a whole: valid, equal every time, and no larger than it must be."""

import re
import zlib
from io import BytesIO
from zipfile import ZIP_DEFLATED, ZIP_STORED, ZipFile

import pytest
from openxml_audit import validate_pptx
from pptx_deck import THEME, body, build, deck, opened, part, rewritten, slide, text

from deckgen.backends.pptx.archive import archive, entry, unpacked
from deckgen.backends.pptx.lint import lint, memory
from deckgen.backends.pptx.markup import legal
from deckgen.backends.pptx.package import pack
from deckgen.diagnostics import DeckgenError
from deckgen.fit.deck import Bullet, FittedSlide
from deckgen.model import Paragraph, Run, SlideOptions
from deckgen.theme import Box, load_theme, theme_names


def test_a_slide_knows_its_key_and_its_words():
    def tag(title):
        return part(build(slide(title, key="emr")), "ppt/tags/tag1.xml")

    assert b'name="DECKGEN_KEY" val="emr"' in tag("EMR")
    assert tag("EMR") == tag("EMR") != tag("Another")


def sample(theme=None, **meta):
    lines = [text("**One**: two", bullet=Bullet.DOT, indent_pt=24, hang_pt=24), text("three")]
    notes = (Paragraph((Run("Notes"),)),)
    moving = SlideOptions(reveal=True, transition="push")
    slides = [
        slide("First", body(*lines), notes=notes, key="first", options=moving),
        slide("Second", notes=notes),
    ]
    return build(*slides, **({"theme": theme} if theme else {}), **meta)


@pytest.mark.parametrize("lang", ["en", "ar", "ja"])
@pytest.mark.parametrize("name", theme_names())
def test_our_own_lint_finds_nothing(name, lang):
    assert lint(sample(load_theme(name), lang=lang)) == ()


def test_equal_decks_are_equal_bytes():
    assert sample() == sample()


def test_python_pptx_opens_it():
    assert [s.shapes.title.text for s in opened(sample()).slides] == ["First", "Second"]


def test_a_deck_without_slides_is_still_a_deck():
    assert len(opened(build()).slides) == 0


def test_the_properties_say_what_it_is():
    found = opened(sample(title="A & B " * 60, author="C", lang="de", date="2024-02-29"))
    properties = found.core_properties
    assert (len(properties.title), properties.author, properties.language) == (255, "C", "de-DE")
    assert properties.created.year == 2024


@pytest.mark.parametrize("date", ["", "tomorrow", "2023-02-29", "2024-13-01"])
def test_a_date_that_is_none_is_left_out(date):
    assert b"dcterms:created" not in part(sample(date=date), "docProps/core.xml")


def test_parts_grow_with_the_slides_alone():
    def count(slides):
        data = build(*(slide(f"Slide {n}") for n in range(slides)))
        return len(ZipFile(BytesIO(data)).namelist())

    assert count(200) - count(100) == 300


def test_a_layout_that_is_not_there_is_the_callers_fault():

    lost = FittedSlide("Nowhere", (Run("T"),), Box(0, 0, 1, 1), 32.0, ())
    with pytest.raises(DeckgenError, match="no layout 'Nowhere'"):
        pack(deck(lost), THEME, print)


def test_an_archive_can_be_unpacked():
    data = archive([entry("a.txt", "words " * 9), entry("日本.bin", b"\x00\x01", packed=False)])
    with ZipFile(BytesIO(data)) as package:
        assert package.testzip() is None
        assert package.namelist() == ["a.txt", "日本.bin"]
        assert package.read("a.txt") == b"words " * 9


# -- what finds faults finds them: see also test_harness.py ----------------------------


def test_a_part_is_packed_where_that_is_worth_it() -> None:
    with ZipFile(BytesIO(build(slide("First", body(text("words " * 40)))))) as file:
        kinds = {info.filename: info.compress_type for info in file.infolist()}
    assert kinds["ppt/tags/tag1.xml"] == ZIP_STORED
    assert kinds["ppt/slides/slide1.xml"] == ZIP_DEFLATED
    assert kinds["ppt/slideLayouts/slideLayout1.xml"] == ZIP_DEFLATED


def test_what_was_packed_is_known_and_nothing_else_is_taken_for_it() -> None:
    content = b"words " * 99
    packed = entry("a.txt", content).local[35:]
    assert unpacked(packed) is content
    assert unpacked(zlib.compress(content, 9, -15)) == content
    with pytest.raises(zlib.error):
        unpacked(packed[:-1])


@pytest.mark.parametrize("letter", ["\x00", "\x0b", "\ufffe", "\uffff", "\ud800"])
def test_what_no_xml_may_hold_is_left_out(letter: str) -> None:
    assert legal(f"<a>é{letter}漢</a>") == ("<a>é漢</a>".encode(), 1)
    assert legal("<a>\té漢😀\n</a>") == ("<a>\té漢😀\n</a>".encode(), 0)


def test_the_lint_finds_what_is_no_zip_file():
    assert [finding.rule for finding in lint(b"words")] == ["zip"]


def test_the_lint_finds_a_part_that_is_missing():
    findings = lint(rewritten(sample(), {}, dropped=["ppt/theme/theme1.xml"]))
    assert {finding.rule for finding in findings} == {"content-types", "targets"}


def test_the_lint_finds_a_deck_that_nothing_leads_to():
    findings = lint(rewritten(sample(), {}, dropped=["_rels/.rels"]))
    assert [(finding.rule, finding.part) for finding in findings] == [("targets", "_rels/.rels")]


def test_the_lint_knows_elements_by_other_prefixes_and_in_another_encoding() -> None:
    data, name = sample(), "ppt/slides/slide1.xml"
    content = part(data, name).decode()
    other = re.sub(r"<(/?)a:", r"<\1d:", content).replace("xmlns:a=", "xmlns:d=")
    other = other.replace('<d:off x="', "<!-- <p:pic> --><d:off\n x='1' o=\"")
    assert lint(rewritten(data, {name: other})) == ()
    assert lint(rewritten(data, {name: content.replace("UTF-8", "UTF-16").encode("utf-16")})) == ()
    latin = content.replace("UTF-8", "ISO-8859-1").replace("First", "Prem\xecer")
    assert lint(rewritten(data, {name: latin.encode("latin-1")})) == ()
    wrong = other.replace('sz="', 'sz="0" o="', 1)
    assert [one.rule for one in lint(rewritten(data, {name: wrong}))] == ["sizes"]


def test_the_lint_does_not_take_words_for_elements() -> None:
    words = text('<a:rPr sz="0"/> r:id="rId99" <p:pic/> <p:spTgt spid="99"/>')
    assert lint(build(slide("First", body(words)))) == ()


def test_the_lint_finds_a_damaged_entry() -> None:
    data = bytearray(sample())
    at = data.index(b"ppt/slides/slide1.xml") + 40
    data[at] ^= 255
    assert [finding.rule for finding in lint(bytes(data))] == ["zip"]


@pytest.mark.parametrize("lang", ["en", "ar"])
def test_the_validator_finds_nothing(tmp_path, lang):
    path = tmp_path / "deck.pptx"
    path.write_bytes(sample(lang=lang))
    assert [str(error) for error in validate_pptx(path).errors] == []


def test_a_fault_in_a_part_that_all_decks_have_is_seen_every_time() -> None:
    data = sample()
    assert lint(data) == ()
    name = "ppt/slideMasters/slideMaster1.xml"
    content = part(data, name).decode()
    broken = rewritten(data, {name: content.replace('r:id="rId', 'r:id="rIdX', 1)})
    assert {finding.rule for finding in lint(broken)} == {"references"}
    assert {finding.rule for finding in lint(broken)} == {"references"}
    assert lint(data) == ()


# -- what decks of one theme begin with ----------------------------------------------


def begin(data: bytes) -> int:
    return data.index(b"[Content_Types].xml") - 30


def test_decks_of_one_theme_begin_alike() -> None:
    one, two = sample(), build(slide("Another"))
    assert begin(one) == begin(two) > len(one) / 2
    assert one[: begin(one)] == two[: begin(two)]


def test_programs_that_look_at_the_first_entries_know_a_deck() -> None:
    with ZipFile(BytesIO(sample())) as package:
        first, _, third, *_ = package.namelist()
    assert (first, third.partition("/")[0]) == ("_rels/.rels", "ppt")


@pytest.mark.parametrize("share", [0.1, 0.5, 0.9])
def test_damage_to_what_decks_begin_with_is_seen_every_time(share: float) -> None:
    data = bytearray(sample())
    assert lint(bytes(data)) == ()
    assert len(memory.fronts) > 0
    data[int(share * begin(bytes(data)))] ^= 255
    assert [finding.rule for finding in lint(bytes(data))] == ["zip"]


def test_a_directory_that_says_otherwise_of_what_decks_begin_with_is_seen() -> None:
    data = bytearray(sample())
    assert lint(bytes(data)) == ()
    row = data.rindex(b"ppt/slideMasters/slideMaster1.xml") - 46
    data[row + 16] ^= 255  # its checksum
    assert [finding.rule for finding in lint(bytes(data))] == ["zip"]


def test_a_front_ends_where_what_is_the_decks_own_begins() -> None:
    memory.forget()
    assert lint(sample()) == ()
    (front,) = memory.fronts
    with ZipFile(BytesIO(sample())) as package:
        assert len(front.entries) == package.namelist().index("[Content_Types].xml")
    assert lint(rewritten(sample(), {}, dropped=["_rels/.rels"])) != ()


def test_few_fronts_are_kept() -> None:
    memory.forget()
    for name in theme_names() * 2:
        assert lint(sample(load_theme(name))) == ()
    assert 0 < len(memory.fronts) <= len(theme_names())
