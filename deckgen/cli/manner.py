"""How a command reports, as plain values that cost nothing to import."""

from __future__ import annotations

from enum import StrEnum

from deckgen.values import Value


class Form(StrEnum):
    """How a list is written."""

    TEXT = "text"
    JSON = "json"


class ReportForm(StrEnum):
    """How a build's report is written."""

    TEXT = "text"
    JSON = "json"
    GITHUB = "github"  # annotations beside the lines of a change


class Manner(Value):
    """How much a build says, in which form, and whether warnings fail it."""

    strict: bool = False
    quiet: bool = False
    verbose: bool = False
    form: ReportForm = ReportForm.TEXT
