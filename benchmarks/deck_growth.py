"""What one slide costs in decks of 50, 200 and 800 slides with notes.

The last column is the cost of a slide against that in the smallest deck: it stays at 1 where
cost grows with the number of slides and no faster. The aim is at most 1.3. No single lesson
may be so long: the slides of several are joined, and fitting and packing are measured.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from time import perf_counter
from typing import Any

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
ROUNDS = 3
AIM = 1.3


@dataclass(slots=True)
class Times:
    """The least seconds of each phase over all rounds."""

    fit: float = float("inf")
    pack: float = float("inf")

    @property
    def all(self) -> float:
        """The seconds of the whole way."""
        return self.fit + self.pack


def measure() -> Iterator[dict[str, Any]]:
    """Yield a row for each number of slides."""
    lessons = {count: lesson(count) for count in COUNTS}
    best = {count: Times() for count in COUNTS}
    build(lessons[COUNTS[0]], Times())  # what is read once, is read
    for _ in range(ROUNDS):
        for count in COUNTS:
            build(lessons[count], best[count])
    least = best[COUNTS[0]].all / COUNTS[0]
    for count, times in best.items():
        each = times.all / count
        yield {
            "slides": count,
            "fit ms/slide": 1000 * times.fit / count,
            "pack ms/slide": 1000 * times.pack / count,
            "all ms/slide": 1000 * each,
            f"ratio (aim {AIM})": each / least,
        }


def build(joined: Lesson, best: Times) -> bytes:
    """Build a deck, and keep the least time of each phase."""
    found: list[Diagnostic] = []
    theme = load_theme("slate")
    start = perf_counter()
    deck = fit(joined, theme, found.append)
    at_pack = perf_counter()
    data = pack(deck, theme, found.append)
    end = perf_counter()
    best.fit = min(best.fit, at_pack - start)
    best.pack = min(best.pack, end - at_pack)
    return data


def lesson(count: int) -> Lesson:
    """Return a lesson of so many slides, each with notes and words of its own."""
    parts = [part(first) for first in range(1, count + 1, PART)]
    return replace(parts[0], slides=tuple(slide for each in parts for slide in each.slides))


def part(first: int) -> Lesson:
    """Return the lesson of the slides from number ``first`` on."""
    numbers = range(first, first + PART)
    slides = "\n\n<!-- pagebreak -->\n\n".join(slide(number) for number in numbers)
    text = f"---\ntitle: Growth\nsection: 1\nlesson: {first}\n---\n\n{slides}\n"
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
