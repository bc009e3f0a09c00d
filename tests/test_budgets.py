"""What work costs, counted and not timed: calls, fonts and style sheets set up."""

import ctypes
import gc
from collections.abc import Callable
from cProfile import Profile

import pytest
from pdf_lessons import one_slide, pdf_of, text

from deckgen.backends.pptx.lint import lint
from deckgen.backends.pptx.package import pack
from deckgen.fit import fit
from deckgen.parser import parse
from deckgen.source import from_text
from deckgen.theme import load_theme

THEME = load_theme("slate")

CHUNK = """
<!-- pagebreak -->

## Slide {number}

- **Storage {number}**: what is written down stays when the power goes, whatever happens next
- **Memory {number}**: what is only in memory is gone, and nobody can say what it was
- **Logs {number}**: what was about to be done is written first, and done afterwards

<!-- notes: Ask who has lost a file, and what was in it. -->
"""


def lesson(slides: int) -> str:
    chunks = "".join(CHUNK.format(number=number) for number in range(1, slides + 1))
    return f"---\ntitle: A lesson\nsection: Section-1\nlesson: 1\n---\n{chunks}"


def calls(work: Callable[[], object]) -> int:
    """Return how many functions are called, those written in C too."""
    profile = Profile(subcalls=False)
    profile.runcall(work)
    return sum(entry.callcount for entry in profile.getstats())


def made(slides: int) -> bytes:
    read = parse(from_text(lesson(slides), print), print)
    return pack(fit(read, THEME, print), THEME, print)


def test_four_times_the_slides_take_no_more_than_four_times_the_calls() -> None:
    made(1)  # what is set up once is set up
    assert calls(lambda: made(200)) <= 4.5 * calls(lambda: made(50))


def test_judging_a_deck_grows_no_faster_than_the_deck() -> None:
    small, large = made(50), made(200)
    lint(small)
    lint(large)
    assert calls(lambda: lint(large)) <= 4.5 * calls(lambda: lint(small))


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
