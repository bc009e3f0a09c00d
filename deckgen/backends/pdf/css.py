"""A theme's tokens as the handout's style sheet, in front of what all handouts share."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from types import MappingProxyType
from typing import Final

from deckgen.diagnostics import DeckgenError
from deckgen.theme import Theme
from deckgen.wording import RIGHT_TO_LEFT, primary, wording

_PT_PER_MM: Final = 72 / 25.4


@dataclass(frozen=True, slots=True)
class Page:
    """A sheet of paper with its margins, in millimeters."""

    name: str
    width_mm: float
    height_mm: float
    top_mm: float = 22.0
    bottom_mm: float = 21.0
    side_mm: float = 21.0

    @property
    def column_pt(self) -> float:
        """Return the width of the text, in points."""
        return (self.width_mm - 2 * self.side_mm) * _PT_PER_MM

    @property
    def height_pt(self) -> float:
        """Return the height of the text, in points."""
        return (self.height_mm - self.top_mm - self.bottom_mm) * _PT_PER_MM


_PAGES: Final = MappingProxyType(
    {
        "a4": Page("A4", 210, 297),
        "letter": Page("letter", 215.9, 279.4, top_mm=19, bottom_mm=19, side_mm=23),
    }
)

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
_ARABIC: Final = "Noto Sans Arabic"
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


def page_of(theme: Theme) -> Page:
    """Return the paper that a theme asks for.

    Raises:
        DeckgenError: the theme names another than A4 or Letter.
    """
    name = theme.handout.get("page", "A4")
    if name.lower() not in _PAGES:
        raise DeckgenError(f"theme '{theme.name}': no page '{name}'", "there are: A4, Letter")
    return _PAGES[name.lower()]


def body_pt(theme: Theme) -> float:
    """Return the size of the handout's text, in points.

    Raises:
        DeckgenError: the theme's ``body_pt`` is not a number from 6 to 24.
    """
    text = theme.handout.get("body_pt", "10.5")
    if not text.replace(".", "", 1).isdigit() or not 6 <= float(text) <= 24:
        raise DeckgenError(f"theme '{theme.name}': body_pt '{text}' is not a size from 6 to 24")
    return float(text)


def stylesheet(theme: Theme, lang: str) -> str:
    """Return the whole style sheet for lessons in ``lang``; the theme's own CSS comes last."""
    return "\n".join([_root(theme, lang), _pages(theme, lang), _base(), theme.css])


@cache
def _base() -> str:
    return files(__package__).joinpath("study.css").read_text(encoding="utf-8")


def color(theme: Theme, token: str) -> str:
    """Return a print color as ``#RRGGBB``."""
    return "#" + theme.handout.get(token, _DEFAULTS[token]).removeprefix("#")


def _root(theme: Theme, lang: str) -> str:
    colors = "".join(f"--{name.replace('_', '-')}:{color(theme, name)};" for name in _DEFAULTS)
    fonts = theme.fonts
    return (
        f":root{{{colors}--body:{_stack(fonts.body.print, lang)};"
        f"--head:{_stack(fonts.heading.print, lang)};--mono:{_stack(fonts.mono.print, lang)};"
        f"font-size:{body_pt(theme):g}pt}}"
    )


def _stack(first: str, lang: str) -> str:
    # The font of symbols has a few Japanese letters of its own: it comes after the language's.
    own = _FAMILIES.get(primary(lang), "")
    names = filter(None, (first, own, _SYMBOLS, "Noto Sans", _EMOJI))
    quoted = ",".join(f'"{name}"' for name in names)
    generic = "monospace" if "code" in first.lower() or "mono" in first.lower() else "sans-serif"
    if "serif" in first.lower():
        generic = "serif"
    return f"{quoted},{generic}"


def _pages(theme: Theme, lang: str) -> str:
    """Return the page with its running header and footer, mirrored for right-to-left text."""
    page = page_of(theme)
    start, end = ("right", "left") if primary(lang) in RIGHT_TO_LEFT else ("left", "right")
    margins = f"{page.top_mm}mm {page.side_mm}mm {page.bottom_mm}mm"
    words = wording(lang)
    number = words.page.replace("{page}", '" counter(page) "').replace(
        "{pages}", '" counter(pages) "'
    )
    look = (
        f"font-family:{_stack(theme.fonts.body.print, lang)};font-size:8.5pt;"
        f"color:{color(theme, 'muted')}"
    )
    header = f"{look};vertical-align:bottom;padding-bottom:6mm"
    footer = f"{look};vertical-align:top;padding-top:6mm"
    return (
        f"@page{{size:{page.name};margin:{margins};"
        f"@top-{start}{{content:string(title);{header}}}"
        f"@top-{end}{{content:string(section);{header}}}"
        f'@bottom-{start}{{content:"{words.handout}";{footer}}}'
        f'@bottom-{end}{{content:"{number}";{footer}}}}}'
        f"@page:first{{@top-{start}{{content:none}}@top-{end}{{content:none}}}}"
    )
