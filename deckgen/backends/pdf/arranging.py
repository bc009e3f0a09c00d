"""A handout set in the way that leaves least paper empty: as it is, pictures smaller, drawn in."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from functools import cache, partial
from typing import Final

from deckgen.backends.pdf.engine import Resources, Sheets, first_pictures, lay_out
from deckgen.backends.pdf.html import document, tightened, unlined
from deckgen.backends.pdf.reckoning import expected_fill
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
_TIGHT: Final = 0.88  # of the ordinary height, at least
_RECKONED: Final = "study"  # the kind whose height is reckoned
_FORETOLD: Final = 3  # pages up to which it is foretold that one can be spared
_LOST: Final = 0.08  # of a page, left empty at its foot where another page follows
_UNSURE: Final = 0.02  # of a page: it may hold as much less than reckoned
_HELD: Final = 0.97  # of so many pages: as much as they are sure to hold
_WELL: Final = 0.74  # of them: as much set tight is too much set loose


def arranged(
    place: Setting, css: str, resources: Resources, change: Callable[[str], str] = str
) -> tuple[str, Sheets]:
    """Return the handout's HTML, changed as asked for, and the same on its pages.

    Where it is reckoned that setting all tighter spares a page, that is tried first.
    """
    left = iter(range(_TRIES))
    reckoned = cache(partial(expected_fill, place))

    def laid_out(place: Setting, *, tight: bool) -> _Set:
        html = change(document(place))
        html = tightened(html) if tight else html
        return html, lay_out(html, css, resources)

    def tried(place: Setting, *, tight: bool) -> _Set:
        first = laid_out(place, tight=tight)
        return _filled(first, place.quiet(), partial(laid_out, tight=tight), left)

    if goal := _spared(place, reckoned):
        best = tried(place, tight=True)
        if not _fills(best[1].fills, goal) and next(left, None) is not None:
            best = min(tried(place.quiet(), tight=False), best, key=_cost)
    else:
        best = tried(place, tight=False)
        if _gapes(best[1].fills, place, reckoned) and next(left, None) is not None:
            best = min(best, tried(place.quiet(), tight=True), key=_cost)
    html = unlined(best[0])
    is_bare = html != best[0] and len(best[1].fills) > 1 and best[1].fills[-1] < _FEW
    if is_bare and next(left, None) is not None:
        best = min(best, (html, lay_out(html, css, resources)), key=_cost)
    return best


_Set = tuple[str, Sheets]
_Reckoned = Callable[..., float]
"""Gives what ``expected_fill`` says of the handout, worked out once for each setting."""


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


def _spared(place: Setting, reckoned: _Reckoned) -> int:
    """Return on how many pages a lesson is expected that, set as it is, needs one more; or 0.

    Of a longer one no page can be foretold: too much is left empty at the feet of its pages.
    """
    if place.kind != _RECKONED:
        return 0
    loose = reckoned()
    pages = int((loose + _UNSURE - _LOST) / (1 - _LOST))
    if not 1 <= pages <= _FORETOLD or loose * _TIGHT >= pages:
        return 0
    return pages if reckoned(tight=True) < pages * _HELD else 0


def _fills(fills: tuple[float, ...], pages: int) -> bool:
    """Tell whether a handout has as few pages as expected, and would have more if set looser."""
    return len(fills) <= pages and sum(fills) > pages * _WELL and _gape(fills) <= _MUCH


def _gapes(fills: tuple[float, ...], place: Setting, reckoned: _Reckoned) -> bool:
    """Tell whether to set all tighter is worth a try."""
    gapes = bool(place.pictures) and _gape(fills) > _MUCH
    return gapes or _may_spare_a_page(fills, place, reckoned)


def _may_spare_a_page(fills: tuple[float, ...], place: Setting, reckoned: _Reckoned) -> bool:
    if len(fills) == 1 or fills[-1] >= _LONELY:
        return False
    share = _TIGHT
    if place.kind == _RECKONED:
        share = reckoned(tight=True) / reckoned()
    return sum(fills) * share < len(fills) - 1


def _cost(one: _Set) -> tuple[int, float]:
    """Return the pages of a handout and how much of them gapes; pages count first."""
    fills = one[1].fills
    runt = _GAPING * (len(fills) > 1 and fills[-1] < _RUNT)
    return len(fills), _gape(fills) + runt


def _gape(fills: tuple[float, ...]) -> float:
    return sum(max(_GAPING - fill, 0.0) for fill in fills[:-1])
