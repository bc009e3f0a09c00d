"""Where a template comes from: the call or the lesson; and how a bad one is told."""

import json
from pathlib import Path
from zipfile import ZipFile

import pytest
from pptx_template import default
from test_cli import Command, deckgen, write

__all__ = ["deckgen"]


@pytest.fixture
def template(deckgen: Command) -> Path:
    path = Path("lessons", "look", "corporate.pptx")
    path.parent.mkdir(parents=True)
    path.write_bytes(default())
    return path


NAMED = "deckgen:\n  template: look/corporate.pptx\n"
DECK = Path("output/Section-1/1-intro.pptx")


def is_on_template(deck: Path) -> bool:
    with ZipFile(deck) as package:
        return b'<p:sldSz cx="9144000"' in package.read("ppt/presentation.xml")


def test_the_call_names_a_template(deckgen: Command, template: Path) -> None:
    write("01-intro.md", 1)
    ended = deckgen("build", "-t", "pptx", "--template", str(template))
    assert (ended.status, is_on_template(DECK)) == (0, True)


def test_a_lesson_names_a_template(deckgen: Command, template: Path) -> None:
    write("01-intro.md", 1, front=NAMED)
    write("02-next.md", 2)
    ended = deckgen("build", "-t", "pptx")
    assert (ended.status, is_on_template(DECK)) == (0, True)
    assert not is_on_template(DECK.with_name("2-next.pptx"))


def test_a_check_reads_the_template_too(deckgen: Command, template: Path) -> None:
    write("01-intro.md", 1)
    template.write_bytes(b"no zip")
    ended = deckgen("check", "--template", str(template))
    assert ended.status == 2
    assert "not a PowerPoint file" in ended.err


def test_a_template_that_is_missing_is_a_wrong_call(deckgen: Command) -> None:
    write("01-intro.md", 1)
    ended = deckgen("build", "--template", "none.pptx")
    assert (ended.status, ended.out) == (2, "")
    assert "deckgen: cannot read the template none.pptx: no such file" in ended.err


def test_a_folder_is_no_template(deckgen: Command) -> None:
    write("01-intro.md", 1)
    assert deckgen("build", "--template", "lessons").status == 2


def test_a_bad_template_fails_only_the_lesson_that_names_it(
    deckgen: Command, template: Path
) -> None:
    template.write_bytes(b"no zip")
    write("01-intro.md", 1, front=NAMED)
    write("02-next.md", 2)
    ended = deckgen("build", "-t", "pptx")
    assert ended.status == 1
    assert "lessons/01-intro.md:6: error[template]: template" in ended.err
    assert DECK.with_name("2-next.pptx").is_file()
    assert not DECK.is_file()


@pytest.mark.parametrize("name", ["/etc/hostname", "../outside.pptx", "look/none.pptx", "a\\0b"])
def test_a_lesson_names_no_file_of_another_project(
    deckgen: Command, template: Path, name: str
) -> None:
    Path("outside.pptx").write_bytes(default())
    write("01-intro.md", 1, front=f'deckgen:\n  template: "{name}"\n')
    ended = deckgen("build", "lessons", "-t", "pptx")
    assert ended.status == 1
    assert "error[template]" in ended.err


def test_layouts_tells_what_stands_for_what(deckgen: Command, template: Path) -> None:
    ended = deckgen("layouts", str(template))
    assert ended.status == 0
    first, *rows = ended.out.splitlines()
    assert first == "corporate.pptx: 10 x 7.5 in, Calibri over Calibri, text at 28/24/22/20/18 pt"
    assert "  Two Content           Two Content        by name" in rows
    assert any("Code " in row and "missing: Title and Content instead" in row for row in rows)
    assert rows[-1].startswith("not used: Content with Caption,")


def test_layouts_as_json(deckgen: Command, template: Path) -> None:
    report = json.loads(deckgen("layouts", str(template), "--format", "json").out)
    rows = {row["name"]: row for row in report["layouts"]}
    assert rows["Title Slide"]["missing"] == ["kicker", "subtitle"]
    assert rows["Code"]["instead"] == "Title and Content"
    assert [name for name, row in rows.items() if row["unfit"]] == ["Picture with Caption"]
    assert rows["Blank"] == {
        "name": "Blank", "layout": "Blank", "part": "ppt/slideLayouts/slideLayout7.xml",
        "by": "name", "instead": "", "unfit": False, "missing": [],
    }  # fmt: skip


def test_layouts_of_a_bad_template_end_with_two(deckgen: Command, template: Path) -> None:
    template.write_bytes(b"no zip")
    ended = deckgen("layouts", str(template))
    assert (ended.status, ended.out) == (2, "")
    assert "not a PowerPoint file" in ended.err
