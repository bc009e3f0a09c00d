"""What is set nearer wins: command line, slide, front matter, folder, project, theme."""

from pathlib import Path

import pytest

from deckgen import build as building
from deckgen.backends import Variant
from deckgen.build import Request, build, plan
from deckgen.diagnostics import DeckgenError, Report
from deckgen.job import Outcome
from deckgen.model import Lesson
from deckgen.settings import Settings
from deckgen.theme import Theme


class Told:
    suffix = ".txt"

    def variants(self, settings: Settings) -> tuple[Variant, ...]:
        return Variant("", settings), Variant("notes", settings)

    def render(self, lesson: Lesson, theme: Theme, report: Report) -> bytes:
        settings = lesson.meta.settings
        slides = [slide.options.transition for slide in lesson.slides]
        firm = "transition" in settings.firm
        own = slides[0] if slides[0] and not firm else settings.transition
        return f"{theme.name} {own} {settings.detail}".encode()


@pytest.fixture(autouse=True)
def _here(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setattr(building, "load_backend", lambda name: Told())
    monkeypatch.chdir(tmp_path)


def write(path: str, text: str) -> None:
    Path(path).parent.mkdir(parents=True, exist_ok=True)
    Path(path).write_text(text)


def lesson(name: str = "a", front: str = "", slide: str = "", number: int = 1) -> None:
    head = f"---\ntitle: T\nsection: 1\nlesson: {number}\n{front}---\n\n"
    write(f"lessons/{name}.md", f"{head}### A title\n\n{slide}\n\nText.\n")


def built(**more: object) -> list[Outcome]:
    return list(build(plan(Request(to=("told",), **more))))  # type: ignore[arg-type]


def told(**more: object) -> str:
    [outcome] = built(**more)
    assert outcome.diagnostics == ()
    return outcome.outputs[0].read_text()


def test_each_rung_wins_over_the_one_below_it() -> None:
    lesson()
    write("pyproject.toml", "")
    assert told() == "slate  "
    write("themes/mine/theme.toml", 'extends = "slate"\n[settings]\ntransition = "wipe"\n')
    write("deckgen.toml", 'theme = "mine"\n')
    assert told() == "mine wipe "
    write("deckgen.toml", 'theme = "mine"\ntransition = "push"\ndetail = "gist"\n')
    assert told() == "mine push gist"
    write("lessons/deckgen.toml", 'transition = "cover"\n')
    assert told() == "mine cover gist"
    lesson(front="deckgen: {transition: cut, theme: paper}\n")
    assert told() == "paper cut gist"
    lesson(front="deckgen: {transition: cut}\n", slide="<!-- slide: transition=zoom -->")
    assert told() == "mine zoom gist"
    assert told(settings={"transition": "fade"}) == "mine fade gist"


def test_a_theme_of_a_theme_hands_its_settings_down() -> None:
    lesson(front="deckgen: {theme: heir}\n")
    write("themes/base/theme.toml", 'extends = "slate"\n[settings]\ndetail = "gist"\n')
    write("themes/heir/theme.toml", 'extends = "base"\n[settings]\ntransition = "fade"\n')
    write("pyproject.toml", "")
    assert told() == "heir fade gist"


@pytest.mark.parametrize(
    ("line", "message"),
    [
        ('theme = "night"', "unknown key 'theme'"),
        ('tehme = "night"', "unknown key 'tehme'"),
        ('detail = "gits"', "'detail' has no value 'gits'"),
    ],
)
def test_a_theme_with_a_wrong_setting_is_refused(line: str, message: str) -> None:
    lesson()
    write("themes/mine/theme.toml", f'extends = "slate"\n[settings]\n{line}\n')
    with pytest.raises(DeckgenError, match=message):
        built(settings={"theme": "mine"})


def test_a_lesson_and_another_ones_variant_may_not_share_a_file() -> None:
    lesson("1-a")
    lesson("1-a-notes", number=1, front="order: 2\n")
    messages = [one.message for outcome in built() for one in outcome.diagnostics]
    assert messages == [
        "would write Section-1/1-a-notes.txt, as would lessons/1-a-notes.md",
        "would write Section-1/1-a-notes.txt, as would lessons/1-a.md",
    ]
    assert not list(Path().glob("output/Section*/*"))


def test_a_part_of_the_course_is_built() -> None:
    lesson("a")
    lesson("b", number=2)
    assert [one.file for one in built(lessons=("2",))] == ["lessons/b.md"]
    assert len(built(sections=("section 1",))) == 2
    with pytest.raises(DeckgenError, match="no lesson '3'"):
        built(lessons=("3",))
