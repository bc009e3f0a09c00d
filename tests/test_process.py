"""The command as a process: what it leaves when nobody listens, or is cut short."""

import subprocess
import sys
from pathlib import Path

import pytest

LESSON = "---\ntitle: A lesson\nsection: Section-1\nlesson: 1\n---\n\n## A slide\n\nText.\n"


def status(folder: Path, command: str) -> tuple[int, str]:
    """Run a line of the shell; return its status and what it said of what went wrong."""
    (folder / "lesson.md").write_text(LESSON)
    line = command.replace("deckgen", f"'{sys.executable}' -m deckgen")
    ran = subprocess.run(
        ["bash", "-c", line], cwd=folder, capture_output=True, text=True, check=False
    )
    return ran.returncode, ran.stderr


@pytest.mark.parametrize("to", ["pptx", "pptx,pdf"])
def test_nobody_has_to_listen(tmp_path: Path, to: str) -> None:
    assert status(tmp_path, f"deckgen build lesson.md -q -t {to} >&- 2>&-") == (0, "")
    assert (tmp_path / "output" / "Section-1" / "1-lesson.pptx").is_file()


@pytest.mark.parametrize("call", ["list .", "build lesson.md -t pptx", "build --help"])
def test_a_reader_that_went_away_is_no_traceback(tmp_path: Path, call: str) -> None:
    code, said = status(tmp_path, f"deckgen {call} | true; exit ${{PIPESTATUS[0]}}")
    assert code in (0, 1)  # it may have been quicker than the reader
    assert "Error" not in said
