"""The third-party backend that README.md shows is installed and used."""

import os
import subprocess
import sys
from importlib.metadata import entry_points
from pathlib import Path

from readme import between, fences

from deckgen.backends import BUNDLED, GROUP

LESSON = """\
---
title: A lesson
section: Section-1
lesson: 1
---

Lead.

<!-- pagebreak -->

## A slide

Text.
"""


def install(folder: Path) -> Path:
    """Install the example and return the folder that it can be imported from."""
    example = between("example: backend")
    [program], [project] = fences("python", example), fences("toml", example)
    source = folder / "source"
    source.mkdir()
    (source / "deckgen_outline.py").write_text(program)
    (source / "pyproject.toml").write_text(project)
    target = folder / "installed"
    pip = [sys.executable, "-m", "pip", "install", "--quiet", "--disable-pip-version-check"]
    offline = ["--no-deps", "--no-index", "--no-build-isolation", "--target", str(target)]
    subprocess.run([*pip, *offline, str(source)], check=True, capture_output=True)
    return target


def test_the_backend_in_the_readme_is_short() -> None:
    [program] = fences("python", between("example: backend"))
    assert len([line for line in program.splitlines() if line]) <= 15


def test_the_backend_in_the_readme_is_installed_and_used(tmp_path: Path) -> None:
    (tmp_path / "lesson.md").write_text(LESSON)
    path = os.pathsep.join([str(install(tmp_path)), os.environ.get("PYTHONPATH", "")])
    ended = subprocess.run(
        [sys.executable, "-m", "deckgen", "build", "lesson.md", "-t", "outline"],
        capture_output=True,
        text=True,
        check=False,
        cwd=tmp_path,
        env={**os.environ, "PYTHONPATH": path},
    )
    assert ended.stdout == "output/Section-1/1-lesson.txt\n", ended.stderr
    outline = (tmp_path / "output" / "Section-1" / "1-lesson.txt").read_text()
    assert outline == "A lesson\n- A lesson\n- A slide\n"


def test_deckgens_own_backends_are_registered_as_anybodys_are() -> None:
    points = entry_points(group=GROUP)
    own = {one.name: one.value for one in points if one.dist and one.dist.name == "deckgen-lessons"}
    assert own == dict(BUNDLED)
