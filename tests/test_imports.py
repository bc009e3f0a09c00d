"""What a command costs before it works: modules that it must not load."""

import importlib
import subprocess
import sys
import time
from pathlib import Path

import pytest

HEAVY = ("PIL", "lxml", "markdown_it", "pptx", "pydantic", "pygments", "rich", "weasyprint", "yaml")

LESSON = "---\ntitle: A lesson\nsection: Section-1\nlesson: 1\n---\n\n## A slide\n\nText.\n"


def loaded(*arguments: str, folder: Path | None = None) -> set[str]:
    """Run ``deckgen`` and return which heavy packages it loaded."""
    return loaded_by(told(folder, *arguments))


def loaded_by(told: str, of: tuple[str, ...] = HEAVY) -> set[str]:
    return set(told.rsplit("LOADED", 1)[1].split()) & set(of)


def told(folder: Path | None, *arguments: str) -> str:
    """Run ``deckgen`` and return what it said, with the modules that it loaded at the end."""
    program = (
        "import atexit, sys\n"
        "atexit.register(lambda: print('LOADED', *sys.modules, file=sys.stderr))\n"
        "from deckgen.cli import main\n"
        f"main({list(arguments)!r})\n"
    )
    run = subprocess.run(
        [sys.executable, "-c", program], capture_output=True, text=True, check=False, cwd=folder
    )
    assert run.returncode == 0, run.stderr
    return run.stderr


@pytest.mark.parametrize(
    "arguments",
    [["--help"], ["build", "--help"], ["--version"], ["-V"], ["themes"], ["backends"]],
    ids=" ".join,
)
def test_help_and_lists_load_nothing_heavy(arguments: list[str]) -> None:
    assert loaded(*arguments) == set()


def own(told: str) -> set[str]:
    """Return which of deckgen's own modules were loaded."""
    return {one for one in told.rsplit("LOADED", 1)[1].split() if one.split(".")[0] == "deckgen"}


def test_help_and_version_load_next_to_nothing_of_ours() -> None:
    assert own(told(None, "--version")) == {"deckgen", "deckgen.cli"}
    assert own(told(None, "--help")) == {"deckgen", "deckgen.cli", "deckgen.cli.app"}
    spared = ("email", "importlib.metadata", "inspect", "msgspec", "typer", "tomli")
    assert loaded_by(told(None, "--version"), spared) == set()


def test_a_deck_never_loads_weasyprint(tmp_path: Path) -> None:
    (tmp_path / "lesson.md").write_text(LESSON)
    assert "weasyprint" not in loaded("build", "lesson.md", "-t", "pptx", folder=tmp_path)
    assert (tmp_path / "output" / "Section-1" / "1-lesson.pptx").is_file()


def test_a_handout_never_loads_what_makes_decks(tmp_path: Path) -> None:
    (tmp_path / "lesson.md").write_text(LESSON)
    loaded = told(tmp_path, "build", "lesson.md", "-t", "pdf", "--no-index")
    assert (
        loaded_by(loaded, ("pptx", "deckgen.backends.pptx", "pygments", "rich", "typer")) == set()
    )
    assert "fontTools.varLib" not in loaded.split()
    assert (tmp_path / "output" / "Section-1" / "1-lesson.pdf").is_file()


def test_a_plain_deck_loads_nothing_for_what_it_does_not_have(tmp_path: Path) -> None:
    (tmp_path / "lesson.md").write_text(LESSON)
    spared = (
        "PIL", "difflib", "frontmatter", "lxml", "multiprocessing", "pptx", "pygments", "yaml",
        "deckgen.backends.pptx.chart_xml", "email", "fontTools", "importlib.metadata",
        "hashlib", "importlib.resources", "inspect", "markdown_it", "mdit_py_plugins", "pikepdf",
        "rich", "subprocess", "tempfile", "tomllib", "traceback", "typer", "typing_extensions",
        "weasyprint", "xml.etree.ElementTree", "zipfile",
    )  # fmt: skip
    loaded = told(tmp_path, "build", "lesson.md", "-t", "pptx")
    assert loaded_by(loaded, spared) == set()
    assert len(own(loaded)) < 212


def test_a_build_of_what_did_not_change_loads_nothing_heavy(tmp_path: Path) -> None:
    (tmp_path / "lesson.md").write_text(LESSON + "\n![A tree](missing.png)\n")
    time.sleep(0.06)  # files that are newer than a tick are looked into
    arguments = ("build", "lesson.md", "-t", "pptx")
    first = told(tmp_path, *arguments)
    assert {"PIL", "markdown_it"} <= loaded_by(first)
    told(tmp_path, *arguments)  # the first one made the output folder, which is a change
    again = told(tmp_path, *arguments)
    assert loaded_by(again, (*HEAVY, "typer", "msgspec", "inspect", "shutil")) == set()
    batch = {f"deckgen.batch.{name}" for name in ("digests", "environment", "memo")}
    assert own(again) - batch == {
        *("deckgen", "deckgen.batch", "deckgen.cli", "deckgen.cli.again", "deckgen.hashing")
    }
    assert "missing.png" in again
    assert "1 lesson, 1 unchanged, 1 warning in" in again
    (tmp_path / "missing.png").write_bytes(b"no picture")
    assert "is of no format" in told(tmp_path, *arguments)
    (tmp_path / "lesson.md").write_text(LESSON)
    assert "1 file written" in told(tmp_path, *arguments)
    (tmp_path / "output/Section-1/1-lesson.pptx").unlink()
    time.sleep(0.06)
    assert "1 file written" in told(tmp_path, *arguments)
    assert loaded_by(told(tmp_path, *arguments)) == set()
    (tmp_path / "deckgen.toml").write_text('detail = "gist"\n')
    assert "1 file written" in told(tmp_path, *arguments)


def test_the_public_names_are_there() -> None:
    import deckgen

    assert sorted(name for name in deckgen.__all__ if not hasattr(deckgen, name)) == []
    assert set(deckgen.__all__) <= set(dir(deckgen))
    with pytest.raises(AttributeError, match="no attribute 'nothing'"):
        _ = deckgen.nothing


def test_a_module_that_is_hidden_seems_not_to_be_installed_and_is_found_again() -> None:
    from deckgen.hiding import hidden

    sys.modules.pop("colorsys", None)
    with hidden("colorsys"), pytest.raises(ImportError):
        importlib.import_module("colorsys")
    module = importlib.import_module("colorsys")
    with hidden("colorsys"):
        assert importlib.import_module("colorsys") is module
