"""The masters of notes pages and of PowerPoint's own handouts."""

from __future__ import annotations

from typing import Final

from deckgen.backends.pptx.markup import EMPTY_GROUP, HEAD, NAMESPACES, xfrm
from deckgen.backends.pptx.masters import plain_levels
from deckgen.theme import Box, Theme
from deckgen.theme.palette import Color, Palette

PAGE: Final = (6858000, 9144000)
"""Width and height of a notes page, in EMU."""

SLIDE_IMAGE: Final = Box(685800, 1143000, 5486400, 3086100)
NOTES_BODY: Final = Box(685800, 4400550, 5486400, 3600450)

_FOOTER: Final = Box(0, 8685213, 2971800, 458787)
_NUMBER: Final = Box(3884613, 8685213, 2971800, 458787)


def notes_master(theme: Theme) -> str:
    """Return the notes master: the slide above, its notes below. Paper is white in every theme."""
    body = _text("Notes", '<p:ph type="body" sz="quarter" idx="3"/>', NOTES_BODY, 5, _BODY)
    return (
        f"{HEAD}<p:notesMaster {NAMESPACES}><p:cSld>{_PAPER}<p:spTree>{EMPTY_GROUP}"
        f"{_slide_image(2)}{_margins(first_id=3)}{body}</p:spTree></p:cSld>"
        f"<p:clrMap {Palette(theme.colors).mapping}/>"
        f"<p:notesStyle>{plain_levels(12).partition('</a:defPPr>')[2]}</p:notesStyle></p:notesMaster>"
    )


def handout_master(theme: Theme) -> str:
    """Return the handout master."""
    return (
        f"{HEAD}<p:handoutMaster {NAMESPACES}><p:cSld>{_PAPER}<p:spTree>{EMPTY_GROUP}"
        f"{_margins(first_id=2)}</p:spTree></p:cSld>"
        f"<p:clrMap {Palette(theme.colors).mapping}/></p:handoutMaster>"
    )


def _margins(first_id: int) -> str:
    number = (
        '<a:p><a:fld id="{5A0C7E5E-0E4D-4E55-8E2B-7E3C1C5B9A04}" type="slidenum">'
        '<a:rPr lang="en-US"/><a:t>‹#›</a:t></a:fld></a:p>'
    )
    return _text(
        "Footer", '<p:ph type="ftr" sz="quarter" idx="4"/>', _FOOTER, first_id, _EMPTY, "b"
    ) + _text(
        "Page Number", '<p:ph type="sldNum" sz="quarter" idx="5"/>', _NUMBER, first_id + 10,
        number, "b", align="r",
    )  # fmt: skip


_PAPER: Final = f"<p:bg><p:bgPr>{Color('bg1').fill}<a:effectLst/></p:bgPr></p:bg>"
_EMPTY: Final = '<a:p><a:endParaRPr lang="en-US"/></a:p>'
_BODY: Final = '<a:p><a:r><a:rPr lang="en-US"/><a:t>Notes</a:t></a:r></a:p>'


def _slide_image(shape_id: int) -> str:
    return (
        f'<p:sp><p:nvSpPr><p:cNvPr id="{shape_id}" name="Slide Image"/><p:cNvSpPr>'
        '<a:spLocks noGrp="1" noRot="1" noChangeAspect="1"/></p:cNvSpPr>'
        '<p:nvPr><p:ph type="sldImg" idx="2"/></p:nvPr></p:nvSpPr>'
        f'<p:spPr>{xfrm(SLIDE_IMAGE)}<a:prstGeom prst="rect"><a:avLst/></a:prstGeom><a:noFill/>'
        f'<a:ln w="12700">{Color("tx1").fill}</a:ln></p:spPr></p:sp>'
    )


def _text(
    name: str, mark: str, box: Box, shape_id: int, text: str, anchor: str = "t", align: str = "l"
) -> str:
    small = ""
    if anchor == "b":
        small = f'<a:lvl1pPr algn="{align}"><a:defRPr sz="1200"/></a:lvl1pPr>'
    return (
        f'<p:sp><p:nvSpPr><p:cNvPr id="{shape_id}" name="{name}"/><p:cNvSpPr>'
        f'<a:spLocks noGrp="1"/></p:cNvSpPr><p:nvPr>{mark}</p:nvPr></p:nvSpPr>'
        f'<p:spPr>{xfrm(box)}<a:prstGeom prst="rect"><a:avLst/></a:prstGeom></p:spPr>'
        f'<p:txBody><a:bodyPr vert="horz" anchor="{anchor}"/><a:lstStyle>{small}</a:lstStyle>'
        f"{text}</p:txBody></p:sp>"
    )
