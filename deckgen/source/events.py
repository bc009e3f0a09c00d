"""Front matter as YAML's own parser reads it, event by event, refusing what could grow."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any, Final

import yaml

from deckgen.diagnostics import Diagnostic, Report, Severity
from deckgen.limits import Limits
from deckgen.source.text import UNFIT
from deckgen.source.tree import Entries, Items, Text, Tree


def read_events(front: str, line: int, report: Report, file: str, limits: Limits) -> Tree | None:
    """Return the value that begins on the file's ``line``; what is not sound is reported.

    Anchors, aliases, tags and merge keys are refused: with them a few hundred
    bytes can stand for more text than any memory holds.
    """
    try:
        return _Reading(line, report, file, limits).document(front)
    except _RefusedError as refusal:
        report(refusal.finding(file))
    except yaml.YAMLError as error:
        report(_syntax_error(error, front, line, file))
    return None


class _RefusedError(Exception):
    def __init__(self, code: str, message: str, line: int, hint: str) -> None:
        super().__init__(message)
        self.code, self.line, self.hint = code, line, hint

    def finding(self, file: str) -> Diagnostic:
        return Diagnostic(Severity.ERROR, self.code, str(self), file, self.line, self.hint)


class _Reading:
    """One pass over the events of one front matter."""

    def __init__(self, line: int, report: Report, file: str, limits: Limits) -> None:
        self._first, self._report, self._file = line, report, file
        self._deepest = limits.front_matter_depth

    def document(self, front: str) -> Tree:
        events = yaml.parse(front, Loader=LOADER)
        for event in events:
            if isinstance(event, yaml.NodeEvent):
                return self._node(event, events, 1)
        return Text("", self._first)

    def _node(self, event: Any, events: Iterator[Any], depth: int) -> Tree:
        line = self._first + event.start_mark.line
        self._refuse(event, line, depth)
        match event:
            case yaml.ScalarEvent():
                return Text(self._scalar(event, line), line)
            case yaml.SequenceStartEvent():
                return Items(tuple(self._until(yaml.SequenceEndEvent, events, depth)), line)
            case _:
                return self._entries(list(self._until(yaml.MappingEndEvent, events, depth)), line)

    def _until(self, end: type, events: Iterator[Any], depth: int) -> Iterator[Tree]:
        for event in events:
            if isinstance(event, end):
                return
            yield self._node(event, events, depth + 1)

    def _refuse(self, event: Any, line: int, depth: int) -> None:
        if event.anchor is not None:
            hint = "write the value out; begin a text with '&' or '*' in quotes"
            raise _RefusedError("front-matter", "anchors and aliases are not read", line, hint)
        if getattr(event, "tag", None) is not None:
            hint = "leave the tag out; begin a text with '!' in quotes"
            raise _RefusedError("front-matter", f"the tag {event.tag} is not read", line, hint)
        if depth > self._deepest:
            message = f"the front matter is nested deeper than {self._deepest} levels"
            raise _RefusedError("limit", message, line, "flatten it")

    def _scalar(self, event: yaml.ScalarEvent, line: int) -> str:
        value: str = event.value
        if not event.style and value in ("~", "null", "Null", "NULL"):
            return ""
        unfit = UNFIT.search(value)  # an escape such as "\\0" may name it
        if unfit:
            message = f"an escape means the control character U+{ord(unfit[0]):04X}"
            hint = "delete it"
            self._report(
                Diagnostic(Severity.ERROR, "control-character", message, self._file, line, hint)
            )
        return UNFIT.sub(" ", value)

    def _entries(self, nodes: list[Tree], line: int) -> Entries:
        entries: dict[str, tuple[Text, Tree]] = {}
        for key, value in zip(nodes[::2], nodes[1::2], strict=True):
            if not isinstance(key, Text):
                message = "a key of the front matter is not a word"
                hint = "write lines such as 'title: …'"
                raise _RefusedError("front-matter-key", message, key.line, hint)
            if key.text == "<<":
                message = "merge keys are not read"
                raise _RefusedError("front-matter", message, key.line, "write the values out")
            if key.text in entries:
                self._report_twice(key, entries[key.text][0])
            entries.setdefault(key.text, (key, value))
        return Entries(tuple(entries.values()), line)

    def _report_twice(self, key: Text, first: Text) -> None:
        message = f"'{key.text}' stands twice: on lines {first.line} and {key.line}"
        finding = Diagnostic(
            Severity.ERROR, "front-matter-key", message, self._file, key.line, "keep one of them"
        )
        self._report(finding)


LOADER: Final = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
"""The parser in C, where PyYAML has it: it is ten times as fast."""


def _syntax_error(error: yaml.YAMLError, front: str, line: int, file: str) -> Diagnostic:
    context = str(getattr(error, "context", None) or "")
    marks = [getattr(error, name, None) for name in ("problem_mark", "context_mark")]
    # Where a text is never closed, what matters is where it began.
    mark = next(filter(None, reversed(marks) if "quoted" in context else marks), None)
    lines = front.split("\n")
    index = min(mark.line if mark else 0, len(lines) - 1)
    reason, hint = _cure(lines[index], context)
    message = f"the front matter cannot be read: {reason}"
    return Diagnostic(Severity.ERROR, "front-matter", message, file, line + index, hint)


def _cure(line: str, context: str) -> tuple[str, str]:
    """Return what is wrong with a line that is not YAML, and what mends it."""
    key, colon, value = line.partition(":")
    value = value.strip()
    if "\t" in line[: len(line) - len(line.lstrip())]:
        return "a tab begins the line", "indent with spaces, not with a tab"
    if colon and ": " in value + " " and value[0] not in "'\"":
        quoted = value.replace("'", "''")
        cure = f"a value with a colon needs quotes: {key.strip()}: '{quoted}'"
        return f"'{value}' has a colon in it", cure
    if "quoted" in context or value[:1] in ("'", '"'):
        cure = "close the quotation mark; inside single quotes, write '' for an apostrophe"
        return "a quotation mark is not closed", cure
    if value[:1] and value[0] in "@`%&*!|>[]{},?":
        reason = f"'{value[0]}' means something else at a value's beginning"
        return reason, f"a value that begins with '{value[0]}' needs quotes"
    return "this is neither a key nor a value", "put the value in quotes"
