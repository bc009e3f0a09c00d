"""Charts: a fenced table of numbers, and what its first line says about how to draw it."""

from __future__ import annotations

import re
from types import MappingProxyType
from typing import Final, NamedTuple

from deckgen.guessing import guessed
from deckgen.model import Chart, ChartKind
from deckgen.parser.findings import Findings
from deckgen.regex import regex

MOST_ROWS: Final = 60
MOST_SERIES: Final = 8
"""What can still be told apart on a slide."""

_KINDS: Final = MappingProxyType(
    {
        name: kind
        for kind, names in (
            (ChartKind.BAR, "bar bars column columns barchart histogram"),
            (ChartKind.LINE, "line lines linechart curve"),
            (ChartKind.PIE, "pie donut doughnut piechart"),
        )
        for name in names.split()
    }
)


def chart(text: str, info: str, line: int, findings: Findings) -> Chart | None:
    """Return the chart of a fence, None where its text is no table of numbers."""
    kind, title, stacked = _wishes(info, line, findings)
    rows = _rows(text)
    fault = _fault(kind, rows)
    if fault:
        hint = "a chart is a table: names in the first column, a column of numbers for each series"
        findings.warn("unsupported", f"a chart is shown as code: {fault}", line, hint)
        return None
    header, *cells = (tuple(row) for row in rows)
    numbers = [[_number(cell) for cell in row[1:]] for row in cells]
    values = tuple(tuple(number.value for number in row if number) for row in numbers)
    said = {
        number.suffix for row in numbers for number in row if number and number.value is not None
    }
    suffix = said.pop() if len(said) == 1 else ""
    below = any(value is not None and value < 0 for row in values for value in row)
    stacked = stacked and kind is ChartKind.BAR and len(header) > 2 and not below
    return Chart(kind, header, tuple(cells), values, suffix, title, line, stacked)


def _wishes(info: str, line: int, findings: Findings) -> tuple[ChartKind, str, bool]:
    """Return the kind and the title that a fence asks for, and whether bars are stacked."""
    values = {key.lower(): two or three for key, two, three in _VALUE.findall(info)}
    words = _VALUE.sub(" ", info).replace("{", " ").replace("}", " ").split()[1:]
    plain = [word.lstrip(".").lower() for word in words]
    stacked = "stacked" in plain or values.get("stacked", "").lower() in ("true", "yes")
    asked = next((word for word in plain if word != "stacked"), "")
    asked = (values.get("type") or values.get("kind") or asked).lower()
    if asked and asked not in _KINDS:
        close = guessed(asked, _KINDS)
        hint = f"did you mean '{close}'?" if close else "there are: bar, line, pie"
        findings.warn(
            "directive", f"there is no chart '{asked}'; it is drawn with bars", line, hint
        )
    kind = _KINDS.get(asked, ChartKind.BAR)
    return kind, " ".join(values.get("title", "").split()), stacked


_VALUE: Final = regex(r"""([\w-]+)\s*=\s*(?:["“”']([^"“”']*)["“”']|([^\s{}]+))""")


def _rows(text: str) -> list[list[str]]:
    """Return the cells of a Markdown table, or of values parted by tabs, semicolons or commas."""
    import csv  # few lessons have a chart

    lines = [line.strip() for line in text.split("\n") if line.strip()]
    if lines and "|" in lines[0]:
        found = [_PIPE.split(_bare(line)) for line in lines if not _RULE.fullmatch(line)]
    else:
        first = lines[0] if lines else ""
        mark = next((mark for mark in "\t;" if mark in first), ",")
        found = list(csv.reader(lines, delimiter=mark, skipinitialspace=True))
    rows = [[_plain(cell) for cell in row] for row in found]
    return [row for row in rows if any(row)]


_PIPE: Final = regex(r"(?<!\\)\|")
_RULE: Final = regex(r"[\s|:+=-]*-[\s|:+=-]*")


def _bare(line: str) -> str:
    """Take off the pipes at the ends of a row."""
    return re.sub(r"(?<!\\)\|$", "", line.removeprefix("|"))


def _plain(cell: str) -> str:
    """Return a cell without its marks."""
    text = cell.strip().replace("\\|", "|")
    return re.sub(r"(\*\*|__|`|\*)(?=\S)(.+?)(?<=\S)\1", r"\2", text)


def _fault(kind: ChartKind, rows: list[list[str]]) -> str:
    """Return why rows are no chart; empty where they are one."""
    if len(rows) < 2:
        return "it has no rows"
    wide = len(rows[0])
    if wide < 2:
        return "it has one column"
    if len(rows) - 1 > MOST_ROWS or wide - 1 > MOST_SERIES:
        return f"it has more than {MOST_ROWS} rows or {MOST_SERIES} series"
    if kind is ChartKind.PIE and wide > 2:
        return "a pie has one column of numbers"
    for row in rows[1:]:
        if len(row) != wide:
            return f"the row of '{row[0]}' has {len(row)} cells, not {wide}"
        for cell in row[1:]:
            if _number(cell) is None:
                return f"'{cell}' is no number"
    values = [number.value for row in rows[1:] for cell in row[1:] if (number := _number(cell))]
    known = [value for value in values if value is not None]
    if kind is ChartKind.PIE and (min(known, default=0) < 0 or not any(known)):
        return "a pie has no parts below zero, and some above"
    return "" if known else "it has no numbers"


class _Number(NamedTuple):
    """A cell's number, None where the cell is empty, and what stands behind it."""

    value: float | None
    suffix: str = ""


def _number(cell: str) -> _Number | None:
    """Return the number that a cell says, None where it says none."""
    if cell in _NOTHING:
        return _Number(None)
    found = _NUMBER.fullmatch(cell)
    if not found:
        return None
    sign, digits, suffix = found[1], re.sub(r"[ '’_\u00a0\u2009\u202f]", "", found[2]), found[3]
    if re.fullmatch(r"[1-9]\d{0,2}(,\d{3})+(\.\d+)?", digits):
        digits = digits.replace(",", "")
    elif re.fullmatch(r"\d{1,3}(\.\d{3})+,\d+|\d{1,3}(\.\d{3}){2,}", digits):
        digits = digits.replace(".", "").replace(",", ".")
    digits = digits.replace(",", ".")
    if not re.fullmatch(r"\d*\.?\d+|\d+\.", digits):
        return None
    return _Number(float(f"{'-' if sign in ('-', '−') else ''}{digits}"), suffix)


_NOTHING: Final = frozenset(("", "-", "–", "—", "n/a", "?"))
_NUMBER: Final = regex(
    r"([-−+]?)\s*[$€£¥]?\s*((?:\d[\d.,'’_ \u00a0\u2009\u202f]{0,20})?[.,]?\d)\s*([%‰]?)\s*[$€£¥]?"
)
