"""Several lessons as one book: cover, contents, lessons, exam digest, glossary, index."""

from deckgen.backends.pdf.booklet.binding import bind_pages, parts_of
from deckgen.backends.pdf.booklet.parts import Part

__all__ = ["Part", "bind_pages", "parts_of"]
