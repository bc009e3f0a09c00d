"""The opening slide: kicker, title and lead, stacked by their heights and placed well."""

from __future__ import annotations

from collections.abc import Sequence
from types import MappingProxyType
from typing import Final

from deckgen.fit.atoms import Atom, stack_height
from deckgen.fit.deck import FittedSlide, Frame, Style, TextFrame
from deckgen.fit.extents import text_height
from deckgen.fit.pieces import Text
from deckgen.fit.setting import Setting
from deckgen.fit.sizes import Area, Sizes, steps
from deckgen.fit.splitting import LONGEST_TITLE, split_at_lines, split_inlines
from deckgen.fit.stacking import text_frame
from deckgen.fonts import LINE_PITCH
from deckgen.model import Align, Blocks, Inlines, Meta, Paragraph, Run, Slide, lead_of, plain
from deckgen.theme import Placeholder
from deckgen.values import Value, replace
from deckgen.wording import kicker

LAYOUT: Final = "Title Slide"
MOST_TITLE_LINES: Final = 3
MOST_LEADS: Final = 40
"""More paragraphs than this stand on no slide; to try them all would take its time."""
HIGH: Final = 0.4
"""The share of the free height that stays over the stack: a little above the middle."""

_ANCHORS: Final = MappingProxyType({"t": 0.0, "ctr": HIGH, "b": 1.0})


class Opening(Value):
    """The opening slide, the blocks it has no room for, and the footnotes that it shows."""

    slide: FittedSlide
    rest: Blocks
    footnotes: tuple[int, ...] = ()


class _Part(Value):
    """One placeholder's text and the space over it, in points."""

    place: Placeholder
    row: tuple[Atom, ...]
    sizes: Sizes
    space: float

    @property
    def height(self) -> float:
        return stack_height(self.row)


def opening(
    slide: Slide,
    meta: Meta,
    footnotes: dict[int, tuple[Text, ...]],
    setting: Setting,
) -> Opening:
    """Return the opening slide of a lesson."""
    place = setting.find(LAYOUT, "title")[0]
    lead_place = setting.find(LAYOUT, "lead")[0]
    width = Area.of(place.box).width
    bottom = Area.of(lead_place.box)
    head = _head(meta, setting, width)
    top = Area.of(head[0].place.box).y if head else Area.of(place.box).y
    height = bottom.y + bottom.height - top
    title, left, size = _title(slide.title or (Run(meta.title),), width, setting)
    title_height = (
        setting.measure(title, Style.HEADING).line_count(width / size) * LINE_PITCH * size
    )
    used = title_height + sum(part.height + part.space for part in head)
    texts = [Paragraph(left, slide.line)] if left else []
    lead, rest = _leading((*texts, *slide.blocks))
    lead_part, more, shown = _lead(slide, lead, height - used, width, footnotes, setting)
    rest = (*more, *rest)
    parts = [*head, *([lead_part] if lead_part.row else [])]
    used = title_height + sum(part.height + part.space for part in parts)
    high = HIGH if place.seat else _ANCHORS[place.anchor]
    y = top + high * max(height - used, 0.0)
    x = Area.of(place.box).x
    frames: list[Frame] = []
    title_area = Area(x, y, width, title_height)
    for part in parts:
        if part.place.kind == "kicker":
            at = Area(x, y, width, part.height)
            frames.append(_frame(part, at, setting))
            y += part.height + part.space
            title_area = Area(x, y, width, title_height)
    y = title_area.y + title_height
    for part in parts:
        if part.place.kind != "kicker":
            y += part.space
            frames.append(_frame(part, Area(x, y, width, part.height), setting))
            y += part.height
    return Opening(
        FittedSlide(
            LAYOUT,
            title,
            title_area.box,
            size,
            tuple(frames),
            notes=slide.notes,
            options=slide.options,
            role=slide.role,
            key=slide.key,
            fill=min(used / height, 1.0),
            line=slide.line,
        ),
        rest,
        shown,
    )


def _frame(part: _Part, area: Area, setting: Setting) -> TextFrame:
    frame = text_frame(part.row, area, part.sizes, setting, part.place.idx, anchor="t")
    if part.place.seat or part.place.align != "ctr":
        return frame
    lines = tuple(replace(line, align=Align.CENTER) for line in frame.lines)
    return replace(frame, lines=lines)


def _head(meta: Meta, setting: Setting, width: float) -> list[_Part]:
    """Return kicker and subtitle, shortened where they are far too long."""
    scale = setting.theme.scale
    found = []
    for kind, words, size, space in (
        ("kicker", kicker(meta), scale.kicker, 10.0),
        ("subtitle", meta.subtitle, scale.lead[min(1, len(scale.lead) - 1)], 14.0),
    ):
        places = setting.find(LAYOUT, kind)
        if not words.strip() or not places:
            continue
        style = Style.KICKER if kind == "kicker" else Style.BODY
        inlines = _shortened((Run(words),), size, width, setting)
        sizes = _sized(setting, size)
        found.append(_Part(places[0], _row([setting.text(inlines, style)], sizes, width), sizes,
                           space))  # fmt: skip
    return found


def _shortened(inlines: Inlines, size: float, width: float, setting: Setting) -> Inlines:
    parts = split_at_lines(inlines, setting, Style.BODY, width / size, 2)
    return parts[0] if len(parts) == 1 else (*parts[0], Run("…"))


def _title(title: Inlines, width: float, setting: Setting) -> tuple[Inlines, Inlines, float]:
    """Return the title, what of it is left over, and its size."""

    def lines(part: Inlines, size: float) -> int:
        return setting.measure(part, Style.HEADING).line_count(width / size)

    scale = setting.theme.scale.opening
    for most in (2, MOST_TITLE_LINES):
        for size in scale:
            if lines(title, size) <= most:
                return title, (), size
    floor = scale[-1]

    def fits(part: Inlines) -> bool:
        return lines((*part, Run("…")), floor) <= MOST_TITLE_LINES

    first, *others = split_inlines(title, fits, LONGEST_TITLE, sentences=False)
    return (*first, Run("…")), tuple(inline for part in others for inline in part), floor


def _leading(blocks: Blocks) -> tuple[tuple[Paragraph, ...], Blocks]:
    """Return the paragraphs that a chunk begins with, and the blocks after them."""
    lead, rest = lead_of(blocks)
    if lead and rest and plain(lead[-1].inlines).rstrip().endswith((":", "：")):
        return lead[:-1], (lead[-1], *rest)
    return lead, rest


def _lead(
    slide: Slide,
    lead: tuple[Paragraph, ...],
    room: float,
    width: float,
    footnotes: dict[int, tuple[Text, ...]],
    setting: Setting,
) -> tuple[_Part, Blocks, tuple[int, ...]]:
    """Return as many paragraphs as fit, at the best size, and those that do not."""
    place = setting.find(LAYOUT, "lead")[0]
    texts = [setting.text(block.inlines, line=block.line) for block in lead]
    title_notes = setting.references(slide.title)
    scale = setting.theme.scale.lead
    for count in range(min(len(texts), MOST_LEADS), -1, -1):
        notes = dict.fromkeys((*title_notes, *(n for text in texts[:count] for n in text.notes)))
        notes_texts = [text for number in notes for text in footnotes.get(number, ())]
        for size in scale if count == len(texts) else scale[-2:]:
            sizes = _sized(setting, size)
            row = _row([*texts[:count], *notes_texts], sizes, width)
            if stack_height(row) + 22.0 <= room or not row:
                return _Part(place, row, sizes, 22.0), lead[count:], tuple(notes)
    return _Part(place, (), _sized(setting, scale[-1]), 22.0), lead, ()


def _sized(setting: Setting, size: float) -> Sizes:
    return replace(steps(setting.theme.scale)[0], body=size)


def _row(texts: Sequence[Text], sizes: Sizes, width: float) -> tuple[Atom, ...]:
    return tuple(
        Atom(text, ("", 0), text_height(text, sizes, width), space=0.5 * sizes.of(text.style))
        for text in texts
    )
