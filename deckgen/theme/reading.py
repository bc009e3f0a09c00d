"""Reading ``theme.toml``, with what it inherits from another theme."""

from __future__ import annotations

import tomllib
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from difflib import get_close_matches
from pathlib import Path
from typing import Any

from deckgen.diagnostics import DeckgenError
from deckgen.theme.tokens import (
    EMU_PER_INCH,
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


def theme_folders(project: Path | None = None) -> tuple[Path, ...]:
    """Return where themes are looked for: the project's own ``themes/``, then deckgen's."""
    package = Path(__file__).parent.parent
    bundled = package / "themes" if (package / "themes").is_dir() else package.parent / "themes"
    own = (project or Path.cwd()) / "themes"
    return (own, bundled) if own.is_dir() and own.resolve() != bundled.resolve() else (bundled,)


def theme_names(project: Path | None = None) -> tuple[str, ...]:
    """Return the names of all themes at hand, sorted."""
    found = {
        path.parent.name
        for folder in theme_folders(project)
        for path in folder.glob("*/theme.toml")
    }
    return tuple(sorted(found))


def load_theme(name: str = "slate", project: Path | None = None) -> Theme:
    """Read the theme called ``name``; the project's own themes come first.

    Raises:
        DeckgenError: no such theme, or its ``theme.toml`` is not sound.
    """
    path = _find(name, project)
    data = _inherited(path, project, ())
    try:
        return _theme(path.parent, data)
    except KeyError as error:
        raise DeckgenError(f"{path}: missing key {error}") from error
    except (TypeError, ValueError, AttributeError) as error:
        raise DeckgenError(f"{path}: {error}") from error


def _find(name: str, project: Path | None) -> Path:
    names = theme_names(project)
    if name in names:
        paths = (folder / name / "theme.toml" for folder in theme_folders(project))
        return next(path for path in paths if path.is_file())
    close = get_close_matches(name, names, n=1)
    hint = f"did you mean '{close[0]}'?" if close else f"there are: {', '.join(names) or 'none'}"
    raise DeckgenError(f"no theme '{name}' in {theme_folders(project)[0]}", hint)


def _inherited(path: Path, project: Path | None, heirs: tuple[Path, ...]) -> dict[str, Any]:
    """Return the file's data over that of the theme it ``extends``."""
    if path in heirs:
        raise DeckgenError(f"{heirs[0]}: extends itself by way of {heirs[-1]}")
    try:
        data = tomllib.loads(path.read_text(encoding="utf-8"))
    except (OSError, UnicodeDecodeError, tomllib.TOMLDecodeError) as error:
        raise DeckgenError(f"{path}: {error}") from error
    base = data.pop("extends", "")
    if not base:
        return data
    return _over(_inherited(_find(base, project), project, (*heirs, path)), data)


def _over(base: Mapping[str, Any], data: Mapping[str, Any]) -> dict[str, Any]:
    """Lay ``data`` over ``base``: tables by key, layouts by name, their places by idx."""
    merged = dict(base)
    for key, value in data.items():
        below = base.get(key)
        match key, below, value:
            case "layout", list(), list():
                merged[key] = _over_all(below, value, "name")
            case "place", list(), list():
                merged[key] = _over_all(below, value, "idx")
            case _, dict(), dict():
                merged[key] = _over(below, value)
            case _:
                merged[key] = value
    return merged


def _over_all(base: list[Any], data: list[Any], name: str) -> list[Any]:
    """Lay items over those of the same ``name``; new ones come last."""
    merged = {item[name]: item for item in base}
    for item in data:
        merged[item[name]] = _over(merged.get(item[name], {}), item)
    return list(merged.values())


def _theme(folder: Path, data: Mapping[str, Any]) -> Theme:
    grid = _Grid(**data["grid"])
    zones = {name: _Zone.of(zone) for name, zone in data["zone"].items()}
    shapes = tuple(_shape(shape) for shape in data.get("shape", ()))
    look = _look(data.get("look", {}))
    css = folder / "handout.css"
    fonts = data["fonts"]
    return Theme(
        name=folder.name,
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
        width=_inches(grid.width),
        height=_inches(grid.height),
        shapes=shapes,
        layouts=tuple(_layout(layout, grid, zones, shapes, look) for layout in data["layout"]),
        handout={key: str(value) for key, value in data.get("handout", {}).items()},
        css=css.read_text(encoding="utf-8") if css.is_file() else "",
        look=look,
    )


@dataclass(frozen=True, slots=True)
class _Grid:
    """The slide in inches: ``columns`` columns between the side margins."""

    width: float
    height: float
    margin: float
    gutter: float
    columns: int

    def box(self, column: int, span: int, top: float, bottom: float) -> Box:
        """Return the box that covers ``span`` columns from ``column`` (from 1)."""
        left, right = self.margin, self.width - self.margin
        x, wide = self.across(left, right, column, span)
        return Box(_inches(x), _inches(top), _inches(wide), _inches(bottom - top))

    def part(self, zone: _Zone, column: int, span: int, top: float = 0, bottom: float = 100) -> Box:
        """Return the part of a zone over some of its columns, from and to a percentage of it."""
        left, above, wide, high = zone.at
        x, width = self.across(left, left + wide, column, span)
        y, end = above + high * top / 100, above + high * bottom / 100
        return Box(_inches(x), _inches(y), _inches(width), _inches(end) - _inches(y))

    def across(self, left: float, right: float, column: int, span: int) -> tuple[float, float]:
        """Return where some columns begin and how wide they are, between two sides."""
        one = (right - left - (self.columns - 1) * self.gutter) / self.columns
        return left + (column - 1) * (one + self.gutter), span * one + (span - 1) * self.gutter


@dataclass(frozen=True, slots=True)
class _Zone:
    """Where all layouts have their title, content or foot: left, top, width, height in inches."""

    at: tuple[float, float, float, float]
    anchor: str = "t"
    align: str = "l"
    color: str = ""

    @classmethod
    def of(cls, data: Mapping[str, Any]) -> _Zone:
        """Read a zone."""
        left, top, width, height = map(float, data["at"])
        return cls(**{**data, "at": (left, top, width, height)})


def _inches(value: float) -> int:
    return round(value * EMU_PER_INCH)


def _color(value: str) -> str:
    text = value.removeprefix("#").upper()
    if len(text) != 6 or any(digit not in "0123456789ABCDEF" for digit in text):
        raise ValueError(f"'{value}' is not a color like 1A2B3C")
    return text


def _scale(data: Mapping[str, Any]) -> Scale:
    sizes: dict[str, Any] = {
        key: tuple(map(float, value)) if isinstance(value, list) else float(value)
        for key, value in data.items()
    }
    return Scale(**sizes)


def _shape(data: Mapping[str, Any]) -> Shape:
    x, y, width, height = map(_inches, data["at"])
    geometry, flip = data.get("geometry", "rect"), data.get("flip", "")
    return Shape(Box(x, y, width, height), data["color"], geometry, flip)


def _look(data: Mapping[str, Any]) -> Look:
    look = {**data}
    if "bullets" in look:
        look["bullets"] = tuple(look["bullets"])
    if "corners" in look:
        look["corners"] = _inches(look["corners"])
    return Look(**look)


def _layout(
    data: Mapping[str, Any],
    grid: _Grid,
    zones: Mapping[str, _Zone],
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


def grounds(box: Box, layout: Layout, master: tuple[Shape, ...]) -> Iterator[str]:
    """Yield the colors of the decorations under a box, the topmost first.

    The last is that of one that all of the box stands on; for paper it is empty.
    """
    drawn = (*master, *layout.shapes) if layout.master_shapes else layout.shapes
    for shape in reversed(drawn):
        if _meets(shape.box, box):
            yield shape.color
            if _holds(shape.box, box):
                return
    yield ""


def _meets(shape: Box, box: Box) -> bool:
    across = min(shape.x + shape.width, box.x + box.width) - max(shape.x, box.x)
    down = min(shape.y + shape.height, box.y + box.height) - max(shape.y, box.y)
    return across > 0 and down > 0


def _holds(shape: Box, box: Box) -> bool:
    return (
        shape.x <= box.x
        and shape.y <= box.y
        and shape.x + shape.width >= box.x + box.width
        and shape.y + shape.height >= box.y + box.height
    )


def _placeholder(
    data: Mapping[str, Any], grid: _Grid, zones: Mapping[str, _Zone], look: Look
) -> Placeholder:
    insets = [_inches(inset) for inset in data.get("insets", (0, 0, 0, 0))]
    if len(insets) != 4:
        raise ValueError("insets are left, top, right and bottom")
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
    if kind == "card":
        return "bg2" if look.panels in ("bar", "block") else ""
    return look.code if kind == "code" else ""


def _box(data: Mapping[str, Any], grid: _Grid, zone: _Zone) -> Box:
    """Return where a place is: ``at`` in inches, ``box`` on the grid, or ``part`` of its zone."""
    if "at" in data:
        return Box(*map(_inches, data["at"]))
    if "box" in data:
        return grid.box(*data["box"])
    return grid.part(zone, *data.get("part", (1, grid.columns)))
