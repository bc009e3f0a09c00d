"""A chart's own part: what is drawn, in the theme's colors, and where its numbers stand."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

from deckgen.backends.pptx.language import Language
from deckgen.backends.pptx.markup import HEAD, A, R, escape, hundredths
from deckgen.backends.pptx.workbook import column
from deckgen.charts import is_lying, scale
from deckgen.fit.looks import Ground, hairline_color, series_color
from deckgen.model import Chart, ChartKind
from deckgen.theme.palette import Color
from deckgen.values import Value

_C: Final = 'xmlns:c="http://schemas.openxmlformats.org/drawingml/2006/chart"'
MOST_LABELS: Final = 12
"""More numbers than these are read from an axis."""


def chart_xml(chart: Chart, size_pt: float, ground: Ground, lang: Language) -> str:
    """Return the part; its workbook is the relationship ``rId1``."""
    pen = _Pen(chart, size_pt, ground, lang)
    return (
        f'{HEAD}<c:chartSpace {_C} {A} {R}><c:date1904 val="0"/><c:roundedCorners val="0"/>'
        f"<c:chart>{pen.title()}<c:plotArea><c:layout/>{pen.plot()}</c:plotArea>{pen.legend()}"
        '<c:plotVisOnly val="1"/><c:dispBlanksAs val="gap"/></c:chart>'
        f"<c:spPr><a:noFill/><a:ln><a:noFill/></a:ln></c:spPr>{pen.text()}"
        '<c:externalData r:id="rId1"><c:autoUpdate val="0"/></c:externalData></c:chartSpace>'
    )


class _Pen(Value):
    """What all parts of one chart share."""

    chart: Chart
    size_pt: float
    ground: Ground
    lang: Language

    @property
    def _labeled(self) -> bool:
        """Whether the numbers stand at what they measure, and no axis is needed."""
        return len(self.chart.header) == 2 and len(self.chart.cells) <= MOST_LABELS

    @property
    def _named(self) -> str:
        """What stands over the chart: its title, or else the name of its only series."""
        only = self.chart.header[1] if len(self.chart.header) == 2 else ""
        return self.chart.title or only

    def title(self) -> str:
        if not self._named:
            return '<c:autoTitleDeleted val="1"/>'
        return f'{self._heading(self._named, bold=True)}<c:autoTitleDeleted val="0"/>'

    def _heading(self, text: str, *, bold: bool) -> str:
        face = f'sz="{hundredths(self.size_pt)}" b="{int(bold)}"'
        return (
            "<c:title><c:tx><c:rich><a:bodyPr/><a:lstStyle/>"
            f"<a:p><a:pPr><a:defRPr {face}/></a:pPr><a:r><a:rPr {self.lang.attributes} {face}/>"
            f"<a:t>{escape(text)}</a:t></a:r></a:p></c:rich></c:tx>"
            '<c:overlay val="0"/></c:title>'
        )

    def legend(self) -> str:
        hidden = self.chart.kind is ChartKind.PIE or len(self.chart.header) == 2
        if hidden and self._named in ("", self.chart.header[1]):
            return ""
        if self.chart.kind is ChartKind.PIE:
            return ""
        return '<c:legend><c:legendPos val="b"/><c:overlay val="0"/></c:legend>'

    def text(self) -> str:
        return (
            f"<c:txPr><a:bodyPr/><a:lstStyle/><a:p><a:pPr>"
            f'<a:defRPr sz="{hundredths(self.size_pt)}">{Color("tx1").fill}'
            f'<a:latin typeface="+mn-lt"/></a:defRPr></a:pPr>'
            f"<a:endParaRPr {self.lang.attributes}/></a:p></c:txPr>"
        )

    def plot(self) -> str:
        series = "".join(self._series(number) for number in range(len(self.chart.header) - 1))
        axes = f'<c:axId val="{_ACROSS}"/><c:axId val="{_UP}"/>'
        match self.chart.kind:
            case ChartKind.PIE:
                return (
                    f'<c:pieChart><c:varyColors val="1"/>{series}'
                    '<c:firstSliceAng val="0"/></c:pieChart>'
                )
            case ChartKind.LINE:
                drawn = (
                    f'<c:lineChart><c:grouping val="standard"/><c:varyColors val="0"/>{series}'
                    f'<c:marker val="1"/>{axes}</c:lineChart>'
                )
            case ChartKind.BAR:
                way = "bar" if is_lying(self.chart) else "col"
                grouping = "stacked" if self.chart.stacked else "clustered"
                overlap = '<c:overlap val="100"/>' if self.chart.stacked else ""
                drawn = (
                    f'<c:barChart><c:barDir val="{way}"/><c:grouping val="{grouping}"/>'
                    f'<c:varyColors val="0"/>{series}<c:gapWidth val="60"/>{overlap}{axes}'
                    "</c:barChart>"
                )
        return drawn + self._categories() + self._numbers()

    def _series(self, number: int) -> str:
        letter = column(number + 1)
        rows = len(self.chart.cells)
        name = _texts(f"Sheet1!${letter}$1", (self.chart.header[number + 1],))
        names = _texts(f"Sheet1!$A$2:$A${rows + 1}", tuple(row[0] for row in self.chart.cells))
        values = "".join(
            f'<c:pt idx="{at}"><c:v>{row[number]!r}</c:v></c:pt>'
            for at, row in enumerate(self.chart.values)
            if row[number] is not None
        )
        return (
            f'<c:ser><c:idx val="{number}"/><c:order val="{number}"/><c:tx>{name}</c:tx>'
            f"{self._look(number)}{self._labels()}<c:cat>{names}</c:cat><c:val><c:numRef>"
            f"<c:f>Sheet1!${letter}$2:${letter}${rows + 1}</c:f><c:numCache>"
            f'<c:formatCode>{self._format}</c:formatCode><c:ptCount val="{rows}"/>{values}'
            f"</c:numCache></c:numRef></c:val>{_STRAIGHT * (self.chart.kind is ChartKind.LINE)}"
            "</c:ser>"
        )

    def _look(self, number: int) -> str:
        """Return the color of a series; lines differ in their dashes and markers too."""
        color = series_color(number, self.ground)
        match self.chart.kind:
            case ChartKind.BAR:
                return f'<c:spPr>{color.fill}</c:spPr><c:invertIfNegative val="0"/>'
            case ChartKind.LINE:
                dash, sign = _DASHES[number % len(_DASHES)], _SIGNS[number % len(_SIGNS)]
                return (
                    f'<c:spPr><a:ln w="31750" cap="rnd">{color.fill}<a:prstDash val="{dash}"/>'
                    f'<a:round/></a:ln></c:spPr><c:marker><c:symbol val="{sign}"/>'
                    f'<c:size val="8"/><c:spPr>{color.fill}<a:ln><a:noFill/></a:ln></c:spPr>'
                    "</c:marker>"
                )
            case ChartKind.PIE:
                return "".join(self._slices())

    def _slices(self) -> Iterator[str]:
        edge = f'<a:ln w="19050">{self.ground.surface.fill}</a:ln>'
        for at in range(len(self.chart.cells)):
            look = f"<c:spPr>{series_color(at, self.ground).fill}{edge}</c:spPr>"
            yield f'<c:dPt><c:idx val="{at}"/><c:bubble3D val="0"/>{look}</c:dPt>'

    @property
    def _format(self) -> str:
        return f"General&quot;{self.chart.suffix}&quot;" if self.chart.suffix else "General"

    def _labels(self) -> str:
        pie = self.chart.kind is ChartKind.PIE
        if not (pie or self._labeled):
            return ""
        place = "outEnd" if self.chart.kind is not ChartKind.LINE else "t"
        shown = {"LegendKey": 0, "Val": 1, "CatName": int(pie), "SerName": 0, "Percent": 0,
                 "BubbleSize": 0}  # fmt: skip
        flags = "".join(f'<c:show{name} val="{on}"/>' for name, on in shown.items())
        parted = '<c:separator>: </c:separator><c:showLeaderLines val="1"/>' if pie else ""
        return (
            f'<c:dLbls><c:numFmt formatCode="{self._format}" sourceLinked="0"/>'
            f'<c:spPr><a:noFill/><a:ln><a:noFill/></a:ln></c:spPr><c:dLblPos val="{place}"/>'
            f"{flags}{parted}</c:dLbls>"
        )

    def _categories(self) -> str:
        lying = is_lying(self.chart)
        name = self.chart.header[0]
        return (
            f'<c:catAx><c:axId val="{_ACROSS}"/>'
            f'<c:scaling><c:orientation val="{"maxMin" if lying else "minMax"}"/></c:scaling>'
            f'<c:delete val="0"/><c:axPos val="{"l" if lying else "b"}"/>'
            f"{self._heading(name, bold=False) if name else ''}"
            '<c:numFmt formatCode="General" sourceLinked="0"/><c:majorTickMark val="none"/>'
            '<c:minorTickMark val="none"/><c:tickLblPos val="low"/>'
            f"<c:spPr>{_hairline(self.ground)}</c:spPr>"
            f'<c:crossAx val="{_UP}"/><c:crosses val="autoZero"/><c:auto val="0"/>'
            '<c:lblAlgn val="ctr"/><c:lblOffset val="100"/><c:noMultiLvlLbl val="1"/></c:catAx>'
        )

    def _numbers(self) -> str:
        lying = is_lying(self.chart)
        steps = scale(self.chart)
        grid = f"<c:majorGridlines><c:spPr>{_hairline(self.ground)}</c:spPr></c:majorGridlines>"
        return (
            f'<c:valAx><c:axId val="{_UP}"/><c:scaling><c:orientation val="minMax"/>'
            f'<c:max val="{steps[-1]!r}"/><c:min val="{steps[0]!r}"/></c:scaling>'
            f'<c:delete val="{int(self._labeled)}"/><c:axPos val="{"b" if lying else "l"}"/>'
            f"{'' if self._labeled else grid}"
            f'<c:numFmt formatCode="{self._format}" sourceLinked="0"/>'
            '<c:majorTickMark val="none"/><c:minorTickMark val="none"/>'
            '<c:tickLblPos val="nextTo"/><c:spPr><a:ln><a:noFill/></a:ln></c:spPr>'
            f'<c:crossAx val="{_ACROSS}"/><c:crosses val="{"max" if lying else "autoZero"}"/>'
            f'<c:crossBetween val="between"/><c:majorUnit val="{steps[1] - steps[0]!r}"/></c:valAx>'
        )


_ACROSS: Final = 111111111
_UP: Final = 222222222
_STRAIGHT: Final = '<c:smooth val="0"/>'
_DASHES: Final = ("solid", "dash", "sysDot", "dashDot", "lgDash")
_SIGNS: Final = ("circle", "square", "triangle", "diamond", "x")


def _hairline(ground: Ground) -> str:
    return f'<a:ln w="9525">{hairline_color(ground).fill}</a:ln>'


def _texts(where: str, texts: tuple[str, ...]) -> str:
    """Return texts of the sheet, and a copy of them for programs that do not open it."""
    points = "".join(
        f'<c:pt idx="{at}"><c:v>{escape(text)}</c:v></c:pt>' for at, text in enumerate(texts)
    )
    return (
        f'<c:strRef><c:f>{where}</c:f><c:strCache><c:ptCount val="{len(texts)}"/>{points}'
        "</c:strCache></c:strRef>"
    )
