"""What a deck and a handout of each bundled theme cost, beside the theme that costs least.

The lessons are the project's samples and some of the course: whether a handout is laid out once
more to spare a nearly empty page, at the same cost again, depends on lesson and theme together.
"""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from time import process_time

from course import make_course, scratch
from figures import Measured, Spread

from deckgen.backends import Backend, load_backend
from deckgen.diagnostics import Diagnostic
from deckgen.model import Lesson
from deckgen.parser import parse
from deckgen.source import read
from deckgen.theme import Theme, load_theme

ROOT = Path(__file__).parents[2]
MADE_UP = 3
ROUNDS = {"pptx": 7, "pdf": 2}


def measure() -> Measured:
    """Measure the decks of all themes in turns, then the handouts."""
    lessons = _lessons()
    themes = {path.parent.name: path for path in sorted(ROOT.glob("themes/*/theme.toml"))}
    loaded = {name: load_theme(name) for name in themes}
    decks, handouts = (
        _in_turns(load_backend(name), lessons, loaded, rounds) for name, rounds in ROUNDS.items()
    )
    least = [min(costs.values(), key=lambda cost: cost.median) for costs in (decks, handouts)]
    return Measured(
        [
            {
                "theme": name,
                "deck, CPU ms": decks[name],
                "deck × plainest": decks[name].over(least[0]),
                "handout, CPU ms": handouts[name],
                "handout × plainest": handouts[name].over(least[1]),
            }
            for name in loaded
        ]
    )


def _in_turns(
    backend: Backend, lessons: Sequence[Lesson], themes: dict[str, Theme], rounds: int
) -> dict[str, Spread]:
    """Return the CPU milliseconds of a lesson in each theme, once what is shared is loaded."""
    costs: dict[str, list[float]] = {name: [] for name in themes}
    found: list[Diagnostic] = []
    for theme in themes.values():
        backend.render(lessons[-1], theme, found.append)
    for _ in range(rounds):
        for name, theme in themes.items():
            began = process_time()
            for lesson in lessons:
                backend.render(lesson, theme, found.append)
            costs[name].append(1000 * (process_time() - began) / len(lessons))
    return {name: Spread(tuple(each)) for name, each in costs.items()}


def _lessons() -> list[Lesson]:
    found: list[Diagnostic] = []
    with scratch() as folder:
        made_up = make_course(Path(folder), MADE_UP)
        paths = [*sorted(ROOT.glob("lessons/*.md")), *sorted(made_up.glob("lessons/*/*.md"))]
        return [parse(read(path, found.append), found.append) for path in paths]
