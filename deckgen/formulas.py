"""Formulas: TeX read once, as a tree of MathML, and written as a line that anyone can read."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from functools import lru_cache
from html import unescape
from types import MappingProxyType
from typing import TYPE_CHECKING, Final, TypeGuard

from deckgen.regex import regex

if TYPE_CHECKING:
    from xml.etree.ElementTree import Element

_LONGEST: Final = 5000
_DEEPEST: Final = 60


@lru_cache(maxsize=512)
def mathml(tex: str) -> Element | None:
    """Return a formula as MathML without namespaces; ``None`` where its TeX is not sound.

    All who ask for one formula get one tree, which they leave as it is.
    """
    # Loading it takes longer than most lessons do, and most lessons have no formula.
    from latex2mathml import exceptions
    from latex2mathml.converter import convert_to_element

    if len(tex) > _LONGEST or max(tex.count("{"), tex.count("^"), tex.count("\\left")) > 500:
        return None
    try:
        # A percent sign is never meant as TeX's comment here.
        tree = convert_to_element(_PERCENT.sub(r"\\%", tex))
    except (*_REFUSALS, *filter(_is_refusal, vars(exceptions).values())):
        return None
    return tree if _depth(tree) <= _DEEPEST and _is_whole(tree) else None


_PERCENT: Final = regex(r"(?<!\\)%")
# What its walker lets through on text that is no TeX, beside its own exceptions.
_REFUSALS: Final[tuple[type[Exception], ...]] = (
    IndexError, KeyError, ValueError, TypeError, AttributeError, StopIteration, RecursionError,
)  # fmt: skip


def _is_refusal(item: object) -> TypeGuard[type[Exception]]:
    return isinstance(item, type) and issubclass(item, Exception)


_ARITY: Final = MappingProxyType(
    {
        "mfrac": 2, "mroot": 2, "msub": 2, "msup": 2, "mover": 2, "munder": 2,
        "msubsup": 3, "munderover": 3,
    }
)  # fmt: skip


def _is_whole(tree: Element) -> bool:
    """Say whether every fraction and script has all its parts: half a formula has not."""
    return all(len(part) == _ARITY.get(part.tag, len(part)) for part in tree.iter())


def _depth(tree: Element) -> int:
    deepest, layer = 0, [tree]
    while layer and deepest <= _DEEPEST:
        deepest, layer = deepest + 1, [child for parent in layer for child in parent]
    return deepest


@lru_cache(maxsize=4096)
def linear(tex: str) -> str:
    """Return a formula as one line of plain text: ``x² + √(a/b)``; its TeX where it is not sound.

    Commands that are not known stay as they were written: no word is lost.
    """
    return _flat(_marked(tex))


@lru_cache(maxsize=4096)
def pieces(tex: str) -> tuple[tuple[str, int], ...]:
    """Return a formula as pieces of text, each on the line (0), above (1) or below it (-1).

    A script within a script is written as in ``linear``.
    """
    found: list[tuple[str, int]] = []
    depth, shift, text = 0, 0, ""
    for letter in _marked(tex):
        edge = (depth == 0 and letter in _OPEN) or (depth == 1 and letter == _CLOSE)
        if edge and text:
            found.append((_flat(text), shift))
        if edge:
            text, shift = "", _SHIFTS.get(letter, 0)
        else:
            text += letter
        depth += (letter in _OPEN) - (letter == _CLOSE)
    return (*found, (_flat(text), shift)) if text else tuple(found)


# Marks around a script that Unicode has no small letters for: no lesson may hold these characters.
_RAISE, _LOWER, _CLOSE = "\x11", "\x12", "\x13"
_OPEN: Final = _RAISE + _LOWER
_SHIFTS: Final = MappingProxyType({_RAISE: 1, _LOWER: -1})
_INNERMOST: Final = regex("([\x11\x12])([^\x11-\x13]*)\x13")


def _marked(tex: str) -> str:
    tree = mathml(tex)
    return " ".join(_row(list(tree)).split()) if tree is not None else tex.strip()


def _flat(text: str) -> str:
    """Write the scripts on the line, the innermost first."""
    while _INNERMOST.search(text):
        text = _INNERMOST.sub(_on_the_line, text)
    return text


def _on_the_line(script: re.Match[str]) -> str:
    sign = "^" if script[1] == _RAISE else "_"
    short = len(script[2]) == 1 or _is_closed(script[2])
    return sign + (script[2] if short else f"({script[2]})")


def _row(parts: list[Element]) -> str:
    text = ""
    for place, part in enumerate(parts):
        piece = _text(part)
        if _is_operator(part, piece):
            # A sign at the beginning belongs to what follows: −x, not − x.
            unary = not text.strip() or text.rstrip()[-1] in "(=<>≤≥,[+-−±×·"
            piece = piece if unary and piece in "-−+±" else f" {piece} "
        elif piece in (",", ";") or (_is_name(part) and _is_applied(parts[place + 1 :])):
            piece += " "
        if _is_name(part) and text[-1:].isalnum():
            piece = " " + piece
        text += piece
    return text


def _is_operator(part: Element, piece: str) -> bool:
    if part.tag in ("munderover", "munder", "msubsup", "msub") and len(part):
        return (part[0].text or "").startswith("&") and _text(part[0]) in _LARGE
    if part.tag not in ("mo", "mi") or len(piece) != 1:
        return False
    return piece not in _TIGHT and (part.tag == "mo" or piece in _SPACED)


_LARGE: Final = frozenset("∑∏∫⋃⋂∮∐")
_TIGHT: Final = frozenset("()[]{}|,;:!.'′/⌈⌉⌊⌋∥‖∂∇√∞°%$&∀∃¬…⋯")
_SPACED: Final = frozenset("→⇒⇔∈∉⊂⊆∪∩∧∨≈≡∼×÷·±∓≤≥≠≪≫⊕⊗↔←↦∝")


def _is_name(part: Element) -> bool:
    """Say whether a part is a function's name, such as ``sin`` or ``lim`` with what is under it."""
    inner = part[0] if part.tag in ("msub", "munder", "msup") and len(part) else part
    name = inner.text or ""
    return inner.tag in ("mi", "mo") and len(name) > 1 and name.lstrip("\\").isalpha()


def _is_applied(following: list[Element]) -> bool:
    return bool(following) and _text(following[0])[:1] not in "(["


def _text(part: Element) -> str:
    writer = _WRITERS.get(part.tag)
    if writer:
        return writer(part)
    if len(part):
        return _row(list(part))
    text = unescape(part.text or "").replace("\u00a0", " ")
    return " " if part.tag == "mi" and text == "&" else text


def _fraction(part: Element) -> str:
    above, below = map(_text, part)
    if part.get("linethickness") == "0":
        return f"{above} choose {below}"
    return f"{_grouped(above)}/{_grouped(below)}"


def _grouped(text: str) -> str:
    """Return text in parentheses unless it is one thing already: ``2``, ``max``, ``f(x, y)``."""
    text = text.strip()
    one = len(text) == 1 or text.isdecimal() or text.isalpha() or text[:1].isalpha()
    return text if (one and " " not in _outside(text)) or _is_closed(text) else f"({text})"


def _outside(text: str) -> str:
    """Return what stands outside all parentheses."""
    depth, outer = 0, ""
    for letter in text:
        depth += letter in _OPENING
        outer += letter if depth <= 0 else ""
        depth -= letter in _CLOSING
    return outer


_OPENING: Final = "([" + _OPEN
_CLOSING: Final = ")]" + _CLOSE


def _is_closed(text: str) -> bool:
    """Say whether one pair of parentheses holds the whole text."""
    depth = 0
    for place, letter in enumerate(text):
        depth += (letter == "(") - (letter == ")")
        if depth == 0:
            return place == len(text) - 1 and letter == ")"
    return False


def _root(part: Element) -> str:
    under = _grouped(_row(list(part)))
    return f"√{under}" if under.startswith("(") else f"√{under} "


def _nth_root(part: Element) -> str:
    base, degree = map(_text, part)
    sign = {"3": "∛", "4": "∜"}.get(degree) or f"{_raised(degree)}√"
    return f"{sign}{_grouped(base)}"


def _power(part: Element) -> str:
    base, power = map(_text, part)
    return _grouped(base) + _raised(power) if " " in base else base + _raised(power)


def _index(part: Element) -> str:
    base, index = map(_text, part)
    return base + _lowered(index)


def _both(part: Element) -> str:
    base, index, power = map(_text, part)
    if base in _LARGE:
        return f"{base}{_lowered(index)}{_raised(power)}"
    return base + _lowered(index) + _raised(power)


def _over(part: Element) -> str:
    base, above = map(_text, part)
    if above in _ACCENTS and len(base.strip()) == 1:
        return base.strip() + _ACCENTS[above]
    return base if above in _ACCENTS or above in "⏞⎴" else base + _raised(above)


def _under(part: Element) -> str:
    base, below = map(_text, part)
    return base if below in "⏟_⎵" else base + _lowered(below)


_ACCENTS: Final = MappingProxyType(
    {"^": "\u0302", "¯": "\u0305", "→": "\u20d7", "~": "\u0303", "˙": "\u0307", "¨": "\u0308",
     "_": "\u0332", "‾": "\u0305", "ˇ": "\u030c", "´": "\u0301", "`": "\u0300", "˘": "\u0306"}
)  # fmt: skip


def _raised(text: str) -> str:
    text = text.strip()
    if text in ("′", "″", "‴", "∘"):
        return "°" if text == "∘" else text
    return _small(text, _SUPERSCRIPTS) or f"{_RAISE}{text}{_CLOSE}"


def _lowered(text: str) -> str:
    text = text.strip()
    return _small(text, _SUBSCRIPTS) or f"{_LOWER}{text}{_CLOSE}"


def _small(text: str, letters: Mapping[str, str]) -> str:
    small = [letters.get(letter, "") for letter in text.replace(" ", "")]
    return "".join(small) if all(small) else ""


_SUPERSCRIPTS: Final = MappingProxyType(
    dict(zip("0123456789+-−=()ni", "⁰¹²³⁴⁵⁶⁷⁸⁹⁺⁻⁻⁼⁽⁾ⁿⁱ", strict=True))
)
_SUBSCRIPTS: Final = MappingProxyType(
    dict(zip("0123456789+-−=()", "₀₁₂₃₄₅₆₇₈₉₊₋₋₌₍₎", strict=True))
)


def _table(part: Element) -> str:
    rows = (", ".join(filter(None, (_text(cell).strip() for cell in row))) for row in part)
    return "; ".join(rows)


def _space(part: Element) -> str:
    return "; " if part.get("linebreak") else " "


_WRITERS: Final[Mapping[str, Callable[[Element], str]]] = MappingProxyType(
    {
        "mfrac": _fraction, "msqrt": _root, "mroot": _nth_root, "msup": _power, "msub": _index,
        "msubsup": _both, "munderover": _both, "mover": _over, "munder": _under,
        "mtable": _table, "mspace": _space,
    }
)  # fmt: skip
