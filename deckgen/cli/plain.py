"""A plain call, read by the rows of its options: Typer, which takes longer, reads all others.

To import Typer and make a command of it takes as long as to build a lesson.
Whatever is not plain (help, a mistake, flags written together) is left to it,
so it alone decides what is wrong and says so.
"""

from __future__ import annotations

import math
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any

from deckgen.cli.manner import ReportForm
from deckgen.cli.options import OPTIONS, Option, Takes


def plain_values(arguments: Sequence[str]) -> dict[str, Any] | None:
    """Return the values of a call, by name, or None where it is not plain."""
    options = OPTIONS.get(arguments[0], ()) if arguments else ()
    if not options:
        return None
    flags = {flag: option for option in options for flag in option.flags}
    values: dict[str, Any] = {option.name: option.default for option in options}
    paths: list[Path] = []
    rest = iter(arguments[1:])
    for word in rest:
        if not word.startswith("-"):
            if not word:
                return None
            paths.append(Path(word))
            continue
        flag, given, value = word.partition("=")
        option = flags.get(flag)
        if option is None or (given and not flag.startswith("--")):
            return None
        taken = _taken(option, flag, value if given else None, rest)
        if taken is None:
            return None
        if option.takes is Takes.TEXTS:
            taken = [*(values[option.name] or ()), taken]
        values[option.name] = taken
    return {"paths": paths or None, **values}


def _taken(option: Option, flag: str, given: str | None, rest: Iterator[str]) -> Any:
    """Return the value that an option was given, or None where Typer has to look."""
    if option.takes in (Takes.NOTHING, Takes.YES_OR_NO):
        return flag == option.flags[0] or option.takes is Takes.NOTHING if given is None else None
    word = next(rest, "") if given is None else given
    if not word or word.startswith("-"):
        return None
    try:
        return _read(option.takes, word)
    except ValueError:
        return None


def _read(takes: Takes, word: str) -> Any:
    match takes:
        case Takes.WHOLE:
            return int(word) if word.isascii() and word.isdigit() else None
        case Takes.NUMBER:
            return number if math.isfinite(number := float(word)) else None
        case Takes.FILE:
            return Path(word)
        case Takes.REPORT:
            return ReportForm(word)
    return word
