"""The theme part: color scheme, fonts for every script, and the plain formats of shapes."""

from __future__ import annotations

from types import MappingProxyType
from typing import Final

from deckgen.backends.pptx.markup import HEAD, A, escape
from deckgen.theme import Theme

_SLOTS: Final = MappingProxyType(
    {
        "dk1": "dark1", "lt1": "light1", "dk2": "dark2", "lt2": "light2",
        "accent1": "accent1", "accent2": "accent2", "accent3": "accent3", "accent4": "accent4",
        "accent5": "accent5", "accent6": "accent6", "hlink": "link", "folHlink": "followed",
    }
)  # fmt: skip

# What Office itself lists, so that each script finds a face where the theme names none.
_SCRIPTS: Final = MappingProxyType(
    {
        "Jpan": "Yu Gothic", "Hang": "Malgun Gothic", "Hans": "Microsoft YaHei",
        "Hant": "Microsoft JhengHei", "Arab": "Arial", "Hebr": "Arial", "Thai": "Leelawadee UI",
        "Deva": "Nirmala UI", "Beng": "Nirmala UI", "Taml": "Nirmala UI", "Geor": "Sylfaen",
    }
)  # fmt: skip


def office_theme(theme: Theme, name: str) -> str:
    """Return the part; each master needs one of its own, under its own ``name``."""
    scheme = "".join(
        f'<a:{slot}><a:srgbClr val="{getattr(theme.colors, key)}"/></a:{slot}>'
        for slot, key in _SLOTS.items()
    )
    fonts = theme.fonts
    return (
        f'{HEAD}<a:theme {A} name="{escape(name)}"><a:themeElements>'
        f'<a:clrScheme name="{escape(theme.title)}">{scheme}</a:clrScheme>'
        f'<a:fontScheme name="{escape(theme.title)}">'
        f"<a:majorFont>{_faces(fonts.heading.deck, theme)}</a:majorFont>"
        f"<a:minorFont>{_faces(fonts.body.deck, theme)}</a:minorFont></a:fontScheme>"
        f"{_FORMATS}</a:themeElements><a:objectDefaults/><a:extraClrSchemeLst/></a:theme>"
    )


def _faces(latin: str, theme: Theme) -> str:
    scripts = "".join(
        f'<a:font script="{escape(script)}" typeface="{escape(face)}"/>'
        for script, face in {**_SCRIPTS, **dict(theme.fonts.scripts)}.items()
    )
    return (
        f'<a:latin typeface="{escape(latin)}"/>'
        f'<a:ea typeface="{escape(theme.fonts.east_asian)}"/>'
        f'<a:cs typeface="{escape(theme.fonts.complex_script)}"/>{scripts}'
    )


_FILL: Final = '<a:solidFill><a:schemeClr val="phClr"/></a:solidFill>'
_EFFECT: Final = "<a:effectStyle><a:effectLst/></a:effectStyle>"


def _line(width: int) -> str:
    return (
        f'<a:ln w="{width}" cap="flat" cmpd="sng" algn="ctr">{_FILL}<a:prstDash val="solid"/>'
        '<a:miter lim="800000"/></a:ln>'
    )


_FORMATS: Final = (
    '<a:fmtScheme name="Flat">'
    f"<a:fillStyleLst>{_FILL * 3}</a:fillStyleLst>"
    f"<a:lnStyleLst>{_line(6350)}{_line(12700)}{_line(19050)}</a:lnStyleLst>"
    f"<a:effectStyleLst>{_EFFECT * 3}</a:effectStyleLst>"
    f"<a:bgFillStyleLst>{_FILL * 3}</a:bgFillStyleLst></a:fmtScheme>"
)
