"""What a handout leaves to be written on or ticked, as fields that a viewer fills in.

The marks are attributes of a handout's own tags; ``engine`` finds their places
on the pages, and ``finishing`` makes fields of them.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable
from html import escape, unescape
from types import MappingProxyType
from typing import Final

from deckgen.regex import regex
from deckgen.wording import primary

_CHECK: Final = regex(r'(?s)<section class="check">.*?</section>')
_ITEM: Final = regex(r"(?s)<li>(.*?)</li>")
_BOX: Final = regex(r'(?s)<img class="box" src="deckgen:icon/(\w+)" alt="[^"]*">(?=(.{0,400}))')
_GAP: Final = regex(r'<span class="gap" data-gap="(\d+)">')
_LINES: Final = regex(r'<div class="lines"')
_LONGEST: Final = 90  # characters of what a reader says of a field

# What is said of lines to write on, and of a gap.
_WORDS: Final = MappingProxyType(
    {
        "en": ("Your notes", "Gap"),
        "de": ("Eigene Notizen", "Lücke"),
        "fr": ("Vos notes", "Blanc"),
        "es": ("Tus notas", "Hueco"),
        "it": ("I tuoi appunti", "Spazio"),
        "pt": ("Suas anotações", "Lacuna"),
        "nl": ("Je aantekeningen", "Invulplek"),
        "pl": ("Twoje notatki", "Luka"),
        "ru": ("Ваши заметки", "Пропуск"),
        "ja": ("メモ", "空欄"),
        "zh": ("你的笔记", "填空"),
        "ko": ("나의 메모", "빈칸"),
        "ar": ("ملاحظاتك", "فراغ"),
        "he": ("ההערות שלך", "מקום ריק"),
    }
)


def field_words(lang: str) -> tuple[str, str]:
    """Return what is said of lines to write on, and of a gap."""
    return _WORDS.get(primary(lang), _WORDS["en"])


def with_fields(html: str, lang: str) -> str:
    """Return a document whose lines, gaps and boxes are marked as fields, each with its name."""
    notes, gap = field_words(lang)
    count: Counter[str] = Counter()

    def named(kind: str) -> str:
        count[kind] += 1
        return f"{kind}-{count[kind]}"

    def ticked(box: re.Match[str]) -> str:
        return _tick(named("tick"), _said(box[2]), on=box[1] == "done")

    def gapped(found: re.Match[str]) -> str:
        field = _marks("text", named(f"gap-{found[1]}"), f"{gap} {found[1]}")
        return f'<span class="gap" data-gap="{found[1]}" {field}>'

    def ruled(_: re.Match[str]) -> str:
        name = named("notes")
        number = count["notes"]
        return f'<div class="lines" {_marks("text", name, f"{notes} {number}")}'

    html = _BOX.sub(ticked, html)
    html = _CHECK.sub(lambda check: _checked(check[0], named), html)
    html = _LINES.sub(ruled, _GAP.sub(gapped, html))
    return html.replace("<html ", '<html data-fillable="" ', 1)


def _checked(section: str, named: Callable[[str], str]) -> str:
    """Return the list to check oneself by, with a box for each term, and room for words."""
    lined = '<ul class="write">' in section

    def item(found: re.Match[str]) -> str:
        said = _said(found[1])
        field = _marks("text", named("answer"), said) if lined else ""
        room = f'<div class="room" {field}></div>' if lined else ""
        return f"<li>{_tick(named('known'), said, on=False)}{found[1]}{room}</li>"

    return _ITEM.sub(item, section)


def _tick(name: str, said: str, *, on: bool) -> str:
    checked = ' data-on=""' if on else ""
    return f'<i class="tick" {_marks("checkbox", name, said)}{checked}></i>'


def _marks(kind: str, name: str, said: str) -> str:
    return f'data-field="{kind}" data-name="{name}" data-said="{escape(said or name)}"'


def _said(html: str) -> str:
    """Return the words up to the end of an item, or of its first block."""
    first = re.split(r"</(?:li|p|div)>|<(?:ul|ol|div|pre|table)", html, maxsplit=1)[0]
    words = " ".join(unescape(re.sub(r"<[^>]*>?", "", first)).split())
    return words if len(words) <= _LONGEST else words[: _LONGEST - 1].rstrip() + "…"
