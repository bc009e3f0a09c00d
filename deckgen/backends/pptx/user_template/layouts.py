"""A user's layouts as PowerPoint resolves them: what a layout does not say, its master does."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

from lxml import etree

from deckgen.backends.pptx.user_template.keeping import A, Master, P
from deckgen.backends.pptx.user_template.package import Package
from deckgen.theme import Box
from deckgen.values import Value

INSETS: Final = (91440, 45720, 91440, 45720)
"""PowerPoint's margins of a text box, left, top, right and bottom, in EMU."""

NOWHERE: Final = Box(0, 0, 0, 0)


class Place(Value):
    """A placeholder with all that it inherits; ``box`` includes the ``insets``."""

    type: str
    idx: int
    name: str
    box: Box
    insets: tuple[int, int, int, int]
    anchor: str
    align: str
    size_pt: float
    face: str
    capitals: bool
    plain: bool
    text: str
    field: str
    bullets: bool
    color: str
    faded: bool

    @property
    def inner(self) -> Box:
        """What the margins leave free."""
        left, top, right, bottom = self.insets
        width = max(self.box.width - left - right, 1)
        return Box(self.box.x + left, self.box.y + top, width,
                   max(self.box.height - top - bottom, 1))  # fmt: skip


class OwnLayout(Value):
    """A layout of the template; ``tree`` and ``master`` are its XML and its master's."""

    part: str
    name: str
    type: str
    places: tuple[Place, ...]
    tree: etree._Element
    master: etree._Element
    theme: str

    @property
    def titles(self) -> tuple[Place, ...]:
        """The title placeholders; there is at most one in a sound layout."""
        return tuple(p for p in self.places if p.type in ("title", "ctrTitle"))

    @property
    def contents(self) -> tuple[Place, ...]:
        """The placeholders that content goes into, from the top left on."""
        found = (p for p in self.places if p.type in CONTENT)
        return tuple(sorted(found, key=lambda p: (p.box.y // 400000, p.box.x, p.box.y)))


CONTENT: Final = frozenset(
    {"obj", "body", "subTitle", "tbl", "pic", "chart", "dgm", "media", "clipArt"}
)


def read_layouts(package: Package, masters: tuple[Master, ...]) -> tuple[OwnLayout, ...]:
    """Return all layouts, those of the first master first."""
    return tuple(
        _layout(package, part, package.tree(master.part), master.theme)
        for master in masters
        for part in master.layouts
    )


def _layout(package: Package, part: str, master: etree._Element, theme: str) -> OwnLayout:
    tree = package.tree(part)
    common = tree.find(f"{P}cSld")
    name = common.get("name", "") if common is not None else ""
    places = tuple(_places(tree, master))
    return OwnLayout(part, name, tree.get("type", ""), places, tree, master, theme)


def _places(tree: etree._Element, master: etree._Element) -> Iterator[Place]:
    for shape, mark in _marked(tree):
        chain = [shape, *_ancestors(mark, master)]
        box = next((box for one in chain if (box := _box(one)) is not None), NOWHERE)
        if box.width > 0 and box.height > 0:
            yield _place(mark, chain, master, box)


def _marked(tree: etree._Element) -> Iterator[tuple[etree._Element, etree._Element]]:
    for shape in tree.iterfind(f"{P}cSld/{P}spTree/{P}sp"):
        mark = shape.find(f"{P}nvSpPr/{P}nvPr/{P}ph")
        if mark is not None:
            yield shape, mark


def _ancestors(mark: etree._Element, master: etree._Element) -> Iterator[etree._Element]:
    """Yield the master's placeholder that this one inherits from."""
    wanted = _ON_MASTER.get(mark.get("type", "obj"), "body")
    for shape, other in _marked(master):
        if other.get("type", "obj") == wanted:
            yield shape
            return


_ON_MASTER: Final = {
    "title": "title", "ctrTitle": "title", "ftr": "ftr", "sldNum": "sldNum", "dt": "dt",
}  # fmt: skip


def _box(shape: etree._Element) -> Box | None:
    frame = shape.find(f"{P}spPr/{A}xfrm")
    if frame is None:
        return None
    off, ext = frame.find(f"{A}off"), frame.find(f"{A}ext")
    if off is None or ext is None:
        return None
    return Box(number(off, "x"), number(off, "y"), number(ext, "cx"), number(ext, "cy"))


def number(element: etree._Element, name: str, default: int = 0) -> int:
    """Return an attribute as a whole number, ``default`` where it is none."""
    try:
        return int(element.get(name, ""))
    except ValueError:
        return default


def _place(
    mark: etree._Element, chain: list[etree._Element], master: etree._Element, box: Box
) -> Place:
    kind = mark.get("type", "obj")
    bodies = [body for one in chain if (body := one.find(f"{P}txBody/{A}bodyPr")) is not None]
    insets = tuple(
        _first(bodies, name, default)
        for name, default in zip(("lIns", "tIns", "rIns", "bIns"), INSETS, strict=True)
    )
    levels = [*_levels(chain), *_style(kind, master)]
    runs = [run for level in levels if (run := level.find(f"{A}defRPr")) is not None]
    vertical = _text(bodies, "vert", "horz") != "horz" or mark.get("orient") == "vert"
    turned = any(one.find(f"{P}spPr/{A}xfrm[@rot]") is not None for one in chain[:1])
    words, counts = _words(chain[0])
    return Place(
        type=kind,
        idx=number(mark, "idx"),
        name=_name(chain[0]),
        box=box,
        insets=(insets[0], insets[1], insets[2], insets[3]),
        anchor=_text(bodies, "anchor", "t"),
        align=_text(levels, "algn", "l"),
        size_pt=_first(runs, "sz", 1800) / 100,
        face=next((face.get("typeface", "") for run in runs
                   if (face := run.find(f"{A}latin")) is not None), ""),
        capitals=_text(runs, "cap", "none") != "none",
        plain=not vertical and not turned and _first(bodies, "numCol", 1) < 2,
        text=words,
        field=counts,
        bullets=_bullets(chain, kind, master),
        color=_color(runs),
        faded=_faded(runs),
    )  # fmt: skip


def _name(shape: etree._Element) -> str:
    label = shape.find(f"{P}nvSpPr/{P}cNvPr")
    return label.get("name", "") if label is not None else ""


def _first(elements: list[etree._Element], name: str, default: int) -> int:
    found = (number(one, name, default) for one in elements if one.get(name) is not None)
    return next(found, default)


def _text(elements: list[etree._Element], name: str, default: str) -> str:
    return next((value for one in elements if (value := one.get(name))), default)


def _levels(chain: list[etree._Element]) -> Iterator[etree._Element]:
    for shape in chain:
        level = shape.find(f"{P}txBody/{A}lstStyle/{A}lvl1pPr")
        if level is not None:
            yield level


def _style(kind: str, master: etree._Element) -> Iterator[etree._Element]:
    """Yield the first level of the master's text style for a kind of placeholder."""
    style = {"title": "titleStyle", "ctrTitle": "titleStyle", "ftr": "otherStyle",
             "sldNum": "otherStyle", "dt": "otherStyle"}.get(kind, "bodyStyle")  # fmt: skip
    level = master.find(f"{P}txStyles/{P}{style}/{A}lvl1pPr")
    if level is not None:
        yield level


def _bullets(chain: list[etree._Element], kind: str, master: etree._Element) -> bool:
    """Tell whether the first two levels both have a bullet or a number."""
    return kind in ("obj", "body") and all(
        next((level[0] for level in _marks(chain, master, at)), "") not in ("", "buNone")
        for at in (1, 2)
    )


def _color(runs: list[etree._Element]) -> str:
    """Return the scheme's word for a placeholder's text color, empty where it is another."""
    for run in runs:
        fill = run.find(f"{A}solidFill")
        if fill is not None:
            color = fill.find(f"{A}schemeClr")
            return color.get("val", "") if color is not None else ""
    return ""


def _faded(runs: list[etree._Element]) -> bool:
    """Tell whether a text's color is thinned until it is pale."""
    for run in runs:
        fill = run.find(f"{A}solidFill")
        if fill is not None:
            thinned = [str(one.tag).rpartition("}")[2] for one in fill.iterfind("*/*")]
            lifted = [number(one, "val") for one in fill.iterfind(f"*/{A}lumOff")]
            return "tint" in thinned or "alpha" in thinned or max(lifted, default=0) >= _PALE
    return False


_PALE: Final = 45000


def _marks(chain: list[etree._Element], master: etree._Element, at: int) -> Iterator[list[str]]:
    styles = [shape.find(f"{P}txBody/{A}lstStyle") for shape in chain]
    for style in (*styles, master.find(f"{P}txStyles/{P}bodyStyle")):
        level = style.find(f"{A}lvl{at}pPr") if style is not None else None
        found = [str(one.tag).rpartition("}")[2] for one in (level if level is not None else ())]
        marks = [tag for tag in found if tag in ("buNone", "buChar", "buAutoNum", "buBlip")]
        if marks:
            yield marks


def _words(shape: etree._Element) -> tuple[str, str]:
    """Return what a placeholder says itself, and the type of its first field."""
    body = shape.find(f"{P}txBody")
    if body is None:
        return "", ""
    field = next(body.iter(f"{A}fld"), None)
    text = " ".join("".join(t.text or "" for t in p.iter(f"{A}t")) for p in body.iter(f"{A}p"))
    return " ".join(text.split()), field.get("type", "") if field is not None else ""
