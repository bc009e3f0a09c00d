"""What a comment or a fenced div asks for, and the guess where it nearly asks for something."""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import Final

from deckgen.guessing import guessed
from deckgen.model import Audience
from deckgen.parser.callouts import callout_kind
from deckgen.parser.findings import Findings
from deckgen.parser.syntax.attributes import read_attributes
from deckgen.parser.syntax.signs import NOTES
from deckgen.regex import regex
from deckgen.values import Value, field


class Directive(Value):
    """One directive; ``name`` is empty for what is none, such as an ordinary comment.

    ``div`` tells a fenced div, which a bare ``:::`` closes, from a comment,
    which its own name closes. ``text`` is what follows the name. What is
    ``unpublished`` stands in a comment of the site's template language.
    """

    name: str
    line: int
    closing: bool = False
    div: bool = False
    text: str = ""
    attributes: dict[str, str] = field(default_factory=dict)
    unpublished: bool = False


BLOCKS: Final = ("columns", "column", "instructor", "student", "quiz", "notes")
"""Directives that hold what stands up to their end."""


def directive(content: str, line: int, findings: Findings) -> Directive:
    """Return what a comment's content asks for; slips are reported."""
    notes = NOTES.match(content)
    if notes and content[notes.end() :].strip():
        return Directive("notes", line, text=content[notes.end() :])
    text = " ".join(content.split())
    options = re.match(r"slide\s*:\s*(.*)", text, re.IGNORECASE)
    if options:
        return Directive("slide", line, text=options[1])
    found = _BLOCK.fullmatch(text)
    if found:
        return Directive(found[2].lower(), line, bool(found[1]), text=found[3] or "")
    _report_slip(text, line, findings)
    return Directive("", line)


_BLOCK: Final = regex(
    r"(/\s*|end[ _-]?)?(columns|column|instructor|student|quiz|notes)"
    r"(?:(?<=s|n)\s*:?\s*((?:widths?\s*[=:]\s*)?[\"']?\d[\d%.,/:| ]*[\"']?))?",
    re.IGNORECASE,
)


def _report_slip(text: str, line: int, findings: Findings) -> None:
    word = re.match(r"/?\s*(?:end[ _-])?([\w-]+)\s*(:)?", text.lower())
    if not word or (len(text) > 60 and not word[2]):
        return
    letters = re.sub(r"[^a-z]", "", text.lower())
    if letters == "pagebreak" and text.lower() == "pagebreak":
        hint = "put <!-- pagebreak --> on a line of its own"
        findings.warn("pagebreak", "a page break within text has no effect", line, hint)
    elif letters in _PAGE_SLIPS or re.fullmatch(r"/?\s*page[a-z_-]{2,8}/?", text.lower()):
        hint = "did you mean <!-- pagebreak -->?"
        findings.warn("pagebreak", f"<!-- {text} --> is no page break", line, hint)
    elif audience := _reader(text):
        message = f"<!-- {text[:40]} --> hides nothing from anybody"
        findings.warn("directive", message, line, f"did you mean <!-- {audience} -->?")
    elif word[2] or len(text.split()) <= 2:
        guess = guessed(word[1], (*BLOCKS, "slide"), 0.8)
        if guess:
            shown = _CURES.get(guess, f"<!-- {guess} -->")
            message = f"<!-- {text[:40]} --> is not known"
            _say(guess, findings)("directive", message, line, f"did you mean {shown}?")


def _reader(text: str) -> Audience | None:
    """Return the audience that a comment of a few words seems to mean by another name."""
    words = re.findall(r"[a-z]+", text.lower())
    named = [_READERS[word] for word in words if word in _READERS]
    others = [word for word in words if word not in _READERS and word not in _AROUND_READERS]
    return named[0] if len(named) == 1 and not others else None


_READERS: Final = {
    **dict.fromkeys(
        ("instructors", "lecturer", "teacher", "teachers", "tutor"), Audience.INSTRUCTOR
    ),
    **dict.fromkeys(("learner", "learners", "pupils", "students"), Audience.STUDENT),
    "instructor": Audience.INSTRUCTOR,
    "student": Audience.STUDENT,
}
_AROUND_READERS: Final = frozenset(("end", "for", "only", "start", "the"))


def _say(guess: str, findings: Findings) -> Callable[[str, str, int, str], None]:
    # A slip in a word for an audience would show students what is not for them.
    return findings.error if guess in set(Audience) else findings.warn


_PAGE_SLIPS: Final = frozenset(
    [
        "pagebreak", "pagebrake", "pagebrek", "pagebreack", "pagebreaks", "pagbreak", "pagebraek",
        "newslide", "newpage", "nextslide", "nextpage", "slidebreak", "endslide", "breakpage",
        "pagewidth", "paegbreak", "pgebreak", "pageberak", "slide",
    ]
)  # fmt: skip
_CURES: Final = {"notes": "<!-- notes: … -->", "slide": "<!-- slide: … -->"}


def div_directive(info: str, line: int, findings: Findings) -> Directive:
    """Return what the opening or closing line of a fenced div asks for."""
    if not info:
        return Directive("", line, closing=True, div=True)
    name, attributes, title = _div(info)
    title = attributes.get("title", title)
    plain = {"col": "column", "speaker-notes": "notes"}.get(name, name)
    if plain in BLOCKS or plain in _TRANSPARENT or callout_kind(plain):
        return Directive(plain, line, div=True, text=title, attributes=attributes)
    guess = guessed(plain, (*BLOCKS, *_CALLOUTS), 0.7)
    hint = f"did you mean ::: {guess}?" if guess else "its text is kept"
    message = f"the div '{name or info[:40]}' is not known"
    _say(guess, findings)("directive", message, line, hint)
    return Directive("div", line, div=True, text=title, attributes=attributes)


_CALLOUTS: Final = ("note", "tip", "important", "warning", "caution", "exam")
_TRANSPARENT: Final = frozenset(
    ("div", "incremental", "nonincremental", "fragment", "center", "smaller", "r-stack", "row")
)


def _div(info: str) -> tuple[str, dict[str, str], str]:
    """Return a div's name, its attributes and its title."""
    braces = re.search(r"\{([^{}]*)\}", info)
    attributes: dict[str, str] = {}
    name, title = "", info
    if braces:
        _, classes, attributes = read_attributes(braces[1])
        title = info[: braces.start()] + info[braces.end() :]
        known = [each for each in classes if each in BLOCKS or callout_kind(each.lower())]
        name = (known or list(classes) or [""])[0]
    if not braces or not info.startswith("{"):
        name, _, title = title.replace("[", " ", 1).partition(" ")
        title = title.strip().removesuffix("]")
    return name.lower(), attributes, title.strip().strip("\"'“”").strip()
