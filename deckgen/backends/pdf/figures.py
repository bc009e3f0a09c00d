"""Pictures, their captions, and what stands where a picture could not be had."""

from __future__ import annotations

from html import escape
from pathlib import PurePosixPath
from typing import Final

from deckgen.backends.pdf.inlines import link_html
from deckgen.backends.pdf.setting import Setting
from deckgen.model import Figure, Picture

_PT_PER_PX: Final = 0.75
_DENSE: Final = 1000  # pixels; a wider photograph or screenshot has two for each one drawn
_TALLEST_PT: Final = 244.0  # 86 mm, unless the author asks for a width
_TALLEST: Final = 0.6  # of the page's text height


def figure_html(figure: Figure, setting: Setting) -> str:
    """Return a picture at its natural size, at most as wide as its column."""
    picture = setting.lesson.pictures.get(figure.src)
    if picture is None or not picture.width_px or not picture.height_px:
        return _missing(figure, setting)
    width, height = size_pt(figure, picture, setting)
    source = setting.pictures[figure.src]
    if figure.decorative:
        # A picture without alternative text must be an artifact: a background is one.
        style = f"background-image:url({source});width:{width:.2f}pt;height:{height:.2f}pt"
        return f'<div class="decoration" style="{style}"></div>{_caption(figure, setting)}'
    alt = escape(figure.alt or figure.caption or PurePosixPath(figure.src).stem or figure.src)
    image = f'<img src="{source}" alt="{alt}" style="width:{width:.2f}pt">'
    return f"<figure>{image}{_caption(figure, setting)}</figure>"


def size_pt(figure: Figure, picture: Picture, setting: Setting) -> tuple[float, float]:
    """Return how wide and high a picture is drawn, in points."""
    column, ratio = setting.page.column_pt, picture.height_px / picture.width_px
    if figure.width:
        width = min(figure.width * column, _TALLEST * setting.page.height_pt / ratio)
    else:
        width = min(_natural_pt(picture), _TALLEST_PT / ratio)
    width = min(width, column) * setting.picture_shares.get(setting.pictures[figure.src], 1.0)
    return width, width * ratio


def _natural_pt(picture: Picture) -> float:
    dense = picture.media != "svg" and picture.width_px > _DENSE
    return picture.width_px * _PT_PER_PX * (0.5 if dense else 1)


def _caption(figure: Figure, setting: Setting) -> str:
    """Return the caption; it carries a linked picture's link, which may hold text alone."""
    text = figure.caption or (figure.alt or figure.link if figure.link else "")
    if not text:
        return ""
    tag = "p" if figure.decorative else "figcaption"
    return f'<{tag} class="caption">{link_html(text, figure.link, setting)}</{tag}>'


def missing_words(figure: Figure) -> list[str]:
    """Return what is said where a picture could not be had, each on a line of its own."""
    return [text for text in (figure.alt, figure.caption) if text] or [figure.src]


def _missing(figure: Figure, setting: Setting) -> str:
    label = escape(setting.words.no_picture, quote=False)
    lines = "".join(
        f"<br>{link_html(text, figure.link, setting)}" for text in missing_words(figure)
    )
    return f'<p class="missing"><strong>{label}</strong>{lines}</p>'
