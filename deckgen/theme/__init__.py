"""Themes: the tokens that deck and handout are both made of."""

from deckgen.theme.files import theme_folders, theme_names
from deckgen.theme.overriding import nearest_sheet, with_sheet
from deckgen.theme.reading import load_theme
from deckgen.theme.tokens import (
    EMU_PER_INCH,
    EMU_PER_PT,
    Box,
    Colors,
    Face,
    Fonts,
    Layout,
    Look,
    Placeholder,
    Scale,
    Seat,
    Shape,
    Theme,
)

__all__ = [
    "EMU_PER_INCH",
    "EMU_PER_PT",
    "Box",
    "Colors",
    "Face",
    "Fonts",
    "Layout",
    "Look",
    "Placeholder",
    "Scale",
    "Seat",
    "Shape",
    "Theme",
    "load_theme",
    "nearest_sheet",
    "theme_folders",
    "theme_names",
    "with_sheet",
]
