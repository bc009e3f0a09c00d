"""Where a lesson's pages break: nothing that stands open reaches over a page break."""

from __future__ import annotations

import re
from itertools import pairwise
from typing import TYPE_CHECKING, Any, Final

from deckgen.limits import DEFAULT_LIMITS, Limits
from deckgen.parser.findings import Findings
from deckgen.parser.plain import PlainPage, plain_page
from deckgen.regex import regex
from deckgen.values import Value

if TYPE_CHECKING:
    from markdown_it.token import Token


class Page(Value):
    """The text between two page breaks; ``line`` is the file's line where it begins.

    ``plain`` is what it says where that is known; else ``tokens`` are its blocks
    where these are, on lines counted from the file's ``first``.
    """

    text: str
    line: int
    tokens: list[Token] | None = None
    first: int = 0
    plain: PlainPage | None = None


def pages(
    body: str,
    first_line: int,
    env: dict[str, Any],
    findings: Findings,
    limits: Limits = DEFAULT_LIMITS,
) -> list[Page]:
    """Cut a body at its page breaks, wherever they stand but in fenced code."""
    lines = body.split("\n")
    return _read_as_one(lines, first_line, env, limits) or _found(lines, first_line, findings)


def _read_as_one(
    lines: list[str], first_line: int, env: dict[str, Any], limits: Limits
) -> list[Page] | None:
    """Return the pages with their blocks, None where breaks or code may not be what they seem."""
    breaks = _plain_breaks(lines)
    if breaks is None:
        return None
    starts, ends = [0, *(at + 1 for at in breaks)], [*breaks, len(lines)]
    texts = [lines[start:end] for start, end in zip(starts, ends, strict=True)]
    dashes = [start + at for start, text in zip(starts, texts, strict=True) for at in _dashes(text)]
    read = [*lines]
    for at in dashes:
        read[at] = ""
    for at in breaks:
        read[at] = PAGE_BREAK  # wherever it stood: what is on its page ends there
    spans = list(zip(starts, ends, strict=True))
    longest = limits.paragraph_characters
    known = [plain_page(read[start:end], first_line + start, longest) for start, end in spans]
    if sum(page.count for page in known if page) > limits.blocks:
        known = [None] * len(known)  # the reader stops at the limit
    streams: list[list[Token]] | None = [[] for _ in known]
    if None in known:
        from deckgen.parser.cutting import cut_blocks  # and the reader, which takes its time

        rest = [*read]
        for (start, end), plain in zip(spans, known, strict=True):
            if plain:
                rest[start:end] = [""] * (end - start)
        streams = cut_blocks(rest, breaks, dashes, env)
    if streams is None:
        return None
    return [
        Page("\n".join(read[start:end]), first_line + start, tokens, first_line, plain)
        for (start, end), tokens, plain in zip(spans, streams, known, strict=True)
    ]


def _plain_breaks(lines: list[str]) -> list[int] | None:
    """Return the lines that break pages unless they are of code; None where that is hard to say.

    A break within a list does not end the list for fences that follow on its
    page, which may thus be fences or not.
    """
    breaks, within = [], False
    for at, line in enumerate(lines):
        if line == PAGE_BREAK:
            breaks.append(at)
            within = False
        elif "{{" in line or (within and _MAY_BE_CODE.search(line)) or _is_slip(line):
            return None
        elif size := _break_at(lines, at):
            if size > 1:
                return None
            breaks.append(at)
            within = not line.startswith("<!--")
    return breaks


def _found(lines: list[str], first_line: int, findings: Findings) -> list[Page]:
    """Find fenced code in the whole body, and then the page breaks that are not in it."""
    body = "\n".join(lines)
    code = _code_lines(body)
    if "{{" in body:
        lines = [_site_urls(line) if i not in code.all else line for i, line in enumerate(lines)]
    breaks = _breaks(lines, code.fenced)
    _report_open_fences(breaks.hidden, code.tokens, lines, first_line, findings)
    _report_slips(lines, code.fenced, first_line, findings)
    cuts = [(-1, -1), *breaks.found, (len(lines), len(lines))]
    found = []
    for (_, last), (first, _) in pairwise(cuts):
        text = lines[last + 1 : first]
        for at in _dashes(text):
            if last + 1 + at not in code.fenced:
                text[at] = ""
        found.append(Page("\n".join(text), first_line + last + 1))
    return found


class _CodeLines(Value):
    """Line indexes in fenced code, and in any code."""

    fenced: frozenset[int]
    all: frozenset[int]
    tokens: list[Token]


def _code_lines(body: str) -> _CodeLines:
    if not _MAY_BE_CODE.search(body):
        return _CodeLines(frozenset(), frozenset(), [])
    from deckgen.parser.syntax.dialect import reader

    md, tokens = reader(), list["Token"]()
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
    small = line.lower()
    if ("page" in small or "break" in small) and _BREAK.fullmatch(line):
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
        if index not in fenced and _is_slip(line):
            hint = "did you mean <!-- pagebreak -->?"
            findings.warn("pagebreak", "this is no page break", first_line + index, hint)


def _is_slip(line: str) -> bool:
    if "<" not in line or line == PAGE_BREAK or "page" not in line.lower():
        return False
    return _SLIP.fullmatch(line) is not None


_SLIP: Final = regex(
    r"[>\s]*<(?!!--.*-->)[!\-–—\s]*/?\s*page[\s_-]*break\s*/?[\-–—\s]*>?\s*", re.IGNORECASE
)


def _dashes(text: list[str]) -> list[int]:
    """Return where dashes end a page, lest they make a heading of its last paragraph."""
    last = next((at for at in reversed(range(len(text))) if text[at].strip()), 0)
    if not text or "---" not in text[last] or not _DASHES.fullmatch(text[last]):
        return []
    return [last] if sum(1 for line in text if line.strip()) > 2 else []


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
