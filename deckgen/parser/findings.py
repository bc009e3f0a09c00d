"""What a parse has to say, each thing once and with its line."""

from __future__ import annotations

from deckgen.diagnostics import Diagnostic, Report, Severity


class Findings:
    """The diagnostics of one lesson; lines are those of its file, from 1."""

    def __init__(self, report: Report, file: str) -> None:
        self._report, self.file = report, file
        self._said: set[tuple[str, str]] = set()

    def warn(self, code: str, message: str, line: int, hint: str = "") -> None:
        """Report what the author should look at."""
        self._report(Diagnostic(Severity.WARNING, code, message, self.file, line, hint))

    def error(self, code: str, message: str, line: int, hint: str = "") -> None:
        """Report what keeps the lesson from being built."""
        self._report(Diagnostic(Severity.ERROR, code, message, self.file, line, hint))

    def warn_once(self, code: str, name: str, message: str, line: int, hint: str = "") -> None:
        """Report at the first place what one word would say at every place."""
        if (code, name) not in self._said:
            self._said.add((code, name))
            self.warn(code, message, line, hint)
