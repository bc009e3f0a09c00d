"""CommonMark's and GitHub's own examples as lessons: all are built, and no word is lost."""

from __future__ import annotations

import re
import zipfile
from collections import Counter
from collections.abc import Iterator, Sequence
from functools import cache
from io import BytesIO
from pathlib import Path

import pypdfium2
import pytest
from pdf_lessons import html_of
from specifications import Example, examples, missing, shown
from test_no_word_is_lost import deck_text
from words import words

import deckgen
from deckgen.backends.pptx.lint import lint
from deckgen.model import Lesson

pytestmark = pytest.mark.skipif(bool(missing()), reason=missing())
EXAMPLES = examples()
TABLE = (Path(__file__).parent / "constructs.md").read_text(encoding="utf-8")

UNSHOWN = {("Disallowed Raw HTML (extension)", word) for word in ("title", "style", "xmp", "XMP")}
"""GitHub shows these tags as text; here a tag is left out, and the report says so."""


def read(*bodies: str) -> Lesson:
    parts = "\n\n<!-- pagebreak -->\n\n".join(("lead", *bodies))
    return deckgen.parse(deckgen.from_text(f"---\ntitle: T\n---\n{parts}", _quiet), _quiet)


def _quiet(_: deckgen.Diagnostic) -> None:
    pass


@cache
def theme() -> deckgen.Theme:
    return deckgen.load_theme("slate")


def wanted(example: Example) -> Counter[str]:
    return Counter(word for word in shown(example.html) if (example.section, word) not in UNSHOWN)


def test_there_are_652_examples_and_24_of_extensions() -> None:
    assert len(EXAMPLES) == 652 + 24


def test_no_word_of_an_example_is_lost_in_the_model() -> None:
    lost = [
        (example.section, example.number, gone)
        for example in EXAMPLES
        if (gone := wanted(example) - Counter(words(read(example.markdown))))
    ]
    assert lost == []


def test_no_word_of_an_example_is_lost_in_a_deck() -> None:
    for some in _batches(56):
        lesson = read(*(example.markdown for example in some))
        deck = deckgen.load_backend("pptx").render(lesson, theme(), _quiet)
        there = Counter(re.findall(r"\w+", deck_text(deck)))
        assert not Counter(words(lesson)) - there
        assert lint(deck) == ()


@pytest.mark.hostile
def test_every_example_alone_is_built_without_loss() -> None:
    for example in EXAMPLES:
        lesson = read(example.markdown)
        deck = deckgen.load_backend("pptx").render(lesson, theme(), _quiet)
        handout = deckgen.load_backend("pdf").render(lesson, theme(), _quiet)
        assert not wanted(example) - Counter(re.findall(r"\w+", deck_text(deck))), example
        assert lint(deck) == (), example
        printed = re.sub(r"\W+", "", "".join(_printed(handout)))
        gone = [word for word in wanted(example) if word not in printed]
        assert gone == [] or "![" in example.markdown, example


def _batches(count: int) -> Iterator[Sequence[Example]]:
    return (EXAMPLES[at : at + count] for at in range(0, len(EXAMPLES), count))


def _printed(handout: bytes) -> Iterator[str]:
    for page in pypdfium2.PdfDocument(handout):
        yield page.get_textpage().get_text_range()


# -- the table of constructs ----------------------------------------------------------


def rows() -> list[list[str]]:
    lines = [line for line in TABLE.splitlines() if line.startswith("| ")][2:]
    cells = (re.split(r"(?<!\\) \| ", line.strip("|")) for line in lines)
    return [[cell.strip().replace("\\|", "|") for cell in each] for each in cells]


def spans(cell: str) -> list[str]:
    return [found[2].strip() for found in re.finditer(r"(`+)(.+?)(?<!`)\1(?!`)", cell)]


def test_the_table_has_a_row_for_every_section() -> None:
    assert {row[0] for row in rows()} == {example.section for example in EXAMPLES}


@pytest.mark.parametrize("row", rows(), ids=lambda row: row[0])
def test_a_construct_becomes_what_the_table_says(row: list[str]) -> None:
    (markdown,) = spans(row[1])
    lesson = read("## b\n\n" + markdown.replace("⏎", "\n").replace("⇥", "\t"))
    deck = deckgen.load_backend("pptx").render(lesson, theme(), _quiet)
    slide, html = slide_xml(deck), html_of(lesson)
    assert [needle for needle in spans(row[2]) if needle not in slide] == []
    assert [needle for needle in spans(row[3]) if needle not in html] == []


def slide_xml(deck: bytes) -> str:
    with zipfile.ZipFile(BytesIO(deck)) as package:
        return package.read("ppt/slides/slide2.xml").decode()
