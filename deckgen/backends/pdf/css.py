"""A theme's tokens as the handout's style sheet, in front of what all handouts share."""

from __future__ import annotations

from functools import cache
from importlib.resources import files
from types import MappingProxyType
from typing import Final

from deckgen.backends.pdf.printing import Page, page_rules
from deckgen.backends.pdf.words import kind_name, kind_words
from deckgen.diagnostics import DeckgenError
from deckgen.theme import Theme
from deckgen.wording import RIGHT_TO_LEFT, primary, wording

_DEFAULTS: Final = MappingProxyType(
    {
        "ink": "1B2430",
        "muted": "55606C",
        "heading": "12324A",
        "accent": "0B5C7A",
        "rule": "C5CED6",
        "tint": "F1F5F8",
        "exam": "8A3C10",
        "exam_tint": "FCF4EE",
    }
)

_SYMBOLS: Final = "STIX Two Math"
_EMOJI: Final = "Noto Emoji"
# Noto Sans Arabic draws dots apart from their letters: what is copied from it is no text.
_ARABIC: Final = "IBM Plex Sans Arabic"
# One family has all Han, Kana and Hangul: the text's language picks the form of each character.
_CJK: Final = "Noto Sans CJK JP"
_FAMILIES: Final = MappingProxyType(
    {
        "ja": _CJK,
        "ko": _CJK,
        "zh": _CJK,
        "ar": _ARABIC,
        "fa": _ARABIC,
        "ur": _ARABIC,
        "he": "Noto Sans Hebrew",
        "hi": "Noto Sans Devanagari",
        "th": "Noto Sans Thai",
    }
)


def body_pt(theme: Theme) -> float:
    """Return the size of the handout's text, in points.

    Raises:
        DeckgenError: the theme's ``body_pt`` is not a number from 6 to 24.
    """
    text = theme.handout.get("body_pt", "10.5")
    if not text.replace(".", "", 1).isdigit() or not 6 <= float(text) <= 24:
        raise DeckgenError(f"theme '{theme.name}': body_pt '{text}' is not a size from 6 to 24")
    return float(text)


def stylesheet(
    theme: Theme,
    lang: str,
    page: Page,
    kind: str = "study",
    *,
    instructor: bool = False,
    more: str = "",
) -> str:
    """Return the whole style sheet for a kind of handout; the theme's own CSS comes last.

    Drawn slides have their looks from the deck: what it says of headings is not about them.
    """
    sheets = [_sheet(name) for name in (*_SHEETS[kind], *(["instructor"] * instructor))]
    head = _instructors_head(lang) if instructor and kind != "slides" else ""
    rules = [_root(theme, lang, page), page_rules(page), _running(theme, lang, kind)]
    own = "" if kind in _DRAWN else theme.css
    return "\n".join([*rules, *sheets, head, more, own])


def _instructors_head(lang: str) -> str:
    label = kind_words(lang).instructor
    look = "font-size:8.5pt;font-weight:600;vertical-align:bottom;padding-bottom:6mm"
    first = "@page:first{@top-center{content:none}}"  # which has a banner
    return f'@page{{@top-center{{content:"{label}";{look}}}}}{first}'


_DRAWN: Final = frozenset({"slides", "notes"})
_SHEETS: Final = MappingProxyType(
    {
        "study": ("study",),
        "guided": ("study", "guided"),
        "cornell": ("study", "cornell"),
        "notes": ("study", "notes"),
        "slides": ("slides",),
    }
)


@cache
def _sheet(name: str) -> str:
    return files(__package__).joinpath(f"{name}.css").read_text(encoding="utf-8")


def color(theme: Theme, token: str) -> str:
    """Return a print color as ``#RRGGBB``."""
    return "#" + theme.handout.get(token, _DEFAULTS[token]).removeprefix("#")


def _root(theme: Theme, lang: str, page: Page) -> str:
    colors = "".join(f"--{name.replace('_', '-')}:{color(theme, name)};" for name in _DEFAULTS)
    fonts = theme.fonts
    return (
        f":root{{{colors}--body:{font_stack(fonts.body.print, lang)};"
        f"--head:{font_stack(fonts.heading.print, lang)};"
        f"--mono:{font_stack(fonts.mono.print, lang)};"
        f"--term:{page.term_mm}mm;font-size:{body_pt(theme) * page.scale:.4g}pt}}"
    )


def font_stack(first: str, lang: str) -> str:
    """Return the font families of text in ``lang``, the one named ``first`` first."""
    # The font of symbols has a few Japanese letters of its own: it comes after the language's.
    own = _FAMILIES.get(primary(lang), "")
    names = filter(None, (first, own, _SYMBOLS, "Noto Sans", _EMOJI))
    quoted = ",".join(f'"{name}"' for name in names)
    generic = "monospace" if "code" in first.lower() or "mono" in first.lower() else "sans-serif"
    if "serif" in first.lower():
        generic = "serif"
    return f"{quoted},{generic}"


def _running(theme: Theme, lang: str, kind: str) -> str:
    """Return the page's running header and footer, mirrored for right-to-left text."""
    start, end = ("right", "left") if primary(lang) in RIGHT_TO_LEFT else ("left", "right")
    words = wording(lang)
    number = words.page.replace("{page}", '" counter(page) "').replace(
        "{pages}", '" counter(pages) "'
    )
    look = (
        f"font-family:{font_stack(theme.fonts.body.print, lang)};font-size:8.5pt;"
        f"color:{color(theme, 'muted')}"
    )
    header = f"{look};vertical-align:bottom;padding-bottom:6mm"
    # Widths that are given need not be found; both texts are short.
    footer = f"{look};vertical-align:top;padding-top:6mm;width:50%"
    return (
        f"@page{{@top-{start}{{content:string(title);{header}}}"
        f"@top-{end}{{content:string(section);{header}}}"
        f'@bottom-{start}{{content:"{kind_name(kind, lang)}";{footer}}}'
        f'@bottom-{end}{{content:"{number}";{footer}}}}}'
        f"@page:first{{@top-{start}{{content:none}}@top-{end}{{content:none}}}}"
    )
