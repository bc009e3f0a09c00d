"""Whether a lesson is in the language that it says it is in."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from types import MappingProxyType
from typing import Final

from deckgen.model import Run, Slide
from deckgen.parser.contents import Said
from deckgen.parser.findings import Findings
from deckgen.regex import regex
from deckgen.wording import primary

FEWEST: Final = 40
"""Letters, or small words, from which a guess is worth a warning."""


def report_language(
    slides: Sequence[Slide], shown: Sequence[Said], lang: str, findings: Findings
) -> None:
    """Report a lesson most of whose words are in another language than ``lang``."""
    guess = _guess(_text(slides, shown), primary(lang))
    if guess:
        message = f"the lesson says that it is in '{lang}', but it reads like '{guess}'"
        hint = f"write lang: {guess} in the front matter; it decides how words are read aloud"
        findings.warn("language", message, 1, hint)


def _text(slides: Sequence[Slide], shown: Sequence[Said]) -> str:
    lines = [slide.title for slide in slides]
    lines += [line for _, texts in shown for line in texts]
    return " ".join([run.text for line in lines for run in line if isinstance(run, Run)])


def _guess(text: str, own: str) -> str:
    """Return the language of a text, empty where it may well be ``own``."""
    counted = _letters(text)
    script, most = max(counted.items(), key=lambda each: each[1])
    if most < FEWEST or most < 0.6 * sum(counted.values()):
        return ""
    if script == "han":
        script = "zh"
    if counted["ja"] * 10 > counted["han"] and script in ("ja", "zh"):
        script = "ja"
    if script != "latin":
        same = own == script or own in _SHARED.get(script, ())
        return "" if same else script
    return _guess_latin(text, own)


def _words(text: str) -> list[str]:
    """Return the words of a text, in lower case: its runs of letters."""
    if not text.isascii() and any(map(str.isalnum, _ASCII.sub("", text))):
        return re.findall(r"[^\W\d_]+", text.lower())
    # The same where all letters are ASCII, in a quarter of the time.
    return text.lower().encode("ascii", "replace").translate(_BLANKED).decode().split()


def _letters(text: str) -> Counter[str]:
    """Return how many letters of each script a text has."""
    bare = text.encode("ascii", "ignore")
    counted = Counter(latin=len(bare) - len(bare.translate(None, _ASCII_LETTERS)))
    if text.isascii():
        return counted
    for letter, count in Counter(_ASCII.sub("", text)).items():
        counted[_script(letter)] += count
    del counted[""]
    return counted


def _script(letter: str) -> str:
    """Return the script of a letter, and nothing for what tells no language."""
    return next((name for name, first, last in _SCRIPTS if first <= letter <= last), "")


def _guess_latin(text: str, own: str) -> str:
    found = [word for word in _words(text) if word in _ALL_SMALL_WORDS]
    ours = _SMALL_WORDS.get(own, frozenset())
    if len(found) < FEWEST or 3 * sum(map(ours.__contains__, found)) >= len(found):
        return ""  # whatever the others have
    words = Counter(found)
    hits = {name: sum([words[word] for word in small]) for name, small in _SMALL_WORDS.items()}
    name, most = max(hits.items(), key=lambda each: each[1])
    if own in hits:
        return name if most >= FEWEST and most > 3 * hits[own] else ""
    return name if own in _OTHER_SCRIPTS and most >= FEWEST else ""


_ASCII_LETTERS: Final = b"ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz"
_BLANKED: Final = bytes(each if each in _ASCII_LETTERS else 32 for each in range(256))
_ASCII: Final = regex("[\x00-\x7f]+")
_SCRIPTS: Final = (
    ("latin", "\u00c0", "\u024f"),
    ("ko", "\uac00", "\ud7af"),
    ("ja", "\u3041", "\u30ff"),
    ("han", "\u3400", "\u4dbf"),
    ("han", "\u4e00", "\u9fff"),
    ("ar", "\u0600", "\u06ff"),
    ("he", "\u05d0", "\u05ea"),
    ("ru", "\u0400", "\u04ff"),
    ("el", "\u0370", "\u03ff"),
    ("hi", "\u0900", "\u097f"),
    ("th", "\u0e01", "\u0e4e"),
)
"""The letters of scripts, from the first to the last."""

_SHARED: Final = MappingProxyType(
    {
        "ar": ("fa", "ur", "ps", "ku", "ug", "sd"),
        "he": ("yi",),
        "ru": ("uk", "bg", "sr", "mk", "be", "kk", "ky", "tg", "mn"),
        "hi": ("mr", "ne", "sa"),
        "zh": ("ja", "yue"),
    }
)
"""Other languages in the script of one."""

_OTHER_SCRIPTS: Final = frozenset(
    ("ko", "ja", "zh", "ar", "he", "ru", "el", "hi", "th", "fa", "ur", "uk", "bg")
)
_SMALL_WORDS: Final = MappingProxyType(
    {
        name: frozenset(words.split())
        for name, words in (
            ("en", "the and of to is that for with are this it as be which from"),
            ("de", "der die das und ist nicht ein eine mit den dem auf für von sich werden"),
            ("fr", "le les des et est une pour dans que qui sur avec pas du au ce"),
            ("es", "el los las y es una para que en con por del se lo su como"),
            ("it", "il gli che di è una per con non sono della dei nel si le anche"),
            ("pt", "o os as e é uma para que em com não por do da se como"),
            ("nl", "de het een en van is dat niet met op voor zijn te die wordt ook"),
            ("pl", "i w na z nie jest się do to że jak są przez od po dla"),
        )
    }
)
"""Words of which every text is full."""

_ALL_SMALL_WORDS: Final = frozenset().union(*_SMALL_WORDS.values())
