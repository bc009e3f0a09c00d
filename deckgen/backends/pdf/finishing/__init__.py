"""What WeasyPrint's document still lacks, put right before it is written; the door to pydyf."""

from __future__ import annotations

from typing import Any

import pydyf  # type: ignore[import-untyped]

from deckgen.backends.pdf.finishing.fields import complete_fields
from deckgen.backends.pdf.finishing.items import tag_lists_once, wrap_item_bodies
from deckgen.backends.pdf.finishing.keeping import make_lasting
from deckgen.backends.pdf.finishing.marks import add_marks
from deckgen.backends.pdf.finishing.packing import pack_quickly
from deckgen.backends.pdf.printing import Printing

__all__ = ["finish", "pack_quickly"]


def finish(document: Any, pdf: Any, printing: Printing, front: int) -> None:
    """Complete a document's ``pydyf.PDF`` for what it is to be printed on and kept by.

    A viewer counts the first ``front`` pages as they say themselves, in Roman numerals.
    """
    tag_lists_once(pdf)
    wrap_item_bodies(pdf)
    complete_fields(pdf, document.fonts.values())
    if printing.archive:
        make_lasting(pdf)
    if printing.bleeds:
        add_marks(pdf)
    if front:
        labels = [0, pydyf.Dictionary({"S": "/r"}), front, pydyf.Dictionary({"S": "/D"})]
        pdf.catalog["PageLabels"] = pydyf.Dictionary({"Nums": pydyf.Array(labels)})
