"""Builds that are killed, starved or refused at every step: no bad file, and no good one lost.

Each run is a process of its own that builds three lessons for the second time, with new words in
all of them, and meets with one fault on the way. Afterwards every file must be whole, old or new,
and the next build must put all to rights. ``--crashes 1000`` makes as many runs.
"""

import errno
import os
import random
import resource
import signal
import sys
import time
from collections import Counter
from collections.abc import Callable
from contextlib import suppress
from pathlib import Path

import pytest

from deckgen import build as building
from deckgen.batch import STATE
from deckgen.batch.log import Log, is_ours
from deckgen.batch.means import Means
from deckgen.build import Request, build, plan
from deckgen.diagnostics import DeckgenError, Report
from deckgen.job import Status
from deckgen.model import Lesson
from deckgen.theme import Theme

pytestmark = pytest.mark.skipif(not hasattr(os, "fork"), reason="every run is forked")

HEAD, TAIL = b"BEGIN ", b" END"
OUTPUT = Path("output")


class Padded:
    """Writes files that show whether they are whole."""

    suffix = ".txt"

    def render(self, lesson: Lesson, theme: Theme, report: Report) -> bytes:
        return HEAD + lesson.meta.title.encode() + b"." * 20_000 + TAIL


class Twin(Padded):
    suffix = ".lst"


FAKES = {"one": Padded, "two": Twin}


def write(version: str) -> None:
    for number in (1, 2, 3):
        path = Path("lessons", f"{number:02}-a.md")
        path.parent.mkdir(exist_ok=True)
        front = f"---\ntitle: {version} {number}\nsection: Section-1\nlesson: {number}\n---\n"
        path.write_text(f"{front}\nText.\n")


def made() -> int:
    """Build, and return how many lessons were built."""
    outcomes = list(build(plan(Request(to=("one", "two"))), Means()))
    assert {each.status for each in outcomes} <= {Status.BUILT, Status.UNCHANGED, Status.FAILED}
    return sum(each.status is Status.BUILT for each in outcomes)


@pytest.fixture
def course(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setattr(building, "load_backend", lambda name: FAKES[name]())
    # A kill loses nothing that was written; only a power cut needs more, and cannot be tried here.
    monkeypatch.setattr(os, "fsync", lambda _: None)
    monkeypatch.chdir(tmp_path)
    Path("deckgen.toml").touch()


# -- faults ---------------------------------------------------------------------------

STEPS = ("open", "os.rename", "os.remove", "os.mkdir", "os.rmdir")


def at_step(wanted: int, act: Callable[[], None]) -> None:
    """Do something before the ``wanted``-th call that opens, writes, syncs, moves or removes."""
    count = [0]

    def step(*_: object) -> None:
        count[0] += 1
        if count[0] == wanted:
            act()

    def hear(event: str, arguments: tuple[object, ...]) -> None:
        if event in STEPS and "output" in str(arguments[0]):
            step()

    def synced(_: int) -> None:
        step()

    append = Log._append

    def logged(log: Log, *lines: list[object]) -> None:
        step()
        append(log, *lines)

    Log._append = logged
    os.fsync = synced
    sys.addaudithook(hear)


def die() -> None:
    os.kill(os.getpid(), signal.SIGKILL)


def full() -> None:
    """Leave the file system without room for any file of more than a few bytes."""
    signal.signal(signal.SIGXFSZ, signal.SIG_IGN)
    resource.setrlimit(resource.RLIMIT_FSIZE, (700, 700))


def refused() -> None:
    raise OSError(errno.EROFS, "Read-only file system")


def clock(seconds: float) -> Callable[[], None]:
    def set_clock() -> None:
        time.time = lambda: seconds
        time.time_ns = lambda: int(seconds * 1e9)

    return set_clock


FAULTS: dict[str, Callable[[], None]] = {
    "killed": die,
    "full disk": full,
    "read-only": refused,
    "clock in 1970": clock(0.0),
    "clock in 2108": clock(4_354_819_200.0),
}


def forked(work: Callable[[], None]) -> int:
    """Do something in a process of its own and return how that ended."""
    return os.waitpid(_start(work), 0)[1]


# -- what must hold -------------------------------------------------------------------


def bad_files() -> list[str]:
    """Return the published files that are not whole."""
    found = []
    for path in OUTPUT.glob("Section-1/*"):
        data = path.read_bytes()
        if not (data.startswith(HEAD) and data.endswith(TAIL)) or len(data) < 20_000:
            found.append(path.name)
    return found


def lost_files() -> list[str]:
    names = {f"{number}-a{end}" for number in (1, 2, 3) for end in (".txt", ".lst")}
    return sorted(names - {path.name for path in OUTPUT.glob("Section-1/*")})


def strangers() -> list[str]:
    """Return files that deckgen made and would now take for a person's work."""
    log = Log.read(OUTPUT)
    return [
        path.name
        for path in OUTPUT.glob("Section-1/*")
        if not is_ours(log.files.get(f"Section-1/{path.name}"), path)
    ]


def run(name: str, step: int, version: str) -> Counter[str]:
    """Build with one fault, look, mend, and look again; return what was wrong, counted."""

    def faulty() -> None:
        at_step(step, FAULTS[name])
        with suppress(DeckgenError, OSError):
            made()

    write(version)
    ended = forked(faulty)
    wrong = Counter[str](struck=int(ended == signal.SIGKILL))
    wrong["bad"] += len(bad_files())
    wrong["lost"] += len(lost_files())
    wrong["strange"] += len(strangers())
    made()
    begun = HEAD + version.encode()
    files = [path.read_bytes() for path in OUTPUT.glob("Section-1/*")]
    wrong["not mended"] += sum(not data.startswith(begun) for data in files)
    wrong["litter"] += len(list((OUTPUT / STATE).glob("tmp/*")))
    return wrong


def test_no_fault_at_any_step_leaves_a_bad_file_or_loses_a_good_one(
    course: None, request: pytest.FixtureRequest
) -> None:
    runs = request.config.getoption("--crashes")
    write("first")
    assert made() == 3
    order = random.Random(7)
    told, wrong = Counter[str](), Counter[str]()
    for number in range(runs):
        name = list(FAULTS)[number % len(FAULTS)]
        wrong += run(name, order.randint(1, 60), f"version {number:05}")
        told[name] += 1
    struck = wrong.pop("struck")
    print(f"{runs} runs: {dict(told)}, {struck} died; wrong: {dict(wrong)}")
    assert struck > runs // (3 * len(FAULTS))  # or the faults would try nothing
    assert wrong.total() == 0


def test_two_builds_at_once_never_tear_a_file(course: None) -> None:
    write("first")
    assert made() == 3
    ended = Counter[int]()
    for number in range(5):
        version = f"version {number}"
        write(version)

        def one_of_two() -> None:
            with suppress(DeckgenError):  # the other one holds the folder
                made()

        children = [_start(one_of_two) for _ in range(2)]
        while children:
            assert bad_files() == []
            pid, status = os.waitpid(-1, os.WNOHANG)
            if pid:
                children.remove(pid)
                ended[status] += 1
        made()
        assert (lost_files(), strangers()) == ([], [])
    assert ended == {0: 10}


def _start(work: Callable[[], None]) -> int:
    child = os.fork()
    if child == 0:
        status = 1
        with suppress(BaseException):
            work()
            status = 0
        os._exit(status)
    return child


def test_a_folder_that_turns_read_only_is_a_fault_and_loses_nothing(course: None) -> None:
    if os.geteuid() == 0:
        pytest.skip("root may write anywhere")
    write("first")
    made()
    write("second")
    Path("output/Section-1").chmod(0o500)
    try:
        outcomes = list(build(plan(Request(to=("one",)))))
    finally:
        Path("output/Section-1").chmod(0o700)
    assert {each.status for each in outcomes} == {Status.FAILED}
    assert (bad_files(), lost_files()) == ([], [])
    assert made() == 3
