"""Sections and courses in one file: what is bound, when it is made again, and when it is not."""

from pathlib import Path

import pytest
from pptx import Presentation
from typer.testing import CliRunner

from deckgen import build as building
from deckgen.build import Request, build, plan
from deckgen.cli.app import app
from deckgen.diagnostics import DeckgenError, Report
from deckgen.job import Outcome, Status
from deckgen.model import Lesson, Volume
from deckgen.theme import Theme


class Bound:
    suffix = ".txt"

    def render(self, lesson: Lesson, theme: Theme, report: Report) -> bytes:
        return lesson.meta.title.encode()

    def bind(self, volume: Volume, theme: Theme, report: Report) -> bytes:
        meta = volume.meta
        lessons = [f"{one.meta.section}/{one.meta.title}" for one in volume.lessons]
        return "|".join([theme.name, meta.title, meta.lang, *lessons, *volume.addresses]).encode()


class Alone:
    suffix = ".log"

    def render(self, lesson: Lesson, theme: Theme, report: Report) -> bytes:
        return b"x"


@pytest.fixture(autouse=True)
def _here(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    fakes = {"bound": Bound, "alone": Alone}
    real = building.load_backend
    monkeypatch.setattr(
        building, "load_backend", lambda name: fakes[name]() if name in fakes else real(name)
    )
    monkeypatch.chdir(tmp_path)


def write(name: str, section: str, number: int, body: str = "Text.", front: str = "") -> None:
    path = Path("lessons", name)
    path.parent.mkdir(parents=True, exist_ok=True)
    head = f"title: {path.stem.title()}\nsection: {section}\nlesson: {number}\n{front}"
    path.write_text(f"---\n{head}---\n\n{body}\n")


@pytest.fixture
def course() -> None:
    write("ants.md", "1", 1)
    write("bees.md", "Section-1-Insects", 2, front="lang: de\n")
    write("cats.md", "2", 1, front="lang: de\n")
    Path("deckgen.toml").write_text('title = "Animals"\ntheme = "paper"\n')


def built(*bind: str, to: tuple[str, ...] = ("bound",), **more: object) -> list[Outcome]:
    request = Request(to=to, bind=bind, **more)  # type: ignore[arg-type]
    return list(build(plan(request)))


def written(outcomes: list[Outcome]) -> list[str]:
    paths = (path for one in outcomes for path in one.outputs)
    return sorted(path.relative_to("output").as_posix() for path in paths)


@pytest.mark.usefixtures("course")
def test_sections_and_the_course_are_bound_in_their_order() -> None:
    assert written(built("section", "course")) == [
        "Section-1-Insects/1-ants.txt",
        "Section-1-Insects/2-bees.txt",
        "Section-1-Insects/Section-1-Insects.txt",
        "Section-2/1-cats.txt",
        "Section-2/Section-2.txt",
        "course.txt",
    ]
    assert Path("output/Section-1-Insects/Section-1-Insects.txt").read_text().split("|") == [
        "paper",
        "Section 1 Insects",
        "en",
        "Section-1-Insects/Ants",
        "Section-1-Insects/Bees",
        "1-ants.txt",
        "2-bees.txt",
    ]
    assert Path("output/course.txt").read_text().split("|")[1:] == [
        "Animals",
        "de",
        "Section-1-Insects/Ants",
        "Section-1-Insects/Bees",
        "2/Cats",
        "Section-1-Insects/1-ants.txt",
        "Section-1-Insects/2-bees.txt",
        "Section-2/1-cats.txt",
    ]


@pytest.mark.usefixtures("course")
def test_a_changed_lesson_is_bound_anew_where_it_is_and_nowhere_else() -> None:
    built("section", "course")
    assert {one.status for one in built("section", "course")} == {Status.UNCHANGED}
    write("cats.md", "2", 1, "Other text.")
    assert written(built("section", "course")) == [
        "Section-2/1-cats.txt",
        "Section-2/Section-2.txt",
        "course.txt",
    ]


@pytest.mark.usefixtures("course")
def test_a_lesson_with_errors_leaves_what_was_bound_before() -> None:
    built("section", "course")
    write("bees.md", "Section-1-Insects", 2, front="order: [1]\n")
    outcomes = built("section", "course")
    errors = [one.message for each in outcomes for one in each.diagnostics if one.code == "volume"]
    assert errors == [
        "'Section-1-Insects/Section-1-Insects' is not bound: lessons/bees.md cannot be built",
        "'course' is not bound: lessons/bees.md cannot be built",
    ]
    assert "Bees" in Path("output/course.txt").read_text()


@pytest.mark.usefixtures("course")
def test_a_lesson_that_cannot_be_read_whole_is_bound_nowhere() -> None:
    write("cats.md", "2", 1, "| a |\n|---|\n" + "| b |\n" * 3000)
    outcomes = built("course")
    messages = [
        one.message for each in outcomes for one in each.diagnostics if one.code == "volume"
    ]
    assert messages == ["not bound: lessons/cats.md has errors"]
    assert not Path("output/course.txt").exists()


@pytest.mark.usefixtures("course")
def test_a_backend_that_does_not_bind_makes_lessons_alone() -> None:
    assert [Path(name).name for name in written(built("course", to=("alone",)))] == [
        "1-ants.log",
        "2-bees.log",
        "1-cats.log",
    ]


def test_a_lesson_may_not_be_called_as_its_bound_section() -> None:
    write("s.md", "S", 0)
    Path("lessons/s.md").write_text("---\nsection: S\n---\n\nText.\n")
    codes = [[one.code for one in each.diagnostics] for each in built("section")]
    assert codes == [["clash"], ["clash"]]


def test_an_unknown_volume_is_the_callers_mistake() -> None:
    with pytest.raises(DeckgenError, match="'bind' has no value 'sections'"):
        built("sections")


def test_the_command_binds_decks_and_books() -> None:
    write("ants.md", "1", 1, "See [the bees](bees.md).")
    write("bees.md", "1", 2)
    Path("deckgen.toml").write_text('bind = ["section"]\nedition = "both"\n')
    ended = CliRunner().invoke(app, ["build", "-t", "pptx", "-q"])
    assert ended.exit_code == 0
    decks = sorted(path.name for path in Path("output/Section-1").glob("Section*"))
    assert decks == ["Section-1-student.pptx", "Section-1.pptx"]
    slides = Presentation("output/Section-1/Section-1.pptx").slides
    assert [slide.shapes.title.text for slide in slides] == [
        "Section 1",
        "Contents",
        "Ants",
        "Bees",
    ]
    jumps = [r.target_ref for r in slides[2].part.rels.values() if r.reltype.endswith("/slide")]
    assert jumps == ["slide4.xml"]


@pytest.mark.usefixtures("course")
def test_what_was_bound_is_no_leftover_of_a_build_that_binds_nothing() -> None:
    built("section", "course")
    codes = [one.code for bind in ((), ("section",)) for each in built(*bind)
             for one in each.diagnostics]  # fmt: skip
    assert "stale" not in codes
    Path("lessons/cats.md").write_text("---\nsection: Section-3\nlesson: 1\n---\n\nText.\n")
    found = [one.file for each in built("section") for one in each.diagnostics
             if one.code == "stale"]  # fmt: skip
    assert sorted(found) == ["output/Section-2/1-cats.txt", "output/Section-2/Section-2.txt"]
