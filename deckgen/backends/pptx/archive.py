"""A zip writer whose bytes depend on its entries alone, and that takes entries already packed."""

from __future__ import annotations

import struct
import zlib
from collections.abc import Iterable, Sequence
from functools import lru_cache
from itertools import accumulate
from typing import Final

from deflate import deflate_compress

from deckgen.diagnostics import DeckgenError
from deckgen.values import Value


class Entry(Value):
    """One file of an archive: as it lies in there, and what the directory says before its place."""

    name: str
    local: bytes
    listed: bytes


def entry(name: str, content: bytes | str, *, packed: bool = True) -> Entry:
    """Pack one file; what is compressed already (pictures) is better stored, not ``packed``."""
    raw = content.encode() if isinstance(content, str) else content
    data = _deflate(raw) if packed else raw
    encoded = name.encode()
    facts = struct.pack(
        "<HHHHHIIIHH", 20, _UTF8, 8 if packed else 0, 0, _JANUARY_1980,
        zlib.crc32(raw), len(data), len(raw), len(encoded), 0,
    )  # fmt: skip
    local = b"PK\x03\x04" + facts + encoded + data
    return Entry(name, local, b"PK\x01\x02\x14\x00" + facts + bytes(10))


class Front(Value):
    """Entries that many archives begin with: as they lie there, and what the directory says."""

    local: bytes
    listed: bytes
    count: int


def front(entries: Iterable[Entry]) -> Front:
    """Return entries, in this order, for the beginning of archives."""
    items = tuple(entries)
    return Front(b"".join([item.local for item in items]), _listed(items, 0), len(items))


_NO_FRONT: Final = Front(b"", b"", 0)


@lru_cache(maxsize=512)
def common_entry(name: str, content: bytes) -> Entry:
    """Pack a file that many decks have alike, once for all of them."""
    return entry(name, content)


def archive(entries: Iterable[Entry], begin: Front = _NO_FRONT) -> bytes:
    """Return a zip file with these entries in this order, after those that it is to begin with.

    Raises:
        DeckgenError: there is more in it than a zip file without extensions holds.
    """
    items = tuple(entries)
    body = [begin.local, *(item.local for item in items)]
    listed = begin.listed + _listed(items, len(begin.local))
    count, at = begin.count + len(items), sum(map(len, body))
    if count > 0xFFFF or at + len(listed) > 0xFFFFFFFF:
        raise DeckgenError("the deck is too large for a .pptx file", "split the lesson")
    end = struct.pack("<HHHHIIH", 0, 0, count, count, len(listed), at, 0)
    return b"".join((*body, listed, b"PK\x05\x06", end))


def _listed(items: Sequence[Entry], at: int) -> bytes:
    """Return the directory's rows for entries, the first of which lies at ``at``."""
    places = accumulate((len(item.local) for item in items), initial=at)
    return b"".join(
        [
            item.listed + place.to_bytes(8, "little")[:4] + item.name.encode()
            for item, place in zip(items, places, strict=False)
        ]
    )


_UTF8: Final = 0x800
_JANUARY_1980: Final = 0x21


def _deflate(raw: bytes) -> bytes:
    # libdeflate, for it packs a slide in half of zlib's time: at its first level to as many bytes
    # as zlib at its third, measured on 560 slides and notes.
    packed = bytes(deflate_compress(raw, _LEVEL))
    if len(raw) <= _SHORT:
        if len(_lately) >= _MOST:
            _lately.clear()
        _lately[packed] = raw
    return packed


def unpacked(packed: bytes) -> bytes:
    """Return what was deflated: known if it was here, for a deck is judged once it is made.

    Raises:
        zlib.error: it was not.
    """
    known = _lately.get(packed)
    return zlib.decompress(packed, -zlib.MAX_WBITS) if known is None else known


_lately: Final[dict[bytes, bytes]] = {}
"""What was packed last, by what it came to."""

_LEVEL: Final = 1
_MOST: Final = 128
_SHORT: Final = 1 << 15
