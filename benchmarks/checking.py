"""What the look at finished files costs, beside making them."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from statistics import median
from tempfile import TemporaryDirectory
from time import process_time
from typing import Any

from course import make_course

from deckgen.backends import load_backend
from deckgen.batch.soundness import faults
from deckgen.diagnostics import Diagnostic
from deckgen.parser import parse
from deckgen.source import read
from deckgen.theme import load_theme

LESSONS = 20
AIM = 5


def measure() -> Iterator[dict[str, Any]]:
    """Yield a row for each kind of file, and one for the pair."""
    found: list[Diagnostic] = []
    with TemporaryDirectory() as folder:
        paths = sorted(make_course(Path(folder), LESSONS).rglob("*.md"))
        lessons = [parse(read(path, found.append), found.append) for path in paths]
    theme = load_theme()
    made, looked = 0.0, 0.0
    for name in ("pptx", "pdf"):
        backend = load_backend(name)
        makes, looks = [], []
        for lesson in lessons:
            began = process_time()
            data = backend.render(lesson, theme, found.append)
            between = process_time()
            assert faults(data) == ()
            makes.append(between - began)
            looks.append(process_time() - between)
        made, looked = made + median(makes), looked + median(looks)
        yield _row(name, median(makes), median(looks))
    yield _row("both", made, looked)


def _row(name: str, made: float, looked: float) -> dict[str, Any]:
    return {
        "file": name,
        "make ms": 1000 * made,
        "look ms": 1000 * looked,
        f"% of all (aim {AIM} for both)": 100 * looked / (made + looked),
    }
