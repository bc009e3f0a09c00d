"""A batch: what was made before, what must be made again, and who makes it."""

from typing import Final

STATE: Final = ".deckgen"
"""The folder of the build's own files, below the output folder."""
