"""The settings that a project and its folders give: ``deckgen.toml``, ``[tool.deckgen]``."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from types import MappingProxyType
from typing import Any, Final

from deckgen.course.finding import project_root
from deckgen.diagnostics import DeckgenError
from deckgen.limits import DEFAULT_LIMITS, Limits, read_limits
from deckgen.settings import (
    BY_NAME,
    PROJECT_SETTINGS,
    Given,
    Setting,
    SettingError,
    checked,
    unknown,
)

NAME: Final = "deckgen.toml"
PYPROJECT: Final = "pyproject.toml"
LIMITS: Final = "limits"

_PROJECT: Final = MappingProxyType({one.name: one for one in PROJECT_SETTINGS})


@dataclass(frozen=True, slots=True)
class Project:
    """What the top of a project says for all its lessons.

    ``root`` is its folder; ``lessons`` and ``output`` are paths as seen from
    the current folder. Empty is what it does not say.
    """

    root: Path
    lessons: tuple[Path, ...] = ()
    to: tuple[str, ...] = ()
    output: Path | None = None


def project(folder: Path = Path()) -> Project:
    """Return what the project that ``folder`` is in says of itself.

    Raises:
        DeckgenError: its configuration is not sound.
    """
    root = project_root(folder, folder)
    home = folder if root == folder.resolve() else root
    values: dict[str, Any] = {}
    for table, file in _tables(root, root):
        for key, value in table.items():
            if key in _PROJECT:
                values[key] = _checked(_PROJECT[key], value, key, file)
    return Project(
        root,
        tuple(home / name for name in values.get("lessons", ())),
        values.get("to", ()),
        home / values["output"] if values.get("output") else None,
    )


def configuration(folder: Path, root: Path | None) -> tuple[Given, ...]:
    """Return what each folder from ``root`` down to ``folder`` gives, the outermost first.

    Raises:
        DeckgenError: a file is not TOML, or a setting in it is unknown or wrong.
    """
    here = folder.resolve()
    top = root.resolve() if root else here
    within = [path for path in (*reversed(here.parents), here) if path.is_relative_to(top)]
    return tuple(
        dict(_given(table, file, top)) for each in within for table, file in _tables(each, top)
    )


def limits(root: Path) -> Limits:
    """Return the limits of the project whose top is ``root``.

    Raises:
        DeckgenError: its configuration is not sound.
    """
    found = DEFAULT_LIMITS
    for table, file in _tables(root, root):
        given = table.get(LIMITS, {})
        if not isinstance(given, dict):
            hint = "write [limits], and below it lines such as slides = 300"
            raise DeckgenError(f"{file}: '{LIMITS}' should be a table", hint)
        found = read_limits(given, str(file), found)
    return found


def _tables(folder: Path, top: Path) -> Iterator[tuple[dict[str, Any], Path]]:
    """Yield the tables for deckgen in a folder, each with its file."""
    if folder == top:
        tool = table_of(folder / PYPROJECT).get("tool", {})
        own = tool.get("deckgen", {}) if isinstance(tool, dict) else {}
        yield (own if isinstance(own, dict) else {}), folder / PYPROJECT
    yield table_of(folder / NAME), folder / NAME


def table_of(path: Path) -> dict[str, Any]:
    """Return a TOML file's table; an empty one where there is no file.

    Raises:
        DeckgenError: it cannot be read, or is not TOML.
    """
    if not path.is_file():  # a pipe would never end
        return {}
    try:
        return tomllib.loads(path.read_text(encoding="utf-8"))
    except (FileNotFoundError, NotADirectoryError):
        return {}
    except (OSError, UnicodeDecodeError, tomllib.TOMLDecodeError) as error:
        raise DeckgenError(f"{path}: {error}") from error


def _given(table: Mapping[str, Any], file: Path, top: Path) -> Iterator[tuple[str, Any]]:
    """Yield a table's settings of lessons."""
    at_top = file.parent == top
    for key, value in table.items():
        if at_top and (key in _PROJECT or key == LIMITS):
            continue
        if key not in BY_NAME:
            others = (*_PROJECT, LIMITS) if at_top else ()
            raise _fault(unknown(key, (*BY_NAME, *others)), key, file)
        given = _checked(BY_NAME[key], value, key, file)
        if key == "template":  # as lessons name it: from the project's top
            given = f"/{(file.parent / str(given)).relative_to(top).as_posix()}"
        yield key, given


def _checked(one: Setting, value: object, key: str, file: Path) -> Any:
    try:
        return checked(one, value)
    except SettingError as error:
        raise _fault(error, key, file) from error


def _fault(error: SettingError, key: str, file: Path) -> DeckgenError:
    return DeckgenError(f"{file}:{_line_of(key, file)}: {error}", error.hint)


def _line_of(key: str, file: Path) -> int:
    lines = enumerate(file.read_text(encoding="utf-8").splitlines(), start=1)
    name = re.compile(rf"""\s*["']?{re.escape(key)}["']?\s*=""")
    return next((number for number, line in lines if name.match(line)), 1)
