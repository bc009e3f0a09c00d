"""Limits: what a project may change, and what it may not."""

from __future__ import annotations

from pathlib import Path

import pytest

from deckgen.build import Request, plan
from deckgen.diagnostics import DeckgenError
from deckgen.limits import DEFAULT_LIMITS, Limits, read_limits
from deckgen.parser import parse
from deckgen.source import from_text


def codes(text: str, limits: Limits) -> list[tuple[str, int]]:
    found = []
    parse(from_text(text, found.append, "a.md", limits=limits), found.append)
    return [(one.code, one.line) for one in found if one.code == "limit"]


def test_a_project_changes_the_limits_that_it_names() -> None:
    assert read_limits({"slides": 9, "table_cells": 8}, "deckgen.toml") == Limits(
        slides=9, table_cells=8
    )
    assert read_limits({}, "deckgen.toml") == DEFAULT_LIMITS


@pytest.mark.parametrize(
    ("table", "message", "hint"),
    [
        ({"slide": 9}, "deckgen.toml: unknown limit 'slide'", "did you mean 'slides'?"),
        ({"slides": 0}, "deckgen.toml: 'slides' should be a number, not 0", "write a whole"),
        ({"slides": True}, "deckgen.toml: 'slides' should be a number, not True", "write a whole"),
        ({"nesting": 46}, "deckgen.toml: 'nesting' cannot be more than 45", "write 45"),
    ],
)
def test_what_is_no_limit_is_said(table: dict[str, object], message: str, hint: str) -> None:
    with pytest.raises(DeckgenError) as caught:
        read_limits(table, "deckgen.toml")
    assert (str(caught.value), caught.value.hint[: len(hint)]) == (message, hint)


@pytest.mark.parametrize(
    ("text", "limits", "line"),
    [
        ("---\ntitle: abcdefghij\n---\na", Limits(front_matter_bytes=10), 2),
        ("---\nx: {a: {b: c}}\n---\na", Limits(front_matter_depth=2), 2),
        ("a\n\nabcdefghijklm", Limits(line_characters=12), 3),
        ("a\n\n> > > > b", Limits(nesting=3), 3),
        ("<!-- columns -->\n\n<!-- instructor -->\n\na", Limits(directive_nesting=1), 3),
        ("|a|b|\n|-|-|\n|1|2|", Limits(table_cells=3), 1),
        ("<table><tr><td>a<td>b<tr><td>c</table>", Limits(table_cells=3), 1),
        ("a\n\n<!-- pagebreak -->\n\nb", Limits(slides=1), 1),
    ],
)
def test_a_limit_is_held_with_its_line(text: str, limits: Limits, line: int) -> None:
    assert codes(text, DEFAULT_LIMITS) == []
    assert codes(text, limits) == [("limit", line)]


@pytest.mark.parametrize(
    ("file", "text"),
    [
        ("deckgen.toml", "[limits]\nslides = 1\n"),
        ("pyproject.toml", "[tool.deckgen.limits]\nslides = 1\n"),
    ],
)
def test_a_project_says_its_limits(tmp_path: Path, file: str, text: str) -> None:
    (tmp_path / file).write_text(text)
    lesson = tmp_path / "a.md"
    lesson.write_text("---\ntitle: T\n---\na\n\n<!-- pagebreak -->\n\nb\n")
    [job] = plan(Request(paths=(lesson,), to=("pptx",), output=None)).jobs
    source = job.work.source  # type: ignore[attr-defined]
    assert source.limits == Limits(slides=1)
    assert codes(source.text, source.limits) == [("limit", 4)]


def test_a_lesson_cannot_raise_its_limits(tmp_path: Path) -> None:
    lesson = tmp_path / "a.md"
    lesson.write_text("---\ntitle: T\ndeckgen:\n  limits: {slides: 9}\n---\na\n")
    [job] = plan(Request(paths=(lesson,), to=("pptx",), output=None)).jobs
    source = job.work.source  # type: ignore[attr-defined]
    assert [one.code for one in job.found] == ["front-matter-key"]
    assert source.limits == DEFAULT_LIMITS
