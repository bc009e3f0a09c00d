"""What shapes all outputs is known by a digest that is quick to get and never out of date."""

import os
import sys
from pathlib import Path

import pytest

from deckgen.batch import environment


@pytest.fixture
def package(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Let deckgen be three small files."""
    folder = tmp_path / "deckgen"
    for name in ("__init__.py", "batch/environment.py", "themes/slate/theme.toml"):
        (folder / name).parent.mkdir(parents=True, exist_ok=True)
        (folder / name).write_text(name)
    (folder / "batch" / "__pycache__").mkdir()
    monkeypatch.setattr(environment, "__file__", str(folder / "batch" / "environment.py"))
    monkeypatch.setattr(sys, "dont_write_bytecode", False)
    return folder


def digest_now() -> str:
    environment.environment.cache_clear()
    environment.own_stamps.cache_clear()
    return environment.environment()["deckgen"]


def test_deckgens_own_files_are_read_once(package: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    first = digest_now()
    read: list[str] = []
    real = environment.file_digest
    monkeypatch.setattr(environment, "file_digest", lambda path: [read.append(path), real(path)][1])
    assert (digest_now(), read) == (first, [])
    (package / "__init__.py").write_text("changed")
    assert digest_now() != first
    assert len(read) == 3
    (package / "__init__.py").write_text("__init__.py")
    assert digest_now() == first


@pytest.mark.parametrize("kept", ["", "no digest at all", "\xff"])
def test_what_is_kept_of_it_is_not_trusted_blindly(package: Path, kept: str) -> None:
    first = digest_now()
    [known] = (package / "batch" / "__pycache__").iterdir()
    known.write_text(kept, encoding="latin-1")
    assert digest_now() == first


def test_a_program_is_known_by_where_it_is(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PATH", f"{tmp_path / 'no'}{os.pathsep}{tmp_path}")
    assert environment._program("dot") == ""
    (tmp_path / "dot").write_text("#!/bin/sh\n")
    assert environment._program("dot") == ""
    (tmp_path / "dot").chmod(0o755)
    assert environment._program("dot").startswith(f"{tmp_path / 'dot'} Stamp(")
