"""The HTML of handouts as a tree: the same by the rules of XML as by those of HTML."""

from __future__ import annotations

from xml.etree.ElementTree import Element

import pytest
import tinyhtml5
from pdf_lessons import everything, html_of, one_slide, pages_of, pdf_of, text
from test_pdf_booklet import hashing, trees, volume

from deckgen.backends.pdf import PdfBackend, engine
from deckgen.backends.pdf.fields import with_fields
from deckgen.backends.pdf.treeing import tree_of
from deckgen.model import Audience
from deckgen.theme import load_theme
from deckgen.values import replace

KINDS = ("study", "guided", "cornell", "notes", "slides")


def told(element: Element) -> object:
    """Return all that a tree says but the space between its blocks."""
    words = ((element.text or "").strip(), (element.tail or "").strip())
    return element.tag, dict(element.attrib), words, tuple(map(told, element))


@pytest.mark.parametrize("audience", list(Audience))
def test_a_document_says_the_same_as_xml_and_as_html(audience: Audience) -> None:
    html = with_fields(html_of(everything(), audience), "en")
    tree = tree_of(html)
    assert tree is not None
    assert told(tree) == told(tinyhtml5.parse(html, namespace_html_elements=False))


def test_every_kind_of_handout_is_read_as_xml(monkeypatch: pytest.MonkeyPatch) -> None:
    read: list[bool] = []

    def seen(html: str) -> Element | None:
        read.append((tree := tree_of(html)) is not None)
        return tree

    monkeypatch.setattr(engine, "tree_of", seen)
    whole, theme = everything(), load_theme("slate")
    for kind in KINDS:
        settings = replace(whole.meta.settings, handout=(kind,), fillable=True)
        meta = replace(whole.meta, settings=settings)
        PdfBackend().render(replace(whole, meta=meta), theme, lambda _: None)
    PdfBackend().bind(volume(hashing(), trees()), theme, lambda _: None)
    assert len(read) > len(KINDS) + 3
    assert all(read)


def test_what_no_xml_may_hold_is_read_all_the_same() -> None:
    assert tree_of("<p>\x01</p>") is None
    data, _ = pdf_of(one_slide(text("before\x0bafter")))
    assert "after" in "".join(pages_of(data))
