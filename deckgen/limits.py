"""How much of everything deckgen takes on: one value, the same for all lessons of a project."""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType
from typing import Any, Final

from deckgen.diagnostics import DeckgenError
from deckgen.guessing import guessed
from deckgen.values import Value, fields, replace


class Limits(Value):
    """What is larger or deeper than this is refused with the code ``limit`` or ``picture``.

    No lesson that a person wrote comes near a default; a lesson cannot raise
    its own limits, only its project can. ``MEANINGS`` says what each one counts.
    """

    lesson_bytes: int = 1 << 18
    line_characters: int = 20_000
    paragraph_characters: int = 20_000
    front_matter_bytes: int = 16 << 10
    front_matter_depth: int = 12
    nesting: int = 30
    directive_nesting: int = 10
    table_cells: int = 2_000
    slides: int = 500
    blocks: int = 3_000
    link_characters: int = 2_000
    picture_bytes: int = 20_000_000
    picture_pixels: int = 40_000_000
    lesson_picture_bytes: int = 100_000_000
    lesson_picture_pixels: int = 400_000_000
    drawing_bytes: int = 5_000_000
    drawing_elements: int = 50_000


DEFAULT_LIMITS: Final = Limits()

MEANINGS: Final = MappingProxyType(
    {
        "lesson_bytes": "bytes of a lesson's file",
        "line_characters": "characters of one of its lines",
        "paragraph_characters": "characters of one of its paragraphs",
        "front_matter_bytes": "bytes of its front matter",
        "front_matter_depth": "lists and mappings in one another there",
        "nesting": "lists and quotations in one another",
        "directive_nesting": "columns, callouts and the like in one another",
        "table_cells": "cells of one table",
        "slides": "slides of a lesson, before any is split",
        "blocks": "paragraphs, items, cells and lines of code of a lesson",
        "link_characters": "characters of a link's address",
        "picture_bytes": "bytes of a picture's file",
        "picture_pixels": "pixels of a picture",
        "lesson_picture_bytes": "bytes of all pictures of a lesson",
        "lesson_picture_pixels": "pixels of all pictures of a lesson",
        "drawing_bytes": "bytes of an SVG drawing",
        "drawing_elements": "elements of a drawing, counted again where they are used again",
    }
)
"""What each limit counts, for people."""

_CEILINGS: Final = MappingProxyType({"nesting": 45, "front_matter_depth": 45})
# Markdown's reader itself stops at twice as many levels, and would drop what is deeper.


def read_limits(table: Mapping[str, Any], where: str, base: Limits = DEFAULT_LIMITS) -> Limits:
    """Return ``base`` as a project's settings change it; ``where`` names them in a message.

    Raises:
        DeckgenError: there is no such limit, or its value is not a number above 0.
    """
    names = {name.replace("_", "-"): name for name in fields(Limits)}
    changed = {}
    for name, value in table.items():
        field = names.get(name.replace("_", "-"))
        if field is None:
            close = guessed(name, names)
            hint = f"did you mean '{close}'?" if close else f"there are: {', '.join(names)}"
            raise DeckgenError(f"{where}: unknown limit '{name}'", hint)
        changed[field] = _number(name, value, _CEILINGS.get(field), where)
    return replace(base, **changed)


def _number(name: str, value: Any, ceiling: int | None, where: str) -> int:
    if type(value) is not int or value < 1:
        hint = f"write a whole number above 0: {name} = 1000"
        raise DeckgenError(f"{where}: '{name}' should be a number, not {value!r}", hint)
    if ceiling and value > ceiling:
        raise DeckgenError(f"{where}: '{name}' cannot be more than {ceiling}", f"write {ceiling}")
    return value
