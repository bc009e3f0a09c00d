"""Finding themes on disk, and reading their files with care: a folder may come from anywhere."""

from __future__ import annotations

import json
import os
from collections.abc import Mapping, Sequence
from contextlib import suppress
from functools import cache, lru_cache
from pathlib import Path
from typing import Any, Final

from deckgen.diagnostics import DeckgenError
from deckgen.guessing import guessed
from deckgen.keeping import leave, take
from deckgen.theme.lines import Lines, numbered
from deckgen.theme.rules import Fault
from deckgen.theme.schema import faults, lacking
from deckgen.theme.styles import outside
from deckgen.toml import TomlError, read_toml
from deckgen.values import Value

LARGEST: Final = 256 * 1024
"""The most bytes that a file of a theme may have."""


class ThemeFile(Value, eq=False):
    """One ``theme.toml``: its text, its own ``data``, and what is wrong with that.

    Each is its own: as long as the text stays the same, so does the object.
    """

    path: Path
    text: str
    data: Mapping[str, Any]
    faults: tuple[Fault, ...]

    def lines(self) -> Lines:
        """Find where each key stands."""
        return numbered(self.text)

    def where(self, fault: Fault) -> str:
        """Return the fault with its place, as an error's message."""
        line = self.lines().of(fault.path)
        return f"{self.path}:{line}: {fault.message}" if line else f"{self.path}: {fault.message}"


def bundled_folder() -> Path:
    """Return the folder of deckgen's own themes."""
    package = Path(__file__).parent.parent
    return package / "themes" if (package / "themes").is_dir() else package.parent / "themes"


def theme_folders(project: Path | None = None) -> tuple[Path, ...]:
    """Return where themes are looked for: the project's own ``themes/``, then deckgen's."""
    bundled, own = bundled_folder(), (project or Path.cwd()) / "themes"
    return (own, bundled) if own.is_dir() and own.resolve() != bundled.resolve() else (bundled,)


def theme_names(project: Path | None = None) -> tuple[str, ...]:
    """Return the names of all themes at hand, sorted."""
    return tuple(sorted(set().union(*map(_names_in, theme_folders(project)))))


def _names_in(folder: Path) -> set[str]:
    try:
        names = os.listdir(folder)  # noqa: PTH208  asked at every start
    except OSError:
        return set()
    return {name for name in names if os.path.exists(f"{folder}/{name}/theme.toml")}  # noqa: PTH110


def find_theme(name: str, project: Path | None) -> Path:
    """Return the ``theme.toml`` of a theme; the project's own themes come first.

    Raises:
        DeckgenError: there is none of that name.
    """
    names = theme_names(project)
    if name in names:
        paths = (folder / name / "theme.toml" for folder in theme_folders(project))
        return next(path for path in paths if path.exists() or path.is_symlink())
    close = guessed(name, names)
    hint = f"did you mean '{close}'?" if close else f"there are: {', '.join(names) or 'none'}"
    raise DeckgenError(f"no theme '{name}' in {theme_folders(project)[0]}", hint)


def read_theme_file(path: Path) -> ThemeFile:
    """Read one ``theme.toml`` by itself.

    Raises:
        DeckgenError: it cannot be read, or is not TOML.
    """
    return _parsed(path, _text(path))


class _Sound(Value):
    """What one ``theme.toml`` says in which nothing is wrong, as JSON: read in no time."""

    data: str


@lru_cache(maxsize=32)
def _parsed(path: Path, text: str) -> ThemeFile:
    if known := take(_Sound, text):
        return ThemeFile(path, text, json.loads(known.data), ())
    try:
        data = read_toml(text)
    except TomlError as error:
        raise DeckgenError(f"{path}: {error}") from error
    found = tuple(faults(data))
    if not found:
        with suppress(TypeError):  # a date, which JSON does not have
            leave(_Sound(json.dumps(data)), text)
    return ThemeFile(path, text, data, found)


def merged(files: Sequence[ThemeFile]) -> dict[str, Any]:
    """Return a theme's data, over that of the themes it extends.

    Raises:
        DeckgenError: a file is not sound, or the theme lacks something.
    """
    data: dict[str, Any] = {}
    for file in reversed(files):
        for fault in file.faults:
            raise DeckgenError(file.where(fault), fault.hint)
        data = over(data, file.data)
    for fault in lacking(data, () if files[-1].path == _slate() else _layouts_of_slate()):
        raise DeckgenError(f"{files[0].path}: {fault.message}", fault.hint)
    return data


def style_sheet(files: Sequence[ThemeFile]) -> str:
    """Return a theme's style sheet: its own, or that of the nearest theme it extends.

    Raises:
        DeckgenError: it cannot be read, or loads something from elsewhere.
    """
    return next(filter(None, (read_css(file.path.parent) for file in files)), "")


def lineage(path: Path, project: Path | None) -> tuple[ThemeFile, ...]:
    """Return a theme's file and those that it extends, itself first.

    Raises:
        DeckgenError: one cannot be read, or a theme extends itself.
    """
    files: list[ThemeFile] = []
    while True:
        if path in (file.path for file in files):
            raise DeckgenError(f"{files[0].path}: extends itself by way of {files[-1].path}")
        file = read_theme_file(path)
        files.append(file)
        base = file.data.get("extends", "")
        if not isinstance(base, str) or not base:
            return tuple(files)
        path = _base(base, path, project)


def _base(name: str, heir: Path, project: Path | None) -> Path:
    """Return the theme that another extends; one may extend deckgen's of its own name."""
    if name == heir.parent.name and (bundled := bundled_folder() / name / "theme.toml").is_file():
        return bundled
    return find_theme(name, project)


def _slate() -> Path:
    """Return the theme that has all layouts, and so has whatever extends it."""
    return bundled_folder() / "slate" / "theme.toml"


@cache
def _layouts_of_slate() -> tuple[str, ...]:
    """Return the layouts that fitting counts on."""
    data = read_theme_file(_slate()).data
    return tuple(layout["name"] for layout in data["layout"])


def over(base: Mapping[str, Any], data: Mapping[str, Any]) -> dict[str, Any]:
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
                merged[key] = over(below, value)
            case _:
                merged[key] = value
    return merged


def _over_all(base: list[Any], data: list[Any], name: str) -> list[Any]:
    """Lay items over those of the same ``name``; new ones come last."""
    merged = {item[name]: item for item in base}
    for item in data:
        merged[item[name]] = over(merged.get(item[name], {}), item)
    return list(merged.values())


def read_css(folder: Path) -> str:
    """Return a theme's ``handout.css``, empty where it has none.

    Raises:
        DeckgenError: it cannot be read, or loads something from elsewhere.
    """
    path = folder / "handout.css"
    if not path.exists() and not path.is_symlink():
        return ""
    css = _text(path)
    for line, what in outside(css):
        raise DeckgenError(f"{path}:{line}: {what} reaches outside the theme", "leave it out")
    return css


def _text(path: Path) -> str:
    """Return a file's text; it must lie in its theme's folder, be a file, and not be huge."""
    home = path.parent.parent.resolve()
    try:
        if not path.resolve(strict=True).is_relative_to(home):
            raise DeckgenError(f"{path}: it is a link out of the folder of themes")
        if not path.is_file():
            raise DeckgenError(f"{path}: it is not a file")
        with path.open("rb") as file:
            data = file.read(LARGEST + 1)
        if len(data) > LARGEST:
            raise DeckgenError(f"{path}: it is larger than {LARGEST // 1024} KiB")
        return data.decode("utf-8-sig")
    except (OSError, RuntimeError, UnicodeDecodeError) as error:
        raise DeckgenError(f"{path}: {error}") from error
