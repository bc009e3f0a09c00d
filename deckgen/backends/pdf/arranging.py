"""A handout set in the way that leaves least paper empty: as it is, pictures smaller, drawn in."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from typing import Final

from deckgen.backends.pdf.engine import Resources, Sheets, lay_out
from deckgen.backends.pdf.html import document, tightened
from deckgen.backends.pdf.setting import Setting

_GAPING: Final = 0.8  # a page before the last with less on it may be filled by smaller pictures
_SNUG: Final = 0.76  # of a picture's size
_LONELY: Final = 0.5  # a last page with less on it may be spared by setting all tighter
_TIGHT: Final = 0.88  # of the ordinary height


def arranged(
    place: Setting, css: str, resources: Resources, change: Callable[[str], str] = str
) -> tuple[str, Sheets]:
    """Return the handout's HTML, changed as asked for, and the same on its pages."""
    html = change(document(place))
    best = html, lay_out(html, css, resources)
    place = place.quiet()
    if place.pictures and min(best[1].fills[:-1], default=1.0) < _GAPING:
        place = replace(place, picture_share=_SNUG)
        html = change(document(place))
        best = min(best, (html, lay_out(html, css, resources)), key=_cost)
    if _may_spare_a_page(best[1].fills):
        html = tightened(html)
        best = min(best, (html, lay_out(html, css, resources)), key=_cost)
    return best


def _may_spare_a_page(fills: tuple[float, ...]) -> bool:
    return len(fills) > 1 and fills[-1] < _LONELY and sum(fills) * _TIGHT < len(fills) - 1


def _cost(setting: tuple[str, Sheets]) -> tuple[int, float]:
    """Return the pages of a handout and how much of them gapes; pages count first."""
    fills = setting[1].fills
    return len(fills), sum(max(_GAPING - fill, 0.0) for fill in fills[:-1])
