"""Where a line of text may be broken."""

from __future__ import annotations

import unicodedata
from collections.abc import Sequence
from functools import lru_cache
from typing import Final

from deckgen.fonts.metrics import is_zero_width
from deckgen.regex import regex

NOT_FIRST: Final = frozenset(
    "!),.:;?]}¢°’”†‡›℃∶、。〃々〆〕〗〞﹚﹜！＂％＇），．：；？］｝～"
    "〉》」』】〙〛·‥…・ーゝゞヽヾァィゥェォッャュョヮヵヶぁぃぅぇぉっゃゅょゎゕゖ"
)
"""Characters that do not begin a line of Chinese or Japanese."""

NOT_LAST: Final = frozenset("$([{£¥‘“〈《「『【〔〖〘〚〝﹙﹛＄（［｛￡￥")
"""Characters that do not end one."""

_WORD: Final = regex(r"([^ \t\n\u200b\u3000]*)([ \t\n\u200b\u3000]*)")

# A letter after - or /, and all that is of no script that is written with spaces.
_UNUSUAL: Final = regex(
    "[-/][A-Za-z]|[^ -~\u00a0-\u02ff\u0391-\u03a1\u03a3-\u052f\u05d0-\u05ea\u0600-\u06ff"
    "\u0900-\u097f\u2018-\u2027\u20ac]"
)

Texts = Sequence[str]


def parts(text: str) -> tuple[Texts, Texts]:
    """Return ``text`` in the parts between which lines may be broken, and the spaces after each.

    Lines break at spaces, after hyphens, dashes and slashes, and between the
    characters of scripts that are written without spaces. Where no space
    follows the last part, what comes after ``text`` belongs to the same word.
    """
    if "  " not in text and _is_simple(text):
        words = text.split(" ")
        spaces = [" "] * (len(words) - 1)
        return (words, [*spaces, ""]) if words[-1] else (words[:-1], spaces)
    return _unusual_parts(text)


@lru_cache(maxsize=1 << 8)
def _unusual_parts(text: str) -> tuple[Texts, Texts]:
    words: list[str] = []
    spaces: list[str] = []
    for word, after in _WORD.findall(text)[:-1]:  # the last is the empty match at the end
        pieces = _pieces(word)
        words += pieces
        spaces += [*[""] * (len(pieces) - 1), after]
    return tuple(words), tuple(spaces)


def _is_simple(text: str) -> bool:
    """Tell whether lines of ``text`` break at its usual spaces alone."""
    if text.isascii() and "-" not in text and "/" not in text:
        return text.isprintable()
    return not _UNUSUAL.search(text)


@lru_cache(maxsize=1 << 13)
def _pieces(word: str) -> tuple[str, ...]:
    if _is_simple(word):
        return (word,)
    pieces = [""]
    for at, char in enumerate(word):
        if at and _breaks(word[at - 1], char):
            pieces.append("")
        pieces[-1] += char
    return tuple(pieces)


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
