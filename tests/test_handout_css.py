"""A handout.css beside lessons overrides a rule of the theme's."""

from __future__ import annotations

from pathlib import Path

import pikepdf
import pytest

from deckgen.backends.pdf import engine_problem
from deckgen.build import Request, build, plan
from deckgen.diagnostics import Diagnostic
from deckgen.theme import load_theme, nearest_sheet, with_sheet

LESSON = "---\ntitle: A lesson\nsection: Section-1\nlesson: {}\n---\n\n## A slide\n\nText.\n"


@pytest.fixture
def project(tmp_path: Path) -> Path:
    (tmp_path / "deckgen.toml").write_text('theme = "slate"\n')
    for number, folder in enumerate(("lessons", "lessons/deep"), 1):
        (tmp_path / folder).mkdir()
        (tmp_path / folder / f"{number}.md").write_text(LESSON.format(number))
    return tmp_path


def built(project: Path) -> dict[str, tuple[int, tuple[Diagnostic, ...]]]:
    """Return the width of each handout, in millimeters, and what was said of its lesson."""
    request = Request((project / "lessons",), ("pdf",), project / "output")
    found = {}
    for outcome in build(plan(request)):
        name = Path(outcome.file)
        with pikepdf.open(project / "output" / "Section-1" / f"{name.stem}.pdf") as pdf:
            width = round(float(pdf.pages[0].mediabox[2]) * 25.4 / 72)
        found[name.name] = (width, outcome.diagnostics)
    return found


@pytest.mark.skipif(bool(engine_problem()), reason=engine_problem())
def test_the_nearest_style_sheet_has_the_last_word(project: Path) -> None:
    (project / "handout.css").write_text("@page { size: 100mm 200mm }")
    assert built(project) == {"1.md": (100, ()), "2.md": (100, ())}
    (project / "lessons" / "deep" / "handout.css").write_text("@page { size: 120mm 200mm }")
    assert built(project)["2.md"] == (120, ())


@pytest.mark.skipif(bool(engine_problem()), reason=engine_problem())
def test_what_is_no_css_is_told_once_with_its_line(project: Path) -> None:
    sheet = project / "lessons" / "handout.css"
    sheet.write_text("h1 { color: red }\np { font-size 12pt }\n@page { size: 100mm 200mm }\n")
    told = [each for width, found in built(project).values() for each in found if width == 100]
    assert [(each.code, Path(each.file).name, each.line) for each in told] == [
        ("style", "handout.css", 2)
    ]


def findings(css: str, folder: Path) -> list[tuple[int, str]]:
    path = folder / "handout.css"
    path.write_text(css)
    return [(each.line, each.message) for each in with_sheet(load_theme(), path)[1]]


@pytest.mark.parametrize(
    ("css", "line", "words"),
    [
        ("a { color: red }\n}\n", 2, "no CSS"),
        ("\n@page { size }\n", 2, "left out"),
        ("\n\n{ color: red }", 3, "no selector"),
        ("@media print {\n p { color }\n}", 2, "left out"),
        ("a { background: url(http://example.org/a.png) }", 1, "reaches outside"),
        ('@import "more.css";', 1, "reaches outside"),
        ("p { columns: 2 }\nli { break-inside: avoid }", 1, "very long"),
        ("\nul { columns: 2 }", 2, "very long"),
        ("h1 { color: red;\n colr: red }", 2, "did you mean 'color'?"),
        ("@page { margn-left: 2cm }", 1, "did you mean 'margin'?"),
    ],
)
def test_trouble_is_named(css: str, line: int, words: str, tmp_path: Path) -> None:
    assert [(at, words in message) for at, message in findings(css, tmp_path)] == [(line, True)]


def test_sound_css_is_said_nothing_of(tmp_path: Path) -> None:
    css = """
    @page { margin: 20mm; @top-left { content: "a" } }
    @page :first { margin-top: 30mm }
    :root { --accent: #123456 }
    h1, .lead > p:first-child { color: var(--accent); font: 12pt/1.4 "Source Sans Pro" }
    ul { columns: 2; column-fill: auto; -weasy-hyphens: auto }
    .check { columns: 1 }
    @media print { a::after { content: " (" attr(href) ")" } }
    """
    assert findings(css, tmp_path) == []


def test_a_style_sheet_that_cannot_be_read_is_left_out(tmp_path: Path) -> None:
    path = tmp_path / "handout.css"
    path.write_bytes(b"p { color: \xff }")
    theme, (found,) = with_sheet(load_theme(), path)
    assert theme.css == load_theme().css
    assert "cannot be read" in found.message


def test_a_style_sheet_from_outside_the_project_is_none(tmp_path: Path) -> None:
    project = tmp_path / "project"
    project.mkdir()
    (tmp_path / "handout.css").write_text("p { color: red }")
    assert nearest_sheet(project, project) is None
    (project / "handout.css").symlink_to(tmp_path / "handout.css")
    assert nearest_sheet(project, project) is None
