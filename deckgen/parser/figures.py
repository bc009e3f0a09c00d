"""Pictures: what their attributes say about width, purpose and text."""

from __future__ import annotations

import re
from typing import Final

from deckgen.model import Figure
from deckgen.parser.findings import Findings
from deckgen.parser.links import site_address
from deckgen.parser.syntax.attributes import read_attributes
from deckgen.regex import regex
from deckgen.values import replace

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
    """Ask for the text of a picture that has none, or one that says nothing."""
    if figure.decorative or (figure.alt and not _SAYS_NOTHING.fullmatch(figure.alt)):
        return
    hint = "say in ![…] what it shows, or mark it with {.decorative}"
    name = figure.src if len(figure.src) <= 60 else f"{figure.src[:57]}…"
    what = f"text '{figure.alt[:40]}', which says nothing" if figure.alt else "no text"
    message = f"the picture '{name}' has {what} for who cannot see it"
    findings.warn("alt-text", message, figure.line, hint)


_SAYS_NOTHING: Final = regex(
    r"[\w ()./-]+\.(?:png|jpe?g|gif|svg|webp|bmp|tiff?)|\d+"
    r"|(?:alt(?:ernative)?[ -]?text|image|img|picture|photo|screen ?shot|figure|graphic|untitled"
    r"|bild|foto|imagen?|immagine|imagem|afbeelding|obraz|изображение|画像|图片|그림|صورة|תמונה)"
    r"[ _-]?\d*",
    re.IGNORECASE,
)
