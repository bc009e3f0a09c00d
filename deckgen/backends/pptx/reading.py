"""What a deck says, read back from its bytes: slides, notes, charts, properties, addresses."""

from __future__ import annotations

from collections.abc import Iterator
from html import unescape
from io import BytesIO
from typing import Final
from zipfile import ZipFile

from deckgen.regex import regex

# Masters, layouts and themes are made without the lesson.
_SHARED: Final = regex(
    r"ppt/(?:slideMasters|slideLayouts|notesMasters|handoutMasters|theme)/|\[Content_Types\]"
)
_ATTRIBUTES: Final = regex(r'\s(?:descr|title|name|tooltip|char)="([^"]*)"')
_TAGS: Final = regex(r'<p:tag name="[^"]*" val="([^"]*)"')
_ADDRESSES: Final = regex(r'Target="([^"]*)" TargetMode="External"')
_PARAGRAPH: Final = regex(r"</a:p>|</p:tag>|</a:t></a:r><a:br>")
_TAG: Final = regex(r"<[^>]*>")


def pptx_texts(data: bytes) -> Iterator[str]:
    """Yield every text of a deck that comes from its lesson."""
    with ZipFile(BytesIO(data)) as package:
        for name in package.namelist():
            if name.endswith(".xlsx"):
                yield from pptx_texts(package.read(name))
            elif not _SHARED.match(name) and name.endswith((".xml", ".rels", ".svg")):
                yield from _texts(package.read(name).decode("utf-8", errors="replace"))


def _texts(xml: str) -> Iterator[str]:
    for paragraph in _PARAGRAPH.split(xml):
        yield unescape("".join(_TAG.split(paragraph)))
    for pattern in (_ATTRIBUTES, _TAGS, _ADDRESSES):
        yield from map(unescape, pattern.findall(xml))
