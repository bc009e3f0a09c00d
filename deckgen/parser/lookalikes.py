"""Lines that a person takes for markup and Markdown does not, and the other way round."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise
from typing import Final

from markdown_it.token import Token

from deckgen.parser.findings import Findings
from deckgen.regex import regex


def report_lookalikes(
    tokens: Sequence[Token], lines: Sequence[str], first: int, findings: Findings
) -> None:
    """Report what a page's tokens make of lines that mean something else to a reader.

    ``lines`` are the page's, the first of them number ``first`` of the file.
    """
    for opening, inline in pairwise(tokens):
        if inline.type != "inline" or not inline.map:
            continue
        if opening.type == "paragraph_open":
            _report_paragraph(inline.content.split("\n"), inline.map[0], findings)
        elif opening.type == "heading_open" and opening.markup == "-":
            place = (opening.map or (first, first + 1))[1] - 1
            _report_underline(inline.content, lines[place - first], place, findings)


def _report_paragraph(lines: Sequence[str], first: int, findings: Findings) -> None:
    for at, line in enumerate(lines):
        if line[:1].isalpha() or line.startswith("**"):
            continue  # as most do; nothing of this begins so
        if _HEADING.match(line):
            marks = line[: len(line) - len(line.lstrip("#"))]
            message = f"'{line[:30]}' is no heading: there is no space after '{marks}'"
            findings.warn("lookalike", message, first + at, f"write '{marks} …'")
        elif not at and (found := _ADMONITION.match(line)):
            message = f"'{found[0]}' begins no callout here"
            kind = found[1].upper()
            findings.warn("lookalike", message, first, f"write > [!{kind}], and > before each line")
        elif at and (found := _NUMBER.match(line)) and not _NUMBER.match(lines[at - 1]):
            message = f"'{found[0]}' begins no list here: it goes on with the paragraph above"
            findings.warn("lookalike", message, first + at, "put an empty line before the list")
        elif (found := _BULLET.match(line)) and not (at and _BULLET.match(lines[at - 1])):
            message = f"'{found[0]}' begins no list: Markdown does not know this sign"
            findings.warn("lookalike", message, first + at, "begin each point with '- '")


_HEADING: Final = regex(r"#{2,6}[^\s#\d!/]")
_ADMONITION: Final = regex(r"(?:!!!|\?\?\?\+?) ?(note|tip|warning|important|caution|danger|info)\b")
_NUMBER: Final = regex(r"(?!0*1[.)])\d{1,2}[.)](?=\s+\S)")
_BULLET: Final = regex("[•◦▪‣●](?=\\s)")


def _report_underline(text: str, underline: str, place: int, findings: Findings) -> None:
    if not text:  # all of it was attributes
        return
    if underline.strip("> \t") == "---" or "\n" in text or text.endswith(_ENDS):
        message = f"the dashes make a heading of '{text.splitlines()[0][:40]}' above them"
        hint = "put an empty line before the dashes, or write ## before the heading"
        findings.warn("lookalike", message, place, hint)


_ENDS: Final = (".", ":", ";", ",", "!", "…", "。")
