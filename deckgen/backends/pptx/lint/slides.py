"""Rules about slides: what moves, where shapes stand, and what a listener would miss."""

from __future__ import annotations

from collections import Counter
from typing import Final

from lxml import etree

from deckgen.backends.pptx.lint.reader import A, Complaints, M, P, Package, Part
from deckgen.regex import regex


def timing(package: Package) -> Complaints:
    """Find animations of what is not there."""
    for name, part in package.parts("ppt/slides"):
        targets = tuple(part.all(f"{P}spTgt"))
        if not targets:
            continue
        shapes = {row.get("id") for row in part.all(f"{P}cNvPr")}
        sizes = _paragraph_counts(part)
        for target in targets:
            shape = target.get("spid")
            if shape not in shapes:
                yield name, f"animates shape {shape}, which is not there"
            for span in target.iter(f"{P}pRg"):
                if int(span.get("end", "0")) >= sizes.get(shape, 0):
                    yield name, f"animates a paragraph that shape {shape} does not have"


def _paragraph_counts(part: Part) -> dict[str | None, int]:
    counts: dict[str | None, int] = {}
    for shape in part.all(f"{P}sp"):
        label = next(shape.iter(f"{P}cNvPr"))
        counts[label.get("id")] = sum(1 for _ in shape.iter(f"{A}p"))
    return counts


def actions(package: Package) -> Complaints:
    """Find actions that PowerPoint does not know."""
    for name, part in package.xml.items():
        for click in part.all(f"{A}hlinkClick"):
            action = click.get("action", "")
            if action and not _ACTION.fullmatch(action):
                yield name, f"PowerPoint knows no {action}"


_ACTION: Final = regex(
    r"ppaction://(hlinksldjump|noaction|media|customshow\?.+|hlinkpres\?slideindex=\d+&slidetitle=.*"
    r"|hlinkshowjump\?jump=(firstslide|lastslide|nextslide|previousslide|endshow|lastslideviewed))"
)


def languages(package: Package) -> Complaints:
    """Find language tags that are none."""
    for name, part in package.news.items():
        tags = {row.get("lang") for row in part.all(f"{A}rPr", f"{A}endParaRPr", f"{A}defRPr")}
        for tag in sorted(filter(None, tags)):
            if not _LANGUAGE.fullmatch(tag):
                yield name, f"'{tag}' is no language"


_LANGUAGE: Final = regex(r"[a-z]{2,3}(-[A-Za-z0-9]{2,8})*")


def tables(package: Package) -> Complaints:
    """Find tables whose rows differ in length."""
    for name, part in package.parts("ppt/slides"):
        for table in part.all(f"{A}tbl"):
            columns = sum(1 for _ in table.iter(f"{A}gridCol"))
            if any(len(row.findall(f"{A}tc")) != columns for row in table.iter(f"{A}tr")):
                yield name, f"a table of {columns} columns has a row of another length"


def bounds(package: Package) -> Complaints:
    """Find shapes that reach over the edge of their slide."""
    presentation = package.root("ppt/presentation.xml")
    size = None if presentation is None else presentation.find(f"{P}sldSz")
    if size is None:
        return
    width, height = int(size.get("cx", "0")), int(size.get("cy", "0"))
    for name, part in package.parts("ppt/slides"):
        for at in part.all(f"{A}off"):
            extent = at.getnext()
            if extent is None:
                continue
            x, y = int(at.get("x", "0")), int(at.get("y", "0"))
            right, bottom = x + int(extent.get("cx", "0")), y + int(extent.get("cy", "0"))
            if x < 0 or y < 0 or right > width + 1 or bottom > height + 1:
                yield name, f"a shape reaches over the slide's edge ({x}, {y}, {right}, {bottom})"


def reading(package: Package) -> Complaints:
    """Find what a reader who hears the deck would miss."""
    titles: Counter[str] = Counter()
    for name, part in package.parts("ppt/slides"):
        said = [_words(shape) for shape in part.all(f"{P}sp") if _is_title(shape)]
        if len(said) != 1 or not said[0]:
            yield name, "has no title, or several"
        titles.update(said)
        for shape in part.all(f"{P}sp"):
            body = shape.find(f"{P}txBody")
            if body is not None and not _words(shape):
                yield name, "has an empty placeholder or text box"
        for picture in part.all(f"{P}pic"):
            label = picture.find(f"{P}nvPicPr/{P}cNvPr")
            if label is None or label.get("descr"):
                continue
            if b"decorative" not in etree.tostring(label):
                yield name, "has a picture without an alternative text"
    for title, times in titles.items():
        if times > 1:
            yield "ppt/presentation.xml", f"{times} slides are called '{title}'"


def _is_title(shape: etree._Element) -> bool:
    mark = next(shape.iter(f"{P}ph"), None)
    return mark is not None and mark.get("type") in ("title", "ctrTitle")


def _words(shape: etree._Element) -> str:
    return "".join(text.text or "" for text in shape.iter(f"{A}t", f"{M}t")).strip(" \t\n")
