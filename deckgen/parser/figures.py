"""Pictures: what their attributes say about width, purpose and text."""

from __future__ import annotations

import re
from dataclasses import replace
from typing import Final

from deckgen.model import Figure
from deckgen.parser.findings import Findings
from deckgen.parser.links import site_address
from deckgen.parser.syntax.attributes import read_attributes

COLUMN_PX: Final = 960
"""The width, in CSS pixels, that a width in pixels is a share of."""


def share(width: str) -> float:
    """Return the share of the space that ``50%`` or ``480px`` means, 0 where it means none."""
    found = re.fullmatch(r"\s*(\d{1,5}(?:\.\d{1,5})?)\s*(%|px)?\s*;?\s*", width)
    if not found:
        return 0.0
    value = float(found[1])
    return min(value / (100 if found[2] == "%" else COLUMN_PX), 1.0)


def with_attributes(figure: Figure, attributes: str) -> Figure:
    """Return a figure as the braces behind it ask for."""
    _, classes, values = read_attributes(attributes)
    style = re.search(r"(?:^|;)\s*(?:max-)?width\s*:\s*([^;]+)", values.get("style", ""))
    width = share(values.get("width", style[1] if style else ""))
    decorative = figure.decorative or bool({"decorative", "presentation"} & set(classes))
    decorative = decorative or values.get("role") == "presentation"
    alt = values.get("alt", figure.alt)
    return replace(figure, width=width or figure.width, decorative=decorative, alt=alt)


def tag_figure(attributes: dict[str, str], line: int) -> Figure:
    """Return the figure that an ``<img>`` means; an empty ``alt`` says that it is decoration."""
    style = re.search(r"(?:^|;)\s*(?:max-)?width\s*:\s*([^;]+)", attributes.get("style", ""))
    alt = " ".join(attributes.get("alt", "").split())
    return Figure(
        src=site_address(attributes.get("src", "").strip()),
        alt=alt,
        caption=" ".join(attributes.get("title", "").split()),
        width=share(attributes.get("width") or (style[1] if style else "")),
        decorative="alt" in attributes and not alt,
        line=line,
    )


def report_missing_alt(figure: Figure, findings: Findings) -> None:
    """Ask for the text of a picture that has none."""
    if not figure.alt and not figure.decorative:
        hint = "say in ![…] what it shows, or mark it with {.decorative}"
        name = figure.src if len(figure.src) <= 60 else f"{figure.src[:57]}…"
        findings.warn("alt-text", f"the picture '{name}' has no text for who cannot see it",
                      figure.line, hint)  # fmt: skip
