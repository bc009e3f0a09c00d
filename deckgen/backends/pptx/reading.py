"""What a deck says, read back from its bytes: slides, notes, charts, properties, addresses."""

from __future__ import annotations

import re
from collections.abc import Iterator
from html import unescape
from io import BytesIO
from typing import Final
from zipfile import ZipFile

# Masters, layouts and themes are made without the lesson.
_SHARED: Final = re.compile(
    r"ppt/(?:slideMasters|slideLayouts|notesMasters|handoutMasters|theme)/|\[Content_Types\]"
)
_ATTRIBUTES: Final = re.compile(r'\s(?:descr|title|name|tooltip|char)="([^"]*)"')
_TAGS: Final = re.compile(r'<p:tag name="[^"]*" val="([^"]*)"')
_ADDRESSES: Final = re.compile(r'Target="([^"]*)" TargetMode="External"')
_PARAGRAPH: Final = re.compile(r"</a:p>|</p:tag>|</a:t></a:r><a:br>")
_TAG: Final = re.compile(r"<[^>]*>")


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
