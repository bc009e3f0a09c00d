"""A part's outline: its markup without words and values, which other parts have alike."""

from __future__ import annotations

from typing import Final

from deckgen.backends.pptx.markup import HEAD

Outline = tuple[bytes, tuple[bytes, ...]]
"""A part's markup, and the namespaces that it declares."""


def outline(content: bytes) -> Outline | None:
    """Return a part's outline; None where what it leaves out could be no text.

    Left out are words in ``a:t`` and values in quotes, where they are nothing but text: parts of
    one outline are well-formed all or none, and so is what they declare, as long as they are UTF-8.
    """
    if not content.startswith(_HEAD):
        return None
    first, *rest = content.split(b"<a:t>")
    words = [piece[: piece.find(b"<")] for piece in rest]
    bare = b"<a:t>".join([first, *[piece[piece.find(b"<") :] for piece in rest]])
    pieces = bare.split(b'"')
    markup, said = b'"'.join(pieces[::2]), b"".join([*pieces[1::2], *words])
    if b"&" in said:
        for known in _ENTITIES:
            said = said.replace(known, b" ")
    # A pair of quotes without a bracket between them is within one tag, or within one text.
    is_paired = len(pieces) % 2 == 1 and b"'" not in markup
    if not is_paired or len(said.translate(None, _NO_TEXT)) < len(said) or _LAST in said:
        return None
    spaces = [b'"'.join(piece.split(b'"', 2)[:2]) for piece in bare.split(b"xmlns")[1:]]
    return markup, tuple(spaces)


_HEAD: Final = HEAD.encode()
_ENTITIES: Final = (b"&amp;", b"&lt;", b"&gt;", b"&quot;")
_NO_TEXT: Final = b"<>&" + bytes(range(0x20))
_LAST: Final = "\uffff".encode()[:2]
"""How the last letters begin in UTF-8: two are none."""
