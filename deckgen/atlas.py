"""Where every lesson of a project is and goes, as far as the links of others ask."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from pathlib import Path, PurePosixPath

from deckgen.course import Following, Index, Links, Place, addresses, below
from deckgen.source import Source


class Atlas:
    """The places of the lessons that are built, and of all others once a link needs one.

    ``beyond`` returns the places of all lessons of a project, with their
    outputs; it is asked once for each project, and only where needed.
    """

    def __init__(
        self, built: Iterable[tuple[Source, Place]], beyond: Callable[[Path], Iterable[Place]]
    ) -> None:
        self._beyond = beyond
        self._indexes: dict[Path | None, Index] = {}
        self._homes: dict[str, PurePosixPath] = {}
        self._whole: set[Path] = set()
        for source, place in built:
            self._homes[source.file] = place.source
            self._index(source.root).add(place)

    def links(self, source: Source) -> Links:
        """Return where the links of a built lesson may lead; nothing that it does not ask for."""
        home = self._homes[source.file]
        asked = sorted(addresses(source.body))
        index = self._index(source.root)
        found = [index.find(address, home) for address in asked]
        if None in found and source.root is not None and source.root not in self._whole:
            self._whole.add(source.root)
            for place in self._beyond(source.root):
                index.add(place)
            found = [index.find(address, home) for address in asked]
        return Links(home, tuple(dict.fromkeys(place for place in found if place)))

    def _index(self, root: Path | None) -> Index:
        return self._indexes.setdefault(root, Index(()))


def source_place(source: Source, real: Following) -> PurePosixPath:
    """Return where a lesson's file is below its project."""
    own = None if source.root is None else below(real(source.file), real(source.root))
    return PurePosixPath(own or PurePosixPath(source.file).name)
