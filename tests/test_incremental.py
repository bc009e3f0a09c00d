"""Only what changed is built, and nobody's own work is ever lost."""

import errno
import os
from collections.abc import Callable
from pathlib import Path

import pytest

from deckgen import build as building
from deckgen.batch import carrying
from deckgen.batch.digests import Seen
from deckgen.batch.leftovers import clean
from deckgen.batch.lock import locked
from deckgen.batch.log import Log, Record
from deckgen.batch.means import Means
from deckgen.build import Request, build, plan
from deckgen.diagnostics import DeckgenError, Diagnostic, Report, Severity
from deckgen.job import Outcome, Status
from deckgen.model import Lesson
from deckgen.theme import Theme
from deckgen.values import replace

drawn: list[str] = []


class Outline:
    suffix = ".txt"

    def render(self, lesson: Lesson, theme: Theme, report: Report) -> bytes:
        drawn.append(lesson.meta.title)
        if lesson.meta.title == "warn":
            report(Diagnostic(Severity.WARNING, "split", "too long", line=9))
        pictures = [picture.media for picture in lesson.pictures.values()]
        return f"{theme.name} {lesson.meta.title} {lesson.meta.settings.detail} {pictures}".encode()


class Lines(Outline):
    suffix = ".lst"


@pytest.fixture(autouse=True)
def _fakes(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    fakes = {"outline": Outline, "lines": Lines}
    monkeypatch.setattr(building, "load_backend", lambda name: fakes[name]())
    monkeypatch.chdir(tmp_path)
    drawn.clear()


def write(name: str, lesson: int, title: str, more: str = "") -> Path:
    path = Path("lessons", name)
    path.parent.mkdir(parents=True, exist_ok=True)
    head = f"---\ntitle: {title}\nsection: Section-1\nlesson: {lesson}\n---\n"
    path.write_text(f"{head}\nSome text.\n\n{more}")
    return path


def outcomes(
    to: tuple[str, ...] = ("outline",), means: Means | None = None, **more: object
) -> list[Outcome]:
    request = Request(to=to, **more)  # type: ignore[arg-type]
    return list(build(plan(request), means or Means()))


def dry(**more: object) -> list[tuple[str, ...]]:
    return [one.reasons for one in outcomes(means=Means(dry=True), **more)]  # type: ignore[arg-type]


OUTPUT = Path("output/Section-1/1-a.txt")


def test_what_did_not_change_is_not_built_again() -> None:
    write("01-a.md", 1, "One")
    write("02-b.md", 2, "Two")
    assert [one.status for one in outcomes()] == [Status.BUILT, Status.BUILT]
    assert [one.status for one in outcomes()] == [Status.UNCHANGED, Status.UNCHANGED]
    assert drawn == ["One", "Two"]


def test_one_changed_lesson_costs_one_lesson() -> None:
    for number in range(1, 31):
        write(f"{number:02}-a.md", number, f"Lesson {number}")
    outcomes()
    drawn.clear()
    write("07-a.md", 7, "New words")
    assert sorted(one.status for one in outcomes()) == ["built", *["unchanged"] * 29]
    assert drawn == ["New words"]


def test_a_new_time_alone_is_no_change() -> None:
    path = write("01-a.md", 1, "One")
    outcomes()
    path.touch()
    assert [one.status for one in outcomes()] == [Status.UNCHANGED]


def test_line_endings_alone_are_no_change() -> None:
    path = write("01-a.md", 1, "One")
    outcomes()
    path.write_bytes(path.read_bytes().replace(b"\n", b"\r\n"))
    assert [one.status for one in outcomes()] == [Status.UNCHANGED]


def test_warnings_of_an_unchanged_lesson_are_shown_again() -> None:
    write("01-a.md", 1, "warn")
    first, again = outcomes(), outcomes()
    assert again[0].status is Status.UNCHANGED
    assert [str(one) for one in again[0].diagnostics] == [str(one) for one in first[0].diagnostics]
    assert str(again[0].diagnostics[0]).startswith("lessons/01-a.md:9: warning[split]")


def test_each_backend_alone_is_up_to_date_after_both_were_built_and_the_other_way_round() -> None:
    write("01-a.md", 1, "warn")
    outcomes(("outline", "lines"))
    [alone] = outcomes(("lines",))
    assert (alone.status, [one.code for one in alone.diagnostics]) == ("unchanged", ["split"])
    write("01-a.md", 1, "Fine now")
    outcomes(("outline",))
    outcomes(("lines",))
    drawn.clear()
    assert [one.status for one in outcomes(("outline", "lines"))] == [Status.UNCHANGED]
    assert drawn == []


def test_a_deck_need_not_wait_for_its_handout() -> None:
    write("01-a.md", 1, "warn")
    soon = outcomes(("outline", "lines"), Means(soon=True))
    assert [path.suffix for one in soon for path in one.outputs] == [".txt", ".lst"]
    assert [one.status for one in outcomes(("outline", "lines"))] == [Status.UNCHANGED]


def test_silence_hushes_an_unchanged_lesson() -> None:
    write("01-a.md", 1, "warn")
    outcomes()
    [again] = outcomes(settings={"silence": ("split",)})
    assert again.diagnostics == ()


def _picture() -> None:
    Path("lessons/tree.png").write_bytes(PNG)


def _no_picture() -> None:
    Path("lessons/tree.png").unlink()


def _words() -> None:
    write("01-a.md", 1, "Other")


def _own_theme() -> None:
    Path("themes/mine/theme.toml").write_text('extends = "slate"\ntitle = "Mine, anew"\n')


def _no_file() -> None:
    OUTPUT.unlink()


PNG = bytes.fromhex(
    "89504e470d0a1a0a0000000d4948445200000001000000010802000000907753de"
    "0000000c4944415408d763f8cfc000000301010018dd8db00000000049454e44ae426082"
)


@pytest.mark.parametrize(
    ("before", "change", "reason"),
    [
        ([], _words, "the lesson changed"),
        ([], _picture, "tree.png changed"),
        ([_picture], _no_picture, "tree.png changed"),
        ([], _own_theme, "its theme changed"),
        ([], _no_file, "1-a.txt is missing"),
    ],
)
def test_a_dry_run_says_why(
    before: list[Callable[[], None]], change: Callable[[], None], reason: str
) -> None:
    Path("themes/mine").mkdir(parents=True)
    Path("themes/mine/theme.toml").write_text('extends = "slate"\ntitle = "Mine"\n')
    Path("deckgen.toml").write_text('theme = "mine"\n')
    write("01-a.md", 1, "One", "![A tree](tree.png)\n")
    for each in before:
        each()
    assert dry() == [("it was not built before",)]
    assert not Path("output").exists()
    outcomes()
    assert dry() == [()]
    change()
    assert dry() == [(reason,)]
    assert [one.status for one in outcomes()] == [Status.BUILT]
    assert dry() == [()]


def test_settings_and_versions_are_reasons(monkeypatch: pytest.MonkeyPatch) -> None:
    write("01-a.md", 1, "One")
    outcomes()
    assert dry(settings={"detail": "gist"}) == [("its settings changed",)]
    now = carrying.environment()
    monkeypatch.setattr(carrying, "environment", lambda: {**now, "libraries": "newer"})
    assert dry() == [("a library changed",)]


def test_a_file_edited_by_hand_is_left_alone() -> None:
    write("01-a.md", 1, "One")
    write("02-b.md", 2, "Two")
    outcomes()
    OUTPUT.write_text("my own notes")
    write("01-a.md", 1, "One, changed")
    write("02-b.md", 2, "Two, changed")
    one, two = outcomes()
    assert OUTPUT.read_text() == "my own notes"
    assert [found.code for found in one.diagnostics] == ["edited"]
    assert "output/Section-1/1-a.txt was edited" in one.diagnostics[0].message
    assert two.outputs == (Path("output/Section-1/2-b.txt"),)
    [still, _] = outcomes()
    assert (still.status, [found.code for found in still.diagnostics]) == (
        Status.UNCHANGED,
        ["edited"],
    )
    [forced] = [one for one in outcomes(means=Means(force=True)) if one.status is Status.BUILT]
    assert forced.outputs == (OUTPUT,)
    assert OUTPUT.read_text().startswith("slate One, changed")


@pytest.mark.parametrize("is_known", [True, False])
def test_an_empty_file_as_a_power_cut_leaves_it_is_nobodys_work(is_known: bool) -> None:
    write("01-a.md", 1, "One")
    if is_known:
        outcomes()
    OUTPUT.parent.mkdir(parents=True, exist_ok=True)
    OUTPUT.write_bytes(b"")
    [one] = outcomes()
    assert (one.status, one.diagnostics) == (Status.BUILT, ())
    assert OUTPUT.read_text().startswith("slate One")


def test_new_files_wait_for_the_disk_a_few_at_a_time(monkeypatch: pytest.MonkeyPatch) -> None:
    waited: list[list[Path]] = []
    monkeypatch.setattr(carrying, "sync", lambda paths: waited.append(list(paths)))
    for number in range(1, 21):
        write(f"{number:02}-a.md", number, f"Lesson {number}")
    outcomes(("outline", "lines"))
    made = [path for paths in waited for path in paths]
    assert len(made) == len(set(made)) == 40
    assert {len(paths) for paths in waited} == {16, 8}


def test_a_disk_that_does_not_take_new_files_is_told_of(monkeypatch: pytest.MonkeyPatch) -> None:
    def broken(_: int) -> None:
        raise OSError(errno.EIO, "Input/output error")

    write("01-a.md", 1, "One")
    monkeypatch.setattr(os, "fsync", broken)
    with pytest.raises(DeckgenError, match=r"cannot write .*1-a.txt: input/output error"):
        outcomes()


def test_the_other_file_of_an_edited_pair_is_built() -> None:
    write("01-a.md", 1, "One")
    outcomes(("outline", "lines"))
    OUTPUT.write_text("my own notes")
    write("01-a.md", 1, "One, changed")
    [one] = outcomes(("outline", "lines"))
    assert one.outputs == (Path("output/Section-1/1-a.lst"),)


def test_a_file_that_deckgen_never_made_is_left_alone() -> None:
    write("01-a.md", 1, "One")
    OUTPUT.parent.mkdir(parents=True)
    OUTPUT.write_text("here before")
    [one] = outcomes()
    assert OUTPUT.read_text() == "here before"
    assert "was not made by deckgen" in one.diagnostics[0].message


def test_an_equal_file_is_taken_over() -> None:
    write("01-a.md", 1, "One")
    [first] = outcomes()
    data = OUTPUT.read_bytes()
    for path in Path("output/.deckgen").glob("*.jsonl"):
        path.unlink()
    [again] = outcomes()
    assert (first.outputs, again.outputs, OUTPUT.read_bytes()) == ((OUTPUT,), (OUTPUT,), data)


def test_a_failed_lesson_is_tried_again() -> None:
    path = write("01-a.md", 1, "One")
    outcomes()
    good = path.read_text()
    path.write_text("---\ntitle: [\n---\n\nText.\n")
    assert [one.status for one in outcomes(paths=(path,))] == [Status.FAILED]
    assert [one.status for one in outcomes(paths=(path,))] == [Status.FAILED]
    path.write_text(good)
    assert [one.status for one in outcomes()] == [Status.UNCHANGED]


def test_moving_course_and_output_together_changes_nothing(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    write("01-a.md", 1, "One", "![A tree](tree.png)\n")
    _picture()
    outcomes()
    (tmp_path / "new").mkdir()
    for name in ("lessons", "output"):
        Path(name).rename(tmp_path / "new" / name)
    monkeypatch.chdir(tmp_path / "new")
    assert [one.status for one in outcomes()] == [Status.UNCHANGED]


def test_a_lesson_that_is_gone_leaves_a_file_that_is_told_and_cleaned() -> None:
    write("01-a.md", 1, "One")
    gone = write("02-b.md", 2, "Two")
    outcomes()
    gone.unlink()
    [_, left] = outcomes()
    assert (left.file, left.status) == ("output/Section-1/2-b.txt", Status.STALE)
    assert left.diagnostics[0].message.endswith("it was made from lessons/02-b.md")


def test_a_renamed_lesson_leaves_its_old_file() -> None:
    write("01-a.md", 1, "One")
    outcomes()
    Path("lessons/01-a.md").rename("lessons/01-better.md")
    assert [one.file for one in outcomes() if one.status is Status.STALE] == [OUTPUT.as_posix()]
    write("01-better.md", 3, "One")
    assert [one.file for one in outcomes() if one.status is Status.STALE] == [
        "output/Section-1/1-a.txt",
        "output/Section-1/1-better.txt",
    ]


def test_a_build_of_one_lesson_calls_no_other_stale() -> None:
    write("01-a.md", 1, "One")
    write("02-b.md", 2, "Two")
    outcomes(("outline", "lines"))
    [only] = outcomes(paths=(Path("lessons/01-a.md"),))
    assert only.status is not Status.STALE


def test_clean_removes_what_deckgen_made_and_nothing_else() -> None:
    write("01-a.md", 1, "One")
    write("02-b.md", 2, "Two")
    outcomes()
    mine = Path("output/Section-1/notes.txt")
    mine.write_text("mine")
    OUTPUT.write_text("edited")
    Path("output/Section-1/2-b.txt").write_bytes(b"")
    first = {removal.path.name: removal.kept for removal in clean(Path("output"))}
    assert first == {"1-a.txt": "it was edited since it was built", "2-b.txt": ""}
    assert OUTPUT.read_text() == "edited"
    assert [removal.kept for removal in clean(Path("output"), force=True)] == [""]
    assert [path.name for path in Path("output").rglob("*")] == ["Section-1", "notes.txt"]


def test_a_second_build_is_refused_and_names_the_first() -> None:
    write("01-a.md", 1, "One")
    with locked(Path("output")), pytest.raises(DeckgenError, match=r"another build \(process \d+"):
        outcomes()
    assert [one.status for one in outcomes()] == [Status.BUILT]


def test_shards_make_the_whole_course_between_them_and_share_a_folder() -> None:
    from deckgen.batch.means import Shard

    for number in range(1, 21):
        write(f"{number:02}-a.md", number, f"Lesson {number}")
    parts = [outcomes(means=Means(shard=Shard(number, 3))) for number in (1, 2, 3)]
    assert sum(len(part) for part in parts) == 20
    assert all(part for part in parts)
    with locked(Path("output"), shard="1of3"):
        outcomes(means=Means(shard=Shard(2, 3)))
        with pytest.raises(DeckgenError, match="another build"):
            outcomes(means=Means(shard=Shard(1, 3)))
        with pytest.raises(DeckgenError, match="another build"):
            outcomes()
    assert {one.status for one in outcomes()} == {Status.UNCHANGED}


@pytest.mark.parametrize("text", ["0/3", "4/3", "1", "a/b", "1/0"])
def test_a_shard_that_cannot_be_is_refused(text: str) -> None:
    from deckgen.batch.means import Shard

    with pytest.raises(DeckgenError):
        Shard.parse(text)


def test_a_torn_log_loses_only_its_last_line() -> None:
    write("01-a.md", 1, "One")
    write("02-b.md", 2, "Two")
    outcomes()
    path = Path("output/.deckgen/made.jsonl")
    data = path.read_bytes()
    whole = Log.read(Path("output"))
    for cut in range(0, len(data), 7):
        path.write_bytes(data[:cut])
        torn = Log.read(Path("output"))
        assert torn.files.keys() <= whole.files.keys()
        assert torn.jobs.items() <= whole.jobs.items()
    path.write_bytes(data[:-20])
    outcomes()
    assert {one.status for one in outcomes()} == {Status.UNCHANGED}


def test_a_log_of_nonsense_is_passed_over() -> None:
    write("01-a.md", 1, "One")
    outcomes()
    path = Path("output/.deckgen/made.jsonl")
    path.write_bytes(path.read_bytes() + b'7\n["made","x"]\n["job"]\n\xff\xfe\n{}\n[[[\n')
    assert [one.status for one in outcomes()] == [Status.UNCHANGED]


def test_the_log_does_not_grow_for_ever() -> None:
    for number in range(15):
        write("01-a.md", 1, f"Lesson {number}")
        outcomes()
    assert len(Path("output/.deckgen/made.jsonl").read_bytes().splitlines()) < 40


def test_a_new_version_of_any_library_that_shapes_outputs_builds_them_again() -> None:
    import re
    from importlib.metadata import PackageNotFoundError, requires

    from deckgen.batch.environment import LIBRARIES

    of_commands = {"annotated-doc", "anyio", "colorama", "exceptiongroup", "idna", "packaging"}
    of_commands |= {"pycparser", "rich", "shellingham", "typer", "watchfiles"}
    found, pending = set[str](), ["deckgen-lessons"]
    while pending:
        name = re.sub(r"[-_.]+", "-", pending.pop()).lower()
        try:
            needs = requires(name) or []
        except PackageNotFoundError:
            continue
        if name not in found:
            found.add(name)
            pending += [re.split(r"[^\w.-]", need)[0] for need in needs if "extra ==" not in need]
    assert found - of_commands - LIBRARIES == {"deckgen-lessons"}


def test_what_fails_its_last_check_is_not_published() -> None:
    class Broken(Outline):
        def render(self, lesson: Lesson, theme: Theme, report: Report) -> bytes:
            return b"%PDF-1.7 /Type /Page /Launch" if lesson.meta.title == "Bad" else b"%PDF-1.7"

    write("01-a.md", 1, "Fine")
    outcomes()
    before = OUTPUT.read_bytes()
    for title in ("Bad", "No page"):
        write("01-a.md", 1, title)
        request = plan(Request(to=("outline",)))
        [outcome] = build(replace(request, backends={"outline": Broken()}))
        assert {one.code for one in outcome.diagnostics} == {"unsound"}
        assert OUTPUT.read_bytes() == before
    messages = [one.message for one in outcome.diagnostics]
    assert any("it has no page" in message for message in messages)


def test_the_same_lesson_gives_the_same_digest_in_every_process() -> None:
    import subprocess
    import sys

    program = (
        "from deckgen.batch.digests import digest; from deckgen.settings import settled;"
        "from deckgen.theme import load_theme;"
        "print(digest((load_theme('slate'), settled(firm={'detail': 'gist', 'theme': 'night'}))))"
    )
    found = {
        subprocess.run(
            [sys.executable, "-c", program], env={**os.environ, "PYTHONHASHSEED": seed},
            capture_output=True, text=True, check=True,
        ).stdout
        for seed in ("1", "2")
    }  # fmt: skip
    assert len(found) == 1


def test_the_log_is_written_anew_where_one_job_holds_most_of_it(tmp_path: Path) -> None:
    log = Log(tmp_path / "output" / ".deckgen")
    inputs = tuple(Seen(f"Section-1/{number}.pptx", "digest", None) for number in range(300))
    for number in range(12):
        log.record(Record("index", {"course": str(number)}, inputs, (), 0.1), ())
        log.compact()
    size = (log.folder / "made.jsonl").stat().st_size
    assert size < 4 * len(repr(inputs))
    assert Log.read(tmp_path / "output").jobs["index"].parts == {"course": "11"}
