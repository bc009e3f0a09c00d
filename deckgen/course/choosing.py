"""Which part of a course is meant: sections and lessons by number or name, as people write them."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Final, TypeVar

from deckgen.course.document import Document
from deckgen.course.naming import natural_key, slug
from deckgen.course.sections import Section, section_name, section_number, sections
from deckgen.diagnostics import DeckgenError
from deckgen.guessing import guessed

Thing = TypeVar("Thing")

_SHOWN: Final = 12


def chosen(
    course: Sequence[Document], wanted_sections: Sequence[str], wanted_lessons: Sequence[str]
) -> tuple[Document, ...]:
    """Return the documents of these sections, and of them those of these lessons.

    Nothing wanted is everything. A section goes by its number, its label or its name
    without the number; a lesson by its number, its title or its file; the
    beginning or a part of a name will do.

    Raises:
        DeckgenError: there is no such section or lesson; the hint has the nearest.
    """
    kept = _choose(sections(course), wanted_sections, "section", section_names)
    found = [document for section in kept for document in section.documents]
    return tuple(_choose(found, wanted_lessons, "lesson", _lesson_names))


def section_names(section: Section) -> tuple[str, ...]:
    """Return what a section goes by, the usual one first."""
    number = section_number(section.folder)
    name = section_name(section.folder)
    return tuple(filter(None, (section.label, section.folder, number, name)))


def _lesson_names(document: Document) -> tuple[str, ...]:
    meta, file = document.source.meta, Path(document.source.file)
    names = (meta.lesson, meta.title, document.stem.name, file.stem, file.name)
    return tuple(filter(None, names))


def _choose(
    things: Sequence[Thing],
    wanted: Sequence[str],
    noun: str,
    names: Callable[[Thing], tuple[str, ...]],
) -> list[Thing]:
    if not wanted:
        return list(things)
    kept = [meant for want in wanted for meant in _meant(want, things, noun, names)]
    return [thing for thing in things if any(thing is one for one in kept)]


def _meant(
    want: str, things: Sequence[Thing], noun: str, names: Callable[[Thing], tuple[str, ...]]
) -> list[Thing]:
    """Return what a word means: what is called so, or else what has it in its name."""
    key = natural_key(slug(_bare(want, noun)) or want)
    known = [(thing, [slug(_bare(name, noun)) for name in names(thing)]) for thing in things]
    same = [thing for thing, ours in known if key in map(natural_key, ours)]
    if same or not want.strip():
        return same
    part = slug(want).casefold()
    if not part.isdigit() and part:  # '1' never means lesson 10
        near = [thing for thing, ours in known if any(part in one.casefold() for one in ours)]
        if near:
            return near
    raise DeckgenError(f"no {noun} '{want}'", _hint(want, [names(thing) for thing in things]))


def _bare(name: str, noun: str) -> str:
    """Return a name without the noun before its number: ``6`` of ``section 6``."""
    words = name.strip()
    if words.lower().startswith(noun) and words[len(noun) :].strip(" -_.")[:1].isdigit():
        return words[len(noun) :].strip(" -_.")
    return words


def _hint(want: str, names: Sequence[tuple[str, ...]]) -> str:
    shown = [ours[0] for ours in names if ours]
    by_name = {one.casefold(): ours[0] for ours in names for one in ours}
    close = guessed(want.casefold(), by_name)
    if close:
        return f"did you mean '{by_name[close]}'?"
    some = dict.fromkeys(shown)
    more = f" and {len(some) - _SHOWN} more" if len(some) > _SHOWN else ""
    return f"there are: {', '.join(list(some)[:_SHOWN])}{more}"
