"""Pieces of a line put together as HTML, each phrase in its own direction."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from typing import Any

from deckgen.backends.pdf.phrases import Piece, phrases


def line_html(line: Sequence[Piece], build: Callable[[Any], str], *, rtl: bool) -> str:
    """Return a line of pieces, with an element around each phrase that runs against it.

    WeasyPrint orders boxes by the direction of the box that they are in, whatever their words.
    """
    return _joined(_parts(line, build, rtl=rtl))


def _parts(line: Sequence[Piece], build: Callable[[Any], str], *, rtl: bool) -> Iterator[str]:
    for turned, phrase in phrases(line, rtl=rtl):
        if turned:
            direction = "ltr" if rtl else "rtl"
            yield f'<span dir="{direction}">{line_html(phrase, build, rtl=not rtl)}</span>'
        else:
            yield from map(build, phrase)


def _joined(parts: Iterable[str]) -> str:
    """Return parts as one, the space before an element in one of its own.

    WeasyPrint breaks a line after its first word where only the space that the
    text ends with has no room.
    """
    html = ""
    for part in parts:
        if part.startswith("<") and html.endswith(" ") and not part.startswith("<br"):
            html = f"{html[:-1]}<span> </span>"
        html += part
    return html
