"""A course to measure with: as many lessons as are asked for, always the same."""

from __future__ import annotations

import random
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from functools import cache
from pathlib import Path
from tempfile import TemporaryDirectory, mkdtemp

DECKGEN = str(Path(sys.executable).with_name("deckgen"))

_TEXT = (
    "a cluster keeps every copy of the data on several machines so that one may fail and "
    "nobody notices while the scheduler moves work to where the data already is because moving "
    "code is cheaper than moving terabytes over a network that all of them share"
)


@contextmanager
def scratch() -> Iterator[str]:
    """Give a folder to measure in; it goes when all is measured, as `clock.put_aside` says why."""
    yield mkdtemp(dir=_folder().name)


@cache
def _folder() -> TemporaryDirectory[str]:
    return TemporaryDirectory()


def make_course(folder: Path, lessons: int) -> Path:
    """Write a course of so many lessons, forty to a section, and return its folder."""
    chance = random.Random(20)
    folder.mkdir(parents=True, exist_ok=True)
    (folder / "deckgen.toml").touch()
    for number in range(lessons):
        section, place = number // 40 + 1, number % 40 + 1
        path = folder / "lessons" / f"section-{section}" / f"{place:02}-lesson-{number}.md"
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(_lesson(chance, number, section, place), "utf-8")
    return folder


def _lesson(chance: random.Random, number: int, section: int, place: int) -> str:
    """Return a lesson of six slides with notes, and some five hundred words."""
    aside = random.Random(number)
    front = f"---\ntitle: Lesson {number}\nsection: Section-{section}\nlesson: {place}\n---\n"
    slides = [f"## Lesson {number}\n\n{_text(chance, 60)}"]
    for slide in range(1, 5):
        points = "\n\n".join(f"- **{_text(chance, 2)}**: {_text(chance, 20)}." for _ in range(4))
        slides.append(f"### Part {slide}\n\n{points}")
    slides.append(f"### What to Keep\n\n{_text(chance, 70)}.")
    spoken = (f"{slide}\n\n<!-- notes: {_text(aside, 15)}. -->" for slide in slides)
    return front + "\n" + "\n\n<!-- pagebreak -->\n\n".join(spoken) + "\n"


def _text(chance: random.Random, words: int) -> str:
    return " ".join(chance.choices(_TEXT.split(), k=words)).capitalize()
