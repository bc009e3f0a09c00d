"""What lies in a zip file by its directory, of which nothing is believed that is not there."""

from __future__ import annotations

import zlib
from collections.abc import Iterable, Iterator, Mapping
from itertools import accumulate
from struct import Struct
from typing import Final

from deckgen.backends.pptx.archive import unpacked
from deckgen.values import Value


class DamagedError(Exception):
    """A file that is no zip file, or whose entries are not what its directory says."""


class Entry(Value, cache_hash=True):
    """An entry as the directory has it, and ``record``: all of it that lies in the file.

    ``row`` is what the directory says, but for the place. ``packed`` is how many
    bytes at the end of the record are what it holds.
    """

    row: bytes
    name: str
    method: int
    crc: int
    packed: int
    size: int
    record: bytes

    def content(self) -> bytes:
        """Return what the entry holds, unpacked.

        Raises:
            DamagedError: it is not what the directory says.
        """
        data = self.record[len(self.record) - self.packed :]
        try:
            if self.method == _DEFLATED:
                data = unpacked(data)
        except zlib.error as error:
            raise DamagedError(f"{self.name}: {error}") from error
        if len(data) != self.size or zlib.crc32(data) != self.crc:
            raise DamagedError(f"{self.name} is damaged")
        return data


class Front(Value):
    """The entries that a file begins with, and all that its directory says of them.

    ``records`` are theirs together, ``rows`` have their places too.
    """

    records: bytes
    rows: bytes
    entries: tuple[Entry, ...]


_END: Final = Struct("<4s4H2IH")
_ROW: Final = Struct("<4s24x3H8xI")
_FACTS: Final = Struct("<8x2H4x3I")
_HEAD: Final = Struct("<4s22x2H")
_PLACE: Final = _ROW.size - 4
_LONGEST_COMMENT: Final = 0xFFFF
_DEFLATED: Final = 8
_UTF8: Final = 0x800


def entries(
    data: bytes, known: Mapping[bytes, Entry], fronts: Iterable[Front] = ()
) -> Iterator[Entry]:
    """Yield the entries of a zip file, in the order of its directory.

    Those of other files that are ``known`` by their rows, or as one of the
    ``fronts``, are the same ones here, where they lie here to the byte.

    Raises:
        DamagedError: it is none, or its directory does not agree with it.
    """
    at, count, end = _directory(data)
    for front in fronts:
        if len(front.entries) <= count and _begins(data, at, end, front):
            yield from front.entries
            at, count = at + len(front.rows), count - len(front.entries)
            break
    for _ in range(count):
        if at + _ROW.size > end:
            raise DamagedError("its directory is cut short")
        sign, length, extra, comment, begins = _ROW.unpack_from(data, at)
        if sign != b"PK\x01\x02":
            raise DamagedError("its directory has something else in it")
        named = at + _ROW.size
        row = data[at : at + _PLACE] + data[named : named + length]
        at = named + length + extra + comment
        entry = known.get(row)
        if entry is None or not data.startswith(entry.record, begins):
            entry = _entry(data, row, begins)
        yield entry


def front(data: bytes, first: Iterable[Entry]) -> Front | None:
    """Return the first entries of a zip file; None where other bytes are between them."""
    own = tuple(first)
    places = accumulate((len(entry.record) for entry in own), initial=0)
    rows = (
        entry.row[:_PLACE] + place.to_bytes(4, "little") + entry.row[_PLACE:]
        for entry, place in zip(own, places, strict=False)
    )
    found = Front(b"".join(entry.record for entry in own), b"".join(rows), own)
    at, _, end = _directory(data)
    return found if _begins(data, at, end, found) else None


def _directory(data: bytes) -> tuple[int, int, int]:
    """Return where the directory begins, how many entries it has, and where it ends.

    Raises:
        DamagedError: there is none.
    """
    end = data.rfind(b"PK\x05\x06", max(0, len(data) - _END.size - _LONGEST_COMMENT))
    if end < 0 or len(data) < end + _END.size:
        raise DamagedError("it has no directory")
    _, _, _, _, count, size, at, _ = _END.unpack_from(data, end)
    if at + size > end:
        raise DamagedError("its directory is not where its end says")
    return at, count, end


def _begins(data: bytes, at: int, end: int, front: Front) -> bool:
    """Tell whether a file begins so, and its directory from ``at`` to ``end`` says so."""
    return data.startswith(front.rows, at, end) and data.startswith(front.records)


def _entry(data: bytes, row: bytes, begins: int) -> Entry:
    """Return the entry that lies where the directory says.

    Raises:
        DamagedError: something else does.
    """
    flags, method, crc, packed, size = _FACTS.unpack_from(row)
    name, body = row[_PLACE:], begins + _HEAD.size
    if len(data) < body:
        raise DamagedError(f"{name!r} is not where the directory says")
    sign, length, extra = _HEAD.unpack_from(data, begins)
    if sign != b"PK\x03\x04" or data[body : body + length] != name:
        raise DamagedError(f"{name!r} is not where the directory says")
    record = data[begins : body + length + extra + packed]
    text = name.decode("utf-8" if flags & _UTF8 else "cp437", "replace")
    return Entry(row, text, method, crc, packed, size, record)
