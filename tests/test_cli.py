"""The command: what it says, where it says it, and how it ends."""

import json
import os
import stat
import subprocess
import sys
from pathlib import Path
from typing import NamedTuple

import pytest

from deckgen.cli import main

HEAD = "---\ntitle: A lesson\nsection: Section-1\nlesson: {}\n{}---\n\n## A slide\n\n"


class Ended(NamedTuple):
    status: int
    out: str
    err: str


class Command:
    """Runs ``deckgen`` in this process."""

    def __init__(self, capture: pytest.CaptureFixture[str]) -> None:
        self.capture = capture

    def __call__(self, *arguments: str) -> Ended:
        with pytest.raises(SystemExit) as end:
            main(arguments)
        out, err = self.capture.readouterr()
        return Ended(int(end.value.code or 0), out, err)


@pytest.fixture
def deckgen(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> Command:
    monkeypatch.chdir(tmp_path)
    return Command(capsys)


def write(name: str, lesson: int, text: str = "Some text.\n", front: str = "") -> Path:
    path = Path("lessons", name)
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(HEAD.format(lesson, front) + text)
    return path


WARNED = "![A tree](missing.png)\n"


def test_lessons_are_what_is_built_when_nothing_is_named(deckgen: Command) -> None:
    write("01-intro.md", 1)
    ended = deckgen("build", "-t", "pptx")
    assert ended.status == 0
    assert ended.out == "output/Section-1/1-intro.pptx\n"
    assert ended.err.startswith("1 lesson, 1 file written in ")


def test_backends_are_named_with_commas_or_again_and_again(deckgen: Command) -> None:
    write("01-intro.md", 1)
    assert deckgen("build", "-t", "pptx,pdf", "-o", "a").status == 0
    assert deckgen("build", "-t", "pptx", "--to", "pdf", "-o", "b").status == 0
    files = {path.as_posix() for path in Path().glob("[ab]/Section-1/*")}
    assert files == {f"{top}/Section-1/1-intro.{end}" for top in "ab" for end in ("pdf", "pptx")}


def test_problems_come_by_file_and_line_with_a_summary(deckgen: Command) -> None:
    write("10-b.md", 2, WARNED)
    write("9-a.md", 1, f"Text.\n\n{WARNED}\n<!-- pagewidth -->\n")
    lines = deckgen("build", "-t", "pptx").err.splitlines()
    places = [line.split(" ")[0] for line in lines if line.startswith("lessons/")]
    assert places == ["lessons/9-a.md:11:", "lessons/9-a.md:13:", "lessons/10-b.md:9:"]
    assert lines[-1].startswith("2 lessons, 2 files written, 3 warnings in ")


def test_strict_fails_on_warnings_and_still_builds(deckgen: Command) -> None:
    write("01-a.md", 1, WARNED)
    assert deckgen("build", "-t", "pptx").status == 0
    ended = deckgen("build", "-t", "pptx", "--strict", "-o", "new")
    assert (ended.status, ended.out) == (1, "new/Section-1/1-a.pptx\n")
    assert deckgen("build", "-t", "pptx", "--strict", "--silence", "picture").status == 0


def test_an_error_ends_with_1_and_the_others_are_built(deckgen: Command) -> None:
    write("01-a.md", 1).write_text("---\ntitle: [\n---\n\nText.\n")
    write("02-b.md", 2)
    ended = deckgen("build", "-t", "pptx")
    assert (ended.status, ended.out) == (1, "output/Section-1/2-b.pptx\n")
    assert "lessons/01-a.md:" in ended.err
    assert "error[front-matter]" in ended.err


def test_quiet_says_nothing_but_problems(deckgen: Command) -> None:
    write("01-a.md", 1, WARNED)
    write("02-b.md", 2)
    ended = deckgen("build", "-t", "pptx", "-q")
    assert ended.out == ""
    assert ended.err.startswith("lessons/01-a.md:9: warning[picture]")
    assert "written" not in ended.err


def test_a_report_for_programs_is_one_object(deckgen: Command) -> None:
    write("01-a.md", 1, WARNED)
    ended = deckgen("build", "-t", "pptx", "--format", "json")
    assert ended.err == ""
    report = json.loads(ended.out)
    [lesson] = report["lessons"]
    assert (report["schema"], report["command"], report["faults"]) == (1, "build", [])
    assert (lesson["file"], lesson["status"]) == ("lessons/01-a.md", "built")
    assert lesson["outputs"] == ["output/Section-1/1-a.pptx"]
    assert [(one["severity"], one["code"], one["line"]) for one in lesson["diagnostics"]] == [
        ("warning", "picture", 9)
    ]
    assert report["summary"] == {
        "lessons": 1,
        "built": 1,
        "unchanged": 0,
        "planned": 0,
        "failed": 0,
        "outputs": 1,
        "errors": 0,
        "warnings": 1,
    }


def test_a_report_for_programs_tells_a_wrong_call_too(deckgen: Command) -> None:
    ended = deckgen("build", "nowhere", "--format", "json")
    assert ended.status == 2
    assert json.loads(ended.out)["faults"] == [
        {"message": "no file or folder 'nowhere'", "hint": ""}
    ]


def test_a_check_says_what_a_build_says_and_writes_nothing(deckgen: Command) -> None:
    write("01-a.md", 1, WARNED)
    built = deckgen("build")
    before = sorted(Path().rglob("*"))
    checked = deckgen("check")
    assert (checked.status, checked.out) == (0, "")
    assert checked.err.splitlines()[:-1] == built.err.splitlines()[:-1]
    assert sorted(Path().rglob("*")) == before


@pytest.mark.parametrize(
    ("arguments", "message", "hint"),
    [
        ("build nowhere", "no file or folder 'nowhere'", ""),
        ("build lesson", "no file or folder 'lesson'", "did you mean 'lessons'?"),
        ("build --theme nigth", "no theme 'nigth' in", "did you mean 'night'?"),
        ("build -t pptz", "no backend 'pptz'", "did you mean 'pptx'?"),
        ("build --silence pictur", "'silence' has no value 'pictur'", "did you mean 'picture'?"),
        ("build --detail gits", "'detail' has no value 'gits'", "did you mean 'gist'?"),
        ("check -t ,", "nothing to build to", "there are: pdf, pptx"),
    ],
)
def test_a_wrong_call_ends_with_2_and_a_guess(
    deckgen: Command, arguments: str, message: str, hint: str
) -> None:
    write("01-a.md", 1)
    ended = deckgen(*arguments.split())
    lines = ended.err.splitlines()
    assert (ended.status, ended.out) == (2, "")
    assert lines[0].startswith(f"deckgen: {message}")
    assert hint in "".join(lines[1:])


@pytest.mark.parametrize("arguments", ["build --no-such-option", "biuld", "build --format xml", ""])
def test_a_misspelled_call_ends_with_2_and_shows_the_usage(
    deckgen: Command, arguments: str
) -> None:
    ended = deckgen(*arguments.split())
    assert ended.status == 2
    assert "Usage: deckgen" in ended.out + ended.err


def test_an_output_folder_that_cannot_be_written_ends_with_2(deckgen: Command) -> None:
    write("01-a.md", 1)
    Path("taken").touch()
    ended = deckgen("build", "-o", "taken")
    assert (ended.status, ended.out) == (2, "")
    assert ended.err.startswith("deckgen: cannot write taken: file exists\n  hint: ")


def test_a_section_folder_that_is_a_file_spares_the_old_outputs(deckgen: Command) -> None:
    write("01-a.md", 1)
    Path("output").mkdir()
    Path("output", "Section-1").write_text("mine")
    assert deckgen("build", "-t", "pptx").status == 2
    assert Path("output", "Section-1").read_text() == "mine"


def test_a_lesson_that_may_not_be_read_ends_with_1(deckgen: Command) -> None:
    os.mkfifo("pipe.md")
    ended = deckgen("build", "pipe.md", "-t", "pptx")
    assert ended.status == 1
    assert "pipe.md: error[unreadable]: pipe.md is not a file" in ended.err


def test_no_control_character_of_a_name_reaches_the_terminal(deckgen: Command) -> None:
    write("01-\x1b[31mred.md", 1, WARNED)
    ended = deckgen("build", "-t", "pptx")
    assert "\x1b" not in ended.err
    assert r"lessons/01-\x1b[31mred.md:9" in ended.err


def test_a_crash_shows_its_traceback_only_on_request(
    deckgen: Command, monkeypatch: pytest.MonkeyPatch
) -> None:
    def crash(*_: object, **__: object) -> None:
        raise RecursionError("too deep")

    monkeypatch.setattr("deckgen.parser.parse", crash)
    write("01-a.md", 1)
    ended = deckgen("build", "-t", "pptx")
    assert ended.status == 1
    assert "error[crash]: RecursionError: too deep (test_cli.py:" in ended.err
    assert "Traceback" not in ended.err
    assert "Traceback" in deckgen("build", "-t", "pptx", "-v").err


def test_two_builds_give_equal_bytes(deckgen: Command) -> None:
    write("01-a.md", 1, WARNED)
    deckgen("build", "-o", "one")
    deckgen("build", "-o", "two")
    one, two = (
        [p.read_bytes() for p in sorted(Path(d).glob("Section-1/*"))] for d in ("one", "two")
    )
    assert len(one) == 2
    assert one == two


def test_published_files_are_not_executable(deckgen: Command) -> None:
    write("01-a.md", 1)
    deckgen("build", "-t", "pptx")
    assert not Path("output/Section-1/1-a.pptx").stat().st_mode & stat.S_IXUSR


# -- the machine ----------------------------------------------------------------------


def without_pango(folder: Path, *arguments: str) -> Ended:
    """Run ``deckgen`` where WeasyPrint finds no Pango."""
    stub = folder / "stub"
    stub.mkdir(exist_ok=True)
    (stub / "weasyprint.py").write_text("raise OSError(\"cannot load library 'libpango-1.0-0'\")\n")
    run = subprocess.run(
        [sys.executable, "-m", "deckgen", *arguments],
        capture_output=True,
        text=True,
        check=False,
        env={
            **os.environ,
            "PYTHONPATH": os.pathsep.join([str(stub), os.environ.get("PYTHONPATH", "")]),
        },
    )
    return Ended(run.returncode, run.stdout, run.stderr)


def test_decks_need_no_pango_and_handouts_say_what_is_missing(
    deckgen: Command, tmp_path: Path
) -> None:
    write("01-a.md", 1)
    assert without_pango(tmp_path, "build", "-t", "pptx").status == 0
    ended = without_pango(tmp_path, "build", "-o", "both")
    assert (ended.status, ended.out) == (2, "both/Section-1/1-a.pptx\n")
    assert ended.err.count("deckgen: ") == 1
    assert "libpango-1.0-0" in ended.err
    assert "Traceback" not in ended.err
    checkup = without_pango(tmp_path, "doctor")
    assert checkup.status == 2
    assert "missing backend pdf" in checkup.out


def test_the_doctor_finds_nothing_missing_here(deckgen: Command) -> None:
    ended = deckgen("doctor")
    assert ended.status == 0
    assert ended.out.endswith("nothing is missing\n")
    states = {
        one["state"] for one in json.loads(deckgen("doctor", "--format", "json").out)["findings"]
    }
    assert "missing" not in states


def test_the_doctor_tells_of_packages_that_are_too_old(
    deckgen: Command, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(
        "deckgen.cli.doctor.version", lambda name: "69.9" if name == "weasyprint" else "1000.0"
    )
    ended = deckgen("doctor")
    assert ended.status == 2
    assert "missing weasyprint: 69.9 is older than 70\n" in ended.out


def test_themes_and_backends_are_listed(deckgen: Command) -> None:
    themes = deckgen("themes").out.splitlines()
    names = ["blueprint", "contrast", "night", "paper", "slate", "studio"]
    assert [line.split()[0] for line in themes] == names
    listed = json.loads(deckgen("backends", "--format", "json").out)["backends"]
    assert {"name": "pptx", "suffix": ".pptx"} in listed


def test_the_version_is_told(deckgen: Command) -> None:
    assert deckgen("--version").out.startswith("deckgen 0.")
    assert deckgen("--version", "build").out == deckgen("--version").out


def test_a_bar_shows_on_a_terminal(deckgen: Command, monkeypatch: pytest.MonkeyPatch) -> None:
    write("01-a.md", 1)
    write("02-b.md", 2)
    monkeypatch.setattr("sys.stderr.isatty", lambda: True)
    monkeypatch.setenv("FORCE_COLOR", "1")
    ended = deckgen("build", "-t", "pptx")
    assert ended.status == 0
    assert "2/2" in ended.err


def test_a_project_says_what_is_built_and_where(deckgen: Command) -> None:
    write("01-a.md", 1)
    Path("lessons").rename("texts")
    Path("deckgen.toml").write_text('lessons = ["texts"]\nto = ["pptx"]\noutput = "made"\n')
    assert deckgen("build").status == 0
    assert [str(path) for path in sorted(Path("made").glob("Section-1/*"))] == [
        "made/Section-1/1-a.pptx"
    ]


def test_the_command_line_wins_over_a_slide(deckgen: Command) -> None:
    slide = "<!-- pagebreak -->\n\n## B\n\n<!-- slide: reveal=no -->\n\n- c\n- d\n"
    write("01-a.md", 1, f"Some text.\n\n{slide}", "deckgen: {reveal: yes}\n")
    deck = Path("output/Section-1/1-a.pptx")
    assert deckgen("build", "-t", "pptx").status == 0
    still = deck.read_bytes()
    assert deckgen("build", "-t", "pptx", "--reveal").status == 0
    assert deck.read_bytes() != still
