"""Fitted slides drawn as HTML at any scale: searchable text in boxes, as the deck has them."""

from deckgen.backends.pdf.slides.canvas import Canvas, Styles
from deckgen.backends.pdf.slides.drawing import slide_html, slides_css

__all__ = ["Canvas", "Styles", "slide_html", "slides_css"]
