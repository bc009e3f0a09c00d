"""A course built on a real cluster is the same course, even when one of its machines dies."""

import re
import signal
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path

import pytest

from deckgen.batch.clusters import connected
from deckgen.diagnostics import DeckgenError

LESSON = """---
title: Lesson {0}
section: Section-1
lesson: {0}
---

## A slide

Some words for lesson {0}, which has a picture.

![A dot](dot.png)
"""

PNG = bytes.fromhex(
    "89504e470d0a1a0a0000000d4948445200000001000000010802000000907753de"
    "0000000c4944415408d763f8cfc000000301010018dd8db00000000049454e44ae426082"
)


def start(folder: Path, *arguments: str) -> subprocess.Popen[str]:
    command = [sys.executable, "-m", "distributed.cli." + arguments[0], *arguments[1:]]
    return subprocess.Popen(command, cwd=folder, stderr=subprocess.PIPE, text=True)


@pytest.fixture
def cluster(tmp_path: Path) -> Iterator[tuple[str, list[subprocess.Popen[str]]]]:
    """Start a scheduler and two workers in a folder that holds no lesson."""
    pytest.importorskip("distributed", reason="the extra 'cluster' is not installed")
    folder = tmp_path / "elsewhere"
    folder.mkdir()
    scheduler = start(
        folder, "dask_scheduler", "--host", "127.0.0.1", "--port", "0", "--no-dashboard"
    )
    assert scheduler.stderr is not None
    address = next(
        found[1]
        for line in scheduler.stderr
        if (found := re.search(r"(tcp://127[\d.]*:\d+)", line))
    )
    about = ("--nthreads", "1", "--no-nanny", "--no-dashboard", "--local-directory", str(folder))
    workers = [start(folder, "dask_worker", address, *about) for _ in range(2)]
    try:
        yield address, workers
    finally:
        for process in (*workers, scheduler):
            process.kill()
            process.communicate()


@pytest.mark.cluster
def test_a_cluster_that_loses_a_worker_builds_the_same_course(
    cluster: tuple[str, list[subprocess.Popen[str]]], tmp_path: Path
) -> None:
    address, workers = cluster
    course = tmp_path / "course"
    (course / "lessons").mkdir(parents=True)
    (course / "deckgen.toml").touch()
    (course / "lessons" / "dot.png").write_bytes(PNG)
    for number in range(1, 25):
        (course / "lessons" / f"{number:02}-a.md").write_text(LESSON.format(number))
    command = [sys.executable, "-m", "deckgen", "build", "-t", "pptx"]
    far = subprocess.Popen(
        [*command, "-o", "far", "--executor", "dask", "--scheduler", address],
        cwd=course, stderr=subprocess.PIPE, stdout=subprocess.DEVNULL, text=True,
    )  # fmt: skip
    while not list(course.glob("far/Section-1/*")):
        assert far.poll() is None, far.communicate()
        time.sleep(0.01)
    workers[0].send_signal(signal.SIGKILL)
    told = far.communicate(timeout=300)[1]
    assert far.returncode == 0, told
    assert "24 lessons, 24 files written" in told
    subprocess.run([*command, "-o", "near", "-q"], cwd=course, check=True)
    near, distant = (
        {path.name: path.read_bytes() for path in course.glob(f"{name}/Section-1/*")}
        for name in ("near", "far")
    )
    assert len(near) == 24
    assert near == distant
    again = subprocess.run(
        [*command, "-o", "far"], cwd=course, check=True, capture_output=True, text=True
    )
    assert "24 lessons, 24 unchanged" in again.stderr


@pytest.mark.parametrize(
    ("name", "address", "message"),
    [("dsak", "tcp://host:1", "no executor 'dsak'"), ("dask", "", "needs the address")],
)
def test_a_wrong_cluster_is_the_callers_mistake(name: str, address: str, message: str) -> None:
    with pytest.raises(DeckgenError, match=message):
        connected(name, address)
