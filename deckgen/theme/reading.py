"""Reading ``theme.toml``, with what it inherits from another theme."""

from __future__ import annotations

import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
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
        ),
        scale=_scale(data["scale"]),
        width=_inches(grid.width),
        height=_inches(grid.height),
        shapes=tuple(_shape(shape) for shape in data.get("shape", ())),
        layouts=tuple(_layout(layout, grid) for layout in data["layout"]),
        handout={key: str(value) for key, value in data.get("handout", {}).items()},
        css=css.read_text(encoding="utf-8") if css.is_file() else "",
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
        free = self.width - 2 * self.margin - (self.columns - 1) * self.gutter
        one = free / self.columns
        x = self.margin + (column - 1) * (one + self.gutter)
        wide = span * one + (span - 1) * self.gutter
        return Box(_inches(x), _inches(top), _inches(wide), _inches(bottom - top))


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
    return Shape(Box(x, y, width, height), data["color"], data.get("geometry", "rect"))


def _layout(data: Mapping[str, Any], grid: _Grid) -> Layout:
    return Layout(
        name=data["name"],
        type=data["type"],
        placeholders=tuple(_placeholder(place, grid) for place in data.get("place", ())),
        shapes=tuple(_shape(shape) for shape in data.get("shape", ())),
        background=data.get("background", ""),
        master_shapes=data.get("master_shapes", True),
    )


def _placeholder(data: Mapping[str, Any], grid: _Grid) -> Placeholder:
    insets = [_inches(inset) for inset in data.get("insets", (0, 0, 0, 0))]
    if len(insets) != 4:
        raise ValueError("insets are left, top, right and bottom")
    return Placeholder(
        kind=data["kind"],
        idx=data["idx"],
        name=data["name"],
        box=grid.box(*data["box"]),
        insets=(insets[0], insets[1], insets[2], insets[3]),
        anchor=data.get("anchor", "t"),
        color=data.get("color", ""),
        fill=data.get("fill", ""),
    )
