"""Crop marks outside the bleed, and the boxes that tell a printer where to cut."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any, Final

import pydyf  # type: ignore[import-untyped]

from deckgen.backends.pdf.printing import BLEED_MM, PT_PER_MM

_BLEED: Final = BLEED_MM * PT_PER_MM
_NEAR: Final = 4 * PT_PER_MM  # from the trimmed edge to a mark
_LENGTH: Final = 5 * PT_PER_MM
_WIDTH: Final = 0.25  # points


def add_marks(pdf: Any) -> None:
    """Cut each page's drawing at its bleed, and draw marks where the paper is to be cut.

    WeasyPrint draws marks of its own within the bleed, where they could be seen.
    """
    for page in [each for each in pdf.objects if _is_page(each)]:
        left, top, right, bottom = map(float, page["TrimBox"])
        box = left - _BLEED, top - _BLEED, right + _BLEED, bottom + _BLEED
        page["BleedBox"] = pydyf.Array(box)
        before = pydyf.Stream([f"q {_rectangle(*box)} re W n"])
        after = pydyf.Stream(["Q", *_marks(left, top, right, bottom)])
        pdf.add_object(before)
        pdf.add_object(after)
        page["Contents"] = pydyf.Array([before.reference, page["Contents"], after.reference])


def _is_page(each: Any) -> bool:
    return isinstance(each, dict) and each.get("Type") == "/Page"


def _rectangle(left: float, top: float, right: float, bottom: float) -> str:
    return f"{left:.3f} {top:.3f} {right - left:.3f} {bottom - top:.3f}"


def _marks(left: float, top: float, right: float, bottom: float) -> Iterator[str]:
    """Yield two strokes at each corner, as an artifact: no reader speaks of them."""
    yield f"/Artifact BMC q 0 G {_WIDTH} w"
    for x, outward in ((left, -1), (right, 1)):
        for y, upward in ((top, -1), (bottom, 1)):
            yield _stroke(x, y + upward * _NEAR, x, y + upward * (_NEAR + _LENGTH))
            yield _stroke(x + outward * _NEAR, y, x + outward * (_NEAR + _LENGTH), y)
    yield "Q EMC"


def _stroke(x1: float, y1: float, x2: float, y2: float) -> str:
    return f"{x1:.3f} {y1:.3f} m {x2:.3f} {y2:.3f} l S"
