"""A save is built at once, a mistake ends nothing, and an interrupt ends all."""

import signal
import subprocess
import sys
import threading
import time
from collections.abc import Callable
from pathlib import Path

import pytest

from deckgen.batch.watching import changes

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
        time.sleep(0.3)
        before = deck.read_bytes()
        lesson.write_text(LESSON.format("Two"))
        assert until(lambda: deck.read_bytes() != before)
        lesson.write_text("---\ntitle: [\n---\n\nText.\n")
        assert until(lambda: "error[front-matter]" in said.read_text())
        lesson.write_text(LESSON.format("One"))
        assert until(lambda: deck.read_bytes() == before)
        process.send_signal(signal.SIGINT)
        assert process.wait(60) == 0
        assert "Traceback" not in said.read_text()
    finally:
        process.kill()


def test_what_editors_leave_and_what_is_built_is_no_change(tmp_path: Path) -> None:
    stop = threading.Event()
    found: list[Path] = []
    output = tmp_path / "output"
    output.mkdir()

    def watch() -> None:
        for paths in changes([tmp_path], output, stop):
            found.extend(paths)

    thread = threading.Thread(target=watch)
    thread.start()
    time.sleep(0.5)
    for name in (".a.md.swp", "a.md~", "#a.md#", "4913", "output/1-a.pptx"):
        (tmp_path / name).write_text("x")
    (tmp_path / "a.md").write_text("x")
    assert until(lambda: bool(found))
    stop.set()
    thread.join(60)
    assert not thread.is_alive()
    assert {path.name for path in found} == {"a.md"}


def test_clean_tells_what_it_removes(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    from deckgen.cli import main

    def run(*arguments: str) -> tuple[int, str]:
        with pytest.raises(SystemExit) as end:
            main(arguments)
        return int(end.value.code or 0), "".join(capsys.readouterr())

    monkeypatch.chdir(tmp_path)
    Path("deckgen.toml").touch()
    for number in (1, 2):
        Path("lessons").mkdir(exist_ok=True)
        text = LESSON.replace("lesson: 1", f"lesson: {number}")
        Path(f"lessons/0{number}-a.md").write_text(text.format("T"))
    run("build", "-t", "pptx", "--no-index")
    Path("lessons/02-a.md").unlink()
    assert "warning[stale]" in run("build", "-t", "pptx", "--no-index")[1]
    assert run("clean", "--stale", "-n") == (0, "would remove output/Section-1/2-a.pptx\n")
    assert run("clean", "--stale") == (0, "removed output/Section-1/2-a.pptx\n")
    Path("output/Section-1/1-a.pptx").write_bytes(b"edited")
    status, told = run("clean")
    assert (status, told) == (
        1,
        "kept output/Section-1/1-a.pptx: it was edited since it was built\n",
    )
    assert run("clean", "--force") == (0, "removed output/Section-1/1-a.pptx\n")
    assert list(Path("output").iterdir()) == []
