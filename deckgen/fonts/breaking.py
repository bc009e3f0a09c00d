"""Where a line of text may be broken."""

from __future__ import annotations

import unicodedata
from functools import lru_cache
from typing import Final, NamedTuple

from deckgen.fonts.metrics import is_zero_width
from deckgen.regex import regex


class Part(NamedTuple):
    """A piece of text that no line break may fall into, and the spaces after it.

    ``open`` says that what follows belongs to the same word.
    """

    text: str
    spaces: str
    open: bool


NOT_FIRST: Final = frozenset(
    "!),.:;?]}¢°’”†‡›℃∶、。〃々〆〕〗〞﹚﹜！＂％＇），．：；？］｝～"
    "〉》」』】〙〛·‥…・ーゝゞヽヾァィゥェォッャュョヮヵヶぁぃぅぇぉっゃゅょゎゕゖ"
)
"""Characters that do not begin a line of Chinese or Japanese."""

NOT_LAST: Final = frozenset("$([{£¥‘“〈《「『【〔〖〘〚〝﹙﹛＄（［｛￡￥")
"""Characters that do not end one."""

_SPACED: Final = regex(r"([^ \t\n\u200b\u3000]*)([ \t\n\u200b\u3000]*)")


def parts(text: str) -> tuple[Part, ...]:
    """Return ``text`` in the parts between which lines may be broken.

    Lines break at spaces, after hyphens, dashes and slashes, and between the
    characters of scripts that are written without spaces.
    """
    spaced = _SPACED.findall(text)[:-1]  # the last match is the empty one at the end
    if _is_simple(text):
        return tuple([Part(word, spaces, not spaces) for word, spaces in spaced])
    found: list[Part] = []
    for word, spaces in spaced:
        if not _is_simple(word):
            *begun, word = _pieces(word)
            found += [Part(piece, "", False) for piece in begun]
        found.append(Part(word, spaces, not spaces))
    return tuple(found)


def _is_simple(text: str) -> bool:
    """Tell whether lines of ``text`` break at its spaces alone."""
    return text.isascii() and "-" not in text and "/" not in text


def _pieces(word: str) -> list[str]:
    pieces = [""]
    for at, char in enumerate(word):
        if at and _breaks(word[at - 1], char):
            pieces.append("")
        pieces[-1] += char
    return pieces


def _breaks(before: str, after: str) -> bool:
    if after.isascii() and before.isascii():
        return (before == "-" and after.isalpha()) or (before == "/" and after.isalpha())
    if after in NOT_FIRST or before in NOT_LAST or is_zero_width(after) or before == "\u200d":
        return False
    if before in "\u2010\u2013\u2014":
        return after not in "\u2010\u2013\u2014"
    return _is_unspaced(before) or _is_unspaced(after)


@lru_cache(maxsize=1 << 12)
def _is_unspaced(char: str) -> bool:
    """Tell whether the script is written without spaces; Korean is not."""
    code = ord(char)
    if 0xE00 <= code < 0xF00 or 0x1000 <= code < 0x10A0 or 0x1780 <= code < 0x1800:
        return True
    if 0x1100 <= code < 0x1200 or 0xAC00 <= code < 0xD7B0:
        return False
    return unicodedata.east_asian_width(char) in "WF"
