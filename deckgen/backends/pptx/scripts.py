"""Words of another script within a text: in which language a speller and a voice take them."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from functools import lru_cache
from types import MappingProxyType
from typing import Final

from deckgen.backends.pptx.language import Language, language
from deckgen.regex import regex
from deckgen.wording import primary


def by_language(text: str, own: Language) -> Iterable[tuple[str, Language]]:
    """Return a text in pieces, each with its language; what any script has stays with its neighbor.

    Han characters are Japanese beside kana, and Chinese else. One letter alone
    is a symbol, and of the text's own language.
    """
    if primary(own.tag) not in _NOT_LATIN and (text.isascii() or not _FAR.search(text)):
        return ((text, own),)
    return _pieces(text, own)


def _pieces(text: str, own: Language) -> Iterator[tuple[str, Language]]:
    done = 0
    for found in _foreign(primary(own.tag)).finditer(text):
        if found.start() > done:
            yield text[done : found.start()], own
        name = found.lastgroup or ""
        if name == "han":
            name = "ja" if _KANA.search(found[0]) else "zh"
        yield found[0], language(name)
        done = found.end()
    if done < len(text):
        yield text[done:], own


_SCRIPTS: Final = MappingProxyType(
    {
        "ko": "\u1100-\u11ff\u3130-\u318f\uac00-\ud7af",
        "ja": "\u3041-\u30ff\u31f0-\u31ff\uff66-\uff9f",
        "han": "\u2e80-\u2fdf\u3005-\u3007\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff"
        "\U00020000-\U0003ffff",
        "ar": "\u0600-\u06ff\u0750-\u077f\u08a0-\u08ff\ufb50-\ufdff\ufe70-\ufefc",
        "he": "\u0591-\u05ff\ufb1d-\ufb4f",
        "hi": "\u0900-\u097f",
        "th": "\u0e01-\u0e7f",
        "ru": "\u0400-\u052f",
        "el": "\u0370-\u03ff\u1f00-\u1fff",
        "en": "A-Za-z\u00c0-\u024f",
    }
)
"""The letters of a script, by a language that is written in it."""

_OWN: Final = MappingProxyType(
    {
        "ja": ("ja", "han", "en"), "zh": ("han", "en"), "ko": ("ko", "han", "en"),
        "ar": ("ar",), "fa": ("ar",), "ur": ("ar",), "ps": ("ar",), "he": ("he",), "yi": ("he",),
        "hi": ("hi",), "mr": ("hi",), "ne": ("hi",), "th": ("th",), "el": ("el",),
        "ru": ("ru",), "uk": ("ru",), "bg": ("ru",), "sr": ("ru", "en"), "mk": ("ru",),
        "be": ("ru",), "kk": ("ru", "en"), "mn": ("ru",),
    }
)  # fmt: skip
"""The scripts that a language is written in, where they are not Latin alone."""

_NOT_LATIN: Final = frozenset(name for name, scripts in _OWN.items() if "en" not in scripts)
_ONE_IS_A_WORD: Final = frozenset(("ko", "ja", "han", "th"))
_FAR: Final = regex("[^\x00-\u036f\u2000-\u2e7f]")
"""All letters of the scripts but Latin, and more: most texts have none, and need no other look."""

_KANA: Final = regex(f"[{_SCRIPTS['ja']}]")


@lru_cache(maxsize=16)
def _foreign(own: str) -> re.Pattern[str]:
    """Return what finds words of scripts in which the language ``own`` is not written."""
    known = _OWN.get(own, ("en",))
    words = (_word(name, letters) for name, letters in _SCRIPTS.items() if name not in known)
    return re.compile("|".join(words))


def _word(name: str, letters: str) -> str:
    """Return the pattern of words in one script, with what stands between them."""
    east = "ja" if name in ("ja", "han") else name
    inside = letters + _SCRIPTS["han"] + _SCRIPTS["ja"] if east == "ja" else letters
    least = "" if name in _ONE_IS_A_WORD else f"[{letters}]"
    return rf"(?P<{name}>[{letters}]{least}[{inside}]*(?:[^\w]{{1,3}}[{inside}]{{2,}})*)"
