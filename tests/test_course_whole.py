"""A whole course, found, listed, built and shown."""

import json
import re
from pathlib import Path
from urllib.parse import unquote

import pytest
from courses import course
from pptx import Presentation
from typer.testing import CliRunner

from deckgen.cli.app import app


def run(*words: str) -> tuple[int, str, str]:
    ended = CliRunner().invoke(app, words)
    return ended.exit_code, ended.stdout, ended.stderr


@pytest.fixture(autouse=True)
def _here(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)


def test_a_generated_course_is_listed_as_it_was_written(tmp_path: Path) -> None:
    files = course(tmp_path, sections=12, documents=60)
    status, text, _ = run("list", "--format", "json")
    listed = json.loads(text)
    found = [one["file"] for section in listed["sections"] for one in section["documents"]]
    assert (status, listed["title"]) == (0, "Running Things for Others")
    assert [Path(name).resolve() for name in found] == files
    assert [section["folder"].split("-")[1] for section in listed["sections"]] == [
        str(number) for number in range(1, 13)
    ]


def test_a_generated_course_is_built_whole(tmp_path: Path) -> None:
    files = course(tmp_path, sections=6, documents=24)
    status, _, told = run("build", "-t", "pptx", "-o", "out", "--bind", "section,course")
    assert status == 0, told
    decks = [path for path in Path("out").glob("*/*.pptx") if path.stem != path.parent.name]
    assert len(decks) == len(files)
    assert len(list(Path("out").glob("*/Section*.pptx"))) == 6
    files[0].write_text(files[0].read_text("utf-8") + "\nMore.\n", "utf-8")
    status, said, _ = run("build", "-t", "pptx", "-o", "out", "--bind", "section,course", "-n")
    assert [line.partition(":")[0] for line in said.splitlines()] == [
        files[0].relative_to(tmp_path).as_posix(),
        next(path.as_posix() for path in Path("out").glob("Section-1-*/Section-*.pptx")),
        "out/course.pptx",
    ]
    slides = len(Presentation("out/course.pptx").slides)
    alone = sum(len(Presentation(str(path)).slides) for path in decks)
    assert slides == alone + 2 + 2 * 6
    page = Path("out/index.html").read_text(encoding="utf-8")
    assert page.count('class="card"') == 24
    for link in re.findall(r'(?:href|src)="([^"#]+)"', page):
        assert Path("out", unquote(link)).is_file(), link
    assert run("build", "-t", "pptx", "-o", "out", "--bind", "section,course")[0] == 0
    assert page == Path("out/index.html").read_text(encoding="utf-8")
