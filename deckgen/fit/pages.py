"""Where a slide's text breaks: the fewest pages, cut at the best places, evenly filled."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

from deckgen.fit.atoms import CUT, Atom, added_height
from deckgen.fit.sizes import FRAME_GAP_PT, MOST_FRAMES

OVERFULL: Final = 1e7


def paginate(
    row: Sequence[Atom], page: float, note_heights: Sequence[float]
) -> list[tuple[int, int]]:
    """Return the pages as ranges of atoms.

    ``note_heights`` says, for each atom, how tall the footnotes are that it
    brings along. The cost of pages, of cuts at bad places and of uneven
    filling is least. Empty lines of code take no room at the end of a page.
    """
    best: list[tuple[float, int]] = [(0.0, 0)] + [(float("inf"), 0)] * len(row)
    for start in range(len(row)):
        base = best[start][0] + CUT + (row[start].cost if start else 0.0)
        height = notes = blank = 0.0
        frames = 0
        before: Atom | None = None
        for stop in range(start + 1, len(row) + 1):
            atom = row[stop - 1]
            height += added_height(before, atom)
            blank = blank + atom.height if atom.is_blank else 0.0
            notes += note_heights[stop - 1]
            if before is None or before.frame != atom.frame:
                frames += atom.frames
            before = atom
            room = page - (notes + FRAME_GAP_PT if notes else 0.0)
            fits = height - blank <= room and frames + (notes > 0) <= MOST_FRAMES
            if not fits and stop > start + 1:
                break
            slack = 100 * ((room - height) / page) ** 2 if fits else OVERFULL
            if base + slack < best[stop][0]:
                best[stop] = (base + slack, start)
    return _walk_back(best)


def _walk_back(best: list[tuple[float, int]]) -> list[tuple[int, int]]:
    found = []
    stop = len(best) - 1
    while stop:
        start = best[stop][1]
        found.append((start, stop))
        stop = start
    return found[::-1]
