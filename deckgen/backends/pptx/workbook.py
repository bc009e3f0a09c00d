"""The workbook behind a chart: what PowerPoint opens for whoever edits its numbers."""

from __future__ import annotations

from typing import Final

from deckgen.backends.pptx.archive import archive, entry
from deckgen.backends.pptx.markup import HEAD, escape, legal
from deckgen.backends.pptx.relations import OFFICE
from deckgen.model import Chart

_SHEETS: Final = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
_PACKAGE: Final = "http://schemas.openxmlformats.org/package/2006"
_TYPE: Final = "application/vnd.openxmlformats-officedocument.spreadsheetml"


def workbook(chart: Chart) -> bytes:
    """Return a workbook with one sheet: the chart's table, its names as text."""
    files = {
        "[Content_Types].xml": _TYPES,
        "_rels/.rels": _relations("officeDocument", "xl/workbook.xml"),
        "xl/_rels/workbook.xml.rels": _relations("worksheet", "worksheets/sheet1.xml"),
        "xl/workbook.xml": _BOOK,
        "xl/worksheets/sheet1.xml": _sheet(chart),
    }
    return archive(entry(name, legal(xml)[0]) for name, xml in sorted(files.items()))


def column(number: int) -> str:
    """Return the letter of a column, from 0; charts have no more than there are letters."""
    return chr(ord("A") + number)


_TYPES: Final = (
    f'{HEAD}<Types xmlns="{_PACKAGE}/content-types">'
    '<Default Extension="rels"'
    ' ContentType="application/vnd.openxmlformats-package.relationships+xml"/>'
    '<Default Extension="xml" ContentType="application/xml"/>'
    f'<Override PartName="/xl/workbook.xml" ContentType="{_TYPE}.sheet.main+xml"/>'
    f'<Override PartName="/xl/worksheets/sheet1.xml" ContentType="{_TYPE}.worksheet+xml"/>'
    "</Types>"
)
_BOOK: Final = (
    f'{HEAD}<workbook xmlns="{_SHEETS}" xmlns:r="{OFFICE}">'
    '<sheets><sheet name="Sheet1" sheetId="1" r:id="rId1"/></sheets></workbook>'
)


def _relations(kind: str, target: str) -> str:
    return (
        f'{HEAD}<Relationships xmlns="{_PACKAGE}/relationships">'
        f'<Relationship Id="rId1" Type="{OFFICE}/{kind}" Target="{target}"/></Relationships>'
    )


def _sheet(chart: Chart) -> str:
    rows = [_row(1, [_text(column(at), 1, name) for at, name in enumerate(chart.header)])]
    for number, (cells, values) in enumerate(zip(chart.cells, chart.values, strict=True), 2):
        written = [_text("A", number, cells[0])]
        written += [
            f'<c r="{column(at)}{number}"><v>{value!r}</v></c>'
            for at, value in enumerate(values, 1)
            if value is not None
        ]
        rows.append(_row(number, written))
    return f'{HEAD}<worksheet xmlns="{_SHEETS}"><sheetData>{"".join(rows)}</sheetData></worksheet>'


def _row(number: int, cells: list[str]) -> str:
    return f'<row r="{number}">{"".join(cells)}</row>'


def _text(letter: str, number: int, text: str) -> str:
    return f'<c r="{letter}{number}" t="inlineStr"><is><t>{escape(text)}</t></is></c>'
