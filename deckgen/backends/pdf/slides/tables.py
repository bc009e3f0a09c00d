"""A slide's table: banded, ruled or gridded as its theme wants it, with its header marked."""

from __future__ import annotations

from deckgen.backends.pdf.slides.canvas import Canvas
from deckgen.backends.pdf.slides.text import runs_html
from deckgen.fit.deck import TableFrame
from deckgen.fit.looks import PAPER, Ground, hairline_color
from deckgen.fit.tables import CELL_PT
from deckgen.model import Align, Inlines
from deckgen.theme import EMU_PER_PT
from deckgen.theme.palette import Color, header_color

_STRONG_PT = 1.0
_RULED_PT = 1.5
_HAIRLINE_PT = 0.5


def table_html(frame: TableFrame, canvas: Canvas) -> str:
    """Return a table in its box, each row at least as tall as the deck's."""
    on = canvas.ground.palette
    columns = "".join(
        f'<col class="{canvas.styles.add(f"width:{canvas.pt(width / EMU_PER_PT)}")}">'
        for width in frame.widths
    )
    first, *heights = frame.heights
    header = _row(frame.header, first, frame, canvas, _header(canvas), "th")
    body = "".join(
        _row(row, height, frame, canvas, _band(canvas, at), "td")
        for at, (row, height) in enumerate(zip(frame.rows, heights, strict=True))
    )
    parts = f"<thead>{header}</thead><tbody>{body}</tbody>" if body else f"<tbody>{header}</tbody>"
    name = canvas.styles.add(
        f"font-size:{canvas.pt(frame.size_pt)};width:{canvas.pt(frame.box.width / EMU_PER_PT)};"
        f"{_around(canvas)}"
    )
    table = f'<table class="{name}"><colgroup>{columns}</colgroup>{parts}</table>'
    return canvas.box(frame.box, table, classes=canvas.on(Ground(on)))


def _header(canvas: Canvas) -> Ground:
    on = canvas.ground.palette
    return Ground(on, header_color(on), ink="tx2" if on.look.tables == "rule" else "bg1")


def _band(canvas: Canvas, at: int) -> Ground:
    on = canvas.ground.palette
    banded = on.look.tables == "band" and at % 2
    return Ground(on, Color("bg2") if banded else canvas.ground.surface)


def _around(canvas: Canvas) -> str:
    """Return the lines above and below a whole table."""
    match canvas.theme.look.tables:
        case "rule":
            line = f"{canvas.pt(_RULED_PT)} solid {canvas.rgb(Color('tx2'))}"
            return f"border-top:{line};border-bottom:{line}"
        case "grid":
            return f"border:{canvas.pt(_STRONG_PT)} solid {canvas.rgb(Color('tx1'))}"
        case _:
            strong = canvas.rgb(header_color(canvas.ground.palette))
            return f"border-bottom:{canvas.pt(_STRONG_PT)} solid {strong}"


def _row(
    cells: tuple[Inlines, ...],
    height: int,
    frame: TableFrame,
    canvas: Canvas,
    ground: Ground,
    tag: str,
) -> str:
    left, top, right, bottom = CELL_PT
    inner = max(height / EMU_PER_PT - top - bottom - _border_pt(canvas, tag), 1.0)
    padding = " ".join(map(canvas.pt, (top, right, bottom, left)))
    look = f"padding:{padding};height:{canvas.pt(inner)};{_lines(canvas, ground, tag)}"
    if ground.surface not in (PAPER, canvas.ground.surface):
        look += f"background:{canvas.rgb(ground.surface)};"
    scope = ' scope="col"' if tag == "th" else ""
    within = canvas.on(ground)
    written = "".join(
        f'<{tag}{scope} class="{within} {canvas.styles.add(look + _aligned(align))}">'
        f"{runs_html(cell, canvas)}</{tag}>"
        for cell, align in zip(cells, frame.aligns, strict=True)
    )
    return f"<tr>{written}</tr>"


def _border_pt(canvas: Canvas, tag: str) -> float:
    """Return what the lines of a cell add to its height."""
    match canvas.theme.look.tables, tag:
        case "grid", _:
            return _STRONG_PT
        case "rule", "th":
            return _STRONG_PT + _RULED_PT
        case _:
            return _HAIRLINE_PT


def _lines(canvas: Canvas, ground: Ground, tag: str) -> str:
    """Return the lines of a cell."""
    match canvas.theme.look.tables, tag:
        case "grid", _:
            return f"border:{canvas.pt(_STRONG_PT)} solid {canvas.rgb(Color('tx1'))};"
        case "rule", "th":
            return f"border-bottom:{canvas.pt(0.75)} solid {canvas.rgb(Color('tx2'))};"
        case _, "td":
            return (
                f"border-top:{canvas.pt(_HAIRLINE_PT)} solid {canvas.rgb(hairline_color(ground))};"
            )
        case _:
            return ""


def _aligned(align: Align) -> str:
    return f"text-align:{align}" if align else "text-align:start"
