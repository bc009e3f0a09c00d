"""Choices that are lettered by hand, ``A.``, ``B)``, one a line or one a paragraph."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import islice
from typing import TYPE_CHECKING, Final

from deckgen.model import Block, List, ListItem, Paragraph, plain
from deckgen.regex import regex

if TYPE_CHECKING:
    from markdown_it.token import Token

_LETTERS: Final = "ABCDEFGH"
_LETTER: Final = regex(r"\s*[(\[]?([A-Ha-h])[.):\]](?=\s)\s*\S")


_BREAKS: Final = ("softbreak", "hardbreak")


def letter(text: str) -> str:
    """Return the capital letter that a choice begins with, or nothing."""
    found = _LETTER.match(text)
    return found[1].upper() if found else ""


def in_order(letters: str) -> bool:
    """Tell whether letters are those of several choices, from A on."""
    return len(letters) > 1 and _LETTERS.startswith(letters)


def lettered_lines(tokens: Sequence[Token]) -> tuple[list[Token], list[list[Token]]] | None:
    """Return what stands before the choices of a paragraph, and the tokens of each choice.

    None where its last lines are not lettered from A on, each outside of any mark.
    """
    if not any(token.type in _BREAKS for token in tokens):
        return None
    lines = _lines(tokens)
    first = next((at for at, line in enumerate(lines) if _line_letter(line) == "A"), len(lines))
    letters = "".join(map(_line_letter, lines[first:]))
    if not in_order(letters) or len(letters) != len(lines) - first:
        return None
    before = [token for line in lines[:first] for token in line]
    while before and before[-1].type in _BREAKS:
        before.pop()
    choices = [[t for t in line if t.type not in _BREAKS] for line in lines]
    return before, choices[first:]


def lettered_paragraphs(blocks: Sequence[Block]) -> list[Block]:
    """Return blocks with runs of paragraphs that are lettered from A on as lists."""
    done: list[Block] = []
    at = 0
    while at < len(blocks):
        count = _run_length(blocks, at)
        if count > 1:
            items = tuple(ListItem((each,), None, each.line) for each in blocks[at : at + count])
            done.append(List(items, line=blocks[at].line))
        else:
            done.append(blocks[at])
        at += max(count, 1)
    return done


def _run_length(blocks: Sequence[Block], start: int) -> int:
    letters = ""
    for block in islice(blocks, start, None):
        sign = letter(plain(block.inlines)) if isinstance(block, Paragraph) else ""
        if not sign or sign != _LETTERS[len(letters) : len(letters) + 1]:
            break
        letters += sign
    return len(letters)


def _lines(tokens: Sequence[Token]) -> list[list[Token]]:
    """Part tokens at line breaks outside of any mark; each break ends its line."""
    lines: list[list[Token]] = [[]]
    depth = 0
    for token in tokens:
        depth += token.nesting
        lines[-1].append(token)
        if token.type in _BREAKS and depth == 0:
            lines.append([])
    return lines


def _line_letter(line: Sequence[Token]) -> str:
    return letter("".join(token.content for token in line))
