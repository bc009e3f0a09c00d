"""Who a slide is: a stable key and a fingerprint in the file, for a rebuild that keeps edits."""

from __future__ import annotations

from typing import Final

from deckgen.backends.pptx.markup import HEAD, P, escape
from deckgen.charts import chart_words
from deckgen.fit.deck import (
    ChartFrame,
    CodeFrame,
    FittedSlide,
    FormulaFrame,
    PictureFrame,
    TableFrame,
    TextFrame,
)
from deckgen.hashing import blake2b
from deckgen.model import Inlines, plain

TAGS_TYPE: Final = "application/vnd.openxmlformats-officedocument.presentationml.tags+xml"


def tags(slide: FittedSlide) -> str:
    """Return the tags part: what PowerPoint keeps with a slide and shows to nobody."""
    values = (
        ("DECKGEN_KEY", slide.key),
        ("DECKGEN_PART", f"{slide.part}/{slide.parts}"),
        ("DECKGEN_TEXT", fingerprint(slide)),
    )
    written = "".join(f'<p:tag name="{name}" val="{escape(value)}"/>' for name, value in values)
    return f"{HEAD}<p:tagLst {P}>{written}</p:tagLst>"


def fingerprint(slide: FittedSlide) -> str:
    """Return a digest of the slide's words; marks, sizes and places do not count."""
    words = " ".join(" ".join(_words(slide)).split())
    return blake2b(words.encode("utf-8", "replace"), digest_size=12).hexdigest()


def creation_id(slide: FittedSlide, number: int) -> str:
    """Return the extension by which PowerPoint tells slides of one origin from others."""
    digest = blake2b(f"{number} {slide.key} {slide.part}".encode("utf-8", "replace"), digest_size=4)
    value = int.from_bytes(digest.digest(), "big")
    return (
        '<p:extLst><p:ext uri="{BB962C8B-B14F-4D97-AF65-F5344CB8AC3E}"><p14:creationId'
        ' xmlns:p14="http://schemas.microsoft.com/office/powerpoint/2010/main"'
        f' val="{value}"/></p:ext></p:extLst>'
    )


def _words(slide: FittedSlide) -> list[str]:
    said = [plain(slide.title)]
    for frame in slide.frames:
        match frame:
            case TextFrame(lines=lines):
                said.extend(plain(line.inlines) for line in lines)
            case CodeFrame(code=code):
                said.append(code.text)
            case ChartFrame(chart=chart):
                said.append(chart_words(chart))
            case FormulaFrame(math=math):
                said.append(math.tex)
            case TableFrame(header=header, rows=rows):
                said.extend(_cells((header, *rows)))
            case PictureFrame(figure=figure):
                said.append(figure.alt)
    return said


def _cells(rows: tuple[tuple[Inlines, ...], ...]) -> list[str]:
    return [plain(cell) for row in rows for cell in row]
