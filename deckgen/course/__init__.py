"""A course: which files are its lessons, who each one is, and what its outputs are called."""

from deckgen.course.configuration import Project, configuration, project
from deckgen.course.documents import Document, documents
from deckgen.course.finding import Found, find_lessons, project_root
from deckgen.course.naming import natural_key, output_stem, slug

__all__ = [
    "Document",
    "Found",
    "Project",
    "configuration",
    "documents",
    "find_lessons",
    "natural_key",
    "output_stem",
    "project",
    "project_root",
    "slug",
]
