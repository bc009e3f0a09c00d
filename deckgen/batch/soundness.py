"""A look at finished bytes before they take the place of a good file."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

_OF_SLIDES: Final = frozenset({"bounds", "languages", "reading", "tables"})
"""Rules that a user's own template may break in its layouts, where it always did."""

_SLIDES: Final = ("ppt/slides/", "ppt/notesSlides/")


def faults(data: bytes) -> tuple[str, ...]:
    """Return what keeps a file from being published; nothing where it is sound.

    Decks and handouts are known by how they begin, whoever made them; there is
    nothing to say about other kinds but that they hold something.
    """
    return tuple(_faults(data))


def _faults(data: bytes) -> Iterator[str]:
    if not data:
        yield "the file is empty"
    elif data.startswith(b"PK\x03\x04") and b"ppt/presentation.xml" in data:
        from deckgen.backends.pptx.lint import lint

        for finding in lint(data):
            if finding.rule in _OF_SLIDES and not finding.part.startswith(_SLIDES):
                continue
            place = f" ({finding.part})" if finding.part else ""
            yield f"{finding.message}{place}"
    elif data.startswith(b"%PDF-"):
        from deckgen.backends.pdf.soundness import faults as pdf_faults

        if b"%%EOF" not in data[-64:]:
            yield "it has no end"
        yield from pdf_faults(data)
