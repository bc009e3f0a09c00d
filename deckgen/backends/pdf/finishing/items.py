"""Lists that are tagged once, and their items with a body, as PDF/UA-1 wants them."""

from __future__ import annotations

from typing import Any, Final

import pydyf  # type: ignore[import-untyped]

_LIST: Final = "/L"
_ITEM: Final = "/LI"
_OF_AN_ITEM: Final = ("/Lbl", "/LBody")


def wrap_item_bodies(pdf: Any) -> None:
    """Put what stands in a list item beside its label into one ``LBody`` (rule 7.2-20).

    ``pdf`` is WeasyPrint's ``pydyf.PDF`` before it is written.
    """
    by_reference = {each.reference: each for each in pdf.objects if _is_element(each)}
    for item in [each for each in by_reference.values() if each["S"] == _ITEM]:
        kids = item["K"]
        loose = [kid for kid in kids if _kind(by_reference.get(kid)) not in _OF_AN_ITEM]
        if loose:
            _wrap(pdf, item, by_reference)


def tag_lists_once(pdf: Any) -> None:
    """Make the box around a list that is laid out as a table no list of its own."""
    by_reference = {each.reference: each for each in pdf.objects if _is_element(each)}
    for outer in by_reference.values():
        kids = outer["K"]
        if outer["S"] == _LIST and len(kids) == 1 and _kind(by_reference.get(kids[0])) == _LIST:
            outer["S"] = "/Div"


def _is_element(each: Any) -> bool:
    return isinstance(each, dict) and each.get("Type") == "/StructElem"


def _kind(element: Any) -> str:
    return str(element["S"]) if element is not None else ""


def _wrap(pdf: Any, item: Any, by_reference: dict[Any, Any]) -> None:
    """Move all but the label into a new body, with any body that is there already."""
    kids = item["K"]
    labels = [kid for kid in kids if _kind(by_reference.get(kid)) == "/Lbl"]
    moved = [kid for kid in kids if kid not in labels]
    body = pydyf.Dictionary({"Type": "/StructElem", "S": "/LBody", "P": item.reference})
    body["Pg"] = item["Pg"]
    body["K"] = pydyf.Array(moved)
    pdf.add_object(body)
    for kid in moved:
        if (element := by_reference.get(kid)) is not None:
            element["P"] = body.reference
            if element["S"] == "/LBody":
                element["S"] = "/Div"
    item["K"] = pydyf.Array([*labels, body.reference])
