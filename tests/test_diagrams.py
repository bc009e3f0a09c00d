"""Diagrams: drawn where their program is, shown as code with a warning where it is not."""

import json
import os
import shutil
import sys
import time
from pathlib import Path

import pytest
from openxml_audit import validate_pptx

from deckgen.backends.pptx import PptxBackend
from deckgen.batch.environment import PROGRAMS
from deckgen.diagrams import dot, draw_diagrams, drawing_seconds, mermaid
from deckgen.diagrams.drawing import drawing
from deckgen.diagrams.look import look
from deckgen.diagrams.programs import ProgramError, UndrawnError, run
from deckgen.model import Code, Figure, plain
from deckgen.parser import parse
from deckgen.source import from_text
from deckgen.theme import load_theme

THEME = load_theme("slate")
LOOK = look(THEME)
SVG = '<svg xmlns="http://www.w3.org/2000/svg" width="90" height="40"><text>{}</text></svg>'
needs_dot = pytest.mark.skipif(not shutil.which("dot"), reason="Graphviz is not installed")
needs_mmdc = pytest.mark.skipif(not shutil.which("mmdc"), reason="Mermaid is not installed")


def lesson_with(fence, body, lang="en"):
    text = f"---\ntitle: T\nlang: {lang}\n---\n\nOpening.\n\n<!-- pagebreak -->\n\n## S\n\n"
    problems = []
    found = parse(from_text(f"{text}- item\n\n  ```{fence}\n  {body}\n  ```\n", problems.append),
                  problems.append)  # fmt: skip
    assert problems == []
    return found


def drawn(lesson):
    """Return the block of the diagram, its slide's notes, the pictures and the problems."""
    problems = []
    found = draw_diagrams(lesson, THEME, problems.append)
    block = found.slides[1].blocks[0].items[0].blocks[1]
    notes = [plain(note.inlines) for note in found.slides[1].notes]
    return block, notes, found.pictures, problems


@pytest.fixture
def programs(tmp_path, monkeypatch):
    """Return a function that puts a program written in Python on the path, alone."""
    monkeypatch.setenv("PATH", str(tmp_path))
    dot._drawn.cache_clear()
    mermaid._drawn.cache_clear()
    mermaid._together.cache_clear()

    def install(name, source):
        path = tmp_path / name
        path.write_text(f"#!{sys.executable}\nimport sys\n{source}\n")
        path.chmod(0o755)

    return install


def test_a_diagram_without_its_program_is_code_and_the_warning_has_the_cure(programs):
    block, notes, pictures, problems = drawn(lesson_with("mermaid", "graph TD; A-->B"))

    assert isinstance(block, Code)
    assert (notes, dict(pictures)) == ([], {})
    assert [(p.code, p.line, p.hint) for p in problems] == [
        ("diagram", 14, "npm install -g @mermaid-js/mermaid-cli")
    ]
    assert "'mmdc' is not installed" in problems[0].message


def test_a_drawn_diagram_is_a_picture_with_its_words_as_text_and_in_the_notes(programs):
    programs("dot", f"sys.stdout.write({SVG.format('client &amp; server')!r})")

    block, notes, pictures, problems = drawn(lesson_with("dot", "digraph {a->b}", "de"))

    assert problems == []
    assert isinstance(block, Figure)
    assert block.alt == "Diagramm: client & server"
    assert notes == ["Diagramm: client & server"]
    assert pictures[block.src].media == "svg"


def test_the_author_says_what_a_diagram_shows_and_how_wide_it_is(programs):
    programs("dot", f"sys.stdout.write({SVG.format('a')!r})")
    fence = 'dot alt="A calls B" title="The call" width=50%'

    block, notes, _, _ = drawn(lesson_with(fence, "digraph {a->b}"))

    assert (block.alt, block.caption, block.width) == ("A calls B", "The call", 0.5)
    assert notes == ["Diagram: a"]


def test_a_program_that_hangs_is_ended(programs, tmp_path):
    programs("dot", "import time\ntime.sleep(600)")
    begin = time.monotonic()

    with pytest.raises(UndrawnError, match="took longer"):
        run((str(tmp_path / "dot"),), "x", tmp_path, seconds=0.3)

    assert time.monotonic() - begin < 300


@pytest.mark.skipif(sys.platform != "linux", reason="the limit is Linux's")
def test_a_program_gets_no_more_memory_than_it_may_have(programs, tmp_path):
    programs("dot", "sys.stdin.read()\nbytearray(900_000_000)")

    with pytest.raises(ProgramError, match="MemoryError"):
        run((str(tmp_path / "dot"),), "x", tmp_path, megabytes=400)


def test_a_program_sees_none_of_the_users_variables(programs, tmp_path, monkeypatch):
    monkeypatch.setenv("SECRET_TOKEN", "x")
    programs("dot", "import os, json\nprint(json.dumps(sorted(os.environ)))")

    seen = json.loads(run((str(tmp_path / "dot"),), "", tmp_path))

    assert set(seen) <= {"HOME", "LC_ALL", "PATH", "TMPDIR", "LC_CTYPE"} | {
        name for name in os.environ if name.startswith("FONTCONFIG")
    }


@pytest.mark.parametrize(
    "text",
    [
        'digraph { a [image="/etc/passwd"] }',
        'digraph { a [ shapefile = "x.ps"] }',
        'digraph { a [label=<<table><tr><td><IMG SRC="x.png"/></td></tr></table>>] }',
        'graph { imagepath="/"; a }',
        'graph { stylesheet="http://x.org/a.css"; a }',
        'digraph { a ["image"="/etc/passwd"] }',
    ],
)
def test_a_graph_that_reads_files_is_not_drawn(programs, text):
    programs("dot", f"sys.stdout.write({SVG.format('a')!r})")

    block, _, _, problems = drawn(lesson_with("dot", text))

    assert isinstance(block, Code)
    assert ["it reads files" in problem.message for problem in problems] == [True]


@pytest.mark.parametrize(
    "svg",
    [
        b"no drawing",
        SVG.format("<script>x</script>").encode(),
        SVG.format('</text><image href="file:///etc/passwd"/><text>').encode(),
        SVG.format("</text><style>@import url(http://x.org)</style><text>").encode(),
        SVG.format("</text><foreignObject/><text>").encode(),
    ],
)
def test_an_unsafe_drawing_is_refused(svg):
    with pytest.raises(UndrawnError):
        drawing(svg, "Calibri")


def test_a_drawing_leads_nowhere():
    svg = SVG.format('</text><a href="javascript:x" target="_top"><text>b</text></a><text>')

    clean = drawing(svg.encode(), "Calibri").picture.data

    assert b"javascript" not in clean
    assert b"target" not in clean


def test_diagrams_are_drawn_for_mermaid_at_once_and_then_one_by_one(programs, tmp_path):
    log = tmp_path / "log"
    programs(
        "mmdc",
        f"""
import pathlib
source = pathlib.Path(sys.argv[sys.argv.index("--input") + 1]).read_text()
with open({str(log)!r}, "a") as file:
    file.write(f"{{source.count('graph')}} ")
if "bad" in source:
    cited = "...aph bad\\n-------^" if "cited" in source else "nonsense"
    sys.exit("Error: Parse error on line 2:\\n" + cited)
texts = source.split("```mermaid")[1:]
for n, text in enumerate(texts, 1):
    pathlib.Path(f"out-{{n}}.svg").write_text({SVG!r}.format(text.split()[1]))
if not texts:
    pathlib.Path("out.svg").write_text({SVG!r}.format(source.split()[1]))
""",
    )

    found = mermaid.draw_mermaid(("graph one", "graph two", "graph bad"), LOOK)

    assert [result.words for result in found[:2]] == [("one",), ("two",)]
    assert (str(found[2]), found[2].line) == ("its syntax is wrong", 2)
    assert log.read_text().split() == ["3", "1", "2", "1", "1"]

    log.unlink()
    found = mermaid.draw_mermaid(("graph four cited", "graph bad", "graph five"), LOOK)

    assert [getattr(result, "words", ()) for result in found] == [("four",), (), ("five",)]
    assert log.read_text().split() == ["3", "2"]


def test_a_build_knows_the_programs_that_draw():
    assert PROGRAMS == (dot.PROGRAM, mermaid.PROGRAM)


def test_a_lesson_with_mermaid_may_take_longer():
    assert drawing_seconds("text\n\n  ```mermaid\ngraph\n  ```\n~~~ {.mermaid}\n~~~") == 23
    assert drawing_seconds("text about mermaid\n```dot\n```") == 0


@needs_dot
def test_graphviz_draws_in_the_themes_look_and_the_deck_is_valid(tmp_path):
    lesson = draw_diagrams(
        lesson_with("dot", 'digraph {a->"b c" [label=calls URL="http://x.org"]}'), THEME, print
    )
    [picture] = lesson.pictures.values()
    data = PptxBackend().render(lesson, THEME, print)
    path = Path(tmp_path, "a.pptx")
    path.write_bytes(data)

    assert b"Calibri" in picture.data
    assert b"x.org" not in picture.data
    assert validate_pptx(path).is_valid


@needs_dot
def test_graphviz_says_which_line_is_wrong():
    _, _, _, problems = drawn(lesson_with("dot", "digraph {\n  a -> ;\n  }"))

    assert [(p.line, p.message) for p in problems] == [
        (16, "a diagram is shown as code: its syntax is wrong near ';'")
    ]


@needs_mmdc
def test_mermaid_draws_text_that_is_text():
    [found] = mermaid.draw_mermaid(("graph TD; A[Client] -->|asks| B[Server]",), LOOK)

    assert set(found.words) == {"Client", "asks", "Server"}
