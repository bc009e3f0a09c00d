"""Preview: the first slides of a lesson as one small drawing, for the course's index."""

from deckgen.backends.preview.backend import PreviewBackend

__all__ = ["PreviewBackend"]
