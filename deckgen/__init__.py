"""Markdown lessons in, PowerPoint decks and PDF handouts out."""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from deckgen.backends import Backend, backend_names, load_backend
    from deckgen.diagnostics import CODES, DeckgenError, Diagnostic, Report, Severity
    from deckgen.diagrams import draw_diagrams
    from deckgen.editions import edition
    from deckgen.model import Audience, Lesson
    from deckgen.parser import parse
    from deckgen.pictures import load_pictures
    from deckgen.source import Source, from_text, read
    from deckgen.theme import Theme, load_theme, theme_names

__version__ = "0.1.0"

# Names are imported when they are first asked for: `deckgen --help` pays for none of them.
_HOMES = {
    "backends": ("Backend", "backend_names", "load_backend"),
    "diagnostics": ("CODES", "DeckgenError", "Diagnostic", "Report", "Severity"),
    "diagrams": ("draw_diagrams",),
    "editions": ("edition",),
    "model": ("Audience", "Lesson"),
    "parser": ("parse",),
    "pictures": ("load_pictures",),
    "source": ("Source", "from_text", "read"),
    "theme": ("Theme", "load_theme", "theme_names"),
}

__all__ = [
    "CODES",
    "Audience",
    "Backend",
    "DeckgenError",
    "Diagnostic",
    "Lesson",
    "Report",
    "Severity",
    "Source",
    "Theme",
    "backend_names",
    "draw_diagrams",
    "edition",
    "from_text",
    "load_backend",
    "load_pictures",
    "load_theme",
    "parse",
    "read",
    "theme_names",
]


def __getattr__(name: str) -> Any:
    """Import a public name from its home."""
    for home, names in _HOMES.items():
        if name in names:
            return getattr(import_module(f"deckgen.{home}"), name)
    raise AttributeError(f"module 'deckgen' has no attribute '{name}'")


def __dir__() -> list[str]:
    """Return the public names."""
    return sorted(__all__)
