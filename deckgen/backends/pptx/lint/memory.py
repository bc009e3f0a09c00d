"""What was found sound before, to the byte, and need not be judged again."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from itertools import takewhile
from typing import Final

from deckgen.backends.pptx.lint.directory import Entry, Front, front
from deckgen.backends.pptx.lint.outlines import Outline
from deckgen.backends.pptx.lint.reader import CONTENT_TYPES, OWN, Package, Part
from deckgen.keeping import leave, take
from deckgen.values import Value

_MOST: Final = 300
_MOST_FRONTS: Final = 8

sound: Final[dict[Entry, Part]] = {}
"""Parts of decks that were found sound, as they lie in the file; never changed."""

rows: Final[dict[bytes, Entry]] = {}
"""Their entries, by the rows that directories have of them."""

fronts: Final[list[Front]] = []
"""What sound decks begin with: their themes' parts."""

bones: Final[set[tuple[object, ...]]] = set()
"""The bones of decks that were found sound in this process."""

outlines: Final[dict[Outline, frozenset[str]]] = {}
"""The outlines of parts that were well-formed, and the prefixes that these declare."""


class _Sound(Value):
    """Sound parts by their names, for the entries that they were read from."""

    parts: dict[str, Part]


def recall(listed: Iterable[Entry]) -> None:
    """Learn which parts of a theme another process found sound; many outlines are let go."""
    if len(outlines) > _MOST:
        outlines.clear()
    if any(map(_is_theme, (one for one in listed if one not in sound))):
        shared = tuple(filter(_is_theme, listed))
        if known := take(_Sound, shared):
            _learn({one: known.parts[one.name] for one in shared if one.name in known.parts})


def remember(package: Package) -> None:
    """Keep the parts of a sound package that other decks are likely to have, too."""
    stored = package.stored
    if len(sound) > _MOST:  # what this one has others of its course have
        here = {one: sound[one] for one in stored.values() if one in sound}
        sound.clear()
        rows.clear()
        fronts.clear()
        _learn(here)
    learned = {
        entry: part
        for name, part in package.news.items()
        if not name.startswith(OWN) and (entry := stored[name]) not in sound
        if "TargetMode" not in part.text or _is_theme(entry)
    }
    _learn(learned)
    if any(map(_is_theme, learned)):
        shared = tuple(filter(_is_theme, stored.values()))
        leave(_Sound({one.name: sound[one] for one in shared}), shared)
    if len(bones) > _MOST:
        bones.clear()
    bones.add(package.bones)


def remember_front(data: bytes, listed: tuple[Entry, ...]) -> None:
    """Keep what a sound deck begins with, up to its content types: they list its slides."""
    if any(listed[: len(one.entries)] == one.entries for one in fronts):
        return
    shared = takewhile(lambda entry: entry.name != CONTENT_TYPES and entry in sound, listed)
    found = front(data, shared)
    if found and found.entries:
        if len(fronts) >= _MOST_FRONTS:
            fronts.clear()
        fronts.append(found)


def forget() -> None:
    """Know no more than a fresh process."""
    for memory in (sound, rows, fronts, bones, outlines):
        memory.clear()


def _learn(parts: Mapping[Entry, Part]) -> None:
    sound.update(parts)
    rows.update((entry.row, entry) for entry in parts)


def _is_theme(entry: Entry) -> bool:
    """Tell whether a part is XML that all decks of a theme are likely to have alike."""
    return entry.name.startswith(_THEMES) and entry.name.endswith((".xml", ".rels"))


_THEMES: Final = (
    *("ppt/slideLayouts/", "ppt/slideMasters/", "ppt/theme/"),
    *("ppt/notesMasters/", "ppt/handoutMasters/", "ppt/tableStyles.xml"),
)
"""How the names of parts begin that are a theme's."""
