"""What a command costs before it works: modules that it must not load."""

import subprocess
import sys
from pathlib import Path

import pytest

HEAVY = ("PIL", "lxml", "markdown_it", "pptx", "pydantic", "pygments", "rich", "weasyprint", "yaml")

LESSON = "---\ntitle: A lesson\nsection: Section-1\nlesson: 1\n---\n\n## A slide\n\nText.\n"


def loaded(*arguments: str, folder: Path | None = None) -> set[str]:
    """Run ``deckgen`` and return which heavy packages it loaded."""
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
    return set(run.stderr.rsplit("LOADED", 1)[1].split()) & set(HEAVY)


@pytest.mark.parametrize(
    "arguments", [["--help"], ["build", "--help"], ["--version"], ["themes"]], ids=" ".join
)
def test_help_and_lists_load_nothing_heavy(arguments: list[str]) -> None:
    assert loaded(*arguments) == set()


def test_a_deck_never_loads_weasyprint(tmp_path: Path) -> None:
    (tmp_path / "lesson.md").write_text(LESSON)
    assert "weasyprint" not in loaded("build", "lesson.md", "-t", "pptx", folder=tmp_path)
    assert (tmp_path / "output" / "Section-1" / "1-lesson.pptx").is_file()


def test_the_public_names_are_there() -> None:
    import deckgen

    assert sorted(name for name in deckgen.__all__ if not hasattr(deckgen, name)) == []
    assert set(deckgen.__all__) <= set(dir(deckgen))
    with pytest.raises(AttributeError, match="no attribute 'nothing'"):
        _ = deckgen.nothing
