"""Bytes to text that any document may hold: UTF-8, one kind of line end, no control characters."""

from __future__ import annotations

import codecs
import re
from typing import Final

from deckgen.diagnostics import Diagnostic, Report, Severity
from deckgen.regex import regex

REPORTED_LINES: Final = 10
"""So many findings of one kind are shown one by one, the rest as a sum."""


def decode(data: bytes, report: Report, file: str) -> str:
    """Return the text of UTF-8 bytes, with U+FFFD for what is not UTF-8, which is reported."""
    try:
        return data.decode("utf-8")
    except UnicodeDecodeError as error:
        head = data[: error.start]
        line = len(re.findall(rb"\r\n?|\n", head)) + 1
        column = len(re.split(rb"[\r\n]", head)[-1].decode("utf-8", "replace")) + 1
        message = f"not UTF-8: byte 0x{data[error.start]:02x} at {line}:{column}"
        if data.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)):
            message = "not UTF-8 but UTF-16, from 1:1 on"
        hint = "save as UTF-8 in your editor"
        report(Diagnostic(Severity.ERROR, "encoding", message, file, line, hint))
        return data.decode("utf-8", "replace")


def clean(text: str, report: Report, file: str, longest: int) -> str:
    """Return text with line feeds only that every output format can hold.

    What no document may hold is reported and becomes a space; lines of more
    than ``longest`` characters are reported and cut.
    """
    text = text.lstrip("\ufeff")
    if "\r" in text:
        text = re.sub(r"\r\n?", "\n", text)
    # What can be printed is fit, and telling that is quick.
    if not text.replace("\n", "").isprintable() and UNFIT.search(text):
        _report_unfit(text, report, file)
        text = UNFIT.sub(" ", text)
    if len(text) > longest:
        text = _cut(text, report, file, longest)
    return text


UNFIT: Final = regex("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f\ud800-\udfff\ufffe\uffff]")


def _report_unfit(text: str, report: Report, file: str) -> None:
    lines = [(number, UNFIT.findall(line)) for number, line in enumerate(text.split("\n"), 1)]
    faults = [(number, found) for number, found in lines if found]
    for number, found in faults[:REPORTED_LINES]:
        harmless = set(found) == {"\f"}
        names = ", ".join(sorted({f"U+{ord(character):04X}" for character in found}))
        message = "a form feed is read as a space" if harmless else f"control character {names}"
        hint = (
            "" if harmless else "delete it; copying from a terminal or a PDF brings such characters"
        )
        severity = Severity.WARNING if harmless else Severity.ERROR
        report(Diagnostic(severity, "control-character", message, file, number, hint))
    rest = faults[REPORTED_LINES:]
    if rest:
        message = f"control characters in {len(rest)} more lines"
        report(Diagnostic(Severity.ERROR, "control-character", message, file, rest[0][0]))


def _cut(text: str, report: Report, file: str, longest: int) -> str:
    lines = text.split("\n")
    for index, line in enumerate(lines):
        if len(line) > longest:
            message = f"a line of {len(line):,} characters; {longest:,} are the limit"
            hint = "break the line; pictures belong into files of their own"
            report(Diagnostic(Severity.ERROR, "limit", message, file, index + 1, hint))
            lines[index] = line[:longest]
    return "\n".join(lines)
