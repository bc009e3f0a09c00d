"""Findings as GitHub Actions puts them beside the lines of a change."""

from __future__ import annotations

from collections.abc import Iterable

from deckgen.cli.excerpts import place
from deckgen.cli.printing import visible
from deckgen.diagnostics import Diagnostic
from deckgen.job import Fault, Outcome


def annotated(outcomes: Iterable[Outcome], faults: Iterable[Fault]) -> str:
    """Return one workflow command a line, for every finding and every fault."""
    lines = [_finding(one) for outcome in outcomes for one in outcome.diagnostics]
    title = {"title": "deckgen"}
    lines += [_command("error", title, fault.message, fault.hint) for fault in faults]
    return "\n".join(lines)


def _finding(one: Diagnostic) -> str:
    start, end = place(one)
    properties = {
        "file": one.file,
        "line": str(one.line) if one.line else "",
        "col": str(start + 1) if end else "",
        "endColumn": str(end) if end else "",
        "title": f"deckgen[{one.code}]",
    }
    return _command(one.severity.value, properties, one.message, one.hint)


def _command(level: str, properties: dict[str, str], message: str, hint: str) -> str:
    named = ",".join(f"{key}={_property(value)}" for key, value in properties.items() if value)
    text = f"{message}\nhint: {hint}" if hint else message
    return f"::{level} {named}::{_data(text)}"


def _data(text: str) -> str:
    # Line ends would end the command, and what follows them could be another one.
    return visible(text).replace("%", "%25").replace("\r", "%0D").replace("\n", "%0A")


def _property(text: str) -> str:
    return _data(text).replace(":", "%3A").replace(",", "%2C")
