"""Tables too wide for their place: several of them, each with the first column again."""

from __future__ import annotations

from collections.abc import Sequence

from deckgen.model import Inlines, Table
from deckgen.values import replace

Group = tuple[int, ...]
"""Columns that stand together, by their numbers from 0."""


def column_groups(least: Sequence[float], width: float) -> tuple[Group, ...]:
    """Return the columns in as few groups as keep each within ``width``, evenly filled.

    ``least`` is the width that each column needs. Every group begins with the
    first column, which names the rows. A column too wide for any group stands
    in one with the first alone.
    """
    if sum(least) <= width or len(least) < 3:
        return (tuple(range(len(least))),)
    room = width - least[0]
    few = len(_filled(least, room))
    # The narrowest room that needs no more groups fills them evenly.
    narrow, wide = min(max(least[1:]), room), room
    for _ in range(24):
        middle = (narrow + wide) / 2
        narrow, wide = (narrow, middle) if len(_filled(least, middle)) <= few else (middle, wide)
    return tuple((0, *group) for group in _filled(least, wide))


def _filled(least: Sequence[float], room: float) -> list[Group]:
    """Return the columns after the first in groups, one after the other, none wider than room."""
    groups: list[Group] = []
    used = 0.0
    for column, width in enumerate(least[1:], 1):
        if groups and used + width <= room + 1e-6:
            groups[-1] = (*groups[-1], column)
            used += width
        else:
            groups.append((column,))
            used = width
    return groups


def some_columns(table: Table, group: Group) -> Table:
    """Return a table with the columns of one group."""

    def some(row: tuple[Inlines, ...]) -> tuple[Inlines, ...]:
        return tuple(row[column] for column in group)

    return replace(
        table,
        header=some(table.header),
        rows=tuple(map(some, table.rows)),
        aligns=tuple(table.aligns[column] for column in group),
    )
