"""All hostile lessons, by their names."""

from __future__ import annotations

import characters
import front_matter
import markup
import names
import pictures
import structure
from case import Case

ROOMS = (front_matter, characters, structure, markup, pictures, names)


def corpus() -> dict[str, Case]:
    """Return every case by its name, which is unique."""
    found: dict[str, Case] = {}
    for room in ROOMS:
        for case in room.cases():
            assert case.name not in found, case.name
            found[case.name] = case
    return found
