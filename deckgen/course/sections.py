"""Sections: which labels mean the same one, and the documents of each."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Hashable, Iterable, Mapping
from itertools import groupby
from typing import Final

from deckgen.course.document import Document
from deckgen.course.naming import Natural, natural_key
from deckgen.regex import regex
from deckgen.values import Mutable, Value, field

_NUMBERED: Final = regex(r"(?:section-?)?0*([0-9]+)(?:-(.+))?", re.IGNORECASE)


class Section(Value):
    """Documents that belong together, in their order.

    ``folder`` is its folder in the output; ``label`` is how the documents, or
    their folder, name it.
    """

    folder: str
    label: str
    documents: tuple[Document, ...]


def sections(course: Iterable[Document]) -> tuple[Section, ...]:
    """Return the sections of a course whose documents are in their order."""
    grouped = groupby(course, key=lambda document: document.stem.parent.name)
    return tuple(_section(folder, tuple(documents)) for folder, documents in grouped)


def _section(folder: str, documents: tuple[Document, ...]) -> Section:
    labels = Counter(filter(None, (document.source.meta.section for document in documents)))
    # The longest of the labels says most: 'Section-1-IAM' rather than '1'.
    label = max(labels, key=lambda one: (len(one), labels[one], one), default=folder)
    return Section(folder, label, documents)


def section_number(folder: str) -> str:
    """Return the number of a section's folder, ``6`` of ``Section-6-EMR`` and of ``06-EMR``."""
    found = _NUMBERED.fullmatch(folder)
    return found[1] if found else ""


def section_name(folder: str) -> str:
    """Return the name behind a section's number, ``EMR`` of ``Section-6-EMR``; or nothing."""
    found = _NUMBERED.fullmatch(folder)
    return (found[2] or "") if found else ""


class _Spelled(Mutable):
    """One section as far as its label says: the ways it is written, and the places in it."""

    ways: Counter[str] = field(default_factory=Counter)
    places: set[Hashable] = field(default_factory=set)

    @property
    def way(self) -> str:
        """Return the usual way to write it."""
        return max(self.ways, key=lambda one: (self.ways[one], one))


def spellings(course: Iterable[tuple[str, Hashable]]) -> Mapping[str, str]:
    """Return for each section's folder the one to use for it.

    ``course`` has the folder and the place in the section of each document.
    Case and leading zeros never tell sections apart. A bare number and the same number
    with a name, ``Section-1`` and ``Section-1-IAM``, are one section unless
    two names have the number, or both hold a lesson of the same number.
    """
    spelled: dict[Natural, _Spelled] = {}
    for folder, place in course:
        one = spelled.setdefault(natural_key(folder), _Spelled())
        one.ways[folder] += 1
        one.places.add(place)
    numbers: dict[str, list[_Spelled]] = {}
    for one in spelled.values():
        # Folders in the source that are called '1' and '1-IAM' are two on purpose.
        if (number := section_number(one.way)) and not one.way[0].isdigit():
            numbers.setdefault(number, []).append(one)
    chosen = {way: one.way for one in spelled.values() for way in one.ways}
    for same in numbers.values():
        bare = [one for one in same if not section_name(one.way)]
        named = [one for one in same if section_name(one.way)]
        if len(bare) == len(named) == 1 and bare[0].places.isdisjoint(named[0].places):
            chosen |= dict.fromkeys(bare[0].ways, named[0].way)
    return chosen
