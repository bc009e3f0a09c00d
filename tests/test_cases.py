"""The cases in tests/cases: prose, a lesson, a line with a dot, the outline of what was read.

A case without front matter has the title "Lesson". ``--rewrite-goldens``
writes the outlines anew; read the difference before you commit it.
"""

from __future__ import annotations

from pathlib import Path

import pytest
from outline import outline

from deckgen.diagnostics import Diagnostic
from deckgen.model import Meta
from deckgen.parser import parse
from deckgen.source import Source, from_text

FOLDER = Path(__file__).parent / "cases"
BETWEEN = "\n---8<---\n"


@pytest.mark.parametrize("path", sorted(FOLDER.glob("*.txt")), ids=lambda path: path.stem)
def test_lessons_are_read_as_written_here(path: Path, rewrite_goldens: bool) -> None:
    text = path.read_text(encoding="utf-8")
    actual = BETWEEN.join(map(_worked_out, text.rstrip("\n").split(BETWEEN))) + "\n"
    if rewrite_goldens:
        path.write_text(actual, encoding="utf-8")
    assert actual == text


def _worked_out(case: str) -> str:
    prose, _, rest = case.strip("\n").partition("\n")
    lesson = rest.split("\n.\n")[0].removesuffix("\n.")
    return f"{prose}\n{lesson}\n.\n{_read(lesson)}".rstrip("\n")


def _read(text: str) -> str:
    found: list[Diagnostic] = []
    source = Source("lesson.md", None, Meta(title="Lesson"), text, 1)
    if text.startswith("---"):
        source = from_text(text, found.append, "lesson.md")
    lesson = parse(source, found.append)
    lines = [f"! {f.line} {f.severity}[{f.code}] {f.message}; {f.hint}" for f in found]
    return "\n".join([outline(lesson), *lines]).strip("\n")
