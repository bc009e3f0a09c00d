"""Labels in drawings, laid out as whole lines; WeasyPrint 70 lays them out letter by letter."""

from __future__ import annotations

import unicodedata
from collections.abc import Callable, Iterator
from typing import Any, Final

_PLACES: Final = ("x", "y", "dx", "dy")
_SPACING: Final = ("rotate", "textLength", "letter-spacing")
_STRONG: Final = ("L", "R", "AL")


def join_labels(svg: Any) -> None:
    """Lay out the text of a drawing at once, in the direction of its first strong character.

    ``svg`` is WeasyPrint's module of that name. Letters by themselves do not join, take no
    signs above and below them, and all run from left to right.
    """
    usual = svg.text
    svg.text = _joined(usual)
    for tag in [tag for tag, draw in svg.TAGS.items() if draw is usual]:
        svg.TAGS[tag] = svg.text


def _joined(usual: Callable[..., None]) -> Callable[..., None]:
    def text(svg: Any, node: Any, font_size: float) -> None:
        if not _is_line(node):
            usual(svg, node, font_size)
            return
        words, own = str(node.text), dict(node.attrib)
        node._etree_node.text = _Line(words)
        node.attrib.setdefault("direction", _direction(words))
        usual(svg, node, font_size)
        node.attrib = own  # the direction is this text's, not that of what stands in it

    return text


def _is_line(node: Any) -> bool:
    """Tell whether a text is one line, none of whose letters has a place of its own."""
    return (
        len((node.text or "").splitlines()) == 1
        and not any(node.get(name) for name in _SPACING)
        and all(len(node.get(name, "").replace(",", " ").split()) < 2 for name in _PLACES)
    )


def _direction(text: str) -> str:
    kinds = map(unicodedata.bidirectional, text)
    first = next((kind for kind in kinds if kind in _STRONG), "L")
    return "ltr" if first == "L" else "rtl"


class _Line(str):
    """Text that is one letter to those who ask for its letters."""

    __slots__ = ()

    def __iter__(self) -> Iterator[str]:
        yield str(self)
