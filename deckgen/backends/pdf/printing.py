"""How a handout meets its paper: size, margins, binding, cutting, folding, keeping."""

from __future__ import annotations

from types import MappingProxyType
from typing import Final

from deckgen.diagnostics import DeckgenError, Diagnostic, Severity
from deckgen.settings import Settings
from deckgen.theme import Theme
from deckgen.values import Value, replace

PT_PER_MM: Final = 72 / 25.4
BLEED_MM: Final = 3.0
SLUG_MM: Final = 7.0
"""Paper outside the bleed, which holds the crop marks."""

_GUTTER_MM: Final = 5.0  # by which the text moves away from the binding


class Printing(Value):
    """What a handout's file is for, beside being read; an empty ``paper`` is the theme's.

    ``gutter`` mirrors the margins of left and right pages, ``bleed`` adds crop
    marks, ``imposed`` puts two pages on each side of a sheet to be folded,
    ``archive`` follows PDF/A-2a and ``fillable`` makes fields of what is to
    be written on.
    """

    paper: str = ""
    gutter: bool = False
    bleed: bool = False
    imposed: bool = False
    archive: bool = False
    fillable: bool = False

    @property
    def bleeds(self) -> bool:
        """Tell whether there is a bleed: folded sheets from an office printer have none."""
        return self.bleed and not self.imposed


class Page(Value):
    """A sheet of paper with its margins, in millimeters.

    ``gutter_mm`` is how much the inner margin is wider, and the outer one
    narrower, than ``side_mm``: the text is as wide on every page. ``scale`` is
    the size of type, ``term_mm`` the width of the names in a list of terms.
    """

    name: str
    width_mm: float
    height_mm: float
    top_mm: float = 22.0
    bottom_mm: float = 21.0
    side_mm: float = 21.0
    gutter_mm: float = 0.0
    bleed: bool = False
    scale: float = 1.0
    term_mm: float = 40.0

    @property
    def column_pt(self) -> float:
        """Return the width of the text, in points."""
        return (self.width_mm - 2 * self.side_mm) * PT_PER_MM

    @property
    def height_pt(self) -> float:
        """Return the height of the text, in points."""
        return (self.height_mm - self.top_mm - self.bottom_mm) * PT_PER_MM


_PAGES: Final = MappingProxyType(
    {
        "a4": Page("A4", 210, 297),
        "letter": Page("Letter", 215.9, 279.4, top_mm=19, bottom_mm=19, side_mm=23),
    }
)
# What a sheet is when it is folded: the text is set for it, and not only made smaller.
_HALVES: Final = MappingProxyType(
    {
        "a4": Page("A5", 148, 210, 17, 16, 15.5, scale=0.88, term_mm=29),
        "letter": Page("half Letter", 139.7, 215.9, 17, 16, 14, scale=0.88, term_mm=28),
    }
)


def printing_of(settings: Settings) -> Printing:
    """Return what the settings say about paper and file; slides are for a screen."""
    on_paper = settings.handout[:1] != ("slides",)
    return Printing(
        settings.paper,
        gutter=settings.gutter and on_paper,
        bleed=settings.bleed and on_paper,
        imposed=settings.imposed and on_paper,
        archive=settings.archive,
        fillable=settings.fillable and not settings.imposed,
    )


def set_aside(settings: Settings) -> Diagnostic | None:
    """Return what to say of settings that a sheet to be folded cannot follow as well."""
    names = [name for name in _UNFOLDED if getattr(settings, name)]
    if not names or not printing_of(settings).imposed:
        return None
    text = f"a handout that is to be folded is made without {' and '.join(names)}"
    hint = "build it once more without 'imposed'"
    return Diagnostic(Severity.WARNING, "unsupported", text, hint=hint)


_UNFOLDED: Final = ("archive", "bleed", "fillable")


def page_of(theme: Theme, printing: Printing, *, flows: bool = True) -> Page:
    """Return the paper that is asked for, by the call or else by the theme.

    What ``flows`` is set on pages of half the size where sheets are folded;
    what does not is made smaller when it is imposed.

    Raises:
        DeckgenError: the theme names another than A4 or Letter.
    """
    name = printing.paper or theme.handout.get("page", "A4")
    if name.lower() not in _PAGES:
        raise DeckgenError(f"theme '{theme.name}': no page '{name}'", "there are: A4, Letter")
    page = (_HALVES if printing.imposed and flows else _PAGES)[name.lower()]
    if printing.gutter or printing.imposed:
        page = replace(page, gutter_mm=_GUTTER_MM * page.scale)
    return replace(page, bleed=printing.bleeds)


def sheet_of(theme: Theme, printing: Printing) -> tuple[float, float]:
    """Return width and height of a sheet that two pages are imposed on, in points."""
    whole = page_of(theme, printing, flows=False)
    return whole.height_mm * PT_PER_MM, whole.width_mm * PT_PER_MM


def page_rules(page: Page, sides: tuple[str, str] = ("left", "right")) -> str:
    """Return the style sheet's rules of a page's size, margins and bleed.

    ``sides`` are the names of the left and the right page.
    """
    size = f"size:{page.width_mm}mm {page.height_mm}mm"
    bleed = f";bleed:{BLEED_MM + SLUG_MM}mm" if page.bleed else ""
    margins = f"margin:{page.top_mm}mm {page.side_mm}mm {page.bottom_mm}mm"
    rules = f"@page{{{size};{margins}{bleed}}}"
    if not page.gutter_mm:
        return rules
    inner, outer = page.side_mm + page.gutter_mm, page.side_mm - page.gutter_mm
    return (
        f"{rules}@page:{sides[1]}{{margin-left:{inner}mm;margin-right:{outer}mm}}"
        f"@page:{sides[0]}{{margin-left:{outer}mm;margin-right:{inner}mm}}"
    )
