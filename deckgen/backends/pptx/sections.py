"""The sections by which PowerPoint groups slides in its sorter."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import groupby
from typing import Final
from uuid import NAMESPACE_URL, UUID

from deckgen.backends.pptx.markup import escape
from deckgen.fit.deck import FittedSlide
from deckgen.hashing import sha1

_LONGEST: Final = 100


def section_list(slides: Sequence[FittedSlide], first_id: int) -> str:
    """Return the extension of the presentation; nothing where no slide has a section.

    Slides are numbered from ``first_id`` on.
    """
    if not any(slide.section for slide in slides):
        return ""
    written = []
    numbered = enumerate(slides, first_id)
    for place, (name, group) in enumerate(groupby(numbered, key=lambda each: each[1].section)):
        ids = "".join(f'<p14:sldId id="{number}"/>' for number, _ in group)
        guid = str(_named(f"deckgen:section:{place}:{name}")).upper()
        said = escape(name if len(name) <= _LONGEST else f"{name[: _LONGEST - 1]}…")
        written.append(
            f'<p14:section name="{said}" id="{{{guid}}}"><p14:sldIdLst>{ids}</p14:sldIdLst>'
            "</p14:section>"
        )
    return (
        '<p:extLst><p:ext uri="{521415D9-36F7-43E2-AB2F-B90AF26B5E84}"><p14:sectionLst'
        ' xmlns:p14="http://schemas.microsoft.com/office/powerpoint/2010/main">'
        f"{''.join(written)}</p14:sectionLst></p:ext></p:extLst>"
    )


def _named(name: str) -> UUID:
    """Return what ``uuid.uuid5`` makes of a name, which would load OpenSSL for it."""
    return UUID(bytes=sha1(NAMESPACE_URL.bytes + name.encode()).digest()[:16], version=5)
