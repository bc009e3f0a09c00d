from __future__ import annotations

import os
import re
import subprocess
import sys
from io import BytesIO
from pathlib import Path
from typing import Any

import pikepdf
import pytest
from pdf_lessons import (
    FOX,
    SLATE,
    everything,
    lesson,
    one_slide,
    pages_of,
    pdf_of,
    png,
    slide,
    terms,
    text,
)

from deckgen.backends.pdf import PdfBackend, arranging, engine, engine_problem, fonts
from deckgen.diagnostics import DeckgenError, Diagnostic
from deckgen.model import Audience, Block, Figure, Heading, Picture, Role, Run
from deckgen.theme import load_theme
from deckgen.values import replace

ROOT = Path(__file__).parent.parent

pytestmark = pytest.mark.skipif(bool(engine_problem()), reason=engine_problem())


@pytest.fixture(scope="module")
def whole() -> bytes:
    return pdf_of(everything())[0]


def opened(data: bytes) -> pikepdf.Pdf:
    return pikepdf.open(BytesIO(data))


def the_sample() -> Any:
    """Return a lesson of the size of a real one: a lead, three terms, exam points, a conclusion."""
    return lesson(
        slide("Hash tables", text(FOX * 6), role=Role.OPENING),
        slide("Words", terms(Purpose=FOX * 4, Support=FOX * 4, Configuration=FOX * 4)),
        slide("Key points for the exam", terms(Data=FOX * 4, Cases=FOX * 4), role=Role.EXAM),
        slide("Conclusion", text(FOX * 5), role=Role.SUMMARY),
    )


def test_a_lesson_of_four_slides_fills_two_pages() -> None:
    first, second = pages_of(pdf_of(the_sample())[0])
    assert "Key points for the exam" in first
    assert second.index("Conclusion") < second.index("Check yourself")


def test_the_last_lines_are_drawn_in_to_save_a_page(monkeypatch: pytest.MonkeyPatch) -> None:
    sample = one_slide(*[text(FOX * 4)] * 10, *[text(FOX)] * 3)
    drawn_in = pages_of(pdf_of(sample)[0])
    monkeypatch.setattr(arranging, "_FORETOLD", 0)
    monkeypatch.setattr(arranging, "_LONELY", 0.0)
    as_it_falls = pages_of(pdf_of(sample)[0])
    assert (len(drawn_in), len(as_it_falls)) == (1, 2)


def test_a_check_list_begins_on_the_page_that_has_room(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(arranging, "_FORETOLD", 0)
    monkeypatch.setattr(arranging, "_LONELY", 0.0)
    monkeypatch.setattr(arranging, "_FEW", 0.0)
    many = {f"Term{number}": "It is." for number in range(8)}
    first, second = pages_of(pdf_of(one_slide(terms(**many), *[text(FOX * 3)] * 4))[0])
    assert "Check yourself" in first
    assert "Term7" in second


def test_room_to_write_on_takes_no_page_of_its_own() -> None:
    many = {f"Term{number}": "It is." for number in range(8)}
    (only,) = pages_of(pdf_of(one_slide(terms(**many), *[text(FOX * 3)] * 4))[0])
    assert "Term7" in only


def test_a_long_box_begins_on_the_page_that_has_room() -> None:
    many = {f"Term{number}": FOX * 2 for number in range(9)}
    exam = slide("Key points for the exam", terms(**many), role=Role.EXAM)
    first, second, *_ = pages_of(pdf_of(lesson(slide("Body", *[text(FOX * 4)] * 6), exam))[0])
    assert re.search(r"Key points for the exam\s+Term0", first)
    assert "Term8" in second


def test_a_picture_that_leaves_a_gap_is_set_smaller() -> None:
    picture = Picture(png(600, 320), "png", 600, 320)
    sample = one_slide(*[text(FOX * 4)] * 7, Figure("a.png", "a box", "Caption"), text("After"))
    filled = pages_of(pdf_of(replace(sample, pictures={"a.png": picture}))[0])
    assert "Caption" in filled[0]


def test_every_word_is_there_in_order(whole: bytes) -> None:
    words = ["Hash tables", "Inlines", "Bold", "struck", "Lists", "outer", "second", "inner",
             "seven", "open", "done", "Probe", "One look.", "return 1", "Deep", "Tree", "12.5",
             "Caution", "A caption", "a lost one", "or so", "left", "right()", "Exam", "Bucket",
             "a place", "Which one?", "wrong", "Conclusion", "Check yourself",
             "The footnote.", "with code"]  # fmt: skip
    everything_said = "\n".join(pages_of(whole))
    at = 0
    assert [word for word in words if word not in everything_said] == []
    for word in words:
        at = everything_said.index(word, at)


def test_every_font_is_embedded(whole: bytes) -> None:
    pdf = opened(whole)
    descriptors = [each for each in pdf.objects
                   if isinstance(each, pikepdf.Dictionary) and "/FontName" in each]  # fmt: skip
    assert len(descriptors) >= 4
    assert all("/FontFile2" in each or "/FontFile3" in each for each in descriptors)


def test_latin_text_is_in_the_fonts_that_come_with_deckgen(whole: bytes) -> None:
    pdf = opened(whole)
    names = {str(each.BaseFont).split("+")[-1] for each in pdf.objects
             if isinstance(each, pikepdf.Dictionary) and "/BaseFont" in each}  # fmt: skip
    assert {name.split("-")[0] for name in names} <= {"Source", "STIX", "IBM"}


def test_bookmarks_follow_the_headings(whole: bytes) -> None:
    with opened(whole).open_outline() as outline:
        (top,) = outline.root
        assert top.title == "Hash tables"
        assert [each.title for each in top.children][:3] == ["Inlines", "Lists", "Code"]
        assert [each.title for each in top.children[2].children] == ["Deep"]


def test_the_document_says_what_it_is(whole: bytes) -> None:
    pdf = opened(whole)
    assert str(pdf.Root.Lang) == "en"
    assert bool(pdf.Root.MarkInfo.Marked)
    assert bool(pdf.Root.ViewerPreferences.DisplayDocTitle)
    info = {key: str(value) for key, value in pdf.docinfo.items()}
    assert info["/Title"] == "Hash tables"
    assert info["/Author"] == "A. Teacher"
    assert info["/Subject"] == "All of it"
    assert info["/Keywords"] == "hash, table"


def test_pages_are_numbered_and_headed_in_the_lessons_language() -> None:
    german = replace(the_sample(), meta=replace(the_sample().meta, lang="de"))
    first, second = pages_of(pdf_of(german)[0])
    assert "Seite 1 von 2" in first
    assert "Seite 2 von 2" in second
    assert "Hash tables" not in first.replace("Hash tables", "", 1)
    assert "Hash tables" in second
    assert "Abschnitt 6" in second


def test_equal_lessons_give_equal_bytes(whole: bytes) -> None:
    assert pdf_of(everything())[0] == whole


def test_another_process_gives_the_same_bytes(tmp_path: Path) -> None:
    script = (
        "from pdf_lessons import *; import sys; sys.stdout.buffer.write(pdf_of(everything())[0])"
    )
    environment = {**os.environ, "PYTHONHASHSEED": "7", "TZ": "Asia/Tokyo"}
    environment |= {"XDG_CACHE_HOME": str(tmp_path), "PYTHONPATH": f"{ROOT}:{ROOT / 'tests'}"}
    environment.pop("FONTCONFIG_FILE", None)
    done = subprocess.run([sys.executable, "-c", script], env=environment, cwd=tmp_path,
                          capture_output=True, check=True)  # fmt: skip
    assert done.stdout == pdf_of(everything())[0]


def test_a_handout_opens_no_file_and_no_connection() -> None:
    pdf_of(everything())  # what is loaded once is loaded
    seen: list[str] = []
    _watch(seen)
    pdf_of(everything())
    _watched.clear()
    assert seen == []


_watched: list[list[str]] = []


def _watch(seen: list[str]) -> None:
    """Note what the process opens, until ``_watched`` is cleared; hooks cannot be removed."""
    _watched.append(seen)
    if not getattr(_watch, "hooked", False):
        sys.addaudithook(_note)
        _watch.hooked = True  # type: ignore[attr-defined]


def _note(event: str, arguments: tuple[Any, ...]) -> None:
    if _watched and event in ("open", "socket.connect", "subprocess.Popen", "urllib.Request"):
        _watched[-1].append(f"{event} {arguments[0]}")


def test_a_picture_cannot_reach_outside_the_lesson() -> None:
    svg = (
        '<svg xmlns="http://www.w3.org/2000/svg" width="90" height="90">'
        '<image href="file:///etc/hostname"/><image href="https://example.org/a.png"/></svg>'
    )
    drawn = replace(one_slide(Figure("a.svg", "a drawing")),
                    pictures={"a.svg": Picture(svg.encode(), "svg", 90, 90)})  # fmt: skip
    _, found = pdf_of(drawn)
    assert {each.code for each in found} == {"picture"}
    assert "file:///etc/hostname" in found[0].message


def test_a_broken_picture_is_reported_by_its_name() -> None:
    broken = replace(one_slide(Figure("a.png", "a box")),
                     pictures={"a.png": Picture(b"no picture", "png", 90, 90)})  # fmt: skip
    _, found = pdf_of(broken)
    assert [str(each) for each in found] == [
        "lesson.md: warning[picture]: the handout cannot show 'a.png'"
    ]


def test_a_missing_glyph_is_reported_with_its_line() -> None:
    sample = one_slide(replace(text("unseen \U0010fffd here"), line=12))
    data, (found,) = pdf_of(sample)
    assert (found.code, found.line) == ("glyph", 12)
    assert "U+10FFFD" in found.message
    assert "here" in pages_of(data)[0]


def test_an_instructors_edition_shows_the_notes() -> None:
    noted = replace(slide("Body", text("open")), notes=(text("Tell the story."),))
    teacher = "".join(pages_of(pdf_of(lesson(noted), Audience.INSTRUCTOR)[0]))
    student = "".join(pages_of(pdf_of(lesson(noted))[0]))
    assert "Tell the story." in teacher
    assert "Speaker notes" in teacher
    assert "Tell the story." not in student


def test_nothing_is_printed(capfd: pytest.CaptureFixture[str]) -> None:
    pdf_of(everything())
    assert capfd.readouterr() == ("", "")


@pytest.mark.parametrize(("page", "width"), [("A4", 595.28), ("Letter", 612.0)])
def test_the_theme_chooses_the_paper(page: str, width: float) -> None:
    theme = replace(SLATE, handout={**SLATE.handout, "page": page})
    found: list[Diagnostic] = []
    data = PdfBackend().render(one_slide(text(FOX)), theme, found.append)
    pdf = opened(data)
    assert float(pdf.pages[0].mediabox[2]) == pytest.approx(width, abs=0.1)


def test_a_theme_with_unknown_paper_is_refused() -> None:
    theme = replace(SLATE, handout={**SLATE.handout, "page": "A3"})
    with pytest.raises(DeckgenError, match="no page 'A3'"):
        PdfBackend().render(one_slide(text(FOX)), theme, print)


@pytest.mark.parametrize("name", ["paper", "night", "contrast"])
def test_every_theme_makes_a_handout(name: str) -> None:
    data = PdfBackend().render(everything(), load_theme(name), lambda _: None)
    assert len(pages_of(data)) > 2


def test_no_heading_stands_alone_at_the_foot_of_a_page() -> None:
    blocks: list[Block] = []
    for number in range(24):
        blocks += [Heading(4, (Run(f"Heading {number}"),)), text(FOX * (number % 5 + 2))]
    for page in pages_of(pdf_of(one_slide(*blocks))[0]):
        body = re.split(r"\s*Study handout\s*Page", page.replace("\r\n", "\n"))[0]
        assert not re.match(r"Heading \d+$", body.strip().split("\n")[-1])


def test_without_pango_the_error_names_the_cure(monkeypatch: pytest.MonkeyPatch) -> None:
    engine._weasyprint.cache_clear()
    for name in [name for name in sys.modules if name.split(".")[0] == "weasyprint"]:
        monkeypatch.delitem(sys.modules, name)
    monkeypatch.setattr(engine, "use_bundled_fonts", lambda: None)
    monkeypatch.setattr("cffi.FFI.dlopen", _no_library)
    monkeypatch.setattr(sys, "platform", "linux")
    try:
        assert "apt-get install -y libpango-1.0-0 libpangoft2-1.0-0" in engine.engine_problem()
    finally:
        engine._weasyprint.cache_clear()


def _no_library(*_: object, **__: object) -> None:
    raise OSError("cannot load library 'libpango-1.0-0'")


def test_a_home_that_cannot_be_written_to_does_no_harm(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    blocked = tmp_path / "file"
    blocked.write_text("not a folder")
    monkeypatch.setenv("XDG_CACHE_HOME", str(blocked))
    monkeypatch.delenv("FONTCONFIG_FILE", raising=False)
    fonts.use_bundled_fonts()
    made = Path(os.environ["FONTCONFIG_FILE"])
    assert "font_source_sans_pro" in made.read_text(encoding="utf-8")
    made.unlink()
    made.parent.rmdir()


def test_only_a_term_too_long_for_a_line_is_divided() -> None:
    named = {"Nebenläufigkeitskontrollmechanismus": "a", "Erste Zusicherungen": "b"}
    data, _ = pdf_of(lesson(slide("Liste", terms(**named)), lang="de"))
    listed = pages_of(data)[0]
    assert "Nebenläufigkeitskon\x02trollmechanismus" in listed
    assert "Erste Zusicherungen" in " ".join(listed.split())
