"""What a user may set: one table, and values merged by where they were written."""

from __future__ import annotations

from collections.abc import Mapping
from enum import StrEnum
from types import MappingProxyType
from typing import Any, Final

from deckgen.diagnostics import CODES
from deckgen.guessing import guessed
from deckgen.values import Value, fields

SettingValue = str | bool | int | tuple[str, ...]
Given = Mapping[str, SettingValue]
"""Settings as one place gives them: the names it says nothing about are missing."""


class Kind(StrEnum):
    """What values a setting takes."""

    TEXT = "a text"
    WORD = "a word"  # one of its choices
    WORDS = "a list of words"
    NUMBER = "a number"
    FLAG = "yes or no"


class Setting(Value):
    """One setting; ``choices`` are all its words or numbers, empty where any will do.

    ``about`` is its line of help. ``metavar`` names its value there.
    """

    name: str
    kind: Kind
    about: str
    choices: tuple[str, ...] = ()
    metavar: str = ""


SETTINGS: Final = (
    Setting("theme", Kind.TEXT, "The theme of decks and handouts.", metavar="NAME"),
    Setting(
        "template", Kind.TEXT, "A .pptx or .potx of your own to build all decks on.", metavar="FILE"
    ),
    Setting(
        "detail",
        Kind.WORD,
        "How much of their text slides show.",
        ("full", "gist", "terms", "auto"),
    ),
    Setting("edition", Kind.WORD, "Whose edition to make.", ("student", "instructor", "both")),
    Setting(
        "handout",
        Kind.WORDS,
        "The kinds of handouts to make.",
        ("study", "notes", "cornell", "guided", "slides"),
        "KIND",
    ),
    Setting(
        "frames",
        Kind.NUMBER,
        "How many slides a page of notes has.",
        ("1", "2", "3", "4", "6", "9"),
    ),
    Setting("agenda", Kind.FLAG, "Begin decks with a slide that lists what follows."),
    Setting("answers", Kind.FLAG, "Let a slide with the answer follow each question."),
    Setting("reveal", Kind.FLAG, "Let bullets appear one by one."),
    Setting(
        "transition",
        Kind.WORD,
        "How slides come on.",
        ("none", "fade", "push", "wipe", "cover", "uncover", "cut", "split", "dissolve", "zoom"),
    ),
    Setting("paper", Kind.WORD, "The paper of handouts, over the theme's.", ("a4", "letter")),
    Setting("gutter", Kind.FLAG, "Mirror the margins, with room to bind."),
    Setting("bleed", Kind.FLAG, "Add crop marks and 3 mm to be cut off."),
    Setting("imposed", Kind.FLAG, "Put two pages on a side, to be folded."),
    Setting("fillable", Kind.FLAG, "Make fields of gaps, lines and boxes."),
    Setting("archive", Kind.FLAG, "Follow PDF/A-2a as well as PDF/UA-1."),
    Setting("silence", Kind.WORDS, "Leave out warnings of this code.", tuple(CODES), "CODE"),
)
"""Every setting of a lesson: for the command line, front matter, folder, project and theme."""

PROJECT_SETTINGS: Final = (
    Setting("lessons", Kind.WORDS, "Lessons, or folders of them."),
    Setting("to", Kind.WORDS, "What to make: the names of backends."),
    Setting("output", Kind.TEXT, "The folder to write to."),
    Setting("bind", Kind.WORDS, "What to make one deck and one book of.", ("section", "course")),
    Setting("index", Kind.FLAG, "Write index.html, which shows the course and links its files."),
    Setting("title", Kind.TEXT, "The course's title."),
    Setting("author", Kind.TEXT, "The course's author."),
    Setting("lang", Kind.TEXT, "The course's language."),
)
"""What only the top of a project says, for all its lessons at once."""

BY_NAME: Final = MappingProxyType({setting.name: setting for setting in SETTINGS})


class Settings(Value):
    """A value for each setting; ``firm`` names those that win over what a slide asks for.

    Empty texts are what nobody named: no template, the whole text, no
    transition, and each backend's own edition.
    """

    theme: str = "slate"
    template: str = ""
    detail: str = ""
    edition: str = ""
    handout: tuple[str, ...] = ("study",)
    frames: int = 3
    agenda: bool = False
    answers: bool = False
    reveal: bool = False
    transition: str = ""
    paper: str = ""
    gutter: bool = False
    bleed: bool = False
    imposed: bool = False
    fillable: bool = False
    archive: bool = False
    silence: tuple[str, ...] = ()
    firm: frozenset[str] = frozenset()


class SettingError(ValueError):
    """A value that a setting does not take; ``hint`` is the cure."""

    def __init__(self, message: str, hint: str) -> None:
        super().__init__(message)
        self.hint = hint


def settled(*places: Given, firm: Given = MappingProxyType({})) -> Settings:
    """Return the settings that ``places`` give, the later ones winning over the earlier.

    ``firm`` is what the command line gives: it wins over all, slides too.
    Codes to silence add up.
    """
    values: dict[str, Any] = {}
    for place in (*places, firm):
        silence = (*values.get("silence", ()), *_words(place.get("silence", ())))
        values |= {**place, "silence": tuple(dict.fromkeys(silence))}
    return Settings(**values, firm=frozenset(firm))


def _words(value: SettingValue) -> tuple[str, ...]:
    return value if isinstance(value, tuple) else ()


def setting(name: str) -> Setting:
    """Return the setting called ``name``.

    Raises:
        SettingError: there is none; the hint has the nearest name.
    """
    if name in BY_NAME:
        return BY_NAME[name]
    raise unknown(name, tuple(BY_NAME))


def unknown(name: str, names: tuple[str, ...]) -> SettingError:
    """Return the error for a setting that is none of ``names``."""
    return SettingError(f"unknown setting '{name}'", nearest(name, names))


def checked(one: Setting, given: object) -> SettingValue:
    """Return what was given for a setting as a value of its kind.

    ``given`` is what TOML, YAML or a command line has: a text, a number, a
    truth or a list of texts; lists may also be texts with commas.

    Raises:
        SettingError: it is not of the setting's kind, or none of its choices.
    """
    match one.kind, given:
        case Kind.FLAG, bool():
            return given
        case Kind.FLAG, str() if given.lower() in _TRUTHS:
            return _TRUTHS[given.lower()]
        case Kind.NUMBER, int() if not isinstance(given, bool) and given >= 0:
            return int(_choice(one, str(given)))
        case Kind.NUMBER, str() if given.isascii() and given.isdigit() and len(given) < 10:
            return int(_choice(one, str(int(given))))
        case Kind.TEXT, str():
            return " ".join(given.split())
        case Kind.WORD, str():
            return _choice(one, given.strip().lower())
        case Kind.WORDS, str():
            words = [word.strip() for word in given.split(",")]
            return tuple(dict.fromkeys(_choice(one, word) for word in words if word))
        case Kind.WORDS, list() | tuple() if all(isinstance(word, str) for word in given):
            return tuple(dict.fromkeys(_choice(one, str(word).strip()) for word in given))
    raise SettingError(f"'{one.name}' should be {one.kind}, not {_said(given)}", _form(one))


def nearest(word: str, words: tuple[str, ...]) -> str:
    """Return a hint: the word that was meant, or all there are."""
    close = guessed(word.lower(), words)
    return f"did you mean '{close}'?" if close else f"there are: {', '.join(words)}"


_TRUTHS: Final = MappingProxyType(
    {"true": True, "yes": True, "on": True, "false": False, "no": False, "off": False}
)


def _choice(one: Setting, word: str) -> str:
    if not one.choices or word in one.choices:
        return word
    raise SettingError(f"'{one.name}' has no value '{word}'", nearest(word, one.choices))


def _said(given: object) -> str:
    match given:
        case str():
            return f"'{given}'"
        case bool():
            return f"'{str(given).lower()}'"
        case int() | float():
            return str(given)
        case list() | tuple():
            return "a list"
        case _:
            return "a mapping"


def _form(one: Setting) -> str:
    match one.kind:
        case Kind.FLAG:
            return f"write {one.name}: true, or false"
        case Kind.WORDS:
            return f"write a list: {one.name}: [{', '.join(one.choices[:2]) or 'one, two'}]"
        case Kind.NUMBER | Kind.WORD if one.choices:
            return f"there are: {', '.join(one.choices)}"
        case _:
            return f"write one line: {one.name}: …"


assert {setting.name for setting in SETTINGS} == {*fields(Settings)} - {"firm"}
