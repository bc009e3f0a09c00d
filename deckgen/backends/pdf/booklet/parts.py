"""A lesson as a part of a book: its anchors and pictures are told from the other lessons'."""

from __future__ import annotations

import re
from html import unescape
from typing import Final

from deckgen.backends.pdf.setting import Setting
from deckgen.regex import regex
from deckgen.values import Value, replace

_TAG: Final = regex(r"<[a-z][^<>]*>")
_LINK: Final = regex(r' href="([^"#][^"]*)"')
_PICTURE: Final = "deckgen:picture/"
_ANCHOR: Final = regex(r' (id="|href="#|data-name=")')


class Part(Value):
    """A lesson of the book, from 1; ``place`` is what its blocks are set with.

    ``html`` is the lesson where its kind of handout is not to be arranged;
    ``addresses`` are what links to each lesson of the book say.
    """

    number: int
    place: Setting
    html: str
    addresses: tuple[str, ...] = ()

    @property
    def anchor(self) -> str:
        """Return the anchor of the lesson's first page."""
        return _anchor(self.number)

    @property
    def prefix(self) -> str:
        """Return what the lesson's anchors begin with."""
        return f"l{self.number}-"

    def own(self, html: str) -> str:
        """Return HTML of this lesson with anchors, and links to them, that no other one has.

        What the author wrote is escaped, so that every tag is ours.
        """
        html = _TAG.sub(lambda tag: _ANCHOR.sub(rf" \1{self.prefix}", tag[0]), html)
        inside = {address: _anchor(number) for number, address in enumerate(self.addresses, 1)}

        def led(link: re.Match[str]) -> str:
            anchor = inside.get(unescape(link[1]))
            return f' href="#{anchor}"' if anchor else link[0]

        return _TAG.sub(lambda tag: _LINK.sub(led, tag[0]), html) if inside else html


def _anchor(number: int) -> str:
    return f"l{number}-lesson"


def part(number: int, place: Setting, html: str, addresses: tuple[str, ...] = ()) -> Part:
    """Return a lesson as the part with this number, its pictures at addresses of their own."""
    own = f"deckgen:lesson/{number}/picture/"
    pictures = {src: address.replace(_PICTURE, own, 1) for src, address in place.pictures.items()}
    html = _TAG.sub(lambda tag: tag[0].replace(_PICTURE, own), html)
    return Part(number, replace(place, pictures=pictures), html, addresses)
