"""One quotation, large, and who said it."""

from __future__ import annotations

from typing import Final

from deckgen.fit.around import text_row
from deckgen.fit.atoms import stack_height
from deckgen.fit.deck import Style
from deckgen.fit.extents import panel_insets
from deckgen.fit.page import Composition, Page, is_offered, place_of
from deckgen.fit.pieces import Text
from deckgen.fit.setting import Setting
from deckgen.fit.sizes import Area
from deckgen.fit.stacking import text_frame
from deckgen.model import Inlines, LineBreak, Run, plain
from deckgen.regex import regex
from deckgen.values import replace

LAYOUT: Final = "Quote"
LONGEST: Final = 600
LONGEST_NAME: Final = 90
"""The most characters of a quotation, and of the line that says whose it is."""

HIGH: Final = 0.36
UNDER_PT: Final = 14.0


def quote(page: Page) -> Composition | None:
    """Set the only quotation of a page large in the middle, its source in smaller letters."""
    texts = [piece for piece in page.pieces if isinstance(piece, Text)]
    if not texts or texts[0].panel != "quote" or len(texts) != len(page.pieces) or page.is_noted:
        return None
    said, source = _parted(texts, page.setting)
    inside = [text for text in said if text.panel == "quote" and text.group == said[0].group]
    if not said or len(inside) != len(said) or not is_offered(page.setting, LAYOUT):
        return None
    if sum(len(plain(text.inlines)) for text in said) > LONGEST:
        return None
    return _set(said, source, page)


def _set(said: list[Text], source: Text | None, page: Page) -> Composition | None:
    setting = page.setting
    place = place_of(setting, LAYOUT, "quote")
    area, insets = Area.of(place.box), panel_insets("quote")
    width = area.width - insets[0] - insets[2]
    scale = setting.theme.scale
    for size in scale.statement:
        sizes = replace(page.sizes, body=size)
        row = text_row(said, sizes, width)
        height = stack_height(row) + insets[1] + insets[3]
        small = replace(sizes, caption=scale.lead[min(1, len(scale.lead) - 1)])
        name = text_row((source,), small, width) if source else ()
        under = stack_height(name) + UNDER_PT if name else 0.0
        if height + under <= area.height:
            break
    else:
        return None
    y = area.y + HIGH * (area.height - height - under)
    at = replace(area, y=y, height=height)
    frames = [text_frame(row, at, sizes, setting, place.idx, anchor="t")]
    if name:
        below = Area(area.x + insets[0], y + height + UNDER_PT, width, stack_height(name))
        idx = place_of(setting, LAYOUT, "attribution").idx
        frames.append(text_frame(name, below, small, setting, idx))
    return Composition(LAYOUT, tuple(frames), (height + under) / page.area.height)


def _parted(texts: list[Text], setting: Setting) -> tuple[list[Text], Text | None]:
    """Return the words that were said, and the line that says whose they are."""
    last = texts[-1]
    whole = plain(last.inlines)
    named = _DASH.match(whole) or (last.panel and not whole.rstrip().endswith(_ENDS))
    if last.bullet or last.level:
        return texts, None  # a list's last point
    if len(texts) > 1 and len(whole) <= LONGEST_NAME and named:
        return texts[:-1], _source(last.inlines, last, setting)
    words, name = _cut(last.inlines)
    if not name or len(plain(name)) > LONGEST_NAME:
        return texts, None
    return [*texts[:-1], setting.part(last, words)], _source(name, last, setting)


_DASH: Final = regex(r"\s*(?:[—–―]|--)")
_ENDS: Final = (".", "!", "?", "…", ":", ",", ";", "。", "！", "？", "।", "؟")


def _source(inlines: Inlines, text: Text, setting: Setting) -> Text:
    return setting.text(inlines, Style.CAPTION, text.line)


# A dash after the end of a sentence, or after a closing quotation mark.
_TAIL: Final = regex(r"(?<=[.!?…。！？”\"»’'])\s+(?=(?:[—–―]|--)\s*\S)")


def _cut(inlines: Inlines) -> tuple[Inlines, Inlines]:
    """Part the words from a source on their last line; nothing where none is there."""
    for at in range(len(inlines) - 1, -1, -1):
        inline = inlines[at]
        after = inlines[at + 1 :]
        if isinstance(inline, LineBreak) and _DASH.match(plain(after)):
            return inlines[:at], after
        if isinstance(inline, Run) and (found := list(_TAIL.finditer(inline.text))):
            mark = found[-1]
            words = replace(inline, text=inline.text[: mark.start()])
            return (*inlines[:at], words), (replace(inline, text=inline.text[mark.end() :]), *after)
    return inlines, ()
