"""What a theme is: colors, fonts, a type scale and a grid of layouts, read from ``theme.toml``."""

from __future__ import annotations

import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from difflib import get_close_matches
from pathlib import Path
from typing import Any, Final

from deckgen.diagnostics import DeckgenError

EMU_PER_PT: Final = 12700
EMU_PER_INCH: Final = 914400


@dataclass(frozen=True, slots=True)
class Box:
    """A rectangle on a slide, in EMU from its upper left corner."""

    x: int
    y: int
    width: int
    height: int


@dataclass(frozen=True, slots=True)
class Face:
    """A typeface: its name in a deck, whose widths measure it, and its name in print.

    ``metrics`` names a width table in ``deckgen/fonts``.
    """

    deck: str
    metrics: str
    print: str


@dataclass(frozen=True, slots=True)
class Fonts:
    """The theme's typefaces by use; ``east_asian`` and ``complex_script`` serve the deck."""

    heading: Face
    body: Face
    mono: Face
    east_asian: str = ""
    complex_script: str = ""


@dataclass(frozen=True, slots=True)
class Colors:
    """The twelve colors of an Office color scheme, as ``RRGGBB``.

    ``dark1`` and ``light1`` are ink and paper of a light theme; a dark theme
    exchanges them by its master's color map.
    """

    dark1: str
    light1: str
    dark2: str
    light2: str
    accent1: str
    accent2: str
    accent3: str
    accent4: str
    accent5: str
    accent6: str
    link: str
    followed: str


@dataclass(frozen=True, slots=True)
class Scale:
    """Type sizes in points, the largest first; the last of a tuple is its floor."""

    opening: tuple[float, ...]
    title: tuple[float, ...]
    body: tuple[float, ...]
    code: tuple[float, ...]
    table: tuple[float, ...]
    lead: tuple[float, ...]
    statement: tuple[float, ...]
    kicker: float
    caption: float
    footnote: float
    footer: float


@dataclass(frozen=True, slots=True)
class Placeholder:
    """A place for content on a layout.

    ``kind`` is ``title``, ``subtitle``, ``kicker``, ``body``, ``code``,
    ``table``, ``picture``, ``caption``, ``lead``, ``statement``, ``footer`` or
    ``number``. ``idx`` is unique on its layout. ``insets`` are left, top,
    right and bottom, in EMU. ``anchor`` is ``t``, ``ctr`` or ``b``.
    """

    kind: str
    idx: int
    name: str
    box: Box
    insets: tuple[int, int, int, int] = (0, 0, 0, 0)
    anchor: str = "t"
    color: str = ""
    fill: str = ""


@dataclass(frozen=True, slots=True)
class Shape:
    """A decoration of a master or layout; ``color`` is a scheme color's name."""

    box: Box
    color: str
    geometry: str = "rect"


@dataclass(frozen=True, slots=True)
class Layout:
    """A slide layout: ``type`` is PowerPoint's own word for it (``obj``, ``twoObj``, …).

    ``background`` is a scheme color's name, or empty for the master's;
    ``master_shapes`` says whether the master's decorations show.
    """

    name: str
    type: str
    placeholders: tuple[Placeholder, ...]
    shapes: tuple[Shape, ...] = ()
    background: str = ""
    master_shapes: bool = True

    def find(self, kind: str) -> tuple[Placeholder, ...]:
        """Return the placeholders of one kind, in reading order."""
        return tuple(place for place in self.placeholders if place.kind == kind)


@dataclass(frozen=True, slots=True)
class Theme:
    """A theme, whole: deck and handout are made of the same tokens.

    ``handout`` holds the print tokens as written in ``[handout]``; ``css`` is
    the theme's ``handout.css``, empty where it has none.
    """

    name: str
    title: str
    description: str
    dark: bool
    colors: Colors
    fonts: Fonts
    scale: Scale
    width: int
    height: int
    shapes: tuple[Shape, ...]
    layouts: tuple[Layout, ...]
    handout: Mapping[str, str]
    css: str = ""

    def layout(self, name: str) -> Layout:
        """Return a layout by its name.

        Raises:
            DeckgenError: the theme has none of that name.
        """
        for layout in self.layouts:
            if layout.name == name:
                return layout
        raise DeckgenError(f"theme '{self.name}' has no layout '{name}'")


# -- reading --------------------------------------------------------------------------


def theme_folders(project: Path | None = None) -> tuple[Path, ...]:
    """Return where themes are looked for: the project's own ``themes/``, then deckgen's."""
    package = Path(__file__).parent
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
    for folder in theme_folders(project):
        path = folder / name / "theme.toml"
        if name in theme_names(project) and path.is_file():
            return _read(path)
    names = theme_names(project)
    close = get_close_matches(name, names, n=1)
    hint = f"did you mean '{close[0]}'?" if close else f"there are: {', '.join(names) or 'none'}"
    raise DeckgenError(f"no theme '{name}' in {theme_folders(project)[0]}", hint)


def _read(path: Path) -> Theme:
    try:
        data = tomllib.loads(path.read_text(encoding="utf-8"))
    except (OSError, UnicodeDecodeError, tomllib.TOMLDecodeError) as error:
        raise DeckgenError(f"{path}: {error}") from error
    try:
        return _theme(path.parent, data)
    except KeyError as error:
        raise DeckgenError(f"{path}: missing key {error}") from error
    except (TypeError, ValueError, AttributeError) as error:
        raise DeckgenError(f"{path}: {error}") from error


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
