"""What one process leaves for the next: work that comes out alike in all of them.

Where it is kept, only who builds knows, and lends a shelf for as long as that takes;
without one nothing is kept, and all is worked out as if it never were.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import Final, Protocol, TypeVar

from deckgen.values import Value, from_bytes, to_bytes

Known = TypeVar("Known", bound=Value)


class Shelf(Protocol):
    """A place for bytes, each found by all that it was worked out from."""

    def take(self, key: bytes) -> bytes:
        """Return what was left under a key, to the byte; nothing where that is not sure."""
        ...

    def leave(self, key: bytes, data: bytes) -> None:
        """Keep something, if that can be done."""
        ...


@contextmanager
def lent(shelf: Shelf) -> Iterator[None]:
    """Let what is worked out here be kept on a shelf."""
    _shelves.append(shelf)
    try:
        yield
    finally:
        _shelves.remove(shelf)


def kept(kind: type[Known], of: object, work: Callable[[], Known]) -> Known:
    """Return what work comes to that follows from ``of`` and deckgen's code alone."""
    known = take(kind, of)
    if known is None:
        known = work()
        leave(known, of)
    return known


def take(kind: type[Known], of: object) -> Known | None:
    """Return the record of a kind that was kept of ``of``, if there is one."""
    data = _shelves[-1].take(_key(kind, of)) if _shelves else b""
    return from_bytes(data, kind) if data else None


def leave(known: Value, of: object) -> None:
    """Keep a record of plain data that follows from ``of`` and deckgen's code alone."""
    if _shelves:
        _shelves[-1].leave(_key(type(known), of), to_bytes(known))


def _key(kind: type[Value], of: object) -> bytes:
    return to_bytes((kind.__qualname__, of))


_shelves: Final[list[Shelf]] = []
