"""What a person reads: the place in its line, the annotations, and no escape sequence."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from messages import place, rows
from test_cli import Command, deckgen  # noqa: F401

from deckgen.build import Request, build, plan
from deckgen.cli.annotations import annotated
from deckgen.cli.excerpts import excerpt, finding_text
from deckgen.diagnostics import CODES, Diagnostic, Severity
from deckgen.job import Fault, Outcome, Status


def finding(message: str, text: str, line: int = 7) -> Diagnostic:
    return Diagnostic(Severity.WARNING, "html", message, "a.md", line, "a cure", text)


@pytest.mark.parametrize(
    ("message", "text", "marked"),
    [
        ("unknown key 'tittle'", "tittle: x", "tittle"),
        ("'lesson' should be a number, not 'ten'", "lesson: ten", "ten"),
        ("'on' stands twice: on lines 2 and 4", "none: 1, on: 2", "on"),
        ("the tag <marquee> is left out", "a <marquee class=x>b</marquee>", "<marquee"),
        ("<!-- pagebrake --> is no page break", "<!-- pagebrake -->", "<!-- pagebrake -->"),
        ("the alert [!WARNNG] is not known", "> [!WARNNG] x", "[!WARNNG]"),
        ("nothing refers to the footnote [^x1]", "[^x1]: a", "[^x1]"),
        ("&#xD800; names no character", "a &#xD800; b", "&#xD800;"),
        ("the word 'abcdefgh…' is longer than a line", "x abcdefghij", "abcdefgh"),
        ("U+202E turns the direction of the text around it", "a \u202eb", "\\u202e"),
        ("the lesson has no content", "nothing of it", ""),
    ],
)
def test_what_the_message_names_is_marked(message: str, text: str, marked: str) -> None:
    line, *mark = excerpt(finding(message, text))
    assert line.startswith("     7 | ")
    found = "".join(line[at] for at, sign in enumerate(mark[0]) if sign == "^") if mark else ""
    assert found == marked


def test_the_line_stands_between_the_matter_and_the_cure() -> None:
    assert finding_text(finding("unknown key 'tittle'", "tittle: x")).split("\n") == [
        "a.md:7: warning[html]: unknown key 'tittle'",
        "     7 | tittle: x",
        "       | ^^^^^^",
        "  hint: a cure",
    ]


def test_the_mark_stands_right_behind_wide_characters_and_tabs() -> None:
    assert excerpt(finding("unknown key 'x'", "\t値は x")) == (
        "     7 |  値は x",
        "       |       ^",
    )


def test_a_long_line_is_shown_around_its_place() -> None:
    line, mark = excerpt(finding("unknown key 'x'", "word " * 90 + "x" + " word" * 90))
    assert len(line) < 120
    assert line[mark.index("^")] == "x"


def test_no_escape_sequence_of_a_lesson_reaches_the_terminal() -> None:
    text = finding_text(finding("unknown key '\x1b[31m'", "\x1b[31m: \x9b0m \u202e"))
    assert not set(text) & {"\x1b", "\x9b", "\u202e"}


def test_annotations_name_file_line_and_column() -> None:
    outcome = Outcome("a.md", Status.BUILT, diagnostics=(finding("unknown key 'b'", "a b"),))
    assert annotated([outcome], [Fault("no disk", "buy one")]).split("\n") == [
        "::warning file=a.md,line=7,col=3,endColumn=3,title=deckgen[html]"
        "::unknown key 'b'%0Ahint: a cure",
        "::error title=deckgen::no disk%0Ahint: buy one",
    ]


def test_no_lesson_writes_annotations_of_its_own() -> None:
    evil = Diagnostic(Severity.ERROR, "picture", "'a\n::error::b%'", "x,line=1::y\n.md", 1)
    assert annotated([Outcome("", Status.FAILED, diagnostics=(evil,))], []) == (
        "::error file=x%2Cline=1%3A%3Ay%0A.md,line=1,title=deckgen[picture]::'a%0A::error::b%25'"
    )


LESSON = "---\ntitle: T\ntittle: x\n---\n\n## A\n\nA <marquee>b</marquee>.\n"


def test_check_shows_the_line(deckgen: Command) -> None:  # noqa: F811
    Path("a.md").write_text(LESSON)
    ended = deckgen("check", "a.md")
    assert "     3 | tittle: x\n       | ^^^^^^\n  hint: did you mean 'title'?" in ended.err
    assert "     8 | A <marquee>b</marquee>.\n       |   ^^^^^^^^" in ended.err


def test_check_annotates_for_github(deckgen: Command) -> None:  # noqa: F811
    Path("a.md").write_text(LESSON)
    ended = deckgen("check", "--format", "github", "a.md")
    assert [line.split("::")[1] for line in ended.out.splitlines()] == [
        "warning file=a.md,line=3,col=1,endColumn=6,title=deckgen[front-matter-key]",
        "warning file=a.md,line=8,col=3,endColumn=11,title=deckgen[html]",
    ]


def test_programs_read_line_and_column(deckgen: Command) -> None:  # noqa: F811
    Path("a.md").write_text(LESSON)
    report = json.loads(deckgen("check", "--format", "json", "a.md").out)
    first = report["lessons"][0]["diagnostics"][0]
    assert (first["line"], first["column"], first["text"]) == (3, 1, "tittle: x")


def test_hundreds_of_the_same_are_told_as_a_sum(deckgen: Command) -> None:  # noqa: F811
    Path("a.md").write_text("---\ntitle: T\n---\n\n" + "a &#0; b\n\n" * 100)
    ended = deckgen("check", "-t", "pptx", "a.md")
    assert ended.err.count("warning[entity]") == 20
    assert "a.md: 80 more of [entity]; -v shows them" in ended.err


# -- the codes in the README ----------------------------------------------------------


@pytest.mark.parametrize(("code", "shown"), rows().items(), ids=rows())
def test_an_example_in_the_readme_brings_its_code_alone(
    code: str, shown: str, tmp_path: Path
) -> None:
    folder = tmp_path / "project"
    folder.mkdir()
    place(code, shown, folder)
    request = Request(paths=(*folder.glob("lesson.md"),) or (folder,), output=None)
    outcomes = build(plan(request))
    assert {one.code for outcome in outcomes for one in outcome.diagnostics} == {code}


def test_most_codes_have_an_example() -> None:
    assert set(rows()) <= set(CODES)
    assert len(rows()) > 30
