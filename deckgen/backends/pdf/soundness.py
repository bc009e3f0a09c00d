"""A look at the finished bytes: what no handout may hold, however it might have come there."""

from __future__ import annotations

import re
import zlib
from collections.abc import Iterator
from typing import Final

from deckgen.regex import regex

_STRING: Final = regex(rb"\((?:[^()\\]|\\.)*\)", re.DOTALL)
_ADDRESS: Final = regex(rb"/URI\s*(?:\(((?:[^()\\]|\\.)*)\)|<([0-9A-Fa-f]*)>)", re.DOTALL)
_ACTIVE: Final = regex(
    rb"/(JavaScript|JS|Launch|EmbeddedFiles?|RichMedia|SubmitForm|ImportData|GoToR|GoToE|XFA)"
    rb"(?![A-Za-z0-9])"
)
_PAGE: Final = regex(rb"/Type\s*/Page(?![A-Za-z])")
_SCHEMES: Final = ("http://", "https://", "mailto:")
_LESSON: Final = regex(r"(?:\.\./)?(?:[\w%~.-]+/)?[\w%~.-]+\.pdf", re.ASCII)


def faults(data: bytes) -> tuple[str, ...]:
    """Return what is wrong with a PDF: active content, attachments, other links, no page."""
    return tuple(dict.fromkeys(_faults(data)))


def _faults(data: bytes) -> Iterator[str]:
    objects = b"\n".join(_objects(data))
    names = _STRING.sub(b"()", objects)  # what an author wrote names nothing
    if not _PAGE.search(names):
        yield "it has no page"
    for found in _ACTIVE.finditer(names):
        yield f"it holds /{found[1].decode()}"
    for found in _ADDRESS.finditer(objects):
        address = _text(found[1], found[2])
        if not address.lower().startswith(_SCHEMES) and not _LESSON.fullmatch(address):
            yield f"it links to '{address[:80]}'"


def _objects(data: bytes) -> Iterator[bytes]:
    """Yield what stands outside streams, and the streams that hold objects."""
    for part in data.split(b"endstream"):
        outside, _, stream = part.partition(b"stream\n")
        yield outside
        if b"/ObjStm" in outside:
            yield _inflated(stream)


def _inflated(stream: bytes) -> bytes:
    try:
        return zlib.decompressobj().decompress(stream)
    except zlib.error:
        return stream


def _text(literal: bytes | None, hexadecimal: bytes | None) -> str:
    if literal is not None:
        return re.sub(rb"\\(.)", rb"\1", literal).decode("latin-1")
    return bytes.fromhex((hexadecimal or b"").decode()).decode("utf-16", errors="replace")
