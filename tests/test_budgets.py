"""What work costs, counted and not timed: calls, files opened, fonts and style sheets set up."""

import ctypes
import gc
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from counting import calls
from pdf_lessons import html_of, one_slide, pdf_of, text

import deckgen.fit.preparing
from deckgen.backends.pptx import PptxBackend
from deckgen.backends.pptx.lint import lint
from deckgen.backends.pptx.package import pack
from deckgen.backends.preview import PreviewBackend
from deckgen.build import Request, plan
from deckgen.fit import fit
from deckgen.model import Lesson
from deckgen.parser import parse
from deckgen.settings import Settings
from deckgen.source import from_text
from deckgen.theme import load_theme
from deckgen.values import replace

THEME = load_theme("slate")

CHUNK = """
<!-- pagebreak -->

## Slide {number}

- **Storage {number}**: what is written down stays when the power goes, whatever happens next
- **Memory {number}**: what is only in memory is gone, and nobody can say what it was
- **Logs {number}**: what was about to be done is written first, and done afterwards

<!-- notes: Ask who has lost a file, and what was in it. -->
"""


def lesson(slides: int, number: int = 1) -> str:
    chunks = "".join(CHUNK.format(number=number) for number in range(1, slides + 1))
    return f"---\ntitle: Lesson {number}\nsection: Section-1\nlesson: {number}\n---\n{chunks}"


def course(folder: Path, lessons: int) -> Path:
    """Write a course of so many lessons of one slide, and return where they are."""
    where = folder / "lessons"
    where.mkdir(parents=True)
    for number in range(1, lessons + 1):
        (where / f"{number:03}.md").write_text(lesson(1, number))
    return where


def parsed(slides: int) -> Lesson:
    return parse(from_text(lesson(slides), print), print)


def made(slides: int) -> bytes:
    return pack(fit(parsed(slides), THEME, print), THEME, print)


def test_four_times_the_slides_take_no_more_than_four_times_the_calls() -> None:
    made(1)  # what is set up once is set up
    assert calls(lambda: made(200)) <= 4.5 * calls(lambda: made(50))


def test_a_further_slide_is_written_and_judged_with_few_calls() -> None:
    deck = fit(parsed(20), THEME, print)
    lint(pack(deck, THEME, print))  # what is alike in all decks is known
    assert calls(lambda: pack(deck, THEME, print)) <= 800 * len(deck.slides)
    data = pack(deck, THEME, print)
    assert calls(lambda: lint(data)) <= 360 * len(deck.slides)


def test_judging_a_deck_grows_no_faster_than_the_deck() -> None:
    small, large = made(50), made(200)
    lint(small)
    lint(large)
    assert calls(lambda: lint(large)) <= 4.5 * calls(lambda: lint(small))


def test_writing_a_handout_grows_no_faster_than_the_lesson() -> None:
    small, large = parsed(50), parsed(200)
    html_of(small)
    assert calls(lambda: html_of(large)) <= 4.5 * calls(lambda: html_of(small))


def test_planning_a_course_grows_no_faster_than_the_course(tmp_path: Path) -> None:
    small = Request(paths=(course(tmp_path / "small", 50),))
    large = Request(paths=(course(tmp_path / "large", 200),))
    plan(small)
    assert calls(lambda: plan(large)) <= 4.5 * calls(lambda: plan(small))


FURTHER = """
import sys
from pathlib import Path
from deckgen.build import Request, build, plan

opened = []
sys.addaudithook(lambda event, values: opened.append(str(values[0])) if event == "open" else None)
outcomes = build(plan(Request(paths=(Path("lessons"),))))
assert len(next(outcomes).outputs) == 2
opened.clear()
assert [len(outcome.outputs) for outcome in outcomes] == [2, 2]
print(*opened, sep="\\n")
"""


def test_a_further_lesson_opens_no_file_but_what_is_made_of_it(tmp_path: Path) -> None:
    course(tmp_path, 3)
    line = [sys.executable, "-c", FURTHER]
    run = subprocess.run(line, capture_output=True, text=True, check=True, cwd=tmp_path)
    assert {Path(name).parts[0] for name in run.stdout.splitlines()} - {"/"} == {"output"}
    assert [name for name in run.stdout.splitlines() if name[0] == "/" and "proc" not in name] == []


def test_a_deck_and_its_preview_are_fitted_once(monkeypatch: pytest.MonkeyPatch) -> None:
    fitted: list[Lesson] = []
    prepare = deckgen.fit.preparing.prepare

    def noted(one: Lesson, *others: Any) -> Any:
        fitted.append(one)
        return prepare(one, *others)

    monkeypatch.setattr("deckgen.fit.prepare", noted)
    read = parse(from_text(lesson(7), print), print)
    for settings in (Settings(edition="instructor"), Settings(reveal=True)):
        one = replace(read, meta=replace(read.meta, settings=settings))
        PptxBackend().render(one, THEME, print)
        PreviewBackend().render(one, THEME, print)
    assert len(fitted) == 1


def test_many_handouts_set_up_their_fonts_and_style_sheets_once(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    pdf_of(one_slide(text("The first handout of this process.")))
    from weasyprint import CSS
    from weasyprint.text.fonts import FontConfiguration

    made: list[str] = []
    for kind in (CSS, FontConfiguration):
        monkeypatch.setattr(kind, "__init__", _noted(kind, made))
    for number in range(3):
        pdf_of(one_slide(text(f"Handout {number} has words of its own.")))
    assert made == []


def _noted(kind: type, made: list[str]) -> Callable[..., None]:
    usual = kind.__init__

    def init(self: object, *given: object, **named: object) -> None:
        made.append(kind.__name__)
        usual(self, *given, **named)

    return init


def test_a_handout_leaves_no_memory_behind() -> None:
    library = ctypes.CDLL(None)
    if not hasattr(library, "mallinfo2"):
        pytest.skip("only the GNU C library says how much it has given away")
    library.mallinfo2.restype = _Given

    def given_away() -> int:
        gc.collect()
        return int(library.mallinfo2().small + library.mallinfo2().large)

    page = one_slide(*(text(f"Paragraph {number} says it at some length.") for number in range(30)))
    for _ in range(3):  # what is set up once is set up
        pdf_of(page)
    before = given_away()
    for _ in range(5):
        pdf_of(page)
    assert given_away() - before < 50_000


def test_the_boxes_of_a_handout_are_gone_when_it_is_made() -> None:
    page = parsed(3)
    pdf_of(page)  # what is set up once is set up
    gc.collect()
    usual = gc.get_threshold()
    gc.set_threshold(0)  # nobody looks for garbage
    try:
        before, already = len(gc.get_objects()), _boxes_and_styles()
        pdf_of(page)
        assert _boxes_and_styles() == already
        assert len(gc.get_objects()) - before < 2_000  # of 13,000 that were there
    finally:
        gc.set_threshold(*usual)


def _boxes_and_styles() -> int:
    return sum(type(each).__name__.endswith(("Style", "Box")) for each in gc.get_objects())


class _Given(ctypes.Structure):
    """What ``mallinfo2`` tells of the C library's memory, in bytes."""

    _fields_ = [
        (name, ctypes.c_size_t)
        for name in [
            "arena",
            "free_blocks",
            "chunks",
            "mapped",
            "large",
            "most",
            "fast",
            "small",
            "free",
            "trimmed",
        ]
    ]
