"""The instructor's own template: read with care, matched to our layouts, and built upon."""

from deckgen.backends.pptx.user_template.package import TemplateError
from deckgen.backends.pptx.user_template.parts import own_template
from deckgen.backends.pptx.user_template.reading import own_layouts, read_template
from deckgen.backends.pptx.user_template.seating import seated

__all__ = ["TemplateError", "own_layouts", "own_template", "read_template", "seated"]
