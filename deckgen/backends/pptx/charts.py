"""Charts on slides: native, editable, and with all they say as their alternative text."""

from __future__ import annotations

from typing import Final

from deckgen.backends.pptx.chart_xml import chart_xml
from deckgen.backends.pptx.markup import escape, xfrm
from deckgen.backends.pptx.pictures import Media
from deckgen.backends.pptx.relations import Relations
from deckgen.backends.pptx.shapes import Canvas, place_xml
from deckgen.backends.pptx.workbook import workbook
from deckgen.charts import chart_words
from deckgen.fit.deck import ChartFrame

CHART_TYPE: Final = "application/vnd.openxmlformats-officedocument.drawingml.chart+xml"
_URI: Final = "http://schemas.openxmlformats.org/drawingml/2006/chart"


def chart_shape(frame: ChartFrame, canvas: Canvas, media: Media) -> str:
    """Return a chart in its placeholder; its part and its workbook go to ``media``."""
    place = canvas.take(frame.idx)
    setting = canvas.setting
    xml = chart_xml(frame.chart, frame.size_pt, canvas.ground, setting.language)
    media.charts.append((xml, workbook(frame.chart)))
    rid = canvas.relations.add("chart", f"../charts/chart{len(media.charts)}.xml")
    said = escape(chart_words(frame.chart))
    return (
        f'<p:graphicFrame><p:nvGraphicFramePr><p:cNvPr id="{canvas.shape_id()}" name="Chart"'
        f' descr="{said}"/><p:cNvGraphicFramePr><a:graphicFrameLocks noGrp="1"/>'
        f"</p:cNvGraphicFramePr>{place_xml(place, canvas.layout)}</p:nvGraphicFramePr>"
        f'{xfrm(frame.box, "p")}<a:graphic><a:graphicData uri="{_URI}">'
        f'<c:chart xmlns:c="{_URI}" r:id="{rid}"/></a:graphicData></a:graphic></p:graphicFrame>'
    )


def chart_relations(number: int) -> str:
    """Return the relationships of chart ``number``, from 1."""
    relations = Relations()
    relations.add("package", f"../embeddings/chart{number}.xlsx")
    return relations.xml
