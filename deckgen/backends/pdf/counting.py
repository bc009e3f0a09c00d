"""How many pages a finished handout has, told from its bytes alone."""

from __future__ import annotations

import re
import zlib
from collections.abc import Iterator
from typing import Final

from deckgen.regex import regex

_PACKED: Final = regex(rb"/ObjStm\b.*?stream\r?\n(.*?)endstream", re.DOTALL)
_PAGES: Final = regex(
    rb"/Type\s*/Pages\b[^<>]*?/Count\s+(\d{1,6})|/Count\s+(\d{1,6})[^<>]*?/Type\s*/Pages\b"
)
_MOST: Final = 64 << 20


def page_count(data: bytes) -> int:
    """Return the number of pages; 0 where the file does not say it plainly."""
    counts = (int(found[1] or found[2]) for part in _parts(data) for found in _PAGES.finditer(part))
    return max(counts, default=0)


def _parts(data: bytes) -> Iterator[bytes]:
    """Yield the file, and what is packed in it."""
    yield data
    for found in _PACKED.finditer(data):
        try:
            yield zlib.decompressobj().decompress(found[1], _MOST)
        except zlib.error:
            continue
