"""What may stand in a ``theme.toml``, key by key."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from types import MappingProxyType
from typing import Any, Final

from deckgen.settings import SETTINGS, Setting, SettingError, checked
from deckgen.theme import rules
from deckgen.theme.lines import Path
from deckgen.theme.rules import Fault, Rule
from deckgen.theme.tokens import Colors, Scale
from deckgen.values import fields

SLOTS: Final = (
    "tx1", "bg1", "tx2", "bg2", "dk1", "lt1", "dk2", "lt2",
    "accent1", "accent2", "accent3", "accent4", "accent5", "accent6", "hlink", "folHlink",
)  # fmt: skip
"""The names of scheme colors."""

KINDS: Final = (
    "title", "subtitle", "kicker", "body", "code", "table", "picture", "caption", "lead",
    "statement", "card", "term", "detail", "heading", "quote", "attribution", "question", "text",
    "footer", "number",
)  # fmt: skip
TYPES: Final = (
    "title", "tx", "obj", "secHead", "twoObj", "twoTxTwoObj", "titleOnly", "blank", "objTx",
    "picTx", "tbl", "cust",
)  # fmt: skip
GEOMETRIES: Final = (
    "rect", "roundRect", "ellipse", "triangle", "rtTriangle", "diamond", "parallelogram",
    "trapezoid", "pentagon", "hexagon", "octagon", "plus", "donut", "frame", "halfFrame", "corner",
    "diagStripe", "chevron", "homePlate", "pie", "chord", "blockArc", "arc", "teardrop", "wave",
    "snip1Rect", "round1Rect", "round2SameRect", "flowChartDelay", "star4", "star5", "sun", "moon",
)  # fmt: skip
MOST_LAYOUTS: Final = 60
MOST_PLACES: Final = 30
MOST_SHAPES: Final = 120


def faults(data: Mapping[str, Any]) -> Iterator[Fault]:
    """Yield what is wrong with a theme's own data, before it inherits anything."""
    yield from _THEME(data, ())
    for number, layout in enumerate(_listed(data, "layout")):
        if "name" not in layout:
            yield Fault(("layout", number), "a layout needs a 'name'")
        seen: set[str] = set()
        for at, place in enumerate(_listed(layout, "place")):
            path = ("layout", number, "place", at)
            if "idx" not in place:
                yield Fault(path, "a place needs an 'idx'")
            elif str(place["idx"]) in seen:
                yield Fault(path, f"there are two places with the idx {place['idx']}")
            seen.add(str(place.get("idx")))


def lacking(data: Mapping[str, Any], needed: Sequence[str]) -> Iterator[Fault]:
    """Yield what a whole theme lacks; ``needed`` names the layouts it must have."""
    for path in _NEEDED:
        if not _has(data, path):
            yield Fault(path, f"missing key '{'.'.join(path)}'", _WHOLE)
            return
    for number, layout in enumerate(data["layout"]):
        if "type" not in layout:
            yield Fault(("layout", number), f"the layout '{layout['name']}' needs a 'type'")
        for at, place in enumerate(layout.get("place", ())):
            for key in ("kind", "name"):
                if key not in place:
                    told = f"place {place['idx']} of '{layout['name']}' needs a '{key}'"
                    yield Fault(("layout", number, "place", at), told)
            zone = place.get("zone", "content")
            if zone not in data["zone"]:
                yield Fault(("layout", number, "place", at), f"there is no zone '{zone}'")
    names = {layout["name"] for layout in data["layout"]}
    missing = [name for name in needed if name not in names]
    if missing:
        yield Fault(("layout",), f"missing layouts: {', '.join(missing)}", _WHOLE)


_WHOLE: Final = 'extends = "slate" has all of them'


def _has(data: Any, path: Path) -> bool:
    for key in path:
        if not isinstance(data, Mapping) or key not in data:
            return False
        data = data[key]
    return True


def _listed(data: Mapping[str, Any], key: str) -> list[Mapping[str, Any]]:
    rows = data.get(key, [])
    return [row for row in rows if isinstance(row, Mapping)] if isinstance(rows, list) else []


_SLOT: Final = rules.choice(*SLOTS)
_ANCHOR: Final = rules.choice("t", "ctr", "b")
_ALIGN: Final = rules.choice("l", "ctr", "r")
_FACE: Final = rules.table({"deck": rules.text, "metrics": rules.metrics, "print": rules.text})
_SHAPE: Final = rules.having(
    rules.table(
        {
            "at": rules.at,
            "color": _SLOT,
            "geometry": rules.choice(*GEOMETRIES),
            "flip": rules.choice("h", "v", "hv", ""),
        }
    ),
    "at",
    "color",
)
_PLACE: Final = rules.table(
    {
        "kind": rules.choice(*KINDS),
        "idx": rules.whole(0, 9999),
        "name": rules.text,
        "zone": rules.text,
        "at": rules.at,
        "box": rules.numbers(4, 4),
        "part": rules.part,
        "insets": rules.numbers(4, 4),
        "anchor": _ANCHOR,
        "align": _ALIGN,
        "color": _SLOT,
        "fill": _SLOT,
    }
)
_LAYOUT: Final = rules.table(
    {
        "name": rules.text,
        "type": rules.choice(*TYPES),
        "background": _SLOT,
        "master_shapes": rules.flag,
        "shape": rules.tables(_SHAPE, MOST_SHAPES),
        "place": rules.tables(_PLACE, MOST_PLACES),
    }
)
_SCALE: Final = {
    name: rules.sizes if "tuple" in str(Scale.__annotations__[name]) else rules.number(6, 60)
    for name in fields(Scale)
}
_COLORS: Final = dict.fromkeys(fields(Colors), rules.color)
_GRID: Final = {
    "width": rules.number(4, 56),
    "height": rules.number(3, 56),
    "margin": rules.number(0, 10),
    "gutter": rules.number(0, 4),
    "columns": rules.whole(1, 48),
}
HANDOUT: Final[Mapping[str, Rule]] = MappingProxyType(
    {
        **dict.fromkeys(
            ("ink", "muted", "heading", "accent", "rule", "tint", "exam", "exam_tint"), rules.color
        ),
        "body_pt": rules.printed,
        "page": rules.text,
    }
)


def _settable(one: Setting) -> Rule:
    def rule(value: Any, path: Path) -> Iterator[Fault]:
        try:
            checked(one, value)
        except SettingError as error:
            yield Fault(path, str(error), error.hint)

    return rule


_SETTINGS: Final = {
    one.name: _settable(one) for one in SETTINGS if one.name not in ("theme", "template")
}
_THEME: Final = rules.table(
    {
        "extends": rules.text,
        "title": rules.text,
        "description": rules.text,
        "mode": rules.choice("light", "dark"),
        "colors": rules.table(_COLORS),
        "fonts": rules.table(
            {
                "heading": _FACE,
                "body": _FACE,
                "mono": _FACE,
                "east_asian": rules.text,
                "complex_script": rules.text,
                "scripts": rules.named(rules.text),
            }
        ),
        "scale": rules.table(_SCALE),
        "grid": rules.table(_GRID),
        "zone": rules.named(
            rules.table({"at": rules.at, "anchor": _ANCHOR, "align": _ALIGN, "color": _SLOT})
        ),
        "look": rules.table(
            {
                "bold_titles": rules.flag,
                "bullets": rules.bullets,
                "corners": rules.number(0, 1),
                "panels": rules.choice("bar", "block", "rule", "frame"),
                "tables": rules.choice("band", "rule", "grid"),
                "code": _SLOT,
                "contrast": rules.number(3, 21),
            }
        ),
        "shape": rules.tables(_SHAPE, MOST_SHAPES),
        "layout": rules.tables(_LAYOUT, MOST_LAYOUTS),
        "handout": rules.table(HANDOUT),
        "settings": rules.table(_SETTINGS),
    }
)

_NEEDED: Final[tuple[tuple[str, ...], ...]] = (
    ("title",),
    ("description",),
    *(("colors", key) for key in _COLORS),
    *(
        ("fonts", face, key)
        for face in ("heading", "body", "mono")
        for key in ("deck", "metrics", "print")
    ),
    *(("scale", key) for key in _SCALE),
    *(("grid", key) for key in _GRID),
    *(("zone", zone, "at") for zone in ("title", "content", "footer", "number")),
    ("layout",),
)
