"""A body read once as a whole, and cut at its page breaks.

At the margin a page break ends all that is open but code, comments, formulas and some tags. Where
none of these reaches over one, the blocks of a page are the same as if it were read by itself.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Any, Final

from markdown_it.token import Token

from deckgen.parser.syntax.dialect import reader
from deckgen.regex import regex


def cut_blocks(
    lines: Sequence[str],
    breaks: Sequence[int],
    blanked: Sequence[int],
    env: dict[str, Any],
) -> list[list[Token]] | None:
    """Return the blocks between page breaks, which stand at the margin of the lines ``breaks``.

    None, and nothing in ``env``, where the pages must be read one by one, or a
    line that was ``blanked`` is of code.
    """
    md, tokens = reader(), list[Token]()
    md.block.parse("\n".join(lines), md, env, tokens)
    places = list(_places(tokens, breaks))
    wide = [token for token in tokens if token.type in ("fence", "html_block")]
    edges, dashes = frozenset(breaks), frozenset(blanked)
    unsure = any(_sees_its_end(each, edges) or _holds(each, dashes) for each in wide)
    if len(places) == len(breaks) and not unsure:
        starts, ends = [0, *(place + 1 for place in places)], [*places, len(tokens)]
        return [tokens[start:end] for start, end in zip(starts, ends, strict=True)]
    env.clear()
    return None


def _places(tokens: Sequence[Token], breaks: Sequence[int]) -> Iterator[int]:
    """Yield where the page breaks are among the tokens, those that nothing else holds."""
    depth, due = 0, iter([*breaks, -1])
    line = next(due)
    for place, token in enumerate(tokens):
        depth += token.nesting
        if token.type == "comment" and not depth and token.map == [line, line + 1]:
            yield place
            line = next(due)


def _sees_its_end(token: Token, breaks: frozenset[int]) -> bool:
    """Tell whether a token would be another one if the text ended with its page."""
    if token.type == "html_block" and token.map:
        return token.map[1] in breaks or _ENDS_BY_TAG.match(token.content) is not None
    if token.type == "fence" and token.markup != "liquid" and token.map:
        # Not closed: it has a line of code for each of its lines but the first.
        return token.content.count("\n") != token.map[1] - token.map[0] - 2
    return False


def _holds(token: Token, lines: frozenset[int]) -> bool:
    return token.type == "fence" and any(line in lines for line in range(*(token.map or (0, 0))))


_ENDS_BY_TAG: Final = regex(r"\s*<(?:[?!]|(?:pre|script|style|textarea)\b)", 2)  # in any case
