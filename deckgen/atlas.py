"""Where every lesson of a project is and goes, as far as the links of others ask."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from pathlib import Path, PurePosixPath

from deckgen.course import Links, Place, addresses, place_of
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
        self._places: dict[Path | None, dict[PurePosixPath, Place]] = {}
        self._whole: set[Path] = set()
        for root, place in built:
            self._places.setdefault(root, {})[place.source] = place

    def links(self, source: Source) -> Links:
        """Return where the links of a lesson may lead; nothing that it does not ask for."""
        home = source_place(source)
        asked = sorted(addresses(source.body))
        found = self._found(asked, home, source.root)
        if None in found and source.root is not None and source.root not in self._whole:
            self._whole.add(source.root)
            known = self._places.setdefault(source.root, {})
            for place in self._beyond(source.root):
                known.setdefault(place.source, place)
            found = self._found(asked, home, source.root)
        return Links(home, tuple(dict.fromkeys(place for place in found if place)))

    def _found(
        self, asked: list[str], home: PurePosixPath, root: Path | None
    ) -> list[Place | None]:
        places = tuple(self._places.get(root, {}).values())
        return [place_of(address, home, places) for address in asked]


def source_place(source: Source) -> PurePosixPath:
    """Return where a lesson's file is below its project."""
    path = Path(source.file)
    if source.root is None:
        return PurePosixPath(path.name)
    try:
        return PurePosixPath(path.resolve().relative_to(source.root.resolve()).as_posix())
    except (OSError, ValueError):
        return PurePosixPath(path.name)
