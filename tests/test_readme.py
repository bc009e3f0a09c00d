"""Every command and example in README.md works as it stands there."""

import os
import re
import shutil
import subprocess
import sys
from pathlib import Path

import pytest
from readme import ROOT, between, commands, fences

from deckgen.diagnostics import CODES
from deckgen.fit.layout_names import NAMES
from deckgen.limits import DEFAULT_LIMITS, MEANINGS


@pytest.fixture
def project(tmp_path: Path) -> Path:
    few = shutil.ignore_patterns("0[3-9]*.md")  # enough to see that it works
    shutil.copytree(ROOT / "lessons", tmp_path / "lessons", ignore=few)
    (tmp_path / "output").mkdir()
    return tmp_path


def run(arguments: list[str], folder: Path) -> subprocess.CompletedProcess[str]:
    path = os.pathsep.join([str(ROOT), os.environ.get("PYTHONPATH", "")])
    return subprocess.run(
        [sys.executable, *arguments],
        capture_output=True,
        text=True,
        check=False,
        cwd=folder,
        env={**os.environ, "PYTHONPATH": path},
    )


def test_the_readme_shows_commands() -> None:
    assert len(list(commands())) > 3


@pytest.mark.parametrize("arguments", list(commands()), ids=" ".join)
def test_a_command_in_the_readme_works(arguments: list[str], project: Path) -> None:
    here = [word.replace("/tmp/", f"{project}/") for word in arguments]
    ended = run(["-m", "deckgen", *here], project)
    assert ended.returncode == 0, ended.stderr


@pytest.mark.parametrize(
    "program",
    [text for text in fences("python") if "import deckgen\n" in text or "deckgen.build" in text],
)
def test_a_program_in_the_readme_works(program: str, project: Path) -> None:
    ended = run(["-c", program], project)
    assert ended.returncode == 0, ended.stderr
    assert any((project / "output").iterdir())


def test_the_readme_lists_every_layout_that_may_be_asked_for() -> None:
    assert re.findall(r"`([\w-]+)`", between("layouts")) == list(NAMES)


def test_the_readme_lists_every_code() -> None:
    rows = [f"| `{code}` | {meaning} |" for code, meaning in CODES.items()]
    assert between("codes").strip().split("\n")[2:] == rows


def test_the_readme_lists_every_limit() -> None:
    rows = [
        f"| `{name.replace('_', '-')}` | {getattr(DEFAULT_LIMITS, name):,} | {meaning} |"
        for name, meaning in MEANINGS.items()
    ]
    assert between("limits").strip().split("\n")[2:] == rows
    assert set(MEANINGS) == set(DEFAULT_LIMITS.__slots__)
