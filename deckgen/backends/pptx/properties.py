"""What a file manager and a screen reader ask a deck: title, author, language, subject."""

from __future__ import annotations

import re
from datetime import date
from typing import Final

from deckgen.backends.pptx.language import language
from deckgen.backends.pptx.markup import HEAD, escape
from deckgen.model import Meta
from deckgen.wording import section_label

_LONGEST: Final = 255
"""What PowerPoint takes for a property."""

_CORE: Final = (
    'xmlns:cp="http://schemas.openxmlformats.org/package/2006/metadata/core-properties"'
    ' xmlns:dc="http://purl.org/dc/elements/1.1/" xmlns:dcterms="http://purl.org/dc/terms/"'
    ' xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance"'
)


def core_properties(meta: Meta, title: str) -> str:
    """Return the core properties; dates only where the author gave one."""
    values = (
        ("dc:title", title),
        ("dc:subject", section_label(meta)),
        ("dc:creator", meta.author),
        ("cp:keywords", ", ".join(meta.keywords)),
        ("dc:description", meta.description),
        ("dc:language", language(meta.lang).tag),
    )
    written = "".join(f"<{name}>{_short(value)}</{name}>" for name, value in values if value)
    return f"{HEAD}<cp:coreProperties {_CORE}>{written}{_dates(meta.date)}</cp:coreProperties>"


def _short(value: str) -> str:
    text = " ".join(value.split())
    return escape(text if len(text) <= _LONGEST else text[: _LONGEST - 1] + "…")


def _dates(text: str) -> str:
    found = re.match(r"(\d{4})-(\d{2})-(\d{2})", text.strip())
    if not found:
        return ""
    try:
        day = date(*map(int, found.groups())).isoformat()
    except ValueError:
        return ""
    return "".join(
        f'<dcterms:{name} xsi:type="dcterms:W3CDTF">{day}T00:00:00Z</dcterms:{name}>'
        for name in ("created", "modified")
    )


def app_properties(slides: int, notes: int, hidden: int) -> str:
    """Return the extended properties: who made the file, and how many slides it has."""
    return (
        f'{HEAD}<Properties xmlns="http://schemas.openxmlformats.org/officeDocument/2006/'
        'extended-properties"><TotalTime>0</TotalTime><Application>deckgen</Application>'
        f"<PresentationFormat>Widescreen</PresentationFormat><Slides>{slides}</Slides>"
        f"<Notes>{notes}</Notes><HiddenSlides>{hidden}</HiddenSlides></Properties>"
    )
