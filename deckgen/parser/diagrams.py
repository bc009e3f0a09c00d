"""Diagrams: which fences describe one, and what their first line says about the picture."""

from __future__ import annotations

from typing import Final

from deckgen.model import Figure
from deckgen.parser.figures import share
from deckgen.regex import regex

LANGUAGES: Final = frozenset({"mermaid", "dot", "graphviz", "gv"})


def diagram_figure(language: str, info: str, line: int) -> Figure | None:
    """Return the picture that a fence asks to be drawn as, None where it is no diagram.

    ``alt``, ``width`` and ``title`` (or ``caption``) may stand behind the language.
    """
    if language.lower() not in LANGUAGES:
        return None
    values = {key.lower(): two or three for key, two, three in _VALUE.findall(info)}
    caption = values.get("title") or values.get("caption") or ""
    alt = values.get("alt") or values.get("fig-alt") or ""
    return Figure(
        src="",
        alt=" ".join(alt.split()),
        caption=" ".join(caption.split()),
        width=share(values.get("width", "")),
        line=line,
    )


_VALUE: Final = regex(r"""([\w-]+)\s*=\s*(?:["“”']([^"“”']*)["“”']|([^\s{}]+))""")
