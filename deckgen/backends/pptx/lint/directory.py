"""What lies in a zip file by its directory, of which nothing is believed that is not there."""

from __future__ import annotations

import zlib
from collections.abc import Iterator
from struct import Struct
from typing import Final

from deckgen.values import Value


class DamagedError(Exception):
    """A file that is no zip file, or whose entries are not what its directory says."""


class Entry(Value):
    """An entry as the directory has it, and ``record``: all of it that lies in the file.

    ``packed`` is how many bytes at the end of the record are what it holds.
    """

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
                data = zlib.decompress(data, -zlib.MAX_WBITS)
        except zlib.error as error:
            raise DamagedError(f"{self.name}: {error}") from error
        if len(data) != self.size or zlib.crc32(data) != self.crc:
            raise DamagedError(f"{self.name} is damaged")
        return data


_END: Final = Struct("<4s4H2IH")
_LISTED: Final = Struct("<4s4x2H4x3I3H8xI")
_HEAD: Final = Struct("<4s22x2H")
_LONGEST_COMMENT: Final = 0xFFFF
_DEFLATED: Final = 8
_UTF8: Final = 0x800


def entries(data: bytes) -> Iterator[Entry]:
    """Yield the entries of a zip file, in the order of its directory.

    Raises:
        DamagedError: it is none, or its directory does not agree with it.
    """
    end = data.rfind(b"PK\x05\x06", max(0, len(data) - _END.size - _LONGEST_COMMENT))
    if end < 0 or len(data) < end + _END.size:
        raise DamagedError("it has no directory")
    _, _, _, _, count, size, at, _ = _END.unpack_from(data, end)
    if at + size > end:
        raise DamagedError("its directory is not where its end says")
    for _ in range(count):
        if at + _LISTED.size > end:
            raise DamagedError("its directory is cut short")
        sign, flags, method, crc, packed, full, length, extra, comment, begins = (
            _LISTED.unpack_from(data, at)
        )
        at += _LISTED.size
        name, at = data[at : at + length], at + length + extra + comment
        if sign != b"PK\x01\x02":
            raise DamagedError("its directory has something else in it")
        body = begins + _HEAD.size
        if len(data) < body:
            raise DamagedError(f"{name!r} is not where the directory says")
        sign, length, extra = _HEAD.unpack_from(data, begins)
        if sign != b"PK\x03\x04" or data[body : body + length] != name:
            raise DamagedError(f"{name!r} is not where the directory says")
        record = data[begins : body + length + extra + packed]
        text = name.decode("utf-8" if flags & _UTF8 else "cp437", "replace")
        yield Entry(text, method, crc, packed, full, record)
