"""The heights and margins of `study.css`, and what is smaller where it says `.tight`."""

from __future__ import annotations

from typing import Final, NamedTuple


class Around(NamedTuple):
    """Margins above and below, and the padding within, in millimeters."""

    above: float
    below: float
    padding: float = 0.0


class Looks(NamedTuple):
    """Lines and paragraphs in em of the text, everything else in millimeters."""

    line: float
    paragraph: float
    lead: float
    below_lead: float
    title: Around
    term: float
    exam: Around
    callout: Around
    quiz: Around
    check: float
    check_title: Around
    write: float
    below_write: float
    footnotes: float
    footnotes_title: Around


LOOSE: Final = Looks(
    line=1.5,
    paragraph=0.65,
    lead=1.19,
    below_lead=8,
    title=Around(8, 2.8),
    term=2.3,
    exam=Around(8, 8, 4.5),
    callout=Around(3, 4, 2.6),
    quiz=Around(3, 4, 3),
    check=7,
    check_title=Around(3, 2.8),
    write=16,
    below_write=4,
    footnotes=5,
    footnotes_title=Around(2, 1),
)

TIGHT: Final = Looks(
    line=1.42,
    paragraph=0.5,
    lead=1.12,
    below_lead=5.5,
    title=Around(5.6, 2),
    term=1.6,
    exam=Around(5, 5, 3.3),
    callout=Around(2, 2.6, 2),
    quiz=Around(2, 2.6, 2),
    check=4.4,
    check_title=Around(2, 1.6),
    write=8.6,
    below_write=2,
    footnotes=4.4,
    footnotes_title=Around(2, 1.6),
)
