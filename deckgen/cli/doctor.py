"""What a machine needs for deckgen, what of it is missing, and the line that mends it."""

from __future__ import annotations

import platform
import re
import shutil
import sys
from collections.abc import Iterator
from enum import StrEnum
from importlib.metadata import PackageNotFoundError, requires, version
from typing import Final

from deckgen.backends import backend_names, load_backend
from deckgen.cli.manner import Form
from deckgen.cli.printing import SCHEMA, to_json, visible
from deckgen.diagnostics import DeckgenError
from deckgen.diagrams import dot, mermaid
from deckgen.model import Lesson, Meta, Paragraph, Run, Slide
from deckgen.theme import load_theme, theme_names
from deckgen.values import Value, to_builtins

DISTRIBUTION: Final = "deckgen-lessons"


class State(StrEnum):
    """How a thing is found."""

    FINE = "fine"
    ABSENT = "absent"  # and deckgen works without it
    MISSING = "missing"  # and something fails for want of it


class Finding(Value):
    """One thing that was looked for; ``cure`` is a line for the shell, or advice."""

    what: str
    state: State
    told: str = ""
    cure: str = ""


def examine() -> tuple[Finding, ...]:
    """Look at everything that deckgen needs or can use."""
    return (_python(), *_packages(), *_themes(), *_backends(), *_programs())


def tell(findings: tuple[Finding, ...], form: Form) -> int:
    """Print the findings and return the exit status: 2 where something is missing."""
    if form is Form.JSON:
        print(to_json({"schema": SCHEMA, "findings": [to_builtins(one) for one in findings]}))
    else:
        print("\n".join(_line(one) for one in findings))
    missing = [one for one in findings if one.state is State.MISSING]
    if form is Form.TEXT:
        print(_verdict(len(missing)))
    return 2 if missing else 0


def _line(finding: Finding) -> str:
    text = f"{finding.state:8}{finding.what}{': ' if finding.told else ''}{finding.told}"
    return visible(f"{text}\n        {finding.cure}" if finding.cure else text)


def _verdict(missing: int) -> str:
    if not missing:
        return "nothing is missing"
    return f"{missing} {'thing is' if missing == 1 else 'things are'} missing"


def _python() -> Finding:
    fine = sys.version_info >= (3, 11)
    state = State.FINE if fine else State.MISSING
    return Finding("Python", state, platform.python_version(), "" if fine else "install 3.11")


def _packages() -> Iterator[Finding]:
    """Yield each package that the distribution declares, with its version."""
    try:
        declared = requires(DISTRIBUTION) or []
    except PackageNotFoundError:
        yield Finding(DISTRIBUTION, State.MISSING, "not installed", f"{_pip()} -e .")
        return
    for line in declared:
        if "extra ==" not in line:
            yield _package(re.match(r"[\w.-]+", line)[0], line)  # type: ignore[index]


def _package(name: str, line: str) -> Finding:
    cure = f"{_pip()} '{line.split(';')[0].strip()}'"
    try:
        installed = version(name)
    except PackageNotFoundError:
        return Finding(name, State.MISSING, "not installed", cure)
    least = re.search(r">=\s*([\d.]+)", line)
    if least and _numbers(installed) < _numbers(least[1]):
        told = f"{installed} is older than {least[1]}"
        return Finding(name, State.MISSING, told, cure)
    return Finding(name, State.FINE, installed)


def _numbers(text: str) -> tuple[int, ...]:
    """Return a version as numbers that compare, without zeros at its end."""
    found = re.match(r"\d+(?:\.\d+)*", text)
    return tuple(map(int, re.sub(r"(\.0)+$", "", found[0]).split("."))) if found else ()


def _pip() -> str:
    return f"{sys.executable} -m pip install"


def _themes() -> Iterator[Finding]:
    for name in theme_names():
        try:
            load_theme(name)
        except DeckgenError as error:
            yield Finding(f"theme {name}", State.MISSING, str(error), error.hint)
        else:
            yield Finding(f"theme {name}", State.FINE)


def _backends() -> Iterator[Finding]:
    """Yield whether each backend can render: what it lacks, it says itself."""
    text = (Paragraph((Run("A lesson"),)),)
    lesson = Lesson(Meta(title="A lesson"), (Slide((Run("A lesson"),), text, key="a-lesson"),))
    for name in backend_names():
        try:
            load_backend(name).render(lesson, load_theme(), lambda _: None)
        except DeckgenError as error:
            yield Finding(f"backend {name}", State.MISSING, str(error), error.hint)
        else:
            yield Finding(f"backend {name}", State.FINE)


def _programs() -> Iterator[Finding]:
    """Yield the programs that draw diagrams, and those that tests and previews use."""
    for program, use, cure in (
        (dot.PROGRAM, "Graphviz, to draw ```dot diagrams", dot.CURE),
        (mermaid.PROGRAM, "Mermaid, to draw ```mermaid diagrams", mermaid.CURE),
    ):
        at = shutil.which(program)
        state = State.FINE if at else State.ABSENT
        yield Finding(program, state, at or f"({use})", "" if at else cure)
    for program, use in (
        ("soffice", "LibreOffice, to look at decks"),
        ("pdftoppm", "poppler, to look at handouts"),
        ("java", "to validate handouts in the tests"),
    ):
        found = shutil.which(program)
        yield Finding(program, State.FINE if found else State.ABSENT, found or f"({use})")
