"""Pages of headings, points, paragraphs and notes, each on one line: most pages of most lessons.

What may be anything else is left to the reader; these are read in a sixth of its time.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from itertools import groupby
from operator import itemgetter
from typing import Final

from deckgen.model import Block, Heading, Inlines, List, ListItem, Paragraph
from deckgen.parser.simple import simple_inlines
from deckgen.regex import regex
from deckgen.values import Value


class PlainPage(Value):
    """What a page says; ``count`` is how many texts it has."""

    blocks: list[Block]
    notes: list[Paragraph]
    count: int


_Line = tuple[str, Inlines, int]
"""What stands before a line's text, its text, and its number in the file."""


def plain_page(lines: Sequence[str], first: int, longest: int) -> PlainPage | None:
    """Return what a page says that begins on line ``first``; None where it may say more.

    So does a text of more than ``longest`` characters.
    """
    read: list[_Line] = []
    above = ""
    for number, line in enumerate(lines, first):
        if not line:
            above = ""
            continue
        sign, text = _parted(line)
        inlines = simple_inlines(text) if len(text) <= longest and "|" not in text else None
        if not inlines or (above and not sign == above in _POINTS):
            return None
        read.append((sign, inlines, number))
        above = sign if sign in _POINTS else "" if sign else "a paragraph, which may go on"
    return _page(read)


def _parted(line: str) -> tuple[str, str]:
    """Return what stands before a line's text and the text, which is empty for any other line."""
    if line.startswith("#"):
        heading = _HEADING.fullmatch(line)
        return (heading[1], heading[2].strip(" ")) if heading else ("", "")
    found = _TEXT.match(line)
    if found is None:
        return "", ""
    sign, text = found[1], line[found.end(1) :].rstrip(" ")
    if not sign.startswith("<"):
        return sign, text
    text, arrow, behind = text.partition("-->")
    return _NOTES, text.rstrip(" ") if arrow and not behind else ""


_HEADING: Final = regex(r"(#{1,6}) ([^#]+)")
_TEXT: Final = regex(
    r"([-+*] |<!--\s*(?i:(?:speaker[ -]?)?notes?)[ \t]*: *|)"
    r"(?:\*\*[^\W_]|[(\"'“„«]{0,2}[^\W\d_])"
)
_POINTS: Final = ("- ", "+ ", "* ")
_NOTES: Final = "notes"


def _page(read: Iterable[_Line]) -> PlainPage:
    blocks: list[Block] = []
    notes: list[Paragraph] = []
    count = 0
    for sign, group in groupby(read, itemgetter(0)):
        said = [Paragraph(inlines, number) for _, inlines, number in group]
        count += len(said)
        if sign in _POINTS:
            points = tuple([ListItem((each,), None, each.line) for each in said])
            blocks.append(List(points, line=points[0].line))
        elif sign == _NOTES:
            notes += said
        elif sign:
            blocks += [Heading(len(sign), each.inlines, each.line) for each in said]
        else:
            blocks += said
    return PlainPage(blocks, notes, count)
