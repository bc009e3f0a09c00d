"""Lessons that people write in a hurry: with points that hold no words, or nothing but code."""

from __future__ import annotations

from functools import cache

import pytest

import deckgen
from deckgen.backends.pptx.lint import lint

ODD = {
    "an empty fence": "```\n```",
    "empty points": "- \n- ",
    "an empty point among others": "1. \n2. \n3. b",
    "an empty callout": "> [!NOTE]\n",
    "an empty quotation": ">\n",
    "an empty table": "|  |\n|--|\n|  |",
    "empty columns": "<!-- columns -->\n\n<!-- column -->\n\n<!-- /columns -->",
    "an empty heading": "#\n",
    "an empty term": "a\n: \n",
    "a space that breaks no line": "&nbsp;\n",
    "a space without width": "\u200b\n",
    "points that begin with code": "1. ```bash\n   pip install x\n   ```\n2. ```\n   y\n   ```",
    "a point that is a quotation": "- > a",
    "a point that is a table": "- | a | b |\n  |---|---|\n  | 1 | 2 |",
    "a point that is a formula": "- $$x$$",
    "a point that is a callout": "- > [!NOTE]\n  > x",
    "a point that is a picture": "- ![a](b.png)",
    "points in points": "- > 1. " * 4 + "a\n" * 30,
    "tags without end": "<ul><li>" * 30 + "word",
    "code without words": "<pre>\n\nwords\n\n<pre> </pre>",
    "tags without words": "<ul><li><blockquote></ul>",
}


@cache
def theme() -> deckgen.Theme:
    return deckgen.load_theme("slate")


@pytest.mark.parametrize("body", ODD.values(), ids=ODD)
def test_an_odd_lesson_makes_a_sound_deck(body: str) -> None:
    text = f"---\ntitle: T\n---\nx\n\n<!-- pagebreak -->\n\n## T\n\n{body}"
    found: list[deckgen.Diagnostic] = []
    lesson = deckgen.parse(deckgen.from_text(text, found.append, "a.md"), found.append)
    deck = deckgen.load_backend("pptx").render(lesson, theme(), found.append)
    assert lint(deck) == ()
    assert not [one for one in found if one.severity is deckgen.Severity.ERROR]
