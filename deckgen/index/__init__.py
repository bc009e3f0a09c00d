"""The index of a course: a page for people that shows its lessons and links their files."""

from deckgen.index.catalog import About, Catalog, Entry, File, Known, Shelf
from deckgen.index.page import index_page

__all__ = ["About", "Catalog", "Entry", "File", "Known", "Shelf", "index_page"]
