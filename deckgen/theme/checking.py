"""All that can be said against a theme, with the line of its file to change."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from itertools import combinations
from pathlib import Path as File
from typing import Any, Final

from deckgen.diagnostics import DeckgenError, Diagnostic, Severity
from deckgen.theme.files import ThemeFile, find_theme, lineage
from deckgen.theme.legibility import Faint, faint
from deckgen.theme.lines import Path
from deckgen.theme.reading import load_theme
from deckgen.theme.rules import Fault
from deckgen.theme.styles import outside, slow
from deckgen.theme.tokens import EMU_PER_PT, Box, Theme

LEAST_BODY: Final = 18.0
LEAST_CODE: Final = 12.0
"""Points; smaller text is not read from the last row."""

ANY_OVERLAP: Final = 0.01
"""The share of the smaller box that may be shared by chance, by rounding."""


def check_theme(name: str, project: File | None = None) -> tuple[Diagnostic, ...]:
    """Return what is wrong with a theme, errors first by file; a sound theme has no finding.

    Raises:
        DeckgenError: there is no theme of that name.
    """
    path = find_theme(name, project)
    try:
        files = lineage(path, project)
    except DeckgenError as error:
        return (_finding(path, 0, str(error), error.hint),)
    faults = [_of_fault(file, fault) for file in files for fault in file.faults]
    css = path.with_name("handout.css")
    faults += _styles(css)
    if any(fault.severity is Severity.ERROR for fault in faults):
        return tuple(faults)
    try:
        theme = load_theme(name, project)
    except DeckgenError as error:
        return (*faults, _finding(path, 0, str(error), error.hint))
    own = files[0].data
    found = (*_sizes(theme), *_places(theme, own), *_overlaps(theme, own))
    told = (_of_fault(files[0], fault, Severity.WARNING) for fault in found)
    dim = (_of_faint(files[0], one) for one in faint(theme))
    return (*faults, *dict.fromkeys(told), *dict.fromkeys(dim))


def _finding(
    path: File, line: int, message: str, hint: str = "", severity: Severity = Severity.ERROR
) -> Diagnostic:
    message = message.removeprefix(f"{path}: ")
    return Diagnostic(severity, "theme", message, _shown(path), line, hint)


def _shown(path: File) -> str:
    """Return a file as the user would name it."""
    here = File.cwd()
    return (path.relative_to(here) if path.is_relative_to(here) else path).as_posix()


def _of_fault(file: ThemeFile, fault: Fault, severity: Severity = Severity.ERROR) -> Diagnostic:
    return _finding(file.path, file.lines().of(fault.path), fault.message, fault.hint, severity)


def _of_faint(file: ThemeFile, one: Faint) -> Diagnostic:
    """Return a finding at the first of the pair's colors that the file itself sets."""
    found = file.lines().found
    lines = (found.get(path, 0) for path in _colors_of(one))
    line = next(filter(None, lines), 0)
    return Diagnostic(Severity.ERROR, "contrast", str(one), _shown(file.path), line,
                      f"move the two apart until they reach {one.need:g}")  # fmt: skip


def _colors_of(one: Faint) -> Iterator[Path]:
    for told in (one.text, one.ground):
        if "handout's" in told or "its " in told:
            yield "handout", told.split()[-1]
        slot = told.rpartition("(")[2].rstrip(")").rpartition(" ")[2]
        yield from (("colors", key) for key in _SLOTS.get(slot, (slot,)))


_SLOTS: Final = {
    "tx1": ("dark1", "light1"), "bg1": ("light1", "dark1"), "tx2": ("dark2", "light2"),
    "bg2": ("light2", "dark2"), "dk1": ("dark1",), "lt1": ("light1",), "dk2": ("dark2",),
    "lt2": ("light2",), "hlink": ("link",), "folHlink": ("followed",),
}  # fmt: skip


def _styles(css: File) -> list[Diagnostic]:
    if not css.is_file():
        return []
    text = css.read_text(encoding="utf-8", errors="replace")
    reaching = [
        _finding(css, line, f"{what} reaches outside the theme", "leave it out")
        for line, what in outside(text)
    ]
    slowly = [
        _finding(
            css, line, f"{what} sets columns while boxes must not break: that takes very long",
            "add 'column-fill: auto'", Severity.WARNING,
        )
        for line, what in slow(text)
    ]  # fmt: skip
    return reaching + slowly


def _sizes(theme: Theme) -> Iterator[Fault]:
    """Yield the sizes of type that nobody reads from the last row."""
    for key, least in (("body", LEAST_BODY), ("lead", LEAST_BODY), ("code", LEAST_CODE)):
        floor = getattr(theme.scale, key)[-1]
        if floor < least:
            told = f"{key} goes down to {floor:g} pt; {least:g} is the least that a room can read"
            yield Fault(("scale", key), told)


def _places(theme: Theme, data: Mapping[str, Any]) -> Iterator[Fault]:
    """Yield what leaves the slide, and titles without room for a line."""
    line = theme.scale.title[-1] * 1.22 * EMU_PER_PT
    for layout in theme.layouts:
        for place in layout.placeholders:
            path = _path(data, layout.name, place.idx)
            if not _inside(place.box, theme):
                yield Fault(path, f"'{place.name}' of '{layout.name}' leaves the slide")
            if place.kind == "title" and place.box.height < line:
                yield Fault(path, f"the title of '{layout.name}' has no room for a line")
        for shape in layout.shapes:
            if not _inside(shape.box, theme):
                path = (*_path(data, layout.name), "shape")
                yield Fault(path, f"a decoration of '{layout.name}' leaves the slide")
    for number, shape in enumerate(theme.shapes):
        if not _inside(shape.box, theme):
            yield Fault(("shape", number), "a decoration of the master leaves the slide")


def _inside(box: Box, theme: Theme) -> bool:
    over = box.x + box.width - theme.width, box.y + box.height - theme.height
    return min(box.x, box.y) >= 0 and max(over) <= EMU_PER_PT


def _path(data: Mapping[str, Any], name: str, idx: int | None = None) -> Path:
    """Return the way to a layout, or a place on it, in a file's own data; empty if not there."""
    for number, layout in enumerate(data.get("layout", ())):
        if layout["name"] == name:
            places = layout.get("place", ())
            at = (n for n, place in enumerate(places) if place["idx"] == idx)
            found = next(at, None)
            return ("layout", number) if found is None else ("layout", number, "place", found)
    return ()


def _overlaps(theme: Theme, data: Mapping[str, Any]) -> Iterator[Fault]:
    for layout in theme.layouts:
        for one, other in combinations(layout.placeholders, 2):
            smaller = min(_area(one.box), _area(other.box))
            if _shared(one.box, other.box) > ANY_OVERLAP * smaller:
                told = f"'{one.name}' and '{other.name}' of '{layout.name}' overlap"
                yield Fault(_path(data, layout.name, other.idx), told)


def _area(box: Box) -> int:
    return box.width * box.height


def _shared(one: Box, other: Box) -> int:
    across = min(one.x + one.width, other.x + other.width) - max(one.x, other.x)
    down = min(one.y + one.height, other.y + other.height) - max(one.y, other.y)
    return max(across, 0) * max(down, 0)
