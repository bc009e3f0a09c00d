"""One lesson of the course, with its identity and the name of its outputs."""

from __future__ import annotations

from collections.abc import Hashable
from pathlib import PurePosixPath

from deckgen.course.naming import natural_key
from deckgen.diagnostics import Diagnostic
from deckgen.source import Source
from deckgen.values import Value


class Document(Value):
    """One lesson of the course.

    ``stem`` is the path of its outputs below the output folder, without a
    suffix: its section's folder, and its name. ``found`` is what was reported so
    far; ``named`` says that the user named its very file.
    """

    source: Source
    stem: PurePosixPath
    found: tuple[Diagnostic, ...] = ()
    named: bool = False

    @property
    def place(self) -> Hashable:
        """Return what tells it from others in its section: its file, if it has no number."""
        meta = self.source.meta
        if not meta.lesson:
            return self.source.file
        return natural_key(meta.lesson), natural_key(meta.order)
