"""What a PDF says, read back from its bytes: pages, bookmarks, properties, alternative texts."""

from __future__ import annotations

import re
import zlib
from collections.abc import Iterator, Mapping
from html import unescape
from struct import unpack
from typing import Final

from deckgen.regex import regex

_OBJECT: Final = regex(rb"(?:^|[\r\n ])(\d+) 0 obj\b(.*?)\bendobj", re.DOTALL)
_STREAM: Final = regex(rb"stream\r?\n(.*?)\r?\n?endstream", re.DOTALL)
_NUMBERS: Final = regex(rb"\d+")
_FONT: Final = regex(rb"/([^\s/<>\[\]()]+)\s+(\d+) 0 R")
_UNICODE: Final = regex(rb"/ToUnicode\s+(\d+) 0 R")
_MAPPED: Final = regex(rb"<([0-9A-Fa-f]+)>\s*<([0-9A-Fa-f]*)>")
_BLOCK: Final = regex(rb"beginbf(char|range)(.*?)endbf", re.DOTALL)
_RANGE: Final = regex(rb"<([0-9A-Fa-f]+)>\s*<([0-9A-Fa-f]+)>\s*<([0-9A-Fa-f]+)>")
# A font is chosen, or text is shown: in hexadecimal, or as it is.
_SHOWN: Final = regex(
    rb"/([^\s/<>\[\]()]+)\s+[-\d.]+\s+Tf|\[((?:[^\[\]()]|\((?:[^()\\]|\\.)*\))*)\]\s*TJ"
    rb"|(<[0-9A-Fa-f\s]*>|\((?:[^()\\]|\\.)*\))\s*(?:Tj|'|\")",
    re.DOTALL,
)
_STRING: Final = regex(rb"<([0-9A-Fa-f\s]*)>|\(((?:[^()\\]|\\.)*)\)", re.DOTALL)
_DIGITS: Final = regex(rb"<([0-9A-Fa-f]*)>")
_DICTIONARY: Final = regex(rb"<<|>>")
_ESCAPE: Final = regex(rb"\\([0-7]{1,3}|\r?\n|.)", re.DOTALL)
_CONTROL: Final = {b"n": b"\n", b"r": b"\r", b"t": b"\t", b"b": b"\b", b"f": b"\f"}
_TAG: Final = regex(r"<[^>]*>")
# What these say is their makers' and no lesson's.
_TECHNICAL: Final = regex(rb"/Type\s*/(?:Font|FontDescriptor|OutputIntent|XRef)\b")
_SCHEMAS: Final = regex(r"<pdfaExtension:schemas.*?</pdfaExtension:schemas>", re.DOTALL)

Codes = Mapping[int, str]


def pdf_texts(data: bytes) -> Iterator[str]:
    """Yield every text of a PDF that deckgen wrote: what pages show in order, then all else."""
    objects = dict(_objects(data))
    fonts = _fonts(objects)
    for body in objects.values():
        stream = _stream(body)
        if b" Tf" in stream and b"ET" in stream:
            yield from _shown(stream, fonts)
    for body in objects.values():
        head = body.partition(b"stream")[0]
        bare = head.replace(b"<<", b"") if b"<" in head else head
        if (b"(" in bare or b"<" in bare) and not _TECHNICAL.search(head):
            yield from _said(head)
        if b"/Metadata" in head:
            text = _SCHEMAS.sub("", _stream(body).decode("utf-8", errors="replace"))
            yield from (unescape(part) for part in _TAG.split(text) if part.strip())


def _objects(data: bytes) -> Iterator[tuple[int, bytes]]:
    for found in _OBJECT.finditer(data):
        body = found[2]
        yield int(found[1]), body
        if b"/ObjStm" in body[:400]:
            yield from _packed(body)


def _packed(body: bytes) -> Iterator[tuple[int, bytes]]:
    """Yield the objects in a stream of them."""
    stream = _stream(body)
    first = re.search(rb"/First\s+(\d+)", body)
    start = int(first[1]) if first else 0
    numbers = [int(number) for number in _NUMBERS.findall(stream[:start])]
    places = list(zip(numbers[::2], numbers[1::2], strict=False))
    ends = [at for _, at in places[1:]] + [len(stream)]
    for (number, at), end in zip(places, ends, strict=True):
        yield number, stream[start + at : start + end]


def _stream(body: bytes) -> bytes:
    found = _STREAM.search(body)
    head = body.partition(b"stream")[0]
    if not found or b"/Image" in head or b"/FontFile" in head or b"/Length1" in head:
        return b""
    if b"/FlateDecode" not in head:
        return found[1]
    try:
        return zlib.decompressobj().decompress(found[1])
    except zlib.error:
        return b""


# -- what pages show ------------------------------------------------------------------


def _fonts(objects: Mapping[int, bytes]) -> Mapping[bytes, Codes]:
    """Return what each font's codes mean, by the names that pages give them."""
    maps: dict[int, Codes] = {}
    for number, body in objects.items():
        found = _UNICODE.search(body) if b"/ToUnicode" in body else None
        if found and int(found[1]) in objects:
            maps[number] = _codes(_stream(objects[int(found[1])]))
    references = [b" %d 0 R" % number for number in maps]
    naming = (body for body in objects.values() if any(map(body.__contains__, references)))
    named = (pair for body in naming for pair in _FONT.findall(body.partition(b"stream")[0]))
    return {name: maps[int(number)] for name, number in named if int(number) in maps}


def _codes(cmap: bytes) -> Codes:
    codes: dict[int, str] = {}
    for kind, block in _BLOCK.findall(cmap):
        if kind == b"char":
            codes |= {int(code, 16): _utf16(text) for code, text in _MAPPED.findall(block)}
            continue
        for low, high, text in _RANGE.findall(block):
            first = _utf16(text)
            for step in range(min(int(high, 16) - int(low, 16), 0xFFFF) + 1):
                codes[int(low, 16) + step] = first[:-1] + chr(ord(first[-1]) + step)
    return codes


def _utf16(digits: bytes) -> str:
    return bytes.fromhex(digits.decode()).decode("utf-16-be", errors="replace")


def _shown(stream: bytes, fonts: Mapping[bytes, Codes]) -> Iterator[str]:
    codes: Codes = {}
    for font, array, single in _SHOWN.findall(stream):
        if font:
            codes = fonts.get(font, {})
            continue
        yield _told(array or single, codes)


def _told(shown: bytes, codes: Codes) -> str:
    """Return what is shown at once: in numbers of glyphs, or in letters as they are."""
    if codes and b"(" not in shown:  # as most is: the parts between moves are one to a reader
        return _letters(_bytes(b"".join(_DIGITS.findall(shown)), b""), codes)
    parts = [_bytes(digits, literal) for digits, literal in _STRING.findall(shown)]
    return "".join(_letters(raw, codes) if codes else raw.decode("latin-1") for raw in parts)


def _letters(raw: bytes, codes: Codes) -> str:
    count = len(raw) // 2
    known = codes.get
    return "".join([known(code, "") for code in unpack(f">{count}H", raw[: 2 * count])])


# -- what stands beside them ----------------------------------------------------------


def _said(body: bytes) -> Iterator[str]:
    """Yield the strings of an object: titles, alternative texts, addresses, properties."""
    for digits, literal in _STRING.findall(_DICTIONARY.sub(b" ", body)):
        raw = _bytes(digits, literal)
        if raw.startswith(b"\xfe\xff"):
            yield raw[2:].decode("utf-16-be", errors="replace")
        else:
            yield raw.decode("latin-1")


def _bytes(digits: bytes, literal: bytes) -> bytes:
    if literal:
        return _ESCAPE.sub(_unescaped, literal)
    whole = b"".join(digits.split())
    return bytes.fromhex((whole + b"0" * (len(whole) % 2)).decode())


def _unescaped(found: re.Match[bytes]) -> bytes:
    sign = found[1]
    if sign[:1].isdigit():
        return bytes([int(sign, 8) & 255])
    return b"" if sign.endswith(b"\n") else _CONTROL.get(sign, sign)
