"""SVG as drawing programs export it, without what a picture on paper has no use for."""

from __future__ import annotations

from typing import Final
from xml.etree import ElementTree
from xml.etree.ElementTree import Element

from deckgen.regex import regex

_SVG: Final = "{http://www.w3.org/2000/svg}"
_LONGEST: Final = 5_000_000


def cleaned(data: bytes) -> bytes:
    """Return a drawing without its document type, web pages in it and links out of it.

    Graphviz and Illustrator name a document type; draw.io draws text as a
    piece of a web page, with plain text for programs that know none. What is
    not understood comes back as it is, for others to refuse.
    """
    if len(data) > _LONGEST or not _SPECIAL.search(data):
        return data
    text = _DOCTYPE.sub(b"", data, count=1)
    if b"<!" in text.replace(b"<!--", b"").replace(b"<![CDATA[", b""):
        return data
    if not _OUTSIDE.search(text):
        return text
    try:
        root = ElementTree.fromstring(text)
    except (ElementTree.ParseError, ValueError, LookupError):
        return data
    for parent in list(root.iter()):
        _without_pages(parent)
    ElementTree.register_namespace("", _SVG.strip("{}"))
    ElementTree.register_namespace("xlink", "http://www.w3.org/1999/xlink")
    clean: bytes = ElementTree.tostring(root, encoding="utf-8", xml_declaration=True)
    return clean


_SPECIAL: Final = regex(rb"<!DOCTYPE|foreignObject|<a[\s>]")
_DOCTYPE: Final = regex(rb"<!DOCTYPE\s+svg\b[^<>\[\]]*>")
_OUTSIDE: Final = regex(rb"foreignObject|<a[\s>]")


def _without_pages(parent: Element) -> None:
    pages = [child for child in parent if child.tag == f"{_SVG}foreignObject"]
    if pages and parent.tag == f"{_SVG}switch" and len(pages) < len(parent):
        for page in pages:
            parent.remove(page)
    if parent.tag == f"{_SVG}a":
        for key in [key for key in parent.attrib if key.rpartition("}")[2] in ("href", "target")]:
            del parent.attrib[key]
