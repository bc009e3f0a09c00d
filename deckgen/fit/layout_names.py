"""The layouts by the names that authors write: ``cards``, ``two-columns``, ``Title Only``."""

from __future__ import annotations

from types import MappingProxyType
from typing import Final

from deckgen.diagnostics import Diagnostic, Report, Severity
from deckgen.guessing import guessed
from deckgen.model import Slide
from deckgen.theme import Theme

CARDS: Final = "Cards"
"""What authors ask for; the number of points makes it one of the theme's layouts."""

NAMES: Final = MappingProxyType(
    {
        "list": "Title and Content",
        "cards": CARDS,
        "terms": "Term List",
        "comparison": "Comparison",
        "two-columns": "Two Content",
        "three-columns": "Three Content",
        "quote": "Quote",
        "statement": "Statement",
        "section": "Section Header",
        "question": "Question",
        "picture": "Picture with Caption",
        "picture-beside": "Content and Picture",
        "code": "Code",
        "code-beside": "Code and Text",
        "table": "Table",
        "stacked": "Stacked Content",
        "title-only": "Title Only",
    }
)
"""The name for each layout that authors may ask for."""

_ALSO: Final = MappingProxyType(
    {
        "bullets": "list", "text": "list", "content": "list", "plain": "list",
        "card": "cards", "tiles": "cards", "boxes": "cards",
        "term": "terms", "term-list": "terms", "glossary": "terms", "definitions": "terms",
        "compare": "comparison", "versus": "comparison", "vs": "comparison",
        "columns": "two-columns", "two-column": "two-columns", "2-columns": "two-columns",
        "halves": "two-columns", "three-column": "three-columns", "3-columns": "three-columns",
        "quotation": "quote", "citation": "quote",
        "big": "statement", "message": "statement", "key-message": "statement",
        "divider": "section", "chapter": "section", "section-divider": "section",
        "quiz": "question", "image": "picture", "figure": "picture", "photo": "picture",
        "beside": "picture-beside", "text-and-picture": "picture-beside",
        "picture-and-text": "picture-beside", "code-and-text": "code-beside",
        "stack": "stacked", "title": "title-only",
    }
)  # fmt: skip
"""Other spellings of the same."""

_SATISFYING: Final = MappingProxyType(
    {
        "Picture with Caption": ("Content and Picture", "Two Pictures", "Three Pictures"),
        "Code": ("Code and Text",),
        "Quote": ("Statement",),
        "Comparison": ("Three Comparison",),
        "Title Only": ("Section Header",),
    }
)
"""Layouts that are what an author asked for too."""


def asked_layout(slide: Slide, theme: Theme, file: str, report: Report) -> str:
    """Return the layout that the author asks for; empty where there is none of that name."""
    asked = slide.options.layout
    if not asked:
        return ""
    known = {_folded(layout.name): layout.name for layout in theme.layouts}
    known |= {_folded(also): NAMES[name] for also, name in _ALSO.items()}
    known |= {_folded(name): layout for name, layout in NAMES.items()}
    if _folded(asked) in known:
        return known[_folded(asked)]
    own = [layout.name for layout in theme.layouts]
    spelled = {_folded(name): name for name in (*_ALSO, *NAMES, *own)}
    close = guessed(_folded(asked), spelled)
    hint = f"did you mean '{spelled[close]}'?" if close else f"there are: {', '.join(NAMES)}"
    message = f"no layout '{asked}' in the theme '{theme.name}'"
    line = slide.options.line or slide.line
    report(Diagnostic(Severity.WARNING, "directive", message, file, line, hint))
    return ""


def _folded(name: str) -> str:
    return "".join(char for char in name.casefold() if char.isalnum())


def is_what_was_asked(layout: str, asked: str) -> bool:
    """Tell whether a layout is the one that an author asked for, or as good."""
    if not asked or layout == asked or layout in _SATISFYING.get(asked, ()):
        return True
    return asked.endswith(CARDS) and layout.endswith(CARDS)
