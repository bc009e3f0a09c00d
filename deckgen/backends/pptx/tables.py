"""Native tables, and the table style of a theme."""

from __future__ import annotations

from typing import Final

from deckgen.backends.pptx.markup import HEAD, A, emu, escape, xfrm
from deckgen.backends.pptx.paragraphs import paragraphs
from deckgen.backends.pptx.shapes import Canvas, place_xml
from deckgen.fit.deck import Line, TableFrame
from deckgen.fit.looks import Ground
from deckgen.fit.tables import CELL_PT
from deckgen.model import Align, Inlines, plain
from deckgen.theme import Theme
from deckgen.theme.palette import Color, header_color, palette
from deckgen.values import replace

STYLE: Final = "{6E1B7F36-2B0C-4C5E-9C1A-DE0C6E27A1B4}"
"""The GUID of our own table style."""


def table_shape(frame: TableFrame, canvas: Canvas) -> str:
    """Return a table in its placeholder."""
    place = canvas.take(frame.idx)
    rtl = ' rtl="1"' if canvas.setting.language.right_to_left else ""
    columns = "".join(f'<a:gridCol w="{width}"/>' for width in frame.widths)
    rows = list(zip((frame.header, *frame.rows), frame.heights, strict=True))
    # A header that says nothing would be a dark bar, and a lie to who hears the table.
    headed = len(rows) == 1 or any(plain(cell).strip() for cell in frame.header)
    rows = rows if headed else rows[1:]
    box = replace(frame.box, height=sum(height for _, height in rows))
    written = "".join(
        _row(row, height, frame, canvas, header=headed and number == 0)
        for number, (row, height) in enumerate(rows)
    )
    name = place.name if place else "Table"
    return (
        f'<p:graphicFrame><p:nvGraphicFramePr><p:cNvPr id="{canvas.shape_id()}"'
        f' name="{escape(name)}"/><p:cNvGraphicFramePr><a:graphicFrameLocks noGrp="1"/>'
        f"</p:cNvGraphicFramePr>{place_xml(place, canvas.layout)}</p:nvGraphicFramePr>"
        f'{xfrm(box, "p")}<a:graphic><a:graphicData uri="{_URI}">'
        f'<a:tbl><a:tblPr{rtl} firstRow="{int(headed)}" bandRow="1">'
        f"<a:tableStyleId>{STYLE}</a:tableStyleId></a:tblPr><a:tblGrid>{columns}</a:tblGrid>{written}</a:tbl>"
        "</a:graphicData></a:graphic></p:graphicFrame>"
    )


_URI: Final = "http://schemas.openxmlformats.org/drawingml/2006/table"


def _row(
    cells: tuple[Inlines, ...], height: int, frame: TableFrame, canvas: Canvas, *, header: bool
) -> str:
    written = "".join(
        _cell(cell, align, frame.size_pt, canvas, header=header)
        for cell, align in zip(cells, frame.aligns, strict=True)
    )
    return f'<a:tr h="{height}">{written}</a:tr>'


def _cell(cell: Inlines, align: Align, size_pt: float, canvas: Canvas, *, header: bool) -> str:
    surface = header_color(canvas.ground.palette) if header else Color("bg2")
    ground = Ground(canvas.ground.palette, surface)
    line = Line(cell, size_pt, align=align)
    text = paragraphs((line,), canvas.setting, ground, canvas.relations)
    return (
        f"<a:tc><a:txBody><a:bodyPr/><a:lstStyle/>{text}</a:txBody>"
        f'<a:tcPr{_MARGINS} anchor="ctr"/></a:tc>'
    )


_MARGINS: Final = "".join(
    f' {name}="{emu(CELL_PT[side])}"'
    for name, side in (("marL", 0), ("marR", 2), ("marT", 1), ("marB", 3))
)


def table_styles(theme: Theme) -> str:
    """Return the part with the theme's table style."""
    on = palette(theme)
    header, lines = header_color(on), theme.look.tables
    ruled = lines == "rule"
    ink = Color("tx2" if ruled else "bg1")
    strong = _border(Color("tx2") if ruled else header, 19050 if ruled else 12700)
    under = f"<a:bottom>{_border(ink, 9525)}</a:bottom>" if ruled else ""
    fill = "<a:fill><a:noFill/></a:fill>"
    band = Color("bg2").fill if lines == "band" else ""
    return (
        f'{HEAD}<a:tblStyleLst {A} def="{STYLE}"><a:tblStyle styleId="{STYLE}"'
        f' styleName="{escape(theme.title)}">'
        f"<a:wholeTbl>{_text(Color('tx1'))}<a:tcStyle>{_borders(theme, strong)}{fill}</a:tcStyle>"
        "</a:wholeTbl><a:band2H><a:tcStyle><a:tcBdr/>"
        f"{f'<a:fill>{band}</a:fill>' if band else ''}</a:tcStyle></a:band2H>"
        f"<a:firstCol>{_text(Color('tx1'), bold=True)}<a:tcStyle><a:tcBdr/></a:tcStyle>"
        f"</a:firstCol><a:firstRow>{_text(ink, bold=True)}<a:tcStyle><a:tcBdr>{under}</a:tcBdr>"
        f"{fill if ruled else f'<a:fill>{header.fill}</a:fill>'}</a:tcStyle></a:firstRow>"
        "</a:tblStyle></a:tblStyleLst>"
    )


def _text(color: Color, *, bold: bool = False) -> str:
    weight = ' b="on"' if bold else ""
    return f'<a:tcTxStyle{weight}><a:fontRef idx="minor"/>{color.xml}</a:tcTxStyle>'


def _borders(theme: Theme, strong: str) -> str:
    """Return the lines of a whole table."""
    hairline = _border(Color("tx1", 50) if theme.dark else Color("tx1", 50, 50), 6350)
    match theme.look.tables:
        case "rule":
            lines = {"top": strong, "bottom": strong, "insideH": hairline}
        case "grid":
            sides = ("left", "right", "top", "bottom", "insideH", "insideV")
            lines = dict.fromkeys(sides, _border(Color("tx1"), 12700))
        case _:
            lines = {"bottom": strong, "insideH": hairline}
    drawn = "".join(f"<a:{side}>{line}</a:{side}>" for side, line in lines.items())
    return f"<a:tcBdr>{drawn}</a:tcBdr>"


def _border(color: Color, width: int) -> str:
    return f'<a:ln w="{width}" cmpd="sng">{color.fill}</a:ln>'
