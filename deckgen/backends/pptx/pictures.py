"""Pictures on slides: their media, their alternative texts, and vector graphics with a bitmap."""

from __future__ import annotations

from pathlib import PurePosixPath
from typing import Final

from deckgen.backends.pptx.markup import DECORATIVE, escape, xfrm
from deckgen.backends.pptx.runs import hyperlink
from deckgen.backends.pptx.shapes import Canvas, place_xml, text_shape
from deckgen.backends.pptx.vector import bitmap, self_contained
from deckgen.fit.deck import Line, PictureFrame, Style, TextFrame
from deckgen.hashing import blake2b
from deckgen.model import Figure, Picture, Run
from deckgen.theme import EMU_PER_INCH
from deckgen.theme.palette import Color
from deckgen.values import Mutable, field


class Media(Mutable):
    """The deck's media files, each once; names go by the order of first use.

    ``charts`` are the parts of its charts, each with its workbook.
    """

    files: dict[str, bytes] = field(default_factory=dict)
    names: dict[bytes, str] = field(default_factory=dict)
    charts: list[tuple[str, bytes]] = field(default_factory=list)

    def add(self, data: bytes, suffix: str) -> str:
        """Return the file name under ``ppt/media`` for these bytes."""
        digest = blake2b(data, digest_size=16).digest()
        if digest not in self.names:
            self.names[digest] = f"image{len(self.names) + 1}.{suffix}"
            self.files[self.names[digest]] = data
        return self.names[digest]


def picture_shape(frame: PictureFrame, canvas: Canvas, media: Media, number: int) -> str:
    """Return a picture in its placeholder; its words where it cannot be drawn."""
    blip = _blip(frame.picture, frame, canvas, media)
    if not blip:
        return _words(frame, canvas, number)
    place = canvas.take(frame.idx)
    figure = frame.figure
    link = hyperlink(figure.link, canvas.setting, canvas.relations) if figure.link else ""
    decorative = f"<a:extLst>{DECORATIVE}</a:extLst>" if figure.decorative else ""
    alt = "" if figure.decorative else f' descr="{escape(_said(figure))}"'
    group = ' noGrp="1"' if place else ""
    return (
        f'<p:pic><p:nvPicPr><p:cNvPr id="{canvas.shape_id()}" name="Picture"{alt}>'
        f"{link}{decorative}</p:cNvPr>"
        f'<p:cNvPicPr><a:picLocks{group} noChangeAspect="1"/></p:cNvPicPr>'
        f"{place_xml(place, canvas.layout)}</p:nvPicPr>"
        f"<p:blipFill>{blip}<a:stretch><a:fillRect/></a:stretch></p:blipFill>"
        f'<p:spPr>{xfrm(frame.box)}<a:prstGeom prst="rect"><a:avLst/></a:prstGeom>'
        f"{_plate(frame.picture, canvas)}</p:spPr></p:pic>"
    )


def _said(figure: Figure) -> str:
    """Return what a picture shows, as far as its author says; the name of its file at least."""
    return figure.alt or figure.caption or PurePosixPath(figure.src).stem or figure.src


_DOTS_PER_INCH: Final = 220
"""How fine bitmaps are: PowerPoint's own measure for a picture on a screen."""


def _plate(picture: Picture, canvas: Canvas) -> str:
    """Return paper for what may be drawn on nothing, where the slide's own is dark."""
    if not canvas.ground.palette.is_dark or not _may_be_clear(picture):
        return ""
    return Color("lt1").fill


def _may_be_clear(picture: Picture) -> bool:
    """Tell whether parts of a picture may show what is behind it."""
    match picture.media:
        case "svg" | "gif":
            return True
        case "png":
            # The kind of color stands in the head of every PNG; 4 and 6 have an alpha channel.
            return picture.data[25:26] in (b"\x04", b"\x06") or b"tRNS" in picture.data[:4096]
        case _:
            return False


def _blip(picture: Picture, frame: PictureFrame, canvas: Canvas, media: Media) -> str:
    from deckgen.pictures.scaling import scaled  # decks without pictures do not need Pillow

    vector = ""
    data = scaled(picture, frame.box.width * _DOTS_PER_INCH // EMU_PER_INCH).data
    if picture.media == "svg":
        drawing = self_contained(picture.data)
        drawn = bitmap(drawing, frame.box.width)
        if drawn is None:
            return ""
        data, name = drawn, media.add(drawing, "svg")
        rid = canvas.relations.add("image", f"../media/{name}")
        vector = (
            '<a:extLst><a:ext uri="{96DAC541-7B7A-43D3-8B79-37D633B846F1}"><asvg:svgBlip'
            ' xmlns:asvg="http://schemas.microsoft.com/office/drawing/2016/SVG/main"'
            f' r:embed="{rid}"/></a:ext></a:extLst>'
        )
    name = media.add(data, "png" if picture.media == "svg" else picture.media)
    rid = canvas.relations.add("image", f"../media/{name}")
    return f'<a:blip r:embed="{rid}">{vector}</a:blip>'


def _words(frame: PictureFrame, canvas: Canvas, number: int) -> str:
    figure = frame.figure
    canvas.setting.problem(
        "unsupported", f"slide {number}: the drawing '{figure.src}' cannot be drawn", figure.line
    )
    words = figure.alt or figure.caption or figure.src
    line = Line((Run(words),), canvas.setting.theme.scale.caption, Style.MISSING)
    return text_shape(TextFrame(frame.idx, frame.box, (line,), anchor="ctr"), canvas)
