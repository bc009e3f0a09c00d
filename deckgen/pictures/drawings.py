"""SVG drawings: refused where they reach outside themselves or grow without bound."""

from __future__ import annotations

import re
from typing import Final
from xml.etree import ElementTree
from xml.etree.ElementTree import Element

from deckgen.limits import DEFAULT_LIMITS, Limits
from deckgen.regex import regex

DEEPEST: Final = 60


class UnsafeDrawingError(Exception):
    """The drawing is not sound, or not safe to show."""


def drawing_size(data: bytes, limits: Limits = DEFAULT_LIMITS) -> tuple[int, int]:
    """Return the width and height of a drawing in CSS pixels.

    Raises:
        UnsafeDrawingError: it holds what a picture does not need: a document
            type, scripts, addresses outside of it, or too much.
    """
    if len(data) > limits.drawing_bytes:
        raise UnsafeDrawingError(f"is larger than {limits.drawing_bytes / 1_000_000:g} MB")
    root = _parsed(data)
    by_id: dict[str, Element] = {}
    for element in root.iter():
        _check(element)
        if element.get("id"):
            by_id.setdefault(element.get("id", ""), element)
    _Weighing(by_id, limits.drawing_elements).weigh(root)
    return _size(root)


def _parsed(data: bytes) -> Element:
    try:
        text = data.decode("utf-8-sig")
    except UnicodeDecodeError:
        raise UnsafeDrawingError("is not UTF-8") from None
    if re.search(r"<!DOCTYPE|<!ENTITY|<\?xml-stylesheet", text, re.IGNORECASE):
        raise UnsafeDrawingError("has a document type or a style sheet outside of it")
    declared = re.match(r"\s*<\?xml[^>]*encoding\s*=\s*[\"']([^\"']+)", text)
    if declared and declared[1].lower() not in ("utf-8", "utf8", "us-ascii", "ascii"):
        raise UnsafeDrawingError("is not UTF-8")
    try:
        root = ElementTree.fromstring(text.encode("utf-8"))
    except (ElementTree.ParseError, ValueError):
        raise UnsafeDrawingError("is not well-formed SVG") from None
    if _name(root.tag) != "svg":
        raise UnsafeDrawingError("is no SVG drawing")
    return root


def _name(tag: object) -> str:
    return tag.rpartition("}")[2].lower() if isinstance(tag, str) else ""


def _check(element: Element) -> None:
    name = _name(element.tag)
    if name in _REFUSED:
        raise UnsafeDrawingError(f"holds <{name}>")
    for key, value in element.attrib.items():
        _check_attribute(_name(key), value)
    if name == "style":
        _check_style("".join(element.itertext()))


_REFUSED: Final = frozenset(
    [
        "script", "foreignobject", "iframe", "object", "embed", "audio", "video", "handler",
        "listener",
    ]
)  # fmt: skip


def _check_attribute(key: str, value: str) -> None:
    if key.startswith("on"):
        raise UnsafeDrawingError("holds a script")
    inside = value.strip().startswith("#") or _EMBEDDED.match(value.strip())
    if key in ("href", "src", "base") and not inside:
        raise UnsafeDrawingError("leads outside of itself")
    if key == "attributename" and _name(value) == "href":
        raise UnsafeDrawingError("changes its addresses")
    if "url" in value.lower() or key == "style":
        _check_style(value)


_EMBEDDED: Final = regex(r"data:image/(?:png|jpe?g|gif);base64,", re.IGNORECASE)


def _check_style(text: str) -> None:
    if "@import" in text.lower() or ("\\" in text and "url" not in text.lower() and "(" in text):
        raise UnsafeDrawingError("leads outside of itself")
    for target in re.findall(r"url\(\s*[\"']?\s*([^\"')\s]*)", text, re.IGNORECASE):
        if not target.startswith("#") and not _EMBEDDED.match(target):
            raise UnsafeDrawingError("leads outside of itself")


class _Weighing:
    """How many elements a drawing has when what it uses is counted where it is used."""

    def __init__(self, by_id: dict[str, Element], heaviest: int) -> None:
        self._by_id, self._heaviest = by_id, heaviest
        self._known: dict[Element, int] = {}

    def weigh(self, element: Element, depth: int = 0) -> int:
        if depth > DEEPEST:
            raise UnsafeDrawingError("is nested too deep, or uses itself")
        if element in self._known:
            return self._known[element]
        weight = 1 + sum(self.weigh(child, depth + 1) for child in element)
        target = self._used(element)
        if target is not None:
            weight += self.weigh(target, depth + 1)
        if weight > self._heaviest:
            raise UnsafeDrawingError(f"has more than {self._heaviest:,} elements")
        self._known[element] = weight
        return weight

    def _used(self, element: Element) -> Element | None:
        if _name(element.tag) != "use":
            return None
        for key, value in element.attrib.items():
            if _name(key) == "href":
                return self._by_id.get(value.strip().removeprefix("#"))
        return None


def _size(root: Element) -> tuple[int, int]:
    box = [float(n) for n in re.findall(r"-?\d{1,7}(?:\.\d+)?", root.get("viewBox", ""))[:4]]
    ratio = box[3] / box[2] if len(box) == 4 and box[2] > 0 and box[3] > 0 else 0.5
    width, height = _length(root.get("width", "")), _length(root.get("height", ""))
    if not width and not height:
        width = box[2] if len(box) == 4 and box[2] > 0 else 300.0
    width = width or height / ratio
    height = height or width * ratio
    return max(1, min(round(width), 20_000)), max(1, min(round(height), 20_000))


def _length(text: str) -> float:
    """Return a length in CSS pixels, 0 for what is none."""
    found = re.fullmatch(r"\s*(\d{1,7}(?:\.\d{1,9})?)\s*(px|pt|pc|mm|cm|in)?\s*", text)
    return float(found[1]) * _UNITS[found[2] or "px"] if found else 0.0


_UNITS: Final = {
    "px": 1.0,
    "pt": 96 / 72,
    "pc": 16.0,
    "mm": 96 / 25.4,
    "cm": 96 / 2.54,
    "in": 96.0,
}
