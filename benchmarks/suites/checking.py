"""What the look at finished files costs, beside making them."""

from __future__ import annotations

from pathlib import Path
from statistics import median
from time import process_time

from course import make_course, scratch
from figures import Measured, Row, Spread

from deckgen.backends import load_backend
from deckgen.batch.soundness import faults
from deckgen.diagnostics import Diagnostic
from deckgen.parser import parse
from deckgen.source import read
from deckgen.theme import load_theme

LESSONS = 20


def measure() -> Measured:
    """Measure making and looking with each lesson in turn."""
    found: list[Diagnostic] = []
    with scratch() as folder:
        paths = sorted(make_course(Path(folder), LESSONS).rglob("*.md"))
        lessons = [parse(read(path, found.append), found.append) for path in paths]
    theme = load_theme()
    rows, made, looked = [], 0.0, 0.0
    for name in ("pptx", "pdf"):
        backend = load_backend(name)
        makes, looks = [], []
        for lesson in lessons:
            began = process_time()
            data = backend.render(lesson, theme, found.append)
            between = process_time()
            assert faults(data) == ()
            makes.append(1000 * (between - began))
            looks.append(1000 * (process_time() - between))
        rows.append(_row(name, Spread(tuple(makes)), Spread(tuple(looks))))
        made, looked = made + median(makes), looked + median(looks)
    return Measured([*rows, _row("both", Spread((made,)), Spread((looked,)))])


def _row(name: str, made: Spread, looked: Spread) -> Row:
    share = 100 * looked.median / (made.median + looked.median)
    return {"file": name, "make ms": made, "look ms": looked, "% of all": share}
