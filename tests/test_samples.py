"""The sample section, end to end: nothing lost, nothing invalid, the same each time."""

from __future__ import annotations

import re
import subprocess
from collections.abc import Iterator
from functools import cache
from io import BytesIO
from pathlib import Path

import pypdfium2
import pytest
from openxml_audit import validate_pptx
from pptx import Presentation
from test_pdf_accessible import DRIVER, engine, missing

import deckgen
from deckgen.backends.pptx.lint import lint
from deckgen.editions import edition, projected
from deckgen.model import (
    Audience,
    Blocks,
    Code,
    DefinitionList,
    Heading,
    Inlines,
    Lesson,
    Paragraph,
    Run,
    Table,
    children,
)
from deckgen.settings import Settings
from deckgen.values import replace

LESSONS = sorted((Path(__file__).parent.parent / "lessons").glob("*.md"))

every_lesson = pytest.mark.parametrize("path", LESSONS, ids=lambda path: path.stem)


@cache
def read(path: Path) -> tuple[Lesson, tuple[deckgen.Diagnostic, ...]]:
    found: list[deckgen.Diagnostic] = []
    source = deckgen.read(path, found.append)
    lesson = deckgen.parse(source, found.append)
    return deckgen.load_pictures(lesson, source.root, found.append), tuple(found)


@cache
def built(path: Path, backend: str) -> bytes:
    theme = deckgen.load_theme("slate")
    return deckgen.load_backend(backend).render(read(path)[0], theme, lambda _: None)


def test_there_are_at_least_six() -> None:
    assert len(LESSONS) >= 6


@every_lesson
def test_a_sample_is_read_without_a_word_of_complaint(path: Path) -> None:
    assert [str(found) for found in read(path)[1]] == []


@every_lesson
def test_every_word_of_a_sample_is_in_its_deck_in_order(path: Path) -> None:
    shown, said = deck_words(built(path, "pptx"))
    lesson = projected(read(path)[0])
    assert stand_in_order([w for s in lesson.slides for w in slide_words(s.title, s.blocks)], shown)
    assert stand_in_order([w for s in lesson.slides for w in block_words(s.notes)], said)
    assert stand_in_order([w for f in lesson.footnotes for w in block_words(f.blocks)], shown)


@every_lesson
def test_every_word_of_a_sample_is_in_its_handout_in_order(path: Path) -> None:
    lesson = edition(read(path)[0], Audience.STUDENT)
    titled = (slide_words(() if s.continues else s.title, s.blocks) for s in lesson.slides)
    body = [word for words in titled for word in words]
    footnotes = [word for note in lesson.footnotes for word in block_words(note.blocks)]
    printed = handout_words(built(path, "pdf"), {*body, *footnotes})
    assert stand_in_order(body, printed)
    assert stand_in_order(footnotes, printed)


@every_lesson
def test_the_audit_and_the_lint_find_nothing_in_a_sample(path: Path, tmp_path: Path) -> None:
    deck = tmp_path / "deck.pptx"
    deck.write_bytes(built(path, "pptx"))
    assert list(validate_pptx(str(deck)).errors) == []
    assert lint(built(path, "pptx")) == ()


@every_lesson
@pytest.mark.parametrize("backend", ["pptx", "pdf"])
def test_a_sample_built_twice_has_equal_bytes(path: Path, backend: str) -> None:
    once = built(path, backend)
    built.cache_clear()
    assert built(path, backend) == once


@pytest.mark.parametrize("kind", ["notes", "cornell", "guided", "slides"])
def test_no_kind_of_handout_takes_a_sample_for_a_leak(kind: str) -> None:
    found: list[deckgen.Diagnostic] = []
    lesson = read(LESSONS[3])[0]  # the one with most that is the instructor's
    lesson = replace(lesson, meta=replace(lesson.meta, settings=Settings(handout=(kind,))))
    deckgen.load_backend("pdf").render(lesson, deckgen.load_theme("slate"), found.append)
    assert [one.code for one in found if one.code != "split"] == []


@pytest.mark.skipif(bool(missing()), reason=missing())
def test_every_sample_handout_conforms_to_pdf_ua_1(tmp_path: Path) -> None:
    paths = [tmp_path / f"{path.stem}.pdf" for path in LESSONS]
    for path, out in zip(LESSONS, paths, strict=True):
        out.write_bytes(built(path, "pdf"))
    command = ["java", "-cp", str(engine()), str(DRIVER), "PDFUA-1", *map(str, paths)]
    done = subprocess.run(command, capture_output=True, text=True, check=False)
    assert (done.stdout, done.stderr, done.returncode) == ("", "", 0)


# -- words ----------------------------------------------------------------------------


def words(text: str) -> list[str]:
    return re.findall(r"\w+", text.casefold())


def slide_words(title: Inlines, blocks: Blocks) -> list[str]:
    return [*words(spoken(title)), *block_words(blocks)]


def block_words(blocks: Blocks) -> list[str]:
    return [word for text in texts(blocks) for word in words(text)]


def texts(blocks: Blocks) -> Iterator[str]:
    """Yield what is read as text: formulas and pictures are drawn."""
    for block in blocks:
        match block:
            case Paragraph() | Heading():
                yield spoken(block.inlines)
            case Code():
                yield block.text
            case Table():
                yield from (spoken(cell) for row in (block.header, *block.rows) for cell in row)
            case DefinitionList():
                for item in block.items:
                    yield spoken(item.term)
                    for detail in item.details:
                        yield from texts(detail)
                continue
            case _:
                pass
        for group in children(block):
            yield from texts(group)


def spoken(inlines: Inlines) -> str:
    return "".join(inline.text if isinstance(inline, Run) else " " for inline in inlines)


def deck_words(data: bytes) -> tuple[list[str], list[str]]:
    """Return the words on the slides and those of the notes."""
    shown: list[str] = []
    said: list[str] = []
    for slide in Presentation(BytesIO(data)).slides:
        for shape in slide.shapes:
            if shape.has_text_frame:
                shown += words(shape.text_frame.text)
            elif getattr(shape, "has_table", False):
                cells = (cell for row in shape.table.rows for cell in row.cells)
                shown += [word for cell in cells for word in words(cell.text)]
        if slide.has_notes_slide:
            said += words(slide.notes_slide.notes_text_frame.text)
    return shown, said


def handout_words(data: bytes, known: set[str]) -> list[str]:
    """Return the words of all pages; a hyphen at a line's end is the line's, or the word's own."""
    pages = pypdfium2.PdfDocument(data)
    text = "\n".join(page.get_textpage().get_text_range() for page in pages)

    def whole(parts: re.Match[str]) -> str:
        joined = parts[1] + parts[2]
        return joined if joined.casefold() in known else f"{parts[1]} {parts[2]}"

    return words(re.sub(r"(\w+)[\ufffe\x02\u00ad]\s*(\w+)", whole, text))


def stand_in_order(expected: list[str], found: list[str]) -> bool:
    """Say whether ``expected`` stands within ``found``, in order; name the first word missing."""
    rest = iter(found)
    for at, word in enumerate(expected):
        assert word in rest, f"missing after {' '.join(expected[max(0, at - 6) : at])!r}: {word!r}"
    return True
