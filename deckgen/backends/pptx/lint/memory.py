"""What was found sound before, to the byte, and need not be judged again."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Final

from deckgen.backends.pptx.lint.directory import Entry
from deckgen.backends.pptx.lint.reader import OWN, Package, Part
from deckgen.keeping import leave, take
from deckgen.values import Value

_MOST: Final = 300

sound: Final[dict[Entry, Part]] = {}
"""Parts of decks that were found sound, as they lie in the file; never changed."""

bones: Final[set[tuple[object, ...]]] = set()
"""The bones of decks that were found sound in this process."""


class _Sound(Value):
    """Sound parts by their names, for the entries that they were read from."""

    parts: dict[str, Part]


def recall(listed: Iterable[Entry]) -> None:
    """Learn which parts of a theme another process found sound."""
    shared = _shared(listed)
    if shared and shared[-1] not in sound and (known := take(_Sound, shared)):
        sound.update({one: known.parts[one.name] for one in shared if one.name in known.parts})


def remember(package: Package) -> None:
    """Keep the parts of a sound package that other decks are likely to have, too."""
    if len(sound) > _MOST:
        sound.clear()
    learned = {
        entry: part
        for name, part in package.news.items()
        if not name.startswith(OWN) and "TargetMode" not in part.text
        if (entry := package.stored[name]) not in sound
    }
    sound.update(learned)
    if _shared(learned):
        shared = _shared(package.stored.values())
        leave(_Sound({one.name: sound[one] for one in shared if one in sound}), shared)
    if len(bones) > _MOST:
        bones.clear()
    bones.add(package.bones)


def _shared(listed: Iterable[Entry]) -> tuple[Entry, ...]:
    """Return the XML parts that all decks of a theme are likely to have alike."""
    xml = (one for one in listed if one.name.endswith((".xml", ".rels")))
    return tuple(one for one in xml if one.name.startswith(_THEMES))


_THEMES: Final = (
    *("ppt/slideLayouts/", "ppt/slideMasters/", "ppt/theme/"),
    *("ppt/notesMasters/", "ppt/handoutMasters/", "ppt/tableStyles.xml"),
)
"""How the names of parts begin that are a theme's."""
