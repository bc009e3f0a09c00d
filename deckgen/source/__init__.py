"""A lesson's file as clean text and typed front matter; past here nobody thinks of bytes."""

from __future__ import annotations

import stat
from dataclasses import dataclass, field
from pathlib import Path
from typing import Final

from deckgen.diagnostics import DeckgenError, Diagnostic, Report, Severity
from deckgen.model import Meta
from deckgen.settings import Given
from deckgen.source.schema import read_meta
from deckgen.source.split import split
from deckgen.source.text import clean, decode
from deckgen.source.tree import read_tree

SOURCE_BYTES: Final = 1 << 20
"""The longest lesson taken on; the longest of a course of 250 had 40 kB."""


@dataclass(frozen=True, slots=True)
class Source:
    """A lesson's text, read and split.

    ``file`` is the path that diagnostics name; ``root`` is the project's
    folder, which pictures may come from; ``body`` has line feeds only and
    begins on ``body_line`` of the file, counted from 1. ``given`` are the
    settings that the front matter itself gives.
    """

    file: str
    root: Path | None
    meta: Meta
    body: str
    body_line: int
    given: Given = field(default_factory=dict)


def read(path: Path | str, report: Report, root: Path | None = None) -> Source:
    """Read one lesson; ``root`` is its own folder unless the caller knows better.

    Raises:
        DeckgenError: the path is missing, not a file, or may not be read.
    """
    path = Path(path)
    data = _read_bytes(path)
    if len(data) > SOURCE_BYTES:
        kib = SOURCE_BYTES >> 10
        message = f"the lesson is larger than {kib} KiB"
        hint = "make several lessons of it; pictures belong into files of their own"
        report(Diagnostic(Severity.ERROR, "limit", message, str(path), hint=hint))
        data = data[:SOURCE_BYTES]
    text = decode(data, report, str(path))
    return from_text(text, report, str(path), root if root is not None else path.parent)


def from_text(text: str, report: Report, file: str = "", root: Path | None = None) -> Source:
    """Return the source that a file holding ``text`` would give."""
    parts = split(clean(text, report, file), report, file)
    tree = read_tree(parts.front, parts.front_line, report, file)
    meta, given = read_meta(tree, report, file)
    return Source(file, root, meta, parts.body, parts.body_line, given)


def _read_bytes(path: Path) -> bytes:
    try:
        # A pipe or a device would hang the read, so look before opening.
        if not stat.S_ISREG(path.stat().st_mode):
            raise DeckgenError(f"{path} is not a file", "name a Markdown file, or a folder of them")
        with path.open("rb") as file:
            return file.read(SOURCE_BYTES + 1)
    except (OSError, ValueError) as error:
        reason = error.strerror if isinstance(error, OSError) and error.strerror else str(error)
        raise DeckgenError(f"cannot read {path}: {reason.lower()}") from error
