"""A new course, its next lessons, and the course as a list."""

import json
import re
from datetime import date
from pathlib import Path

import pytest
from typer.testing import CliRunner

import deckgen
from deckgen.cli.app import app
from deckgen.course import documents, find_lessons, project
from deckgen.course.headings import HEADINGS
from deckgen.course.starting import start_lesson, start_project
from deckgen.diagnostics import DeckgenError
from deckgen.wording import primary, wording

TODAY = date(2024, 5, 6)


@pytest.fixture(autouse=True)
def _here(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)


def lesson(path: str, front: str) -> Path:
    file = Path(path)
    file.parent.mkdir(parents=True, exist_ok=True)
    file.write_text(f"---\n{front}\n---\n\nSome text.\n")
    return file


def deckgen_(*words: str) -> tuple[int, str]:
    ended = CliRunner().invoke(app, words)
    return ended.exit_code, ended.stdout


def fronts(path: Path) -> list[str]:
    return path.read_text().split("---\n")[1].splitlines()


def test_a_new_course_has_a_sound_lesson() -> None:
    assert [one.path.as_posix() for one in start_project(Path())] == [
        "deckgen.toml",
        "lessons/01-how-a-cache-works.md",
        ".gitignore",
    ]
    assert project().output == Path("output")
    found: list[deckgen.Diagnostic] = []
    [document] = documents(find_lessons(project().lessons))
    read = deckgen.parse(document.source, found.append)
    assert (len(read.slides), found, document.found) == (6, [], ())


def test_nothing_that_is_there_is_overwritten() -> None:
    Path("deckgen.toml").write_text('lessons = ["a"]\n')
    Path(".gitignore").write_text("*.tmp")
    lesson("lessons/mine.md", "title: Mine")
    assert [one.kept for one in start_project(Path())] == [True, False]
    assert Path(".gitignore").read_text() == "*.tmp\noutput/\n"
    assert [one.kept for one in start_project(Path())] == [True, True]
    assert Path("deckgen.toml").read_text() == 'lessons = ["a"]\n'
    assert [path.name for path in Path("lessons").iterdir()] == ["mine.md"]


def test_a_checkout_gets_a_configuration_that_fits_it_and_nothing_else() -> None:
    Path("_config.yml").write_text("collections: [hands_on]\n")
    lesson("_hands_on/a.md", "title: A")
    lesson("_posts/2024-01-02-b.md", "title: B")
    assert [one.path.name for one in start_project(Path())] == ["deckgen.toml"]
    here = project()
    assert [path.as_posix() for path in here.lessons] == ["_hands_on", "_posts"]
    assert here.output == Path("_output")  # Jekyll would publish any other folder


def test_the_next_lesson_goes_on_where_the_section_ends() -> None:
    lesson("lessons/007-seven.md", "title: A\nsection: Section-1-IAM\nlesson: 7\nlang: de")
    lesson("lessons/two/01-one.md", "title: B\nsection: 2\nlesson: 1")
    path = start_lesson('It\'s *new*: a "test"', "iam", TODAY)
    assert path.as_posix() == "lessons/007-seven.md".replace("007-seven", "008-it-s-new-a-test")
    assert fronts(path) == [
        "title: 'It''s *new*: a \"test\"'",
        "section: Section-1-IAM",
        "lesson: 8",
        "lang: de",
    ]
    assert start_lesson("Next", "", TODAY).as_posix() == "lessons/two/02-next.md"
    assert fronts(start_lesson("First", "Section-9", TODAY))[1:] == [
        "section: Section-9",
        "lesson: 1",
    ]
    Path("lessons/two/03-next.md").write_text("Some text.")
    with pytest.raises(DeckgenError, match="is there already"):
        start_lesson("Next", "2", TODAY)


def test_a_new_post_is_named_by_its_day_and_keeps_the_layout() -> None:
    Path("_config.yml").touch()
    lesson("_posts/2024-01-02-b.md", "layout: posts\ntitle: B\nsection: 1\nlesson: 1")
    path = start_lesson("Über <Größen>", "", TODAY)
    assert path.as_posix() == "_posts/2024-05-06-über-größen.md"
    assert fronts(path)[0] == "layout: posts"


def test_a_lesson_without_a_title_is_refused() -> None:
    with pytest.raises(DeckgenError, match="needs a title"):
        start_lesson(" ?! ", "", TODAY)


@pytest.mark.parametrize("lang", HEADINGS)
def test_a_new_lessons_headings_are_known_for_what_they_are(lang: str) -> None:
    words = wording(lang)
    assert wording(lang) is not wording("en") or lang == "en"
    assert re.search(words.exam_titles, HEADINGS[lang].exam, re.IGNORECASE)
    assert re.search(words.summary_titles, HEADINGS[lang].conclusion, re.IGNORECASE)
    assert primary(lang) == lang


def test_the_course_is_listed_as_a_tree() -> None:
    lesson("lessons/a.md", "title: One\nsection: 1\nlesson: 1")
    lesson("lessons/b.md", "title: Ten\nsection: 1\nlesson: 10")
    lesson("lessons/c.md", "title: Ten, the lab\nsection: 1\nlesson: 10\norder: 2")
    lesson("lessons/d.md", "title: Other\nsection: Section-2-S3\nlesson: 1")
    status, text = deckgen_("list")
    assert (status, text.splitlines()[1:]) == (
        0,
        [
            "├─ Section 1",
            "│  ├─  1  One  (lessons/a.md)",
            "│  └─ 10  Ten  (lessons/b.md)",
            "│     └─ 2  Ten, the lab  (lessons/c.md)",
            "└─ Section 2 S3",
            "   └─ 1  Other  (lessons/d.md)",
        ],
    )
    assert ": 2 sections, 3 lessons, 4 documents" in text
    status, text = deckgen_("list", "--section", "s3", "--format", "json")
    [section] = json.loads(text)["sections"]
    assert (section["folder"], section["documents"][0]["output"]) == (
        "Section-2-S3",
        "Section-2-S3/1-d",
    )


def test_pictures_that_no_lesson_shows_are_listed() -> None:
    Path("_config.yml").write_text("title: Site\n")
    lesson("_posts/2024-01-01-a.md", "title: One\nsection: 1\nlesson: 1")
    text = "![one](/assets/one.png) ![my](/assets/my%20own.png)\n"
    Path("_posts/2024-01-02-b.md").write_text(
        f"---\ntitle: T\nsection: 1\nlesson: 2\n---\n\n{text}"
    )
    for name in ("assets/one.png", "assets/my own.png", "assets/logo.png", "assets/two.png",
                 "_posts/img/three.svg", "chrome/four.png", "output/five.png"):  # fmt: skip
        Path(name).parent.mkdir(parents=True, exist_ok=True)
        Path(name).touch()
    Path("output/.deckgen").mkdir()
    Path("index.html").write_text('<img src="assets/logo.png">')
    status, told = deckgen_("list", "--format", "json")
    found = json.loads(told)["diagnostics"]
    assert [(one["code"], one["file"]) for one in found] == [
        ("orphan", "_posts/img/three.svg"),
        ("orphan", "assets/two.png"),
    ]
    assert status == 0
    assert json.loads(deckgen_("list", "--lesson", "1", "--format", "json")[1])["diagnostics"] == []


def test_a_course_with_a_clash_is_listed_and_ends_with_1() -> None:
    lesson("lessons/a.md", "title: One\nsection: 1\nlesson: 1")
    lesson("lessons/b.md", "title: Two\nsection: 1\nlesson: 1")
    status, text = deckgen_("list")
    assert (status, text.count("[clash]")) == (1, 2)
    assert deckgen_("list", "--section", "7")[0] == 2


def test_a_new_course_is_begun_from_the_command_line() -> None:
    assert deckgen_("init")[0] == 0
    status, text = deckgen_("new", "lesson", "Second", "--section", "Section-1")
    assert (status, text.strip()) == (0, "lessons/02-second.md")
    assert deckgen_("list")[0] == 0
