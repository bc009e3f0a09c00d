"""A theme made of the data in its files."""

from __future__ import annotations

from collections.abc import Mapping
from functools import lru_cache
from pathlib import Path
from typing import Any

from deckgen.settings import Given, checked, setting
from deckgen.theme.files import ThemeFile, find_theme, lineage, merged, style_sheet
from deckgen.theme.tokens import (
    Box,
    Colors,
    Face,
    Fonts,
    Layout,
    Look,
    Placeholder,
    Scale,
    Shape,
    Theme,
)
from deckgen.theme.zones import Grid, Zone, grounds, inches
from deckgen.values import replace


def load_theme(name: str = "slate", project: Path | None = None) -> Theme:
    """Read the theme called ``name``; the project's own themes come first.

    Raises:
        DeckgenError: no such theme, or its ``theme.toml`` is not sound.
    """
    files = lineage(find_theme(name, project), project)
    return _theme(name, files, style_sheet(files))


@lru_cache(maxsize=16)
def _theme(name: str, files: tuple[ThemeFile, ...], css: str) -> Theme:
    """Return the theme that its files make: one, for as long as they stay the same."""
    data = merged(files)
    grid = Grid(**data["grid"])
    zones = {name: Zone.of(zone) for name, zone in data["zone"].items()}
    shapes = tuple(_shape(shape) for shape in data.get("shape", ()))
    look = _look(data.get("look", {}))
    fonts = data["fonts"]
    return Theme(
        name=name,
        title=data["title"],
        description=data["description"],
        dark=data.get("mode", "light") == "dark",
        colors=Colors(**{key: _color(value) for key, value in data["colors"].items()}),
        fonts=Fonts(
            heading=Face(**fonts["heading"]),
            body=Face(**fonts["body"]),
            mono=Face(**fonts["mono"]),
            east_asian=fonts.get("east_asian", ""),
            complex_script=fonts.get("complex_script", ""),
            scripts=tuple(sorted(fonts.get("scripts", {}).items())),
        ),
        scale=_scale(data["scale"]),
        width=inches(grid.width),
        height=inches(grid.height),
        shapes=shapes,
        layouts=tuple(_layout(layout, grid, zones, shapes, look) for layout in data["layout"]),
        handout={key: str(value) for key, value in data.get("handout", {}).items()},
        css=css,
        look=look,
        settings=_settings(data.get("settings", {})),
    )


def _settings(data: Mapping[str, Any]) -> Given:
    """Return what the theme sets for lessons that say nothing of it themselves."""
    return {name: checked(setting(name), value) for name, value in data.items()}


def _color(value: str) -> str:
    return value.removeprefix("#").upper()


def _scale(data: Mapping[str, Any]) -> Scale:
    sizes: dict[str, Any] = {
        key: tuple(map(float, value)) if isinstance(value, list) else float(value)
        for key, value in data.items()
    }
    return Scale(**sizes)


def _shape(data: Mapping[str, Any]) -> Shape:
    x, y, width, height = map(inches, data["at"])
    geometry, flip = data.get("geometry", "rect"), data.get("flip", "")
    return Shape(Box(x, y, width, height), data["color"], geometry, flip)


def _look(data: Mapping[str, Any]) -> Look:
    look = {**data}
    if "bullets" in look:
        look["bullets"] = tuple(look["bullets"])
    if "corners" in look:
        look["corners"] = inches(look["corners"])
    return Look(**look)


def _layout(
    data: Mapping[str, Any],
    grid: Grid,
    zones: Mapping[str, Zone],
    master: tuple[Shape, ...],
    look: Look,
) -> Layout:
    layout = Layout(
        name=data["name"],
        type=data["type"],
        placeholders=tuple(
            _placeholder(place, grid, zones, look) for place in data.get("place", ())
        ),
        shapes=tuple(_shape(shape) for shape in data.get("shape", ())),
        background=data.get("background", ""),
        master_shapes=data.get("master_shapes", True),
    )
    places = (
        replace(place, ground=[*grounds(place.box, layout, master)][-1])
        for place in layout.placeholders
    )
    return replace(layout, placeholders=tuple(places))


def _placeholder(
    data: Mapping[str, Any], grid: Grid, zones: Mapping[str, Zone], look: Look
) -> Placeholder:
    insets = [inches(inset) for inset in data.get("insets", (0, 0, 0, 0))]
    zone = zones[data.get("zone", "content")]
    return Placeholder(
        kind=data["kind"],
        idx=data["idx"],
        name=data["name"],
        box=_box(data, grid, zone),
        insets=(insets[0], insets[1], insets[2], insets[3]),
        anchor=data.get("anchor", zone.anchor),
        color=data.get("color", zone.color),
        fill=data.get("fill", _fill(data["kind"], look)),
        align=data.get("align", zone.align),
    )


def _fill(kind: str, look: Look) -> str:
    """Return the color that fills a place of one kind, unless it says another."""
    if kind in ("card", "question"):
        return "bg2" if look.panels in ("bar", "block") else ""
    return look.code if kind == "code" else ""


def _box(data: Mapping[str, Any], grid: Grid, zone: Zone) -> Box:
    """Return where a place is: ``at`` in inches, ``box`` on the grid, or ``part`` of its zone."""
    if "at" in data:
        return Box(*map(inches, data["at"]))
    if "box" in data:
        return grid.box(*data["box"])
    return grid.part(zone, *data.get("part", (1, grid.columns)))
