"""Where a lesson's pages break: nothing that stands open reaches over a page break."""

from __future__ import annotations

import re
from itertools import pairwise
from typing import Final

from markdown_it import MarkdownIt
from markdown_it.token import Token

from deckgen.parser.findings import Findings
from deckgen.regex import regex
from deckgen.values import Value


class Page(Value):
    """The text between two page breaks; ``line`` is the file's line where it begins."""

    text: str
    line: int


def pages(body: str, first_line: int, md: MarkdownIt, findings: Findings) -> list[Page]:
    """Cut a body at its page breaks, wherever they stand but in fenced code."""
    code = _code_lines(body, md)
    lines = body.split("\n")
    if "{{" in body:
        lines = [_site_urls(line) if i not in code.all else line for i, line in enumerate(lines)]
    breaks = _breaks(lines, code.fenced)
    _report_open_fences(breaks.hidden, code.tokens, lines, first_line, findings)
    _report_slips(lines, code.fenced, first_line, findings)
    cuts = [(-1, -1), *breaks.found, (len(lines), len(lines))]
    found = []
    for (_, last), (first, _) in pairwise(cuts):
        text = lines[last + 1 : first]
        _drop_closing_dashes(text, last + 1, code.fenced)
        found.append(Page("\n".join(text), first_line + last + 1))
    return found


class _CodeLines(Value):
    """Line indexes in fenced code, and in any code."""

    fenced: frozenset[int]
    all: frozenset[int]
    tokens: list[Token]


def _code_lines(body: str, md: MarkdownIt) -> _CodeLines:
    if not _MAY_BE_CODE.search(body):
        return _CodeLines(frozenset(), frozenset(), [])
    tokens: list[Token] = []
    md.block.parse(body, md, {}, tokens)
    fences = [token for token in tokens if token.type == "fence" and token.map]
    indented = [token for token in tokens if token.type == "code_block"]
    fenced = _lines_of(fences)
    return _CodeLines(fenced, fenced | _lines_of(indented), fences)


_MAY_BE_CODE: Final = regex(r"```|~~~|\{%-?\s*highlight|^(?: {4}|\t).*\{\{", re.MULTILINE)


def _lines_of(tokens: list[Token]) -> frozenset[int]:
    return frozenset(line for token in tokens for line in range(*(token.map or (0, 0))))


class _Breaks(Value):
    """First and last line index of each page break, and lines of breaks inside code."""

    found: list[tuple[int, int]]
    hidden: list[int]


def _breaks(lines: list[str], fenced: frozenset[int]) -> _Breaks:
    found, hidden, index = [], [], 0
    while index < len(lines):
        size = _break_at(lines, index)
        if size and index in fenced:
            hidden.append(index)
        elif size:
            found.append((index, index + size - 1))
        index += size or 1
    return _Breaks(found, hidden)


def _break_at(lines: list[str], index: int) -> int:
    """Return how many lines the page break at ``index`` takes, 0 if there is none."""
    line = lines[index]
    if line == PAGE_BREAK:
        return 1
    line = line.lstrip("> \t") if "<" in line or "\\" in line else ""
    if not line.startswith(("<", "\\")):
        return 0
    if _BREAK.fullmatch(line):
        return 1
    if line.startswith("<!--") and "-->" not in line:
        for size in (2, 3):
            if _COMMENT.fullmatch("\n".join([line, *lines[index + 1 : index + size]])):
                return size
    return 0


PAGE_BREAK: Final = "<!-- pagebreak -->"
"""A page break as nearly everyone writes it."""
_COMMENT: Final = regex(r"<!--\s*pagebreak\s*-->\s*", re.IGNORECASE)
_BREAK: Final = regex(
    r"(?:<!--\s*pagebreak\s*-->"
    r"|\\(?:newpage|pagebreak|clearpage)"
    r"|<(div|p|span)\b[^>]*(?:(?:page-)?break-(?:after|before)\s*:\s*(?:always|page)"
    r"|class=[\"']?page-?break\b)[^>]*>(?:\s*(?:&nbsp;)?\s*</\1\s*>)?)\s*",
    re.IGNORECASE,
)


def _report_open_fences(
    hidden: list[int], fences: list[Token], lines: list[str], first_line: int, findings: Findings
) -> None:
    for fence in fences:
        first, stop = fence.map or (0, 0)
        inside = [index for index in hidden if first <= index < stop]
        last = lines[stop - 1].strip("> \t")
        if inside and not (
            stop - first > 1 and last.startswith(fence.markup) and not last.strip("`~")
        ):
            count = (
                f"{len(inside)} page breaks in it have" if inside[1:] else "a page break in it has"
            )
            hint = f"put {fence.markup} on a line of its own where the code ends"
            message = f"the code block is not closed, and {count} no effect"
            findings.warn("pagebreak", message, first_line + first, hint)


def _report_slips(
    lines: list[str], fenced: frozenset[int], first_line: int, findings: Findings
) -> None:
    for index, line in enumerate(lines):
        if "<" not in line or line == PAGE_BREAK or "page" not in line.lower():
            continue
        if index not in fenced and _SLIP.fullmatch(line):
            hint = "did you mean <!-- pagebreak -->?"
            findings.warn("pagebreak", "this is no page break", first_line + index, hint)


_SLIP: Final = regex(
    r"[>\s]*<(?!!--.*-->)[!\-–—\s]*/?\s*page[\s_-]*break\s*/?[\-–—\s]*>?\s*", re.IGNORECASE
)


def _drop_closing_dashes(text: list[str], first: int, fenced: frozenset[int]) -> None:
    """Blank the dashes that end a page, lest they make a heading of its last paragraph."""
    last = next((at for at in reversed(range(len(text))) if text[at].strip()), 0)
    if not text or "---" not in text[last] or not _DASHES.fullmatch(text[last]):
        return
    if sum(1 for line in text if line.strip()) > 2 and first + last not in fenced:
        text[last] = ""


_DASHES: Final = regex(r" {0,3}---\s*")


def _site_urls(line: str) -> str:
    """Return a line whose addresses stand alone, without the site they will be at."""
    line = _RELATIVE_URL.sub(r"\1\3", line)
    return _BASE_URL.sub(r"\1", line)


_WHERE: Final = r"""(\]\(\s*<?|\]:\s*<?|(?:src|href)\s*=\s*["']?)"""
_BASE_URL: Final = regex(_WHERE + r"(?:\{\{-?\s*site\.(?:baseurl|url)\s*-?\}\}\s*)+")
_RELATIVE_URL: Final = regex(
    _WHERE + r"\{\{-?\s*(['\"])([^'\"{}]*)\2\s*\|\s*(?:relative|absolute)_url\s*-?\}\}"
)
