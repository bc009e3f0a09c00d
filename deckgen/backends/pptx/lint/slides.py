"""Rules about slides: what moves, where shapes stand, and what a listener would miss."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from typing import TYPE_CHECKING, Final

from deckgen.backends.pptx.lint.reader import A, Complaints, P, Package, Part, pieces, value
from deckgen.regex import regex

if TYPE_CHECKING:
    from xml.etree.ElementTree import Element


def timing(package: Package) -> Complaints:
    """Find animations of what is not there."""
    if not package.joined.tags("p:spTgt"):
        return
    for name, part in package.parts("ppt/slides"):
        if "<p:spTgt" not in part.text:
            continue
        shapes = {value(tag, "id") for tag in part.tags("p:cNvPr")}
        root = part.root
        sizes = _paragraph_counts(root)
        for target in root.iter(f"{P}spTgt"):
            shape = target.get("spid")
            if shape not in shapes:
                yield name, f"animates shape {shape}, which is not there"
            for span in target.iter(f"{P}pRg"):
                if int(span.get("end", "0")) >= sizes.get(shape, 0):
                    yield name, f"animates a paragraph that shape {shape} does not have"


def _paragraph_counts(root: Element) -> dict[str | None, int]:
    counts: dict[str | None, int] = {}
    for shape in root.iter(f"{P}sp"):
        label = next(shape.iter(f"{P}cNvPr"))
        counts[label.get("id")] = sum(1 for _ in shape.iter(f"{A}p"))
    return counts


def actions(package: Package) -> Complaints:
    """Find actions that PowerPoint does not know."""
    return package.judged(_actions)


def _actions(part: Part) -> Iterator[str]:
    for click in part.tags("a:hlinkClick"):
        action = value(click, "action")
        if action and not _ACTION.fullmatch(action):
            yield f"PowerPoint knows no {action}"


_ACTION: Final = regex(
    r"ppaction://(hlinksldjump|noaction|media|customshow\?.+|hlinkpres\?slideindex=\d+&slidetitle=.*"
    r"|hlinkshowjump\?jump=(firstslide|lastslide|nextslide|previousslide|endshow|lastslideviewed))"
)


def languages(package: Package) -> Complaints:
    """Find language tags that are none."""
    return package.judged(_languages)


def _languages(part: Part) -> Iterator[str]:
    runs = set(part.tags("a:rPr", "a:endParaRPr", "a:defRPr"))
    for tag in sorted(filter(None, {value(run, "lang") for run in runs})):
        if not _LANGUAGE.fullmatch(tag):
            yield f"'{tag}' is no language"


_LANGUAGE: Final = regex(r"[a-z]{2,3}(-[A-Za-z0-9]{2,8})*")


def tables(package: Package) -> Complaints:
    """Find tables whose rows differ in length."""
    if not package.joined.tags("a:tbl"):
        return
    for name, part in package.parts("ppt/slides"):
        for table in part.root.iter(f"{A}tbl") if "<a:tbl" in part.text else ():
            columns = sum(1 for _ in table.iter(f"{A}gridCol"))
            if any(len(row.findall(f"{A}tc")) != columns for row in table.iter(f"{A}tr")):
                yield name, f"a table of {columns} columns has a row of another length"


def bounds(package: Package) -> Complaints:
    """Find shapes that reach over the edge of their slide."""
    presentation = package.xml.get("ppt/presentation.xml")
    sizes = presentation.tags("p:sldSz") if presentation else []
    if not sizes:
        return
    width, height = _number(sizes[0], "cx"), _number(sizes[0], "cy")
    for name, part in package.parts("ppt/slides"):
        if _are_within(part.text, width, height):
            continue
        for frame in _frames(part):
            x, y, right, bottom = _edges(frame)
            if x < 0 or y < 0 or right > width + 1 or bottom > height + 1:
                yield name, f"a shape reaches over the slide's edge ({x}, {y}, {right}, {bottom})"


def _are_within(text: str, width: int, height: int) -> bool:
    """Tell whether all frames of a slide are written as usual, and do not reach over its edge."""
    return all(
        cx and int(x) + int(cx) <= width + 1 and int(y) + int(cy) <= height + 1
        for x, y, cx, cy in set(_FRAME.findall(text))
    )


_FRAME: Final = regex(
    '<a:off(?: x="([0-9]{1,9})" y="([0-9]{1,9})"/><a:ext cx="([0-9]{1,9})" cy="([0-9]{1,9})")?'
)


def _frames(part: Part) -> Iterator[str]:
    """Yield where each shape begins, and how far it reaches."""
    for piece in pieces(part.text, "a:off"):
        end = piece.find(">") + 1
        if piece.startswith("<a:ext", end):
            yield piece[: piece.find(">", end)]


def _edges(frame: str) -> tuple[int, int, int, int]:
    x, y, width, height = (_number(frame, side) for side in ("x", "y", "cx", "cy"))
    return x, y, x + width, y + height


def _number(tag: str, name: str) -> int:
    return int(value(tag, name) or "0")


def reading(package: Package) -> Complaints:
    """Find what a reader who hears the deck would miss."""
    titles: Counter[str] = Counter()
    has_pictures = bool(package.joined.tags("p:pic"))
    for name, part in package.parts("ppt/slides"):
        shapes = _shapes(part)
        said = [_words(shape) for shape in filter(_is_title, shapes)]
        if len(said) != 1 or not said[0]:
            yield name, "has no title, or several"
        titles.update(said)
        if not all(map(_says, shapes)):
            yield name, "has an empty placeholder or text box"
        if not has_pictures or all(map(_is_described, pieces(part.text, "p:pic"))):
            continue
        for picture in part.root.iter(f"{P}pic"):
            label = picture.find(f"{P}nvPicPr/{P}cNvPr")
            if label is None or label.get("descr"):
                continue
            if not any("decorative" in element.tag for element in label.iter()):
                yield name, "has a picture without an alternative text"
    for title, times in titles.items():
        if times > 1:
            yield "ppt/presentation.xml", f"{times} slides are called '{title}'"


def _is_described(picture: str) -> bool:
    """Tell whether a picture begins as usual, with a label that has an alternative text."""
    begins, _, label = picture.partition("<p:cNvPr ")
    return begins == "><p:nvPicPr>" and bool(value(label.partition(">")[0], "descr"))


def _shapes(part: Part) -> list[str]:
    """Return the text of each shape: they do not stand within one another."""
    return [
        shape if shape.startswith("<p:sp>") else _from_its_start(shape)
        for shape in part.text.split("</p:sp>")[:-1]
    ]


def _from_its_start(shape: str) -> str:
    return shape[max(shape.rfind("<p:sp>"), shape.rfind("<p:sp "), 0) :]


def _is_title(shape: str) -> bool:
    if "itle" not in shape and ("&" not in shape or "&#" not in shape):  # most are plainly none
        return False
    marks = (mark.partition(">")[0] for mark in pieces(shape, "p:ph"))
    return any(value(mark, "type") in ("title", "ctrTitle") for mark in marks)


def _says(shape: str) -> bool:
    """Tell whether a shape says something, or has no place for words."""
    begin = shape.find("<a:t>") + 5  # nearly always the first run says something
    begins = begin >= 5 and shape[begin : begin + 1].isalnum()
    return begins or "<p:txBody" not in shape or bool(_words(shape))


def _words(shape: str) -> str:
    said = (text for kind in ("a:t", "m:t") for text in pieces(shape, kind))
    return "".join(text.partition(">")[2].partition("<")[0] for text in said).strip(" \t\n")
