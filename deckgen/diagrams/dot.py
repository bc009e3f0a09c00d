"""Graphviz: a text in the DOT language, drawn by ``dot``."""

from __future__ import annotations

import re
import sys
from functools import lru_cache
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Final

from deckgen.diagrams.drawing import Drawing, drawing
from deckgen.diagrams.look import Look
from deckgen.diagrams.programs import ProgramError, UndrawnError, find, run
from deckgen.regex import regex

PROGRAM: Final = "dot"
CURE: Final = (
    "brew install graphviz" if sys.platform == "darwin" else "sudo apt-get install -y graphviz"
)
SECONDS: Final = 6.0
MEGABYTES: Final = 1024


def draw_dot(texts: tuple[str, ...], like: Look) -> tuple[Drawing | UndrawnError, ...]:
    """Return each text's drawing, or why there is none."""
    return tuple(_drawn(text, like) for text in texts)


@lru_cache(maxsize=64)
def _drawn(text: str, like: Look) -> Drawing | UndrawnError:
    try:
        return _draw(text, like)
    except UndrawnError as error:
        return error


def _draw(text: str, like: Look) -> Drawing:
    line = text[: found.start()].count("\n") + 1 if (found := _READS_FILES.search(text)) else 0
    if line:
        raise UndrawnError("it reads files", "draw it without pictures", line)
    program = find(PROGRAM, CURE)
    with TemporaryDirectory(prefix="deckgen-") as folder:
        home = Path(folder)
        # With a server's name, Graphviz opens no file but those of the path that it is given.
        closed = {"SERVER_NAME": "deckgen", "GV_FILE_PATH": folder}
        try:
            svg = run(
                (program, "-Tsvg", *_defaults(like)), text, home,
                seconds=SECONDS, megabytes=MEGABYTES, extra=closed,
            )  # fmt: skip
        except ProgramError as error:
            raise _fault(str(error)) from None
    return drawing(svg, f"{like.font}, Carlito, sans-serif")


_READS_FILES: Final = regex(
    r"\b(?:image|imagepath|shapefile|fontpath|stylesheet|libfile)\b\s*\"?\s*=|<\s*img\b",
    re.IGNORECASE,
)


def _defaults(like: Look) -> tuple[str, ...]:
    """Return the theme's look, which the text's own attributes override."""
    font = (f"fontname={like.font}", f"fontcolor={like.ink}")
    every = {
        "G": ("bgcolor=transparent", "charset=UTF-8", f"color={like.border}", "fontsize=12", *font),
        "N": ("style=filled", f"fillcolor={like.fill}", f"color={like.border}", "shape=box",
              "fontsize=12", *font),
        "E": (f"color={like.line}", "fontsize=11", *font),
    }  # fmt: skip
    return tuple(f"-{kind}{value}" for kind, values in every.items() for value in values)


def _fault(said: str) -> UndrawnError:
    first = next((row for row in said.splitlines() if row.startswith("Error")), "")
    told = re.search(r"syntax error in line (\d+)(?: near '([^'\n]*)')?", first)
    if not told:
        return UndrawnError(f"'{PROGRAM}' says: {first[:200] or 'it cannot be drawn'}")
    near = f" near '{told[2]}'" if told[2] else ""
    return UndrawnError(f"its syntax is wrong{near}", "mend that line", int(told[1]))
