"""Lines of code at a size: how large they can be, and where a long one goes on."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

from deckgen.fonts import SAFE, text_width
from deckgen.highlight import Token
from deckgen.values import Value

BROKEN_PT: Final = 16.0
"""The size of code with a line that is too long at every size."""

Tokens = tuple[Token, ...]


class CodeLine(Value):
    """A line as it is shown; ``goes_on`` marks the rest of one that was too long."""

    tokens: Tokens
    goes_on: bool = False


def code_size(
    lines: tuple[Tokens, ...], width: float, largest: float, floor: float, mono: str
) -> float:
    """Return the largest size at which the longest line fits ``width``, in points.

    Where it fits at none, it goes on in a second line at a size that is easy to read.
    """
    longest = max((line_width(line, mono) for line in lines), default=0)
    size = largest
    while longest * size / 1000 > width * SAFE:
        if size <= floor:
            return max(min(largest, BROKEN_PT), floor)
        size = max(size - 2, floor)
    return size


def line_width(line: Tokens, mono: str) -> int:
    """Return a line's width in thousandths of an em."""
    return sum(text_width(token.text, mono) for token in line)


def code_lines(lines: tuple[Tokens, ...], width_em: float, mono: str) -> Iterator[CodeLine]:
    """Yield the lines; one too long goes on in hanging lines, and no character is lost."""
    limit = width_em * 1000 * SAFE
    for line in lines:
        if line_width(line, mono) <= limit:
            yield CodeLine(line)
        else:
            yield from _broken(line, limit, mono)


def _broken(line: Tokens, limit: float, mono: str) -> Iterator[CodeLine]:
    text = "".join(token.text for token in line)
    indent = len(text) - len(text.lstrip(" ")) + 4
    hang = " " * min(indent, int(limit / text_width(" ", mono) / 3))
    current: list[Token] = []
    width = 0.0
    goes_on = False
    for token in line:
        for piece in _chunks(token.text):
            wide = text_width(piece, mono)
            if current and width + wide > limit and width > limit / 2:
                yield CodeLine(tuple(current), goes_on)
                current, width, goes_on = [Token(hang, "plain")], text_width(hang, mono), True
            if width + wide <= limit:
                current.append(Token(piece, token.kind))
                width += wide
                continue
            for char in piece:
                wide = text_width(char, mono)
                if current and width + wide > limit:
                    yield CodeLine(_merged(current), goes_on)
                    current, width, goes_on = [Token(hang, "plain")], text_width(hang, mono), True
                current.append(Token(char, token.kind))
                width += wide
    yield CodeLine(_merged(current), goes_on)


def _chunks(text: str) -> Iterator[str]:
    """Yield a token in pieces that end with its spaces, commas and brackets."""
    start = 0
    for at, char in enumerate(text, 1):
        if char in " ,;([{.":
            yield text[start:at]
            start = at
    if start < len(text):
        yield text[start:]


def _merged(tokens: list[Token]) -> Tokens:
    found: list[Token] = []
    for token in tokens:
        if found and found[-1].kind == token.kind:
            found[-1] = Token(found[-1].text + token.text, token.kind)
        else:
            found.append(token)
    return tuple(found)
