"""Charts in the handout: a drawing that also reads in gray, and its numbers as a table."""

from __future__ import annotations

import json
from html import escape
from typing import Final
from urllib.parse import quote, unquote

from deckgen.backends.pdf.chart_drawing import draw_chart
from deckgen.backends.pdf.setting import Setting
from deckgen.backends.pdf.tables import table_html
from deckgen.charts import chart_table
from deckgen.model import Chart, ChartKind
from deckgen.theme import Theme

_PREFIX: Final = "deckgen:chart/"


def chart_html(chart: Chart, setting: Setting) -> str:
    """Return a chart's drawing, named by its title, and all its numbers."""
    width = setting.page.column_pt
    alt = escape(chart.title or ", ".join(filter(None, chart.header)) or str(chart.kind))
    title = escape(chart.title, quote=False)
    caption = f'<figcaption class="caption">{title}</figcaption>' if title else ""
    image = f'<img src="{_address(chart, width)}" alt="{alt}" style="width:{width:.2f}pt">'
    return f"<figure>{image}{caption}</figure>{table_html(chart_table(chart), setting)}"


def _address(chart: Chart, width: float) -> str:
    """Return the address under which the engine finds the drawing: all that it shows."""
    numbers = (chart.kind, chart.header, chart.cells, chart.values, chart.suffix, width)
    return _PREFIX + quote(json.dumps(numbers), safe="")


def chart_at(url: str, theme: Theme) -> str | None:
    """Return the SVG at an address of a chart; ``None`` for any other."""
    if not url.startswith(_PREFIX):
        return None
    kind, header, cells, values, suffix, width = json.loads(unquote(url.removeprefix(_PREFIX)))
    written, measured = tuple(map(tuple, cells)), tuple(map(tuple, values))
    chart = Chart(ChartKind(kind), tuple(header), written, measured, suffix)
    return draw_chart(chart, width, theme)
