"""What goes wrong, said as a value: where, what, and the cure."""

from __future__ import annotations

from collections.abc import Callable
from enum import StrEnum
from types import MappingProxyType
from typing import Final

from deckgen.values import Value


class Severity(StrEnum):
    """How much a diagnostic matters."""

    WARNING = "warning"  # the output is built, but may disappoint
    ERROR = "error"  # this lesson is not built


class Diagnostic(Value):
    """One finding about one place in one file.

    ``code`` is one of ``CODES``; ``line`` counts from 1 in the file as it
    lies on disk, and is 0 where the finding is about the whole file. ``text`` is
    that line, where whoever reports has it at hand.
    """

    severity: Severity
    code: str
    message: str
    file: str = ""
    line: int = 0
    hint: str = ""
    text: str = ""

    def __str__(self) -> str:
        """Return the finding as the command line prints it."""
        place = f"{self.file}:{self.line}" if self.line else self.file
        text = f"{place + ': ' if place else ''}{self.severity}[{self.code}]: {self.message}"
        return f"{text}\n  hint: {self.hint}" if self.hint else text


Report = Callable[[Diagnostic], None]
"""A sink for diagnostics; ``list.append`` is the simplest."""


class DeckgenError(Exception):
    """The machine's or the caller's fault; the command line ends with status 2.

    ``hint`` says what to do about it.
    """

    def __init__(self, message: str, hint: str = "") -> None:
        super().__init__(message)
        self.hint = hint


CODES: Final = MappingProxyType(
    {
        # reading
        "unreadable": "the lesson's file is missing, not a file, or may not be read",
        "encoding": "the lesson is not UTF-8",
        "control-character": "the lesson holds characters that no document may hold",
        "limit": "something is larger or deeper than deckgen takes on",
        "front-matter": "the front matter does not parse, is not closed, or is missing",
        "front-matter-key": "a key of the front matter is unknown or stands twice",
        "front-matter-type": "a value of the front matter has the wrong type",
        # parsing
        "empty": "the lesson has no content",
        "pagebreak": "a comment nearly says pagebreak, or a page break has no effect",
        "lookalike": "a line looks like a heading or a list and is none, or is one unmeant",
        "heading": "a heading is more than one level below the one before",
        "published": "a site shows to everyone what is for the instructor (told by `check`)",
        "directive": "a directive is unknown, misplaced, or not closed",
        "html": "a raw HTML tag was left out; its text is kept",
        "liquid": "a Liquid tag was left out",
        "link": "a link was left out: its address is unfit for a document, or no lesson's",
        "link-text": "a link's text does not say where it leads",
        "title": "two slides have the same title",
        "table-header": "a table's header row is empty",
        "language": "the lesson's words are not in the language that it names",
        "formula": "a formula is not sound TeX, or has a command that is not known",
        "footnote": "a footnote is missing or never referred to",
        "entity": "a character reference names no character",
        # pictures
        "picture": "a picture is missing, unreadable, outside the project, or of an unknown format",
        "alt-text": "a picture has no alternative text, or one that says nothing",
        "diagram": "a diagram cannot be drawn and is shown as code",
        # fitting and drawing
        "split": "a slide's text needs more than one slide",
        "layout": "the layout that a slide asks for cannot hold what is on it",
        "overlong": "a word, line or cell is longer than its place and is broken",
        "unsupported": "the backend cannot draw a block; its words are kept as text",
        "glyph": "no font at hand has a character",
        "contrast": "two colors of a theme are too close to read",
        # building
        "leak": "a student's file would hold what is for the instructor alone; it is not written",
        "theme": "the theme that the front matter names is missing or not sound",
        "style": "a handout.css beside lessons is not sound, or would be slow",
        "template": "the PowerPoint template that the front matter names cannot be built on",
        "clash": "two lessons have the same identity or the same output file",
        "site": "the site's _config.yml cannot be read, or gives front matter that is wrong",
        "section": "a section's label is taken for another that means the same section",
        "gap": "a section or lesson is missing between two numbers",
        "orphan": "a document has no section while most have one, or a picture is shown nowhere",
        "edited": "a file was edited by hand since it was built, and is left as it is",
        "unsound": "what was made fails its last check, and is not published",
        "timeout": "a lesson took longer than it may",
        "memory": "a lesson needed more memory than it may",
        "killed": "a lesson's worker process was killed twice",
        "stale": "a file was made from a lesson that is gone or goes by another name now",
        "volume": "a section or course is not bound, because a lesson of it has errors",
        "crash": "a bug in deckgen or in a library; the other lessons are built",
    }
)
"""Every code that a diagnostic may carry, with its meaning."""
