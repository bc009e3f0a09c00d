"""Texts whose only markup is words in bold and line ends, as those of most paragraphs and points.

They become the inlines that the reader's tokens would make, without it.
"""

from __future__ import annotations

from typing import Final

from deckgen.model import Inlines, Mark, Run
from deckgen.parser.lettering import letter
from deckgen.parser.syntax.signs import MARKUP
from deckgen.regex import regex


def simple_inlines(text: str) -> Inlines | None:
    """Return the inlines of a paragraph's text, or None where it may have other markup."""
    if "\n" in text:
        if not text.isascii() or any(letter(line) for line in text.replace("**", "").split("\n")):
            return None  # no blank may stand for a line's end, or the lines may be choices
        text = text.replace("\n", " ")
    if "  " in text or text != text.strip(" ") or not text.isprintable():
        return None
    parts = _BOLD.split(text)
    if any(map(_OTHER.search, parts)):
        return None
    # Signs of bold can only stand around every second part.
    return tuple([Run(part, _MARKS[at % 2]) for at, part in enumerate(parts) if part])


_OTHER: Final = regex(MARKUP)
# Signs that can only open, then such as can only close; what is before them is looked at last.
_BOLD: Final = regex(r"\*\*(?<![^ (“\"]\*\*)([^\W_](?:[^*]*[^\W_])?)\*\*(?![\w*])")
_MARKS: Final = (Mark.NONE, Mark.BOLD)
