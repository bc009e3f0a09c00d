"""The language tags that PowerPoint's proofing knows, and the way a language runs."""

from __future__ import annotations

import re
from functools import lru_cache
from types import MappingProxyType
from typing import Final

from deckgen.regex import regex
from deckgen.values import Value, lazy
from deckgen.wording import RIGHT_TO_LEFT, primary


class Language(Value, dict=True):
    """How text is tagged: ``tag`` with its region, and whether it runs from right to left."""

    tag: str
    right_to_left: bool = False

    @lazy
    def attributes(self) -> str:
        """The attributes of a run; Latin words inside East Asian text are English."""
        east_asian = primary(self.tag) in ("ja", "zh", "ko")
        return f'lang="{self.tag}"' + (' altLang="en-US"' if east_asian else "")


@lru_cache(maxsize=64)
def language(lang: str) -> Language:
    """Return the language of a BCP 47 tag; English where it is not one."""
    tag = lang.strip().replace("_", "-")
    if not _TAG.fullmatch(tag):
        tag = "en"
    first = primary(tag)
    if "-" not in tag:
        tag = _REGIONS.get(first, tag)
    elif first == "zh" and re.search(r"-han[st]\b", tag.lower()):
        tag = "zh-TW" if "-hant" in tag.lower() else "zh-CN"
    return Language(tag, first in RIGHT_TO_LEFT)


_TAG: Final = regex(r"[A-Za-z]{2,3}(-[A-Za-z0-9]{2,8}){0,3}")

_REGIONS: Final = MappingProxyType(
    {
        "ar": "ar-SA", "bg": "bg-BG", "ca": "ca-ES", "cs": "cs-CZ", "da": "da-DK",
        "de": "de-DE", "el": "el-GR", "en": "en-US", "es": "es-ES", "et": "et-EE",
        "fa": "fa-IR", "fi": "fi-FI", "fr": "fr-FR", "he": "he-IL", "hi": "hi-IN",
        "hr": "hr-HR", "hu": "hu-HU", "id": "id-ID", "it": "it-IT", "ja": "ja-JP",
        "ko": "ko-KR", "lt": "lt-LT", "lv": "lv-LV", "nb": "nb-NO", "nl": "nl-NL",
        "no": "nb-NO", "pl": "pl-PL", "pt": "pt-BR", "ro": "ro-RO", "ru": "ru-RU",
        "sk": "sk-SK", "sl": "sl-SI", "sr": "sr-Latn-RS", "sv": "sv-SE", "th": "th-TH",
        "tr": "tr-TR", "uk": "uk-UA", "ur": "ur-PK", "vi": "vi-VN", "zh": "zh-CN",
    }
)  # fmt: skip
