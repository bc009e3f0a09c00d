"""What is wrong with a finished handout, as diagnostics: missing glyphs, pictures, faults."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Final
from unicodedata import name

from deckgen.backends.pdf.glyphs import line_with, worth_a_warning
from deckgen.backends.pdf.setting import Setting
from deckgen.backends.pdf.soundness import faults
from deckgen.diagnostics import Diagnostic, Severity
from deckgen.regex import regex

_PICTURE: Final = regex(r"Failed to (?:load image at|render SVG image) '?(\S+?)'?(?=: |$)")


def findings(
    data: bytes, messages: tuple[str, ...], missing: tuple[str, ...], places: Sequence[Setting]
) -> Iterator[Diagnostic]:
    """Yield what is to be said of a handout of lessons set at ``places``."""
    for place in places:
        yield from _glyphs(worth_a_warning(missing), place, alone=len(places) == 1)
        yield from _pictures(messages, place)
    yield from _faults(data, places[0].lesson.file if len(places) == 1 else "")


def _glyphs(missing: tuple[str, ...], place: Setting, *, alone: bool) -> Iterator[Diagnostic]:
    for character in missing:
        line = line_with(character, place)
        if not line and not alone:
            continue
        yield Diagnostic(
            Severity.WARNING,
            "glyph",
            f"no font at hand has '{character}' (U+{ord(character):04X}); the handout has a box",
            place.lesson.file,
            line,
            f"install a font that has {_name(character)}: apt-get install -y fonts-noto",
        )


def _name(character: str) -> str:
    """Return a character's name, which begins with its script's."""
    return name(character, f"U+{ord(character):04X}").lower()


def _pictures(messages: tuple[str, ...], place: Setting) -> Iterator[Diagnostic]:
    """Yield what WeasyPrint could not draw; its other messages mean nothing to an author."""
    sources = {address: src for src, address in place.pictures.items()}
    for message in messages:
        if found := _PICTURE.search(message):
            if found[1].startswith("deckgen:lesson/") and found[1] not in sources:
                continue  # another lesson's of the same book
            shown = sources.get(found[1], found[1])
            text = f"the handout cannot show '{shown}'"
            yield Diagnostic(Severity.WARNING, "picture", text, place.lesson.file)


def _faults(data: bytes, file: str) -> Iterator[Diagnostic]:
    """Yield an error for what should never be in a handout: it is not to be handed out."""
    for fault in faults(data):
        text = f"the handout is not safe to hand out: {fault}"
        hint = "this is a fault of deckgen: please report it with the lesson"
        yield Diagnostic(Severity.ERROR, "crash", text, file, 0, hint)
