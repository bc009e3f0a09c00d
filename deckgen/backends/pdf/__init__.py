"""The handout backend."""

from deckgen.backends.pdf.backend import PdfBackend
from deckgen.backends.pdf.engine import engine_problem

__all__ = ["PdfBackend", "engine_problem"]
