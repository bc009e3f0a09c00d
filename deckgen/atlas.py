"""Where every lesson of a project is and goes, as far as the links of others ask."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from pathlib import Path, PurePosixPath

from deckgen.course import Index, Links, Place, addresses
from deckgen.source import Source


class Atlas:
    """The places of the lessons that are built, and of all others once a link needs one.

    ``beyond`` returns the places of all lessons of a project, with their
    outputs; it is asked once for each project, and only where needed.
    """

    def __init__(
        self, built: Iterable[tuple[Path | None, Place]], beyond: Callable[[Path], Iterable[Place]]
    ) -> None:
        self._beyond = beyond
        self._indexes: dict[Path | None, Index] = {}
        self._whole: set[Path] = set()
        for root, place in built:
            self._index(root).add(place)

    def links(self, source: Source) -> Links:
        """Return where the links of a lesson may lead; nothing that it does not ask for."""
        home = source_place(source)
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


def source_place(source: Source) -> PurePosixPath:
    """Return where a lesson's file is below its project."""
    path = Path(source.file)
    if source.root is None:
        return PurePosixPath(path.name)
    try:
        return PurePosixPath(path.resolve().relative_to(source.root.resolve()).as_posix())
    except (OSError, ValueError):
        return PurePosixPath(path.name)
