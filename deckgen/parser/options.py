"""What ``<!-- slide: … -->`` asks for."""

from __future__ import annotations

from collections.abc import Callable
from typing import Final

from deckgen.detail import Detail
from deckgen.guessing import guessed
from deckgen.model import Audience, SlideOptions
from deckgen.parser.findings import Findings
from deckgen.regex import regex
from deckgen.settings import Settings
from deckgen.values import replace


def with_settings(options: SlideOptions, settings: Settings) -> SlideOptions:
    """Return what a slide asks for, and what its lesson does where it asks for nothing.

    What the command line gave wins over the slide's own word.
    """
    firm = settings.firm
    return replace(
        options,
        detail=(options.detail if "detail" not in firm else "") or settings.detail,
        reveal=settings.reveal or None
        if "reveal" in firm or options.reveal is None
        else options.reveal,
        answers=settings.answers or None
        if "answers" in firm or options.answers is None
        else options.answers,
        transition=(options.transition if "transition" not in firm else "") or settings.transition,
    )


def read_options(
    text: str, line: int, options: SlideOptions, key: str, findings: Findings
) -> tuple[SlideOptions, str]:
    """Return ``options`` and the slide's key as ``text`` changes them."""
    for name, value in _PAIR.findall(text):
        name, value = name.lower(), value.strip("\"'")
        if name == "id" and value:
            key = value
        elif name in _OPTIONS and _valid(name, value, line, findings):
            options = _OPTIONS[name](options, value)
            options = replace(options, line=line) if name == "layout" else options
        elif name not in _OPTIONS:
            close = guessed(name, [*_OPTIONS, "id"], 0.5)
            names = ", ".join(sorted([*_OPTIONS, "id"]))
            hint = f"did you mean '{close}'?" if close else f"there are: {names}"
            findings.warn("directive", f"unknown slide option '{name}'", line, hint)
    return options, key


_PAIR: Final = regex(r"([\w-]+)(?:\s*[=:]\s*(\"[^\"]*\"|'[^']*'|[^\s,;\"']+))?")

_OFF: Final = frozenset(("false", "no", "off", "0"))
_OPTIONS: Final[dict[str, Callable[[SlideOptions, str], SlideOptions]]] = {
    "layout": lambda options, value: replace(options, layout=value),
    "detail": lambda options, value: replace(options, detail=value),
    "audience": lambda options, value: replace(options, audience=Audience(value)),
    "hidden": lambda options, value: replace(options, hidden=value not in _OFF),
    "reveal": lambda options, value: replace(options, reveal=value not in _OFF),
    "answers": lambda options, value: replace(options, answers=value not in _OFF),
    "transition": lambda options, value: replace(options, transition=value),
}
_VALUES: Final = {"detail": tuple(Detail), "audience": tuple(Audience)}


def _valid(name: str, value: str, line: int, findings: Findings) -> bool:
    if name in ("hidden", "reveal", "answers"):
        return True
    allowed = _VALUES.get(name)
    if value and (allowed is None or value in allowed):
        return True
    hint = f"there are: {', '.join(allowed)}" if allowed else f"write {name}=…"
    message = f"the slide option '{name}' has no value '{value}'" if value else (
        f"the slide option '{name}' has no value"
    )  # fmt: skip
    # An audience that is misspelled would show students what is not for them.
    say = findings.error if name == "audience" else findings.warn
    say("directive", message, line, hint)
    return False
