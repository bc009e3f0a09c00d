"""A save is built at once, a mistake ends nothing, and an interrupt ends all."""

import signal
import subprocess
import sys
import time
from collections.abc import Callable
from pathlib import Path

import pytest

from deckgen.batch.means import Means
from deckgen.batch.watching import changes
from deckgen.build import Request
from deckgen.cli.manner import Manner
from deckgen.cli.watching import watch
from deckgen.diagnostics import DeckgenError

LESSON = "---\ntitle: {}\nsection: Section-1\nlesson: 1\n---\n\n## A slide\n\nText.\n"


def until(true: Callable[[], bool], seconds: float = 120) -> bool:
    end = time.monotonic() + seconds
    while not true():
        if time.monotonic() > end:
            return False
        time.sleep(0.01)
    return True


def test_a_save_is_built_a_mistake_is_told_and_an_interrupt_ends_it(tmp_path: Path) -> None:
    lesson = tmp_path / "lessons" / "01-a.md"
    lesson.parent.mkdir()
    (tmp_path / "deckgen.toml").touch()
    lesson.write_text(LESSON.format("One"))
    deck = tmp_path / "output/Section-1/1-a.pptx"
    said = tmp_path / "said.txt"
    with said.open("w") as file:
        process = subprocess.Popen(
            [sys.executable, "-m", "deckgen", "watch", "-t", "pptx"],
            cwd=tmp_path, stderr=file, stdout=subprocess.DEVNULL,
        )  # fmt: skip
    try:
        assert until(lambda: "watching" in said.read_text())
        before = deck.read_bytes()
        lesson.write_text(LESSON.format("Two"))
        assert until(lambda: deck.read_bytes() != before)
        lesson.write_text("---\ntitle: [\n---\n\nText.\n")
        assert until(lambda: "error[front-matter]" in said.read_text())
        lesson.write_text(LESSON.format("One"))
        assert until(lambda: deck.read_bytes() == before)
        time.sleep(0.5)
        assert "changed: said.txt" not in said.read_text()
        process.send_signal(signal.SIGINT)
        assert process.wait(60) == 0
        assert "Traceback" not in said.read_text()
    finally:
        process.kill()


def test_what_editors_leave_and_what_is_built_is_no_change(tmp_path: Path) -> None:
    output = tmp_path / "output"
    output.mkdir()
    with changes([tmp_path], output) as saves:
        for name in (".a.md.swp", "a.md~", "#a.md#", "4913", "a.log", "output/1-a.pptx", "a.md"):
            (tmp_path / name).write_text("x")
        assert {path.name for path in next(saves)} == {"a.md"}


def test_a_system_that_cannot_watch_says_so(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def full(*_: object, **__: object) -> None:
        raise OSError("no more watches")

    monkeypatch.setattr("watchfiles.main.RustNotify", full)
    message = r"cannot watch .*: no more watches"
    with changes([tmp_path], tmp_path) as saves, pytest.raises(DeckgenError, match=message):
        next(saves)


def test_a_save_during_the_first_build_is_built(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    lesson = tmp_path / "a.md"
    lesson.write_text("before")
    built: list[str] = []

    def run(*_: object) -> int:
        built.append(lesson.read_text())
        lesson.write_text("after")
        return 0 if len(built) == 1 else 130

    monkeypatch.setattr("deckgen.cli.watching.run", run)
    request = Request(paths=(tmp_path,), output=tmp_path / "output")
    assert watch(request, Manner(), Means) == 0
    assert built == ["before", "after"]
