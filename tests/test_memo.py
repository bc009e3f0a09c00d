"""A call that would change nothing is answered from its last answer, and only then."""

import sys
from collections.abc import Callable
from pathlib import Path

import pytest

from deckgen.batch import memo
from deckgen.batch.log import Log
from deckgen.cli import main

Build = Callable[[], bool]


@pytest.fixture
def is_answered(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> Build:
    """Build in a course of one lesson; tell whether the last answer did."""
    monkeypatch.chdir(tmp_path)
    Path("_posts").mkdir()
    Path("_posts/2024-01-01-a.md").write_text("---\ntitle: A\nlesson: 1\n---\n\nText.\n")
    Path("_config.yml").write_text("title: Site\n")
    monkeypatch.setattr(memo, "_TICK_NS", 0)
    monkeypatch.setattr(sys, "argv", ["deckgen", "build", "-t", "pptx"])
    answers: list[memo.Memo | None] = []
    recall = memo.recall
    monkeypatch.setattr(memo, "recall", lambda *call: answers.append(recall(*call)) or answers[-1])

    def build() -> bool:
        answers.clear()
        with pytest.raises(SystemExit):
            main()
        return bool(answers and answers[-1])

    return build


@pytest.mark.parametrize("output", ["output", "far/away"])
def test_the_second_build_is_answered_though_the_first_made_the_output_folder(
    is_answered: Build, monkeypatch: pytest.MonkeyPatch, output: str
) -> None:
    monkeypatch.setattr(sys, "argv", [*sys.argv, "-o", output])
    assert [is_answered(), is_answered()] == [False, True]
    Path("_posts/2024-01-01-a.md").write_text("---\ntitle: A\nlesson: 1\n---\n\nOther words.\n")
    assert [is_answered(), is_answered()] == [False, True]


def test_a_lesson_that_came_while_the_first_was_built_is_not_forgotten(
    is_answered: Build, monkeypatch: pytest.MonkeyPatch
) -> None:
    make = Log.read

    def read(output: Path, *more: str) -> Log:
        Path("_posts/2024-01-02-late.md").write_text("---\ntitle: B\nlesson: 2\n---\n\nText.\n")
        return make(output, *more)

    monkeypatch.setattr(Log, "read", read)
    assert [is_answered(), is_answered()] == [False, False]
    assert len([*Path("output").rglob("*.pptx")]) == 2
