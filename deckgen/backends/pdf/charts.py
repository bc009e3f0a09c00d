"""Charts in the handout: a drawing that also reads in gray, and its numbers as a table."""

from __future__ import annotations

import json
from html import escape
from typing import Final
from urllib.parse import quote, unquote

from deckgen.backends.pdf.chart_drawing import draw_chart
from deckgen.backends.pdf.chart_pen import Look
from deckgen.backends.pdf.css import color
from deckgen.backends.pdf.setting import Setting
from deckgen.backends.pdf.tables import table_html
from deckgen.charts import chart_table
from deckgen.model import Chart, ChartKind
from deckgen.theme import Theme
from deckgen.values import astuple

_PREFIX: Final = "deckgen:chart/"


def chart_html(chart: Chart, setting: Setting) -> str:
    """Return a chart's drawing, named by its title, and all its numbers."""
    width = setting.page.column_pt
    alt = escape(chart.title or ", ".join(filter(None, chart.header)) or str(chart.kind))
    title = escape(chart.title, quote=False)
    caption = f'<figcaption class="caption">{title}</figcaption>' if title else ""
    image = f'<img src="{chart_address(chart, width)}" alt="{alt}" style="width:{width:.2f}pt">'
    return f"<figure>{image}{caption}</figure>{table_html(chart_table(chart), setting)}"


def chart_address(chart: Chart, width: float, look: Look | None = None, ratio: float = 0.0) -> str:
    """Return the address under which the engine finds the drawing: all that it shows.

    Without a ``look`` it has the handout's. With a ``ratio`` of its height to
    its width it is drawn as high as that.
    """
    numbers = (chart.kind, chart.header, chart.cells, chart.values, chart.suffix, chart.stacked)
    drawn = (*numbers, round(width, 2), astuple(look) if look else None, round(ratio * width, 2))
    return _PREFIX + quote(json.dumps(drawn), safe="")


def chart_at(url: str, theme: Theme) -> str | None:
    """Return the SVG at an address of a chart; ``None`` for any other."""
    if not url.startswith(_PREFIX):
        return None
    drawn = json.loads(unquote(url.removeprefix(_PREFIX)))
    kind, header, cells, values, suffix, stacked, width, own, high = drawn
    written, measured = tuple(map(tuple, cells)), tuple(map(tuple, values))
    chart = Chart(ChartKind(kind), tuple(header), written, measured, suffix, stacked=stacked)
    return draw_chart(chart, width, Look(*own) if own else _look(theme), high)


def _look(theme: Theme) -> Look:
    ink, rule, accent = (color(theme, token) for token in ("ink", "rule", "accent"))
    body = theme.fonts.body
    return Look(ink, rule, "#FFFFFF", (), accent, body.print, body.metrics)
