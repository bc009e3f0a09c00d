"""Simple formulas as text: found by a search, and in the face and weight of the line."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import lru_cache
from html import escape, unescape
from typing import Final
from xml.etree.ElementTree import Element

from deckgen.formulas import mathml, pieces

_PLAIN: Final = frozenset({"math", "mrow", "mi", "mn", "mo", "mtext", "mspace"})
_SCRIPTS: Final = frozenset({"msub", "msup", "msubsup"})
_VARIANTS: Final = frozenset({"normal", "italic"})
_LARGE: Final = frozenset("∑∏∐∫∬∭∮⋃⋂⨁⨂")  # their limits want more than a line
_LETTERS: Final = "[A-Za-zα-ωϑϕϵϱⁿⁱ]+"
_TAGS: Final = {0: "{}", 1: "<sup>{}</sup>", -1: "<sub>{}</sub>"}
_WHOLE: Final = 24  # characters up to which a formula stays on one line


@lru_cache(maxsize=4096)
def formula_html(tex: str) -> str | None:
    """Return a formula as HTML; ``None`` where only a drawing can show it."""
    tree = mathml(tex)
    if tree is None or not _is_simple(tree):
        return None
    parts = pieces(tex)
    text = "".join(piece for piece, _ in parts)
    if not text.strip() or not all(map(_is_set_in_text, text)):
        return None
    letters = _letters(tree)
    html = "".join(_TAGS[shift].format(_slanted(piece, letters)) for piece, shift in parts)
    return f'<span class="formula{"" if len(text) <= _WHOLE else " long"}">{html}</span>'


def _is_simple(tree: Element) -> bool:
    """Say whether a formula is a row of signs with scripts that hold no scripts."""
    return all(
        (part.tag in _PLAIN or (part.tag in _SCRIPTS and _is_flat(part)))
        and part.get("mathvariant", "normal") in _VARIANTS
        and not part.get("linebreak")
        for part in tree.iter()
    )


def _is_flat(script: Element) -> bool:
    inner = (part for child in script for part in child.iter())
    return all(part.tag not in _SCRIPTS for part in inner) and _sign(script[0]) not in _LARGE


def _sign(part: Element) -> str:
    return unescape(part.text or "")


def _is_set_in_text(letter: str) -> bool:
    # Bold and script letters of mathematics lie in a plane of their own, and no search finds them.
    return ord(letter) < 0x10000 and letter not in "\\∑∏∐∫∮"


def _letters(tree: Element) -> re.Pattern[str]:
    """Return a pattern that finds names, such as ``sin``, first, and then letters to slant."""
    names = sorted(filter(None, _names(tree)), key=len, reverse=True)
    return re.compile(f"({'|'.join(map(re.escape, names)) or '(?!)'})|({_LETTERS})")


def _names(part: Element) -> Iterator[str]:
    """Yield what stands upright: functions' names, words, and letters set in roman."""
    kids = list(part)
    if kids and all(kid.get("mathvariant") == "normal" for kid in kids):
        yield "".join(map(_sign, kids))
    elif part.tag == "mtext" or (part.tag in ("mi", "mo") and _is_upright(part)):
        yield " ".join(_sign(part).split())
    for kid in kids:
        yield from _names(kid)


def _is_upright(part: Element) -> bool:
    # A single letter set in roman comes as a character reference.
    sign = _sign(part)
    return len(sign) > 1 or (sign.isascii() and sign.isalpha() and sign != part.text)


def _slanted(text: str, letters: re.Pattern[str]) -> str:
    html, at = "", 0
    for found in letters.finditer(text):
        html += escape(text[at : found.start()], quote=False)
        html += f"<em>{found[2]}</em>" if found[2] else escape(found[1], quote=False)
        at = found.end()
    return html + escape(text[at:], quote=False)
