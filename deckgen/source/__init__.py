"""A lesson's file as clean text and typed front matter; past here nobody thinks of bytes."""

from __future__ import annotations

import stat
from pathlib import Path

from deckgen.diagnostics import DeckgenError, Diagnostic, Report, Severity
from deckgen.limits import DEFAULT_LIMITS, Limits
from deckgen.model import Meta
from deckgen.settings import Given
from deckgen.source.schema import is_published, read_meta
from deckgen.source.site import Site, over, read_site
from deckgen.source.split import split
from deckgen.source.text import clean, decode
from deckgen.source.tree import NOTHING, Entries, read_tree
from deckgen.values import Value, field

__all__ = ["NOTHING", "Entries", "Site", "Source", "from_text", "over", "read", "read_site"]


class Source(Value):
    """A lesson's text, read and split.

    ``file`` is the path that diagnostics name; ``root`` is the project's
    folder, which pictures may come from; ``body`` has line feeds only and
    begins on ``body_line`` of the file, counted from 1; ``head`` is what stands
    before it. ``given`` are the settings that the front matter itself gives;
    ``limits`` are those of its project. ``published`` is False where the front
    matter says so: the lesson's site leaves it out.
    """

    file: str
    root: Path | None
    meta: Meta
    body: str
    body_line: int
    given: Given = field(default_factory=dict)
    head: str = ""
    limits: Limits = DEFAULT_LIMITS
    published: bool = True

    @property
    def text(self) -> str:
        """Return the whole file, to show its lines."""
        return self.head + self.body


def read(
    path: Path | str,
    report: Report,
    root: Path | None = None,
    limits: Limits = DEFAULT_LIMITS,
    defaults: Entries = NOTHING,
) -> Source:
    """Read one lesson; ``root`` is its own folder unless the caller knows better.

    ``defaults`` is front matter that the lesson's site gives: its own wins.

    Raises:
        DeckgenError: the path is missing, not a file, or may not be read.
    """
    path = Path(path)
    data = _read_bytes(path, limits.lesson_bytes + 1)
    if len(data) > limits.lesson_bytes:
        message = f"the lesson is larger than {limits.lesson_bytes:,} bytes"
        hint = "make several lessons of it; pictures belong into files of their own"
        report(Diagnostic(Severity.ERROR, "limit", message, str(path), hint=hint))
        data = data[: limits.lesson_bytes]
    text = decode(data, report, str(path))
    root = root if root is not None else path.parent
    return from_text(text, report, str(path), root, limits, defaults)


def from_text(
    text: str,
    report: Report,
    file: str = "",
    root: Path | None = None,
    limits: Limits = DEFAULT_LIMITS,
    defaults: Entries = NOTHING,
) -> Source:
    """Return the source that a file holding ``text`` would give."""
    text = clean(text, report, file, limits.line_characters)
    parts = split(text, report, file)
    tree = over(read_tree(parts.front, parts.front_line, report, file, limits), defaults)
    meta, given = read_meta(tree, report, file)
    published = is_published(tree)
    head = text.removesuffix(parts.body)
    return Source(file, root, meta, parts.body, parts.body_line, given, head, limits, published)


def _read_bytes(path: Path, count: int) -> bytes:
    try:
        # A pipe or a device would hang the read, so look before opening.
        if not stat.S_ISREG(path.stat().st_mode):
            raise DeckgenError(f"{path} is not a file", "name a Markdown file, or a folder of them")
        with path.open("rb") as file:
            return file.read(count)
    except (OSError, ValueError) as error:
        reason = error.strerror if isinstance(error, OSError) and error.strerror else str(error)
        raise DeckgenError(f"cannot read {path}: {reason.lower()}") from error
