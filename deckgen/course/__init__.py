"""A course: which files are its lessons, who each one is, and what its outputs are called."""

from deckgen.course.choosing import chosen
from deckgen.course.clashes import shared_outputs
from deckgen.course.configuration import Project, configuration, project
from deckgen.course.document import Document
from deckgen.course.documents import documents
from deckgen.course.finding import Found, find_lessons
from deckgen.course.following import Following, below
from deckgen.course.linking import NOWHERE, Index, Links, Made, Place, addresses, linked
from deckgen.course.naming import natural_key, output_stem, slug
from deckgen.course.roots import project_root
from deckgen.course.sections import Section, sections
from deckgen.course.unshown import unshown_pictures

__all__ = [
    "NOWHERE",
    "Document",
    "Following",
    "Found",
    "Index",
    "Links",
    "Made",
    "Place",
    "Project",
    "Section",
    "addresses",
    "below",
    "chosen",
    "configuration",
    "documents",
    "find_lessons",
    "linked",
    "natural_key",
    "output_stem",
    "project",
    "project_root",
    "sections",
    "shared_outputs",
    "slug",
    "unshown_pictures",
]
