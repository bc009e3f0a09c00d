"""A handout set in the way that leaves least paper empty: as it is, pictures smaller, drawn in."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from functools import partial
from typing import Final

from deckgen.backends.pdf.engine import Resources, Sheets, first_pictures, lay_out
from deckgen.backends.pdf.html import document, tightened, unlined
from deckgen.backends.pdf.setting import Setting
from deckgen.values import replace

_GAPING: Final = 0.84  # a page before the last with less on it may be filled by smaller pictures
_SMALLEST: Final = 0.6  # of a picture's size
_AROUND: Final = 0.07  # of a page: the caption below a picture and the space above its heading
_TRIES: Final = 3  # after the first; each lays the whole lesson out again
_MUCH: Final = 0.1  # of a page left empty: enough to set all tighter for
_LONELY: Final = 0.5  # a last page with less on it may be spared by setting all tighter
_RUNT: Final = 0.16  # a last page with less on it looks like a mistake
_FEW: Final = 0.32  # a last page with less may be spared by leaving no room to write on
_TIGHT: Final = 0.88  # of the ordinary height


def arranged(
    place: Setting, css: str, resources: Resources, change: Callable[[str], str] = str
) -> tuple[str, Sheets]:
    """Return the handout's HTML, changed as asked for, and the same on its pages."""

    def laid_out(place: Setting, *, tight: bool) -> _Set:
        html = change(document(place))
        html = tightened(html) if tight else html
        return html, lay_out(html, css, resources)

    left = iter(range(_TRIES))
    first = laid_out(place, tight=False)
    best = _filled(first, place.quiet(), partial(laid_out, tight=False), left)
    fills = best[1].fills
    gapes = _may_spare_a_page(fills) or (place.pictures and _gape(fills) > _MUCH)
    if gapes and next(left, None) is not None:
        tight = laid_out(place.quiet(), tight=True)
        tight = _filled(tight, place.quiet(), partial(laid_out, tight=True), left)
        best = min(best, tight, key=_cost)
    html = unlined(best[0])
    is_bare = html != best[0] and len(best[1].fills) > 1 and best[1].fills[-1] < _FEW
    if is_bare and next(left, None) is not None:
        best = min(best, (html, lay_out(html, css, resources)), key=_cost)
    return best


_Set = tuple[str, Sheets]


def _filled(
    best: _Set, place: Setting, laid_out: Callable[[Setting], _Set], left: Iterator[int]
) -> _Set:
    """Return a handout with the pictures smaller that leave a page gaping, one after the other.

    Each takes one of the tries that are ``left``.
    """
    while smaller := _smaller(best[1]) if place.pictures else {}:
        if next(left, None) is None:
            break
        place = replace(place, picture_shares={**place.picture_shares, **smaller})
        tried = laid_out(place)
        if _cost(tried) >= _cost(best):
            break
        best = tried
    return best


def _smaller(sheets: Sheets) -> dict[str, float]:
    """Return the picture that would fill the first page that gapes, and its share of its size.

    What stands over it on the next page, its heading and lead-in, comes along.
    """
    following = first_pictures(sheets)[1:]
    for fill, (address, top, height) in zip(sheets.fills, following, strict=False):
        if fill < _GAPING and address:
            share = (1.0 - fill - top - _AROUND) / height
            if _SMALLEST <= share < 1.0:
                return {address: share}
    return {}


def _may_spare_a_page(fills: tuple[float, ...]) -> bool:
    return len(fills) > 1 and fills[-1] < _LONELY and sum(fills) * _TIGHT < len(fills) - 1


def _cost(one: _Set) -> tuple[int, float]:
    """Return the pages of a handout and how much of them gapes; pages count first."""
    fills = one[1].fills
    runt = _GAPING * (len(fills) > 1 and fills[-1] < _RUNT)
    return len(fills), _gape(fills) + runt


def _gape(fills: tuple[float, ...]) -> float:
    return sum(max(_GAPING - fill, 0.0) for fill in fills[:-1])
