"""Files are replaced whole or not at all."""

import errno
import os
import stat
import subprocess
import sys
from pathlib import Path

import pytest

from deckgen.diagnostics import DeckgenError
from deckgen.publish import prepare, publish, sync


def names(folder: Path) -> list[str]:
    return sorted(path.name for path in folder.iterdir())


def test_a_file_is_written_with_its_folder(tmp_path: Path) -> None:
    publish(tmp_path / "new" / "a.pptx", b"deck")
    assert (tmp_path / "new" / "a.pptx").read_bytes() == b"deck"
    assert names(tmp_path / "new") == ["a.pptx"]


def test_others_may_read_a_published_file(tmp_path: Path) -> None:
    publish(tmp_path / "a.pptx", b"deck")
    (tmp_path / "plain").touch()
    assert (tmp_path / "a.pptx").stat().st_mode == (tmp_path / "plain").stat().st_mode


def test_a_full_disk_leaves_the_old_file_and_no_litter(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def full(_: int) -> None:
        raise OSError(errno.ENOSPC, "No space left on device")

    publish(tmp_path / "a.pptx", b"old")
    monkeypatch.setattr(os, "fsync", full)
    with pytest.raises(DeckgenError, match=r"cannot write .*a.pptx: no space left on device"):
        publish(tmp_path / "a.pptx", b"new")
    assert (tmp_path / "a.pptx").read_bytes() == b"old"
    assert names(tmp_path) == ["a.pptx"]


def test_what_takes_a_files_place_is_on_the_disk_before(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    steps: list[str] = []
    fsync, replace = os.fsync, os.replace

    def synced(file: int) -> None:
        fsync(file)
        steps.append("folder" if stat.S_ISDIR(os.fstat(file).st_mode) else "file")

    def replaced(old: str, new: Path) -> None:
        replace(old, new)
        steps.append("replace")

    monkeypatch.setattr(os, "fsync", synced)
    monkeypatch.setattr(os, "replace", replaced)
    publish(tmp_path / "a.pptx", b"old")
    publish(tmp_path / "a.pptx", b"new")
    assert steps == ["replace", "file", "folder", "file", "replace", "folder"]


def test_a_file_that_is_gone_is_not_waited_for(tmp_path: Path) -> None:
    (tmp_path / "a.pptx").touch()
    sync([tmp_path / "a.pptx", tmp_path / "b.pptx"])


def test_a_build_killed_before_the_rename_leaves_the_old_file(tmp_path: Path) -> None:
    publish(tmp_path / "a.pptx", b"old")
    killed = (
        "import os, signal, sys, pathlib; from deckgen.publish import publish;"
        "os.replace = lambda *_: os.kill(os.getpid(), signal.SIGKILL);"
        "publish(pathlib.Path(sys.argv[1]), b'new')"
    )
    subprocess.run([sys.executable, "-c", killed, str(tmp_path / "a.pptx")], check=False)
    assert (tmp_path / "a.pptx").read_bytes() == b"old"
    assert len(names(tmp_path)) == 2

    prepare(tmp_path)
    assert names(tmp_path) == ["a.pptx"]


def test_a_running_builds_files_are_left_alone(tmp_path: Path) -> None:
    temporary = tmp_path / f".deckgen-{os.getppid()}-a.pptx.tmp"
    temporary.touch()
    prepare(tmp_path)
    assert temporary.exists()


def test_an_output_folder_that_is_a_file_is_refused(tmp_path: Path) -> None:
    (tmp_path / "output").touch()
    with pytest.raises(DeckgenError, match=r"cannot write .*output: file exists"):
        prepare(tmp_path / "output")
    with pytest.raises(DeckgenError, match="cannot write"):
        publish(tmp_path / "output" / "a.pptx", b"")
