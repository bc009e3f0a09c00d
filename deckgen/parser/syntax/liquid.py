"""Jekyll's template language: comments, highlighted code, and tags that a site would carry out."""

from __future__ import annotations

import re
from collections.abc import MutableMapping
from typing import Any, Final
from urllib.parse import unquote

from markdown_it.rules_block import StateBlock
from markdown_it.rules_inline import StateInline
from markdown_it.token import Token

from deckgen.parser.syntax.html import push_comment
from deckgen.parser.syntax.inside import leaf, line_text, parse_inside
from deckgen.regex import regex

# Up to the next opening only: unclosed ones by the thousand must not take quadratic time.
TAG: Final = regex(
    r"\{%-?\s*(\w*)((?:(?!\{[{%]).)*?)-?%\}|\{\{-?\s*([\w.]*)((?:(?!\{[{%]).)*?)\}\}", re.DOTALL
)
"""A tag or an output of Liquid; its name is group 1 or 3."""


def liquid_block(state: StateBlock, start: int, end: int, silent: bool) -> bool:
    """Read ``{% comment %}`` and ``{% highlight %}`` up to their ends, or a line of tags alone.

    kramdown's own comments, ``{::comment}``, are no more for readers than Liquid's.
    """
    text = line_text(state, start)
    if state.is_code_block(start) or not text.startswith(("{%", "{::comment}")):
        return False
    opening = _SPAN.match(text) or _KRAMDOWN.match(text)
    if opening and not silent and _span(state, start, end, opening):
        return True
    if not opening and not _TAGS_ALONE.fullmatch(text.rstrip()):
        return False
    if silent:
        return True
    leaf(state, "liquid", (start, start + 1), text)
    state.line = start + 1
    return True


_SPAN: Final = regex(r"\{%-?\s*(comment|highlight)\b([^%]*?)-?%\}")
_KRAMDOWN: Final = regex(r"\{::(comment)\}")
_TAGS_ALONE: Final = regex(r"(\{%[^%]*(?:%(?!\})[^%]*)*%\}\s*)+")


def _span(state: StateBlock, start: int, end: int, opening: re.Match[str]) -> bool:
    closing = re.compile(rf"\{{%-?\s*end{opening[1]}\s*-?%\}}")
    if opening[0].startswith("{::"):
        closing = re.compile(r"\{:/(?:comment)?\}")
    lines = [line_text(state, start)[opening.end() :]]
    for line in range(start, end):
        if line > start:
            lines.append(state.getLines(line, line + 1, state.blkIndent, False))
            if _SPAN.match(lines[-1].lstrip()):
                return False
        found = closing.search(lines[-1])
        if found:
            tail = lines[-1][found.end() :]
            lines[-1] = lines[-1][: found.start()]
            _push(state, opening, "\n".join(lines), (start, line + 1))
            if tail.strip():
                parse_inside(state, tail, line)
            state.line = line + 1
            return True
    return False


def _push(state: StateBlock, opening: re.Match[str], content: str, lines: tuple[int, int]) -> None:
    if opening[1] == "comment":
        push_comment(state, content, lines, unpublished=True)
        return
    token = leaf(state, "fence", lines, content.strip("\n") + "\n")
    token.info, token.markup = opening[2].strip(), "liquid"


def liquid_inline(state: StateInline, silent: bool) -> bool:
    """Read a tag within a line; between ``{% raw %}`` and ``{% endraw %}`` there are none."""
    if not state.src.startswith(("{%", "{{"), state.pos):
        return False
    comment = _COMMENT.match(state.src, state.pos)
    found = comment or TAG.match(state.src, state.pos)
    if found is None or found.end() > state.posMax:
        return False
    name = "comment" if comment else found[1] or found[3] or ""
    if state.env.get("raw") and name != "endraw":
        return False
    if not silent:
        note_raw(state.env, name)
        token = state.push("liquid", "", 0)
        token.content = found[1] if comment else found[0]
        token.info = name
    state.pos = found.end()
    return True


_COMMENT: Final = regex(
    r"\{%-?\s*comment\s*-?%\}((?:(?!\{%-?\s*comment).)*?)\{%-?\s*endcomment\s*-?%\}", re.DOTALL
)


def note_raw(env: MutableMapping[str, Any], name: str) -> None:
    """Keep in ``env`` whether what follows is raw."""
    if name in ("raw", "endraw"):
        env["raw"] = name == "raw"


def unraw(code: str) -> str:
    """Return code without the pairs of tags that keep Liquid from reading it: a site shows none."""
    if "endraw" not in code:
        return code
    ends = ["endraw" in found[0] for found in _RAW.finditer(code)]
    return _RAW.sub("", code) if 2 * sum(ends) == len(ends) else code


_RAW_TAG: Final = r"\{%-?\s*(?:end)?raw\s*-?%\}"
_RAW: Final = regex(rf"^[ \t]*{_RAW_TAG}[ \t]*(?:\n|\Z)|{_RAW_TAG}", re.MULTILINE)
"""A tag, and its line where it stands alone there."""


def hide_blanks(text: str) -> str:
    """Return text in which a tag that is an address has no blanks, so that it can be one."""
    if "{%" not in text and "{{" not in text:
        return text
    return _ADDRESS.sub(lambda found: found[0].replace(" ", _BLANK), text)


def show_blanks(tokens: list[Token]) -> None:
    """Put the blanks back that are in none but an address any more."""
    for token in tokens:
        token.content = token.content.replace(_BLANK, " ")
        for name in ("href", "src"):
            if name in token.attrs:
                token.attrs[name] = unquote(str(token.attrs[name])).replace(_BLANK, " ")
        show_blanks(token.children or [])


_ADDRESS: Final = regex(r"\]\(\s*(?:\{%[^%{}\n]*%\}|\{\{[^{}\n]*\}\})")
_BLANK: Final = "\ufdd0"
