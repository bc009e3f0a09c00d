"""Characters that no font at hand has: found in WeasyPrint's messages, shown as boxes."""

from __future__ import annotations

import re
from collections.abc import Iterable
from html import escape
from types import MappingProxyType
from typing import Final

from deckgen.backends.pdf.blocks import block_html
from deckgen.backends.pdf.setting import Setting
from deckgen.model import children, plain, walk
from deckgen.regex import regex

_MESSAGE: Final = regex(r"^\.notdef glyph .*\(U\+([0-9A-F]+)\)$", re.DOTALL)
_JOINERS: Final = "\u200d\ufe0e\ufe0f\U0001f3fb-\U0001f3ff"
# Only text between tags: <title>, links (7.18.5-1 wants nothing but text in them) and attributes
# keep to characters.
_PLACES: Final = regex(r"<title>.*?</title>|<a .*?</a>|<[^>]*>|[^<]+", re.DOTALL)


def missing_glyphs(messages: Iterable[str]) -> tuple[str, ...]:
    """Return the characters that WeasyPrint could not show, each once, in order."""
    found = (match[1] for message in messages if (match := _MESSAGE.search(message)))
    return tuple(dict.fromkeys(chr(int(code, 16)) for code in found))


def boxed(html: str, missing: tuple[str, ...]) -> str:
    """Return the document with a drawn box for what cannot be shown.

    The box keeps the characters as its alternative text: a reader hears them,
    and the file stays sound, as no glyph ``.notdef`` may stand in a PDF/UA-1 (7.21.8-1).
    """
    if not missing:
        return html
    some = "".join(map(re.escape, missing))
    sequence = re.compile(f"[{some}][{some}{_JOINERS}]*")

    def settle(place: re.Match[str]) -> str:
        text = place[0]
        if text.startswith("<title>"):
            return text
        return sequence.sub("\u25a1" if text.startswith("<") else _box, text)

    return _PLACES.sub(settle, html)


# What people mark things with is drawn when no font has it, and is nothing to warn of.
_DRAWN: Final = MappingProxyType({"\u2705": "done", "\u274c": "crossed"})


def _box(sequence: re.Match[str]) -> str:
    name = _DRAWN.get(sequence[0], "glyph")
    return f'<img class="glyph" src="deckgen:icon/{name}" alt="{escape(sequence[0])}">'


def worth_a_warning(missing: tuple[str, ...]) -> tuple[str, ...]:
    """Return the characters for which there is no drawing either."""
    return tuple(character for character in missing if character not in _DRAWN)


def line_with(character: str, setting: Setting) -> int:
    """Return the line where a character stands first; 0 where that cannot be said."""
    quiet = setting.quiet()
    for slide in setting.lesson.slides:
        if character in plain(slide.title):
            return slide.line
        for block in walk((*slide.blocks, *slide.notes)):
            if not children(block) and character in block_html(block, quiet):
                return block.line or slide.line
    return 0
