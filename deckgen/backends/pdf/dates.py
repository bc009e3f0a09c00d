"""Dates as a reader of each language writes them."""

from __future__ import annotations

from datetime import date
from types import MappingProxyType
from typing import Final

from deckgen.regex import regex
from deckgen.wording import primary

_DAY: Final = regex(r"(\d{4})-(\d\d)-(\d\d)(?=$|[T ])")


def iso_day(text: str) -> str:
    """Return the day of a date such as ``2026-09-07 10:00:00 +0100``; empty where it is none."""
    found = _DAY.match(text.strip())
    try:
        return date(*map(int, found.groups())).isoformat() if found else ""
    except ValueError:
        return ""


def written_date(text: str, lang: str) -> str:
    """Return a day in words, ``7 September 2026``; text that is no day as it stands.

    A language that is not known gets ``2026-09-07``.
    """
    day_of_year = iso_day(text)
    if not day_of_year:
        return text
    form = _FORMS.get("en-us" if lang.lower().startswith("en-us") else primary(lang), "")
    year, month, day = map(int, day_of_year.split("-"))
    names = _MONTHS.get(primary(lang), "").split()
    name = names[month - 1] if names else ""
    first = "1er" if primary(lang) == "fr" and day == 1 else str(day)
    return form.format(day=first, month=month, name=name, year=year) if form else day_of_year


_FORMS: Final = MappingProxyType(
    {
        "en": "{day} {name} {year}",
        "en-us": "{name} {day}, {year}",
        "de": "{day}. {name} {year}",
        "fr": "{day} {name} {year}",
        "es": "{day} de {name} de {year}",
        "it": "{day} {name} {year}",
        "pt": "{day} de {name} de {year}",
        "nl": "{day} {name} {year}",
        "pl": "{day} {name} {year}",
        "ru": "{day} {name} {year} г.",
        "ja": "{year}年{month}月{day}日",
        "zh": "{year}年{month}月{day}日",
        "ko": "{year}년 {month}월 {day}일",
        "ar": "{day} {name} {year}",
        "he": "{day} ב{name} {year}",
    }
)
_MONTHS: Final = MappingProxyType(
    {
        "en": "January February March April May June July August September October November "
        "December",
        "de": "Januar Februar März April Mai Juni Juli August September Oktober November Dezember",
        "fr": "janvier février mars avril mai juin juillet août septembre octobre novembre "
        "décembre",
        "es": "enero febrero marzo abril mayo junio julio agosto septiembre octubre noviembre "
        "diciembre",
        "it": "gennaio febbraio marzo aprile maggio giugno luglio agosto settembre ottobre "
        "novembre dicembre",
        "pt": "janeiro fevereiro março abril maio junho julho agosto setembro outubro novembro "
        "dezembro",
        "nl": "januari februari maart april mei juni juli augustus september oktober november "
        "december",
        "pl": "stycznia lutego marca kwietnia maja czerwca lipca sierpnia września października "
        "listopada grudnia",
        "ru": "января февраля марта апреля мая июня июля августа сентября октября ноября декабря",
        "ar": "يناير فبراير مارس أبريل مايو يونيو يوليو أغسطس سبتمبر أكتوبر نوفمبر ديسمبر",
        "he": "ינואר פברואר מרץ אפריל מאי יוני יולי אוגוסט ספטמבר אוקטובר נובמבר דצמבר",
    }
)
