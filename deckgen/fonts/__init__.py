"""Measuring text without reading a font: widths, line breaks, line counts."""

from deckgen.fonts.metrics import LINE_PITCH, SAFE, Metrics, load_metrics, text_width
from deckgen.fonts.setting import LONG, SetText

__all__ = [
    "LINE_PITCH",
    "LONG",
    "SAFE",
    "Metrics",
    "SetText",
    "load_metrics",
    "text_width",
]
