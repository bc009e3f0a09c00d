"""A new theme's folder, ready to edit: it extends another, and says what it may say."""

from __future__ import annotations

import re
from pathlib import Path
from string import Template
from typing import Final

from deckgen.diagnostics import DeckgenError
from deckgen.theme.reading import load_theme


def new_theme(name: str, base: str, project: Path | None = None) -> Path:
    """Write ``themes/NAME/theme.toml`` in the project and return its path.

    Raises:
        DeckgenError: the name is none, the theme is there, or it cannot be written.
    """
    if not re.fullmatch(r"[a-z0-9][a-z0-9_-]{0,40}", name):
        raise DeckgenError(
            f"'{name}' is no name for a theme", "use small letters, digits, '-' and '_'"
        )
    theme = load_theme(base, project)
    path = (project or Path.cwd()) / "themes" / name / "theme.toml"
    colors = theme.colors
    text = Template(_TEXT).substitute(
        base=base,
        title=name.replace("-", " ").replace("_", " ").title(),
        deck=theme.fonts.heading.deck,
        body=theme.fonts.body.deck,
        heading_metrics=theme.fonts.heading.metrics,
        body_metrics=theme.fonts.body.metrics,
        heading_print=theme.fonts.heading.print,
        body_print=theme.fonts.body.print,
        **{slot: getattr(colors, slot) for slot in _SLOTS},
        **{f"print_{key}": theme.handout.get(key, "") for key in ("heading", "accent", "tint")},
    )
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        with path.open("x", encoding="utf-8") as file:
            file.write(text)
    except FileExistsError as error:
        raise DeckgenError(f"{path} is there already", "choose another name") from error
    except OSError as error:
        raise DeckgenError(f"{path}: {error.strerror or error}") from error
    return path


_SLOTS: Final = ("dark1", "light1", "dark2", "light2", "accent1", "accent2", "accent3",
                 "accent4", "accent5", "accent6", "link", "followed")  # fmt: skip

_TEXT: Final = """\
# Whatever is not said here is as in '$base'. Check it with: deckgen themes check
extends = "$base"
title = "$title"
description = "One line about what it is like"

# An Office color scheme. dark1 is the text and light1 the paper; a dark theme says mode = "dark".
[colors]
dark1 = "$dark1"
light1 = "$light1"
dark2 = "$dark2" # titles
light2 = "$light2" # tables' bands, code
accent1 = "$accent1" # bullets, terms, notes
accent2 = "$accent2" # exam points, warnings
accent3 = "$accent3" # tips
accent4 = "$accent4" # what is important
accent5 = "$accent5" # cautions
accent6 = "$accent6" # gray: captions, the foot
link = "$link"
followed = "$followed"

# deck is the font's name in PowerPoint, metrics the table that measures it, print the handout's.
[fonts.heading]
deck = "$deck"
metrics = "$heading_metrics"
print = "$heading_print"
[fonts.body]
deck = "$body"
metrics = "$body_metrics"
print = "$body_print"

# Where titles and content stand on every layout: at = [left, top, width, height] in inches.
# [zone]
# title = { at = [0.75, 0.55, 11.833, 1.0], anchor = "ctr" }
# content = { at = [0.75, 1.8, 11.833, 4.8] }

# [look]
# bold_titles = true
# panels = "bar" # or block, rule, frame
# tables = "band" # or rule, grid

# Decorations of every slide; listing any replaces those of '$base'.
# [[shape]]
# at = [0, 0, 0.2, 7.5]
# color = "accent2"

# The handout's colors; a file handout.css beside this one may change more.
[handout]
heading = "$print_heading"
accent = "$print_accent"
tint = "$print_tint"
"""
