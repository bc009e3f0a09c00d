"""The settings that a project and its folders give: ``deckgen.toml``, ``[tool.deckgen]``."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

from deckgen.course.roots import project_root
from deckgen.course.site import Checkout
from deckgen.course.tables import LIMITS, PROJECT_KEYS, tables
from deckgen.diagnostics import DeckgenError
from deckgen.limits import DEFAULT_LIMITS, Limits, read_limits
from deckgen.settings import BY_NAME, Given, Setting, SettingError, checked, unknown
from deckgen.values import Value


class Project(Value):
    """What the top of a project says for all its lessons.

    ``root`` is its folder; ``lessons`` and ``output`` are paths as seen from
    the current folder. ``title``, ``author`` and ``lang`` are the course's. Empty is
    what neither it nor its site says.
    """

    root: Path
    lessons: tuple[Path, ...] = ()
    to: tuple[str, ...] = ()
    output: Path | None = None
    bind: tuple[str, ...] = ()
    index: bool = True
    title: str = ""
    author: str = ""
    lang: str = ""


def project(folder: Path = Path()) -> Project:
    """Return what the project that ``folder`` is in says of itself.

    Raises:
        DeckgenError: its configuration is not sound.
    """
    root = project_root(folder, folder)
    home = folder if root == folder.resolve() else root
    values: dict[str, Any] = {}
    for table, file in tables(root, is_top=True):
        for key, value in table.items():
            if key in PROJECT_KEYS:
                values[key] = _checked(PROJECT_KEYS[key], value, key, file)
    checkout = Checkout.of(root)
    site = checkout.site.meta if checkout.site else None
    lessons = [home / name for name in values.get("lessons", ())]
    if not lessons and not (root / "lessons").is_dir():
        lessons = [home / path.relative_to(root) for path in checkout.folders()]
    return Project(
        root,
        tuple(lessons),
        values.get("to", ()),
        home / values["output"] if values.get("output") else None,
        bind=values.get("bind", ()),
        index=values.get("index", True),
        title=values.get("title", site.title if site else ""),
        author=values.get("author", site.author if site else ""),
        lang=values.get("lang", site.lang if site else ""),
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
        dict(_given(table, file, top))
        for each in within
        for table, file in tables(each, is_top=each == top)
    )


def limits(root: Path) -> Limits:
    """Return the limits of the project whose top is ``root``.

    Raises:
        DeckgenError: its configuration is not sound.
    """
    found = DEFAULT_LIMITS
    for table, file in tables(root, is_top=True):
        given = table.get(LIMITS, {})
        if not isinstance(given, dict):
            hint = "write [limits], and below it lines such as slides = 300"
            raise DeckgenError(f"{file}: '{LIMITS}' should be a table", hint)
        found = read_limits(given, str(file), found)
    return found


def _given(table: Mapping[str, Any], file: Path, top: Path) -> Iterator[tuple[str, Any]]:
    """Yield a table's settings of lessons."""
    at_top = file.parent == top
    for key, value in table.items():
        if at_top and (key in PROJECT_KEYS or key == LIMITS):
            continue
        if key not in BY_NAME:
            others = (*PROJECT_KEYS, LIMITS) if at_top else ()
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
