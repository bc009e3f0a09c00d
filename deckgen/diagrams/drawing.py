"""What a program drew, made safe: through the same door as an author's own drawing."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Final
from xml.etree import ElementTree
from xml.etree.ElementTree import Element

from deckgen.diagrams.programs import UndrawnError
from deckgen.model import Picture
from deckgen.pictures.drawings import UnsafeDrawingError, drawing_size
from deckgen.values import Value

SVG: Final = "http://www.w3.org/2000/svg"
ElementTree.register_namespace("", SVG)
ElementTree.register_namespace("xlink", "http://www.w3.org/1999/xlink")


class Drawing(Value):
    """A drawn diagram; ``words`` are its texts, each once, and ``description`` the author's own."""

    picture: Picture
    words: tuple[str, ...]
    description: str = ""


def drawing(data: bytes, fonts: str) -> Drawing:
    """Return a program's SVG without links and document type, its text in ``fonts``.

    Raises:
        UndrawnError: it is no drawing, or not safe to show.
    """
    text = re.sub(r"<!DOCTYPE[^>\[]*>", "", data.decode("utf-8", "replace"), count=1)
    text = re.sub(r"<!--.*?-->", "", text, flags=re.DOTALL)
    try:
        root = ElementTree.fromstring(text.encode())
    except (ElementTree.ParseError, ValueError):
        raise UndrawnError("what was drawn is no SVG") from None
    description = ". ".join(
        said for name in ("title", "desc") for said in _texts(root, name, top=True)
    )
    words = tuple(dict.fromkeys(_texts(root, "text")))
    _clean(root, fonts)
    clean = ElementTree.tostring(root, encoding="utf-8", xml_declaration=True)
    try:
        width, height = drawing_size(clean)
    except UnsafeDrawingError as fault:
        raise UndrawnError(f"the drawing {fault}", "draw it without that") from None
    return Drawing(Picture(clean, "svg", width, height), words, description)


def _texts(root: Element, name: str, *, top: bool = False) -> Iterator[str]:
    """Yield the text of every element of that name; at the ``top``, those right in the root."""
    for element in root.findall(f"{{{SVG}}}{name}") if top else root.iter(f"{{{SVG}}}{name}"):
        said = " ".join(" ".join(_pieces(element)).split())
        if said:
            yield said


def _pieces(element: Element) -> Iterator[str]:
    """Yield the pieces of a text; a line of its own begins with a position of its own."""
    yield element.text or ""
    for child in element:
        yield "".join(child.itertext()) if not len(child) else " ".join(_pieces(child))
        yield child.tail or ""


def _clean(root: Element, fonts: str) -> None:
    """Drop links and tooltips: a picture leads nowhere and says nothing but what it shows."""
    for element in root.iter():
        for key in [key for key in element.attrib if key.rpartition("}")[2] in _DROPPED]:
            if element.tag == f"{{{SVG}}}a" or key.rpartition("}")[2] != "href":
                del element.attrib[key]
        if "font-family" in element.attrib:
            element.set("font-family", fonts)
        for child in [child for child in element if child.tag == f"{{{SVG}}}title"]:
            element.remove(child)


_DROPPED: Final = frozenset({"href", "target", "title", "role", "aria-roledescription"})
