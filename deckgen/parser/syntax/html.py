"""Blocks of HTML as CommonMark finds them, and comments apart, closed or not."""

from __future__ import annotations

import re
from functools import lru_cache

from markdown_it.rules_block import StateBlock
from markdown_it.rules_block.html_block import HTML_SEQUENCES

from deckgen.parser.syntax.inside import last, leaf, line_text, parse_inside
from deckgen.parser.syntax.signs import NOTES


def html_block(state: StateBlock, start: int, end: int, silent: bool) -> bool:
    """Read a comment or a block of tags."""
    if state.is_code_block(start) or not line_text(state, start).startswith("<"):
        return False
    if line_text(state, start).startswith("<!--"):
        return silent or _comment(state, start, end)
    return _tags(state, start, end, silent)


def _comment(state: StateBlock, start: int, end: int) -> bool:
    # Browsers hide all up to the arrow, however it is indented.
    text, stop, closed = _up_to(state, start, end, "-->")
    content, tail = _cut(text, closed)
    push_comment(state, content, (start, stop), closed)
    if tail.strip():
        parse_inside(state, tail, stop - 1)
    state.line = stop
    return True


def _cut(text: str, closed: bool) -> tuple[str, str]:
    if not closed:
        return text[4:], ""
    # "<!-->" and "<!--->" are whole comments in HTML.
    place = text.find("-->", 2)
    return text[4:place], text[place + 3 :]


def _up_to(state: StateBlock, start: int, end: int, mark: str) -> tuple[str, int, bool]:
    """Return the text up to the line with ``mark``, or up to a blank line if there is none."""
    parts = [line_text(state, start)]
    if parts[0].find(mark, 2) >= 0:
        return parts[0], start + 1, True
    closes = last(state.src, mark) > state.eMarks[start]
    for line in range(start + 1, end) if closes else ():
        parts.append(state.src[state.bMarks[line] : state.eMarks[line]])
        if mark in parts[-1]:
            return "\n".join(parts), line + 1, True
    stop = next((i for i in range(start, end) if state.isEmpty(i)), end)
    rest = [state.src[state.bMarks[i] : state.eMarks[i]] for i in range(start + 1, stop)]
    return "\n".join([parts[0], *rest]), stop, False


def push_comment(
    state: StateBlock,
    content: str,
    lines: tuple[int, int],
    closed: bool = True,
    unpublished: bool = False,
) -> None:
    """Push a comment's token, or those of the speaker notes in it."""
    notes = NOTES.match(content) if ":" in content else None
    if not notes:
        leaf(state, "comment", lines, content).meta = {"closed": closed}
        return
    token = state.push("notes_open", "", 1)
    token.map, token.meta = list(lines), {"closed": closed, "unpublished": unpublished}
    parse_inside(state, content[notes.end() :], lines[0] + content.count("\n", 0, notes.end()))
    state.push("notes_close", "", -1)


def _tags(state: StateBlock, start: int, end: int, silent: bool) -> bool:
    first = line_text(state, start)
    kind = next((kind for kind in HTML_SEQUENCES if kind[0].search(first)), None)
    if kind is None:
        return False
    if silent:
        return kind[2]
    stop = start + 1
    if not kind[1].search(first):
        stop = _end_of_tags(state, start, end, kind[1])
    content = state.getLines(start, stop, state.blkIndent, True)
    leaf(state, "html_block", (start, stop), content)
    state.line = stop
    return True


def _closes(state: StateBlock, start: int, end: int, closing: re.Pattern[str]) -> bool:
    if end <= start + 1 or _last(state.src, closing) < state.bMarks[start + 1]:
        return False
    return closing.search(state.src, state.bMarks[start + 1], state.eMarks[end - 1]) is not None


@lru_cache(maxsize=8)
def _last(text: str, pattern: re.Pattern[str]) -> int:
    """Return where a pattern matches for the last time; many ask, about the same text."""
    return max((found.start() for found in pattern.finditer(text)), default=-1)


def _end_of_tags(state: StateBlock, start: int, end: int, closing: re.Pattern[str]) -> int:
    at_blank = bool(closing.search(""))
    # Where <script> is never closed, browsers show nothing more; we go on at the blank line.
    at_blank = at_blank or not _closes(state, start, end, closing)
    for line in range(start + 1, end):
        blank = state.isEmpty(line)
        if state.sCount[line] < state.blkIndent and (at_blank or not blank):
            return line
        text = line_text(state, line)
        # A directive may stand between tags without blank lines.
        if at_blank and (blank or text.startswith("<!--")):
            return line
        if not at_blank and closing.search(text):
            return line + 1
    return end
