"""What one slide costs in decks of 50, 200 and 800 slides with notes.

The last column stays at 1 where cost grows with the number of slides and no faster. No single
lesson may be so long: the slides of several are joined, and fitting and packing are measured.
"""

from __future__ import annotations

from collections.abc import Sequence
from time import process_time

from figures import Measured, Spread

from deckgen.backends.pptx import pack
from deckgen.diagnostics import Diagnostic
from deckgen.editions import projected
from deckgen.fit import fit
from deckgen.model import Lesson
from deckgen.parser import parse
from deckgen.source import from_text
from deckgen.theme import load_theme
from deckgen.values import replace

COUNTS = (50, 200, 800)
PART = 50
ROUNDS = 5


def measure() -> Measured:
    """Measure each size in turns; no slide has the words of another or of another round."""
    build(lesson(PART, 0))  # what is read once, is read
    found: dict[int, list[tuple[float, float]]] = {count: [] for count in COUNTS}
    for turn in range(1, ROUNDS + 1):
        for count in COUNTS:
            found[count].append(build(lesson(count, 1000 * turn)))
    each = {count: _each(seconds, count) for count, seconds in found.items()}
    return Measured(
        [
            {
                "slides": count,
                "fit ms/slide": fitting,
                "pack ms/slide": packing,
                "both ms/slide": both,
                "× at 50": both.over(each[PART][-1]),
            }
            for count, (fitting, packing, both) in each.items()
        ]
    )


def _each(found: Sequence[tuple[float, float]], count: int) -> tuple[Spread, ...]:
    """Return the milliseconds of one slide: fitted, packed, both."""
    phases = [(fitting, packing, fitting + packing) for fitting, packing in found]
    return tuple(Spread(each).times(1000 / count) for each in zip(*phases, strict=True))


def build(joined: Lesson) -> tuple[float, float]:
    """Build a deck and return the seconds of fitting and of packing."""
    found: list[Diagnostic] = []
    theme = load_theme("slate")
    began = process_time()
    deck = fit(joined, theme, found.append)
    fitted = process_time()
    pack(deck, theme, found.append)
    return fitted - began, process_time() - fitted


def lesson(count: int, after: int) -> Lesson:
    """Return a lesson of so many slides with notes, numbered from ``after`` on."""
    parts = [part(first) for first in range(after, after + count, PART)]
    return replace(parts[0], slides=tuple(slide for each in parts for slide in each.slides))


def part(first: int) -> Lesson:
    """Return the lesson of the slides from number ``first`` on."""
    numbers = range(first, first + PART)
    slides = "\n\n<!-- pagebreak -->\n\n".join(slide(number) for number in numbers)
    text = f"---\ntitle: Growth\nsection: 1\nlesson: {first + 1}\n---\n\n{slides}\n"
    found: list[Diagnostic] = []
    parsed = projected(parse(from_text(text, found.append), found.append))
    assert len(parsed.slides) == PART, found
    return parsed


def slide(number: int) -> str:
    """Return one slide: three bullets, one with code, and notes."""
    return (
        f"## Slide {number} of the Lesson\n\n"
        f"- **Point {number}**: what is said here is said once, in word {number * 7}.\n"
        f"- The function `f{number}` returns {number}, and [links](https://example.org/{number}).\n"
        "- A third bullet is long enough to need two lines on most slides, which costs a little "
        f"more than one that is short, as number {number} shows.\n\n"
        f"<!-- notes: Say number {number} aloud, then wait. -->"
    )
