"""One lesson's failure stays its own; the same input gives the same bytes."""

import pickle
from collections.abc import Iterable
from pathlib import Path

import pytest

from deckgen import build as building
from deckgen.batch.bounds import Bounds
from deckgen.batch.making import bounds_of
from deckgen.build import Plan, Request, build, plan
from deckgen.diagnostics import DeckgenError, Diagnostic, Report, Severity
from deckgen.job import Outcome, Status
from deckgen.model import Lesson
from deckgen.theme import Theme
from deckgen.values import replace


class Outline:
    suffix = ".txt"

    def render(self, lesson: Lesson, theme: Theme, report: Report) -> bytes:
        title = lesson.meta.title
        if title == "crash":
            raise ZeroDivisionError("slides by zero")
        if title == "warn":
            report(Diagnostic(Severity.WARNING, "split", "too long", line=9))
        if title == "refuse":
            report(Diagnostic(Severity.ERROR, "limit", "too much"))
        return f"{theme.name}: {title}".encode()


class Lacking:
    suffix = ".pdf"

    def render(self, lesson: Lesson, theme: Theme, report: Report) -> bytes:
        raise DeckgenError("Pango is missing", "install it")


@pytest.fixture(autouse=True)
def _fakes(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    fakes = {"outline": Outline, "lacking": Lacking, "other": Outline}
    real = building.load_backend
    monkeypatch.setattr(
        building, "load_backend", lambda name: fakes[name]() if name in fakes else real(name)
    )
    monkeypatch.chdir(tmp_path)


def write(name: str, lesson: int, title: str, front: str = "", more: str = "") -> None:
    path = Path("lessons", name)
    path.parent.mkdir(parents=True, exist_ok=True)
    head = f"---\ntitle: {title}\nsection: Section-1\nlesson: {lesson}\n{front}---\n"
    path.write_text(f"{head}\nSome text.\n\n{more}")


def outcomes(to: tuple[str, ...] = ("outline",), **more: object) -> list[Outcome]:
    return list(build(plan(Request(to=to, **more))))  # type: ignore[arg-type]


def codes(outcome: Outcome) -> list[str]:
    return [one.code for one in outcome.diagnostics]


def test_a_lesson_becomes_a_file_below_its_section() -> None:
    write("01-intro.md", 1, "Hello")
    [outcome] = outcomes()
    assert outcome.outputs == (Path("output/Section-1/1-intro.txt"),)
    assert outcome.outputs[0].read_text() == "slate: Hello"


def test_one_crash_never_ends_a_batch() -> None:
    write("01-bad.md", 1, "crash")
    write("02-good.md", 2, "Hello")
    bad, good = outcomes()
    assert (bad.status, good.status) == (Status.FAILED, Status.BUILT)
    assert codes(bad) == ["crash"]
    assert "ZeroDivisionError: slides by zero (test_build.py:" in bad.diagnostics[0].message
    assert "Traceback" in bad.trace


def test_a_lesson_with_an_error_keeps_its_previous_files() -> None:
    write("01-intro.md", 1, "Hello")
    [before] = outcomes()
    write("01-intro.md", 1, "refuse")
    [after] = outcomes()
    assert (after.status, after.outputs) == (Status.FAILED, ())
    assert before.outputs[0].read_text() == "slate: Hello"


def test_a_warning_does_not_stop_a_lesson_and_names_its_file() -> None:
    write("01-intro.md", 1, "warn")
    [outcome] = outcomes()
    assert outcome.status is Status.BUILT
    assert str(outcome.diagnostics[0]) == "lessons/01-intro.md:9: warning[split]: too long"


def test_warnings_are_silenced_by_request_and_by_front_matter() -> None:
    write("01-a.md", 1, "warn", "deckgen:\n  silence: [split]\n")
    write("02-b.md", 2, "warn")
    assert [codes(one) for one in outcomes()] == [[], ["split"]]
    assert [codes(one) for one in outcomes(settings={"silence": ("split",)})] == [[], []]


def test_errors_cannot_be_silenced() -> None:
    write("01-a.md", 1, "refuse")
    assert [codes(one) for one in outcomes(settings={"silence": ("limit",)})] == [["limit"]]


def test_what_one_backend_lacks_does_not_stop_another() -> None:
    write("01-intro.md", 1, "Hello")
    [outcome] = outcomes(("lacking", "outline"))
    assert [path.suffix for path in outcome.outputs] == [".txt"]
    assert [(fault.message, fault.hint) for fault in outcome.faults] == [
        ("Pango is missing", "install it")
    ]


def test_a_lesson_that_was_refused_costs_its_backends_nothing() -> None:
    write("01-intro.md", 1, "crash", more="> " * 100 + "deep\n")
    assert [codes(one) for one in outcomes()] == [["limit"]]


def test_a_check_renders_and_writes_nothing() -> None:
    write("01-intro.md", 1, "warn")
    [outcome] = outcomes(output=None)
    assert (outcome.status, outcome.outputs, codes(outcome)) == (Status.CHECKED, (), ["split"])
    assert not Path("output").exists()


def test_a_clash_is_found_before_anything_is_built() -> None:
    write("a.md", 1, "One")
    write("b.md", 1, "Two")
    write("c.md", 2, "Three")
    assert [(one.status, codes(one)) for one in outcomes()] == [
        (Status.FAILED, ["clash"]),
        (Status.FAILED, ["clash"]),
        (Status.BUILT, []),
    ]


def test_a_lesson_chooses_its_theme_and_the_request_wins() -> None:
    write("01-intro.md", 1, "Hello", "deckgen:\n  theme: night\n")
    assert [one.outputs[0].read_text()[:5] for one in outcomes()] == ["night"]
    assert [one.outputs[0].read_text()[:5] for one in outcomes(settings={"theme": "paper"})] == [
        "paper"
    ]


def test_an_unknown_theme_in_a_lesson_is_that_lessons_error() -> None:
    write("01-bad.md", 1, "Hello", "deckgen:\n  theme: nigth\n")
    write("02-good.md", 2, "Hello")
    bad, good = outcomes()
    assert good.status is Status.BUILT
    assert [(one.code, one.line) for one in bad.diagnostics] == [("theme", 6)]
    assert bad.diagnostics[0].hint == "did you mean 'night'?"


def test_a_theme_of_the_lessons_own_project_is_found(tmp_path: Path) -> None:
    write("01-intro.md", 1, "Hello", "deckgen:\n  theme: mine\n")
    theme = tmp_path / "themes" / "mine" / "theme.toml"
    theme.parent.mkdir(parents=True)
    theme.write_text('extends = "slate"\ntitle = "Mine"\n')
    (tmp_path / "deckgen.toml").touch()
    (tmp_path / "elsewhere").mkdir()
    with pytest.MonkeyPatch.context() as patch:
        patch.chdir(tmp_path / "elsewhere")
        [outcome] = outcomes(paths=(tmp_path / "lessons",))
    assert (outcome.status, outcome.diagnostics) == (Status.BUILT, ())


@pytest.mark.parametrize(
    ("wish", "message"),
    [
        ({"to": ()}, "nothing to build to"),
        ({"to": ("outline", "other")}, "'outline' and 'other' both write .txt files"),
        ({"settings": {"theme": "nigth"}}, "no theme 'nigth'"),
        ({"settings": {"silence": ("splt",)}}, "'silence' has no value 'splt'"),
        ({"settings": {"tehme": "night"}}, "unknown setting 'tehme'"),
        ({"paths": (Path("nowhere"),)}, "no file or folder 'nowhere'"),
    ],
)
def test_a_wrong_call_is_refused_before_anything_is_built(
    wish: dict[str, object], message: str
) -> None:
    write("01-intro.md", 1, "Hello")
    with pytest.raises(DeckgenError, match=message):
        plan(Request(**{"to": ("outline",), **wish}))  # type: ignore[arg-type]
    assert not Path("output").exists()


def untimed(outcomes: Iterable[Outcome]) -> list[Outcome]:
    return [replace(outcome, seconds=0.0, mib=0) for outcome in outcomes]


def test_a_job_can_travel_to_another_process() -> None:
    write("01-intro.md", 1, "Hello")
    planned = plan(Request(to=("outline",), output=None))
    copies = Plan(pickle.loads(pickle.dumps(planned.jobs)), planned.backends)
    travelled = pickle.loads(pickle.dumps(list(build(copies))))
    assert untimed(travelled) == untimed(build(planned))


def test_an_unknown_detail_is_the_callers_mistake() -> None:
    write("01-intro.md", 1, "Hello")
    with pytest.raises(DeckgenError, match="'detail' has no value 'gits'") as caught:
        outcomes(settings={"detail": "gits"})
    assert caught.value.hint == "did you mean 'gist'?"


def test_an_edition_of_its_own_has_a_name_of_its_own() -> None:
    write("01-intro.md", 1, "Hello", "deckgen:\n  edition: both\n")
    [outcome] = outcomes(("pptx", "pdf"))
    assert [path.name for path in outcome.outputs] == [
        "1-intro.pptx",
        "1-intro-student.pptx",
        "1-intro-instructor.pdf",
        "1-intro.pdf",
    ]


def test_settings_come_from_the_project_its_folders_and_the_lesson() -> None:
    write("01-intro.md", 1, "Hello")
    write("week/02-next.md", 2, "Hello")
    write("week/03-last.md", 3, "Hello", "deckgen:\n  theme: contrast\n")
    Path("deckgen.toml").write_text('theme = "night"\n')
    Path("lessons/week/deckgen.toml").write_text('theme = "paper"\n')

    def themes(**more: object) -> list[str]:
        return [one.outputs[0].read_text().split(":")[0] for one in outcomes(**more)]

    assert themes() == ["night", "paper", "contrast"]
    assert themes(settings={"theme": "slate"}) == ["slate", "slate", "slate"]


def test_configuration_in_pyproject_is_read_and_a_slip_is_told_with_its_line() -> None:
    write("01-intro.md", 1, "Hello")
    Path("pyproject.toml").write_text('[tool.deckgen]\ntheme = "night"\n')
    [outcome] = outcomes()
    assert outcome.outputs[0].read_text() == "night: Hello"
    Path("pyproject.toml").write_text('[tool.deckgen]\ndetail = "gist"\ntehme = "night"\n')
    with pytest.raises(DeckgenError, match=r"pyproject.toml:3: unknown setting 'tehme'") as caught:
        outcomes()
    assert caught.value.hint == "did you mean 'theme'?"


def test_folders_may_be_named_from_here_and_from_the_top(tmp_path: Path) -> None:
    write("01-intro.md", 1, "Hello")
    other = tmp_path / "more" / "02-next.md"
    other.parent.mkdir()
    other.write_text("---\ntitle: Next\nsection: Section-1\nlesson: 2\n---\n\nText.\n")
    done = outcomes(paths=(Path("lessons"), other.parent), bind=("section",))
    assert all(not outcome.diagnostics for outcome in done)


def test_many_files_of_a_lesson_get_more_time() -> None:
    write("01-intro.md", 1, "Hello", "deckgen:\n  handout: [study, notes, cornell]\n")
    [job] = plan(Request(to=("pptx", "pdf"), settings={"edition": "both"}, index=False)).jobs
    assert len(job.targets) == 8
    assert bounds_of(job, Bounds(seconds=20.0)).seconds == 45.0
