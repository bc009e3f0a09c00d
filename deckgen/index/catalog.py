"""What the index of a course shows, as plain data."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from deckgen.model import Audience
from deckgen.values import Value, field


class File(Value):
    """One file to link: by which backend, with which tag, for whom; ``path`` is relative."""

    path: str
    backend: str
    tag: str
    audience: Audience


class Entry(Value):
    """One document; ``preview`` is its drawing's path, empty where it has none."""

    title: str
    number: str
    lang: str
    files: tuple[File, ...]
    preview: str = ""


class Shelf(Value):
    """A section; ``files`` are those of the whole of it."""

    label: str
    key: str
    files: tuple[File, ...]
    entries: tuple[Entry, ...]


class Catalog(Value):
    """A course; ``files`` are those of the whole of it."""

    title: str
    author: str
    lang: str
    files: tuple[File, ...]
    shelves: tuple[Shelf, ...]

    def all_files(self) -> Iterator[File]:
        """Yield every file there may be."""
        yield from self.files
        for shelf in self.shelves:
            yield from shelf.files
            for entry in shelf.entries:
                yield from entry.files


class About(Value):
    """What a lesson's preview says of it."""

    lead: str = ""
    terms: tuple[str, ...] = ()


class Known(Value):
    """What was found in the output folder.

    ``counts`` has the files that are there, with how many slides or pages they
    have (0 where nobody knows); ``about`` is by the previews' paths.
    """

    counts: Mapping[str, int] = field(default_factory=dict)
    about: Mapping[str, About] = field(default_factory=dict)
