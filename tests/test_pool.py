"""A worker that dies takes one lesson along; what comes of the others never depends on workers."""

import os
import random
import signal
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import suppress
from pathlib import Path

import pytest

from deckgen.batch.bounds import Bounds, OverTimeError, bounded
from deckgen.batch.means import Means
from deckgen.batch.pool import Fate, Lost, Setting, run
from deckgen.batch.runners import guessed_seconds
from deckgen.build import Request, build, plan
from deckgen.diagnostics import DeckgenError
from deckgen.job import Status
from deckgen.values import replace

PATIENCE = 120  # seconds until what must end has not ended


def work(task: object) -> object:
    if task == "die" or (isinstance(task, Path) and not task.exists()):
        if isinstance(task, Path):
            task.touch()
        os.kill(os.getpid(), signal.SIGKILL)
    if task == "hang":
        signal.pthread_sigmask(signal.SIG_BLOCK, [signal.SIGALRM])
        time.sleep(60)
    return task


def test_every_task_gets_its_own_result_in_any_order() -> None:
    tasks = list(range(100))
    assert dict(run(tasks, Setting(work, 2))) == dict(enumerate(tasks))


def test_a_killed_or_hanging_worker_takes_one_task_along() -> None:
    tasks = [1, "die", 2, "hang", 3, 4]
    results = dict(run(tasks, Setting(work, 2, seconds=lambda _: 2)))
    assert results == {
        0: 1,
        1: Lost(Fate.KILLED, signal.SIGKILL),
        2: 2,
        3: Lost(Fate.TIMEOUT),
        4: 3,
        5: 4,
    }


def test_a_task_whose_worker_was_killed_once_is_done(tmp_path: Path) -> None:
    once = tmp_path / "tried"
    assert dict(run([once, 1], Setting(work, 2))) == {0: once, 1: 1}


def test_workers_end_when_the_caller_stops() -> None:
    results = run(list(range(50)), Setting(work, 2))
    next(results)
    crew = results.gi_frame.f_locals["crew"]  # type: ignore[attr-defined]
    processes = [worker.process.pid for worker in crew.workers]
    results.close()  # type: ignore[attr-defined]
    assert processes
    assert [pid for pid in processes if _runs(pid)] == []


def _runs(pid: int) -> bool:
    stat = Path(f"/proc/{pid}/stat")
    return stat.exists() and stat.read_text().rpartition(")")[2].split()[0] != "Z"


def test_time_and_memory_are_kept_to() -> None:
    with pytest.raises(OverTimeError), bounded(Bounds(0.1, 0)):
        _work_for_ever()
    if sys.platform.startswith("linux"):
        with pytest.raises(MemoryError), bounded(Bounds(0, 512)):
            bytearray(1 << 30)
    assert len(bytearray(1 << 20)) == 1 << 20


def test_time_that_was_up_is_told_though_a_library_swallowed_it() -> None:
    with pytest.raises(OverTimeError), bounded(Bounds(0.05, 0)), suppress(BaseException):
        _work_for_ever()


def _work_for_ever() -> None:
    while True:
        with suppress(Exception):
            sum(range(1000))


# -- the same through a build ---------------------------------------------------------


def write(folder: Path, number: int, text: str = "Some text.\n") -> None:
    folder.mkdir(exist_ok=True)
    head = f"---\ntitle: Lesson {number}\nsection: Section-1\nlesson: {number}\n---\n\n## A\n\n"
    (folder / f"{number:02}-a.md").write_text(head + text)


@pytest.fixture
def course(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.chdir(tmp_path)
    for number in range(1, 5):
        write(tmp_path / "lessons", number)
    # Workers are worth it for far less here than for a real course.
    monkeypatch.setattr("deckgen.batch.runners._WORTH_SECONDS", 0.0)
    return tmp_path


def made(output: str) -> dict[str, bytes]:
    return {path.name: path.read_bytes() for path in Path(output).glob("Section-1/*")}


def test_bytes_and_findings_depend_on_neither_workers_nor_order(course: Path) -> None:
    write(course / "lessons", 3, "![A tree](missing.png)\n")
    alone = plan(Request(output=Path("alone")))
    shared = plan(Request(output=Path("shared")))
    jobs = list(shared.jobs)
    random.Random(5).shuffle(jobs)
    one = list(build(alone))
    two = list(build(replace(shared, jobs=tuple(jobs)), Means(workers=2)))
    assert len(made("alone")) == 8
    assert made("alone") == made("shared")
    list(build(plan(Request(to=("pptx",), output=Path("three"))), Means(workers=3)))
    decks = {name: data for name, data in made("alone").items() if name.endswith(".pptx")}
    assert made("three") == decks
    assert [each.diagnostics for each in one] == [
        each.diagnostics for each in sorted(two, key=lambda each: each.file)
    ]


def test_a_lesson_over_its_time_fails_alone(course: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    from deckgen import parser

    usual = parser.parse

    def parse(source: object, *rest: object, **more: object) -> object:
        if "02" in source.file:  # type: ignore[attr-defined]
            time.sleep(60)
        return usual(source, *rest, **more)  # type: ignore[arg-type]

    monkeypatch.setattr(parser, "parse", parse)
    outcomes = list(build(plan(Request(to=("pptx",))), Means(bounds=Bounds(8, 0))))
    assert [each.status for each in outcomes] == ["built", "failed", "built", "built"]
    assert str(outcomes[1].diagnostics[0]).startswith(
        "lessons/02-a.md: error[timeout]: took longer than 8 s"
    )


def interrupted(course: Path, number: int) -> tuple[int, str]:
    """Start a build of forty lessons, interrupt it once a file is there; return how it ended."""
    for lesson in range(5, 41):
        write(course / "lessons", lesson, "Some *text*.\n\n- one\n- two\n" * 8)
    command = [sys.executable, "-m", "deckgen", "build", "-j", "2", "--report", "report.json"]
    process = subprocess.Popen(
        command, cwd=course, stderr=subprocess.PIPE, stdout=subprocess.PIPE, start_new_session=True
    )
    while not list(course.glob("output/Section-1/*")):
        assert process.poll() is None
        time.sleep(0.02)
    os.killpg(process.pid, number)
    _, told = process.communicate(timeout=PATIENCE)
    return process.returncode, told.decode()


def test_an_interrupt_ends_at_once_and_keeps_what_is_finished(course: Path) -> None:
    import json

    status, told = interrupted(course, signal.SIGINT)
    assert status == 130
    assert told.endswith("deckgen: interrupted; what was finished is kept\n")
    report = json.loads((course / "report.json").read_text())
    assert report["interrupted"]
    assert len(report["lessons"]) < 40
    outputs = {output for lesson in report["lessons"] for output in lesson["outputs"]}
    assert outputs == {
        path.relative_to(course).as_posix() for path in course.glob("output/Section-1/*")
    }
    assert list(course.glob("output/.deckgen/tmp/*")) == []


def test_workers_die_with_a_parent_that_is_killed(course: Path) -> None:
    for lesson in range(5, 41):
        write(course / "lessons", lesson, "Some *text*.\n\n- one\n- two\n" * 8)
    process = subprocess.Popen(
        [sys.executable, "-m", "deckgen", "build", "-j", "2", "-q"], cwd=course
    )
    while not list(course.glob("output/Section-1/*")):
        assert process.poll() is None
        time.sleep(0.02)
    children = list(_descendants(process.pid))
    process.kill()
    process.wait()
    until = time.monotonic() + PATIENCE
    while any(map(_runs, children)) and time.monotonic() < until:
        time.sleep(0.05)
    assert children
    assert [pid for pid in children if _runs(pid)] == []


def _descendants(pid: int) -> Iterator[int]:
    for path in Path(f"/proc/{pid}/task").glob("*/children"):
        for child in path.read_text().split():
            yield int(child)
            yield from _descendants(int(child))


def test_an_executor_that_is_shut_down_is_a_fault(course: Path) -> None:
    from concurrent.futures import ProcessPoolExecutor

    executor = ProcessPoolExecutor(1)
    executor.shutdown()
    with pytest.raises(DeckgenError, match="takes no more work"):
        list(build(plan(Request(to=("pptx",))), Means(executor=executor)))


def test_any_executor_carries_the_batch_with_pictures_as_bytes(course: Path) -> None:
    from concurrent.futures import ProcessPoolExecutor
    from multiprocessing import get_context

    write(course / "lessons", 3, "![A tree](missing.png)\n")
    [*here] = build(plan(Request(to=("pptx",), output=Path("here"))))
    with ProcessPoolExecutor(2, mp_context=get_context("spawn")) as executor:
        far = list(build(plan(Request(to=("pptx",), output=Path("far"))), Means(executor=executor)))
    assert made("here") == made("far")
    assert [each.diagnostics for each in here] == [
        each.diagnostics for each in sorted(far, key=lambda each: each.file)
    ]
    again = list(build(plan(Request(to=("pptx",), output=Path("far")))))
    assert {each.status for each in again} == {Status.UNCHANGED}


def test_forty_decks_are_not_worth_workers_and_forty_handouts_are(course: Path) -> None:
    decks = plan(Request(to=("pptx", "preview"))).jobs
    handouts = plan(Request(to=("pdf",))).jobs
    assert 10 * sum(map(guessed_seconds, decks)) < 2 < 10 * sum(map(guessed_seconds, handouts))
