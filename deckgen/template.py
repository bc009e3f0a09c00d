"""The PowerPoint file that a deck is to be built on: found, read, and made into a theme."""

from __future__ import annotations

import os
import stat
from pathlib import Path
from typing import Final

from deckgen.diagnostics import DeckgenError
from deckgen.source import Source
from deckgen.theme import Theme

FILE_BYTES: Final = 100 << 20
"""The largest template taken on."""


def load_template(path: Path, base: Theme) -> Theme:
    """Return the theme of a user's ``.pptx`` or ``.potx``; ``base`` says what it does not.

    Raises:
        DeckgenError: the file cannot be read, is broken, or is not safe to build on.
    """
    from deckgen.backends.pptx.user_template import TemplateError, read_template

    data = _read(path)
    try:
        return read_template(data, base)
    except TemplateError as error:
        raise DeckgenError(f"template {path}: {error}", error.hint) from error


def _read(path: Path) -> bytes:
    try:
        # What is no regular file may be a pipe, whose opening never ends.
        flags = os.O_RDONLY | getattr(os, "O_NONBLOCK", 0) | getattr(os, "O_BINARY", 0)
        with open(os.open(path, flags), "rb") as file:  # noqa: PTH123
            if not stat.S_ISREG(os.fstat(file.fileno()).st_mode):
                raise DeckgenError(f"template {path} is not a file")
            data = file.read(FILE_BYTES + 1)
    except (OSError, ValueError) as error:
        reason = error.strerror if isinstance(error, OSError) and error.strerror else str(error)
        raise DeckgenError(f"cannot read the template {path}: {reason.lower()}") from error
    if len(data) > FILE_BYTES:
        raise DeckgenError(f"template {path} is larger than {FILE_BYTES >> 20} MiB")
    return data


def lesson_template(source: Source) -> Path:
    """Return the file that a lesson's settings name, which is within its project.

    Raises:
        DeckgenError: it is not there, or outside the project.
    """
    name = source.meta.settings.template.replace("\\", "/")
    folder = Path(source.file).parent
    root = source.root if source.root is not None else folder
    path = root / name.lstrip("/") if name.startswith("/") else folder / name
    try:
        real, home = path.resolve(strict=True), root.resolve(strict=True)
    except (OSError, RuntimeError, ValueError):
        raise DeckgenError(
            f"there is no template '{name}'", "name it relative to the lesson"
        ) from None
    if not real.is_relative_to(home):
        raise DeckgenError(
            f"the template '{name}' lies outside the project",
            f"copy it into {root}, or name it with --template",
        )
    return path
