"""Names of files made from lessons: valid on every system, never outside their folder."""

from __future__ import annotations

import re
import unicodedata
from functools import lru_cache
from pathlib import Path, PurePosixPath
from typing import Final

from deckgen.model import Meta
from deckgen.regex import regex

MAX_NAME_BYTES: Final = 80
"""How long a name gets: with a suffix and a temporary file's prefix it stays far below 255."""

_RESERVED: Final = regex(r"(con|prn|aux|nul|com[0-9]|lpt[0-9])(\.|$)", re.IGNORECASE)
_DATE: Final = regex(r"[0-9]{4}-[0-9]{1,2}-[0-9]{1,2}-(?=.)")


def output_stem(meta: Meta, path: Path) -> PurePosixPath:
    """Return ``<section>/<lesson>-<slug>``, to which a backend's suffix is added.

    The slug comes from the source's name, which is unique in its folder, and
    not from its title. A lesson without a section goes by its folder's name.
    """
    return PurePosixPath(section_folder(meta, path), file_stem(meta, path))


def section_folder(meta: Meta, path: Path) -> str:
    """Return the section's label as a folder's name; ``Section-6-EMR`` for ``6: EMR``."""
    label = meta.section.strip()
    if re.match(r"[0-9]+(?:[-_:\s]|$)", label):
        label = f"Section-{label}"
    return slug(label or path.absolute().parent.name) or "lessons"


def file_stem(meta: Meta, path: Path) -> str:
    """Return the lesson's number and the slug of its source, without a suffix."""
    number = slug(meta.lesson)
    name = slug(_without_numbers(path.stem, meta))
    return slug("-".join(part for part in (number, name) if part)) or "lesson"


@lru_cache(maxsize=1024)
def slug(text: str) -> str:
    """Return ``text`` as one name in a folder: letters and digits of any script, ``-._``.

    Empty where ``text`` has none of them; at most ``MAX_NAME_BYTES`` long in
    UTF-8, and never one that Windows keeps for itself.
    """
    composed = unicodedata.normalize("NFC", text)
    kept = composed
    if not _PLAIN.fullmatch(composed):
        kept = "".join(char if _may_stand(char) else "-" for char in composed)
    name = re.sub(r"-{2,}", "-", kept).strip("-._")
    if _RESERVED.match(name):
        name = f"_{name}"
    return _shortened(name)


_PLAIN: Final = regex(r"[A-Za-z0-9._-]*")

Natural = tuple[tuple[int, int, str], ...]
"""A key that sorts as people count."""


@lru_cache(maxsize=4096)
def natural_key(text: str) -> Natural:
    """Return a key that sorts ``Section-10`` after ``Section-9``, whatever the case."""
    folded = unicodedata.normalize("NFKC", text).casefold()
    parts = re.split(r"([0-9]+)", folded)
    return tuple(_part_key(part) for part in parts if part)


def without_date(stem: str) -> str:
    """Return a file's name without the date that a post's begins with."""
    return _DATE.sub("", stem, count=1) if _DATE.match(stem) else stem


def _without_numbers(stem: str, meta: Meta) -> str:
    """Drop a post's date and the lesson's own number from the start of a file's name."""
    stem = without_date(stem)
    number = meta.lesson.strip().lstrip("0")
    if not number:
        return stem
    bare = stem.lstrip("0")
    rest = bare.removeprefix(number)
    own = bare.startswith(number) and (not rest or rest[0] in _PARTING)
    return rest.lstrip(_PARTING) if own else stem


_PARTING: Final = "-_. "


def _may_stand(char: str) -> bool:
    return char in "-._" or unicodedata.category(char)[0] in "LMN"


def _shortened(name: str) -> str:
    """Cut a long name and tell it from others with the same beginning."""
    encoded = name.encode()
    if len(encoded) <= MAX_NAME_BYTES:
        return name
    from hashlib import sha256  # 3 ms, which few names need

    mark = sha256(encoded).hexdigest()[:8]
    start = encoded[: MAX_NAME_BYTES - len(mark) - 1].decode(errors="ignore")
    return f"{start.rstrip('-._')}-{mark}"


def _part_key(part: str) -> tuple[int, int, str]:
    # Digits compare by length and then as text: no number is too long to convert.
    if part[0] in "0123456789":
        digits = part.lstrip("0")
        return 0, len(digits), digits
    return 1, 0, part
