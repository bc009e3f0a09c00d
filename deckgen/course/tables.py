"""TOML files as tables, and what a folder's own ones say."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from functools import lru_cache
from pathlib import Path
from types import MappingProxyType
from typing import Any, Final

from deckgen.diagnostics import DeckgenError
from deckgen.settings import PROJECT_SETTINGS
from deckgen.toml import TomlError, read_toml

NAME: Final = "deckgen.toml"
PYPROJECT: Final = "pyproject.toml"
LIMITS: Final = "limits"
"""The table that sets a project's limits."""

PROJECT_KEYS: Final = MappingProxyType({one.name: one for one in PROJECT_SETTINGS})
"""What only the top of a project says, by its key."""


def table_of(path: Path) -> Mapping[str, Any]:
    """Return a TOML file's table; an empty one where there is no file.

    Raises:
        DeckgenError: it cannot be read, or is not TOML.
    """
    if not path.is_file():  # a pipe would never end
        return {}
    try:
        return _read(path.read_text(encoding="utf-8"))
    except (FileNotFoundError, NotADirectoryError):
        return {}
    except (OSError, UnicodeDecodeError, TomlError) as error:
        raise DeckgenError(f"{path}: {error}") from error


@lru_cache(maxsize=32)
def _read(text: str) -> Mapping[str, Any]:
    """Read what is looked into for one thing after the other."""
    return read_toml(text)


def tables(folder: Path, is_top: bool) -> Iterator[tuple[Mapping[str, Any], Path]]:
    """Yield the tables for deckgen in a folder, each with its file.

    Raises:
        DeckgenError: a file cannot be read, or is not TOML.
    """
    if is_top:
        tool = table_of(folder / PYPROJECT).get("tool", {})
        own = tool.get("deckgen", {}) if isinstance(tool, dict) else {}
        yield (own if isinstance(own, dict) else {}), folder / PYPROJECT
    yield table_of(folder / NAME), folder / NAME
