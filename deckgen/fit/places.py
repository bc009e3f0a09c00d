"""Where a theme has room for what: its placeholders by layout and kind, looked up once a theme."""

from __future__ import annotations

from collections.abc import Mapping
from functools import lru_cache

from deckgen.theme import Placeholder, Theme
from deckgen.values import Value


class Places(Value):
    """A theme's placeholders by layout and kind, in reading order.

    ``offered`` are the layouts that slides are set on of our own accord: all
    of the theme's; of a user's template those that are the like of ours.
    """

    found: Mapping[tuple[str, str], tuple[Placeholder, ...]]
    offered: frozenset[str]


@lru_cache(maxsize=8)
def places(theme: Theme) -> Places:
    """Return where a theme has room for what."""
    layouts = {layout.name: layout for layout in reversed(theme.layouts)}  # the first of a name
    found: dict[tuple[str, str], tuple[Placeholder, ...]] = {}
    for name, layout in layouts.items():
        for place in layout.placeholders:
            found[name, place.kind] = (*found.get((name, place.kind), ()), place)
    alike = ("name", "type", "placeholders")
    offered = (
        name for name, layout in layouts.items() if not theme.template or layout.found in alike
    )
    return Places(found, frozenset(offered))
