"""What a value of a theme may be: small rules, and tables of them."""

from __future__ import annotations

import math
import re
from collections.abc import Callable, Iterator, Mapping
from typing import Any, Final

from deckgen.guessing import guessed
from deckgen.theme.lines import Path
from deckgen.values import Value


class Fault(Value):
    """Something wrong with one value; ``path`` leads to it."""

    path: Path
    message: str
    hint: str = ""


Rule = Callable[[Any, Path], Iterator[Fault]]
"""Yields what is wrong with a value."""

METRICS: Final = (
    "Arial", "Calibri", "Cambria", "Consolas", "Courier New", "Georgia", "Times New Roman",
)  # fmt: skip
"""The fonts that there are width tables of."""

MOST_INCHES: Final = 60


def text(value: Any, path: Path) -> Iterator[Fault]:
    """Find what is no line of text."""
    if not isinstance(value, str) or len(value) > 300 or not value.isprintable():
        yield Fault(path, f"'{path[-1]}' is not a line of text")


def flag(value: Any, path: Path) -> Iterator[Fault]:
    """Find what is neither true nor false."""
    if not isinstance(value, bool):
        yield Fault(path, f"'{path[-1]}' is true or false")


def number(low: float, high: float) -> Rule:
    """Return the rule of a number from ``low`` to ``high``."""

    def rule(value: Any, path: Path) -> Iterator[Fault]:
        if not _is_number(value) or not low <= value <= high:
            yield Fault(path, f"'{_name(path)}' is a number from {low:g} to {high:g}")

    return rule


def whole(low: int, high: int) -> Rule:
    """Return the rule of a whole number from ``low`` to ``high``."""

    def rule(value: Any, path: Path) -> Iterator[Fault]:
        if not isinstance(value, int) or isinstance(value, bool) or not low <= value <= high:
            yield Fault(path, f"'{_name(path)}' is a whole number from {low} to {high}")

    return rule


def _is_number(value: Any) -> bool:
    return isinstance(value, int | float) and not isinstance(value, bool) and math.isfinite(value)


def _name(path: Path) -> str:
    return str(next((part for part in reversed(path) if isinstance(part, str)), ""))


def numbers(least: int, most: int, high: float = MOST_INCHES) -> Rule:
    """Return the rule of a list of ``least`` to ``most`` numbers."""

    def rule(value: Any, path: Path) -> Iterator[Fault]:
        fine = isinstance(value, list) and least <= len(value) <= most
        if not fine or not all(_is_number(each) and -high <= each <= high for each in value):
            count = f"{least}" if least == most else f"{least} to {most}"
            yield Fault(path, f"'{_name(path)}' is a list of {count} numbers")

    return rule


def at(value: Any, path: Path) -> Iterator[Fault]:
    """Find what is not left, top, width and height in inches."""
    found = tuple(numbers(4, 4)(value, path))
    yield from found
    if not found and not (value[2] > 0 and value[3] > 0):
        yield Fault(path, f"'{_name(path)}' is left, top, width and height: it has no size")


def part(value: Any, path: Path) -> Iterator[Fault]:
    """Find what is not a part of a zone."""
    found = tuple(numbers(2, 4, 200)(value, path))
    yield from found
    if found:
        return
    column, span, top, bottom = list(value) + [0, 100][len(value) - 2 :]
    if column < 1 or span < 1 or bottom <= top:
        yield Fault(path, "'part' is first column, columns, from % and to %")


def sizes(value: Any, path: Path) -> Iterator[Fault]:
    """Find what are not sizes of type, the largest first."""
    fine = isinstance(value, list) and 0 < len(value) <= 12
    if not fine or not all(_is_number(size) and 6 <= size <= 120 for size in value):
        yield Fault(path, f"'{_name(path)}' is a list of sizes from 6 to 120")
    elif value != sorted(value, reverse=True):
        yield Fault(path, f"'{_name(path)}' begins with the largest size")


def bullets(value: Any, path: Path) -> Iterator[Fault]:
    """Find what are not single characters."""
    fine = isinstance(value, list) and 0 < len(value) <= 9
    if not fine or not all(isinstance(each, str) and len(each) == 1 for each in value):
        yield Fault(path, "'bullets' is a list of single characters")


def choice(*words: str) -> Rule:
    """Return the rule of one of some words."""

    def rule(value: Any, path: Path) -> Iterator[Fault]:
        if value not in words:
            told = ", ".join(words) if len(words) <= 8 else f"{len(words)} words"
            yield Fault(path, f"'{_name(path)}' is {value!r:.40}, not one of {told}",
                        _nearest(value, words))  # fmt: skip

    return rule


def color(value: Any, path: Path) -> Iterator[Fault]:
    """Find what is no ``RRGGBB``."""
    if not isinstance(value, str) or not re.fullmatch("#?[0-9A-Fa-f]{6}", value):
        yield Fault(path, f"{value!r:.40} is not a color like 1A2B3C")


def metrics(value: Any, path: Path) -> Iterator[Fault]:
    """Find what names no width table."""
    known = isinstance(value, str) and re.fullmatch(r"(.+?)( \d{2,3}%)?", value)
    if not known or known[1] not in METRICS:
        hint = f"there are: {', '.join(METRICS)}; 'Arial 110%' is a table's widths times 1.1"
        yield Fault(path, f"there is no width table for {value!r:.40}", hint)


def printed(value: Any, path: Path) -> Iterator[Fault]:
    """Find what is no size of text in print."""
    text = str(value)
    if not re.fullmatch(r"\d{1,2}(\.\d+)?", text) or not 6 <= float(text) <= 24:
        yield Fault(path, f"'{_name(path)}' is a size from 6 to 24")


def table(rules: Mapping[str, Rule]) -> Rule:
    """Return the rule of a table with these keys and no others."""

    def rule(value: Any, path: Path) -> Iterator[Fault]:
        if not isinstance(value, Mapping):
            yield Fault(path, f"'{_name(path)}' is a table")
            return
        for key, each in value.items():
            if key in rules:
                yield from rules[key](each, (*path, key))
            else:
                yield Fault((*path, key), f"unknown key '{key}'", _nearest(key, tuple(rules)))

    return rule


def named(inner: Rule, most: int = 40) -> Rule:
    """Return the rule of a table whose keys are names."""

    def rule(value: Any, path: Path) -> Iterator[Fault]:
        if not isinstance(value, Mapping) or len(value) > most:
            yield Fault(path, f"'{_name(path)}' is a table of at most {most} keys")
            return
        for key, each in value.items():
            yield from inner(each, (*path, key))

    return rule


def having(inner: Rule, *keys: str) -> Rule:
    """Return the rule of a table that must have some keys."""

    def rule(value: Any, path: Path) -> Iterator[Fault]:
        yield from inner(value, path)
        missing = [key for key in keys if isinstance(value, Mapping) and key not in value]
        if missing:
            yield Fault(path, f"'{_name(path)}' needs {' and '.join(map(repr, missing))}")

    return rule


def tables(inner: Rule, most: int) -> Rule:
    """Return the rule of a list of tables."""

    def rule(value: Any, path: Path) -> Iterator[Fault]:
        if not isinstance(value, list) or len(value) > most:
            yield Fault(path, f"'{_name(path)}' is a list of at most {most} tables")
            return
        for number, each in enumerate(value):
            yield from inner(each, (*path, number))

    return rule


def _nearest(word: Any, words: tuple[str, ...]) -> str:
    close = guessed(str(word), words)
    return f"did you mean '{close}'?" if close else f"there are: {', '.join(words)}"
