"""The lists: themes and backends."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from deckgen.backends import backend_names, load_backend
from deckgen.cli.manner import Form
from deckgen.cli.printing import SCHEMA, to_json, visible
from deckgen.diagnostics import DeckgenError
from deckgen.theme import load_theme, theme_names


def list_themes(form: Form) -> None:
    """Print every theme with what it is like."""
    _print("themes", (_theme(name) for name in theme_names()), form)


def list_backends(form: Form) -> None:
    """Print every backend with the suffix of its files."""
    _print("backends", (_backend(name) for name in backend_names()), form)


def _theme(name: str) -> dict[str, str]:
    try:
        theme = load_theme(name)
    except DeckgenError as error:
        return {"name": name, "broken": str(error)}
    return {"name": name, "title": theme.title, "description": theme.description}


def _backend(name: str) -> dict[str, str]:
    try:
        return {"name": name, "suffix": load_backend(name).suffix}
    except DeckgenError as error:
        return {"name": name, "broken": str(error)}


def _print(what: str, rows: Iterable[Mapping[str, str]], form: Form) -> None:
    listed = [dict(row) for row in rows]
    if form is Form.JSON:
        print(to_json({"schema": SCHEMA, what: listed}))
        return
    width = max((len(row["name"]) for row in listed), default=0)
    for row in listed:
        told = f"broken: {row['broken']}" if "broken" in row else ": ".join([*row.values()][1:])
        print(visible(f"{row['name']:{width}}  {told}"))
