"""A fitted deck: what stands where on each slide, at which size; numbers only, no file format."""

from __future__ import annotations

from enum import StrEnum

from deckgen.highlight import Token
from deckgen.model import (
    Align,
    Blocks,
    Chart,
    Code,
    Figure,
    Inlines,
    Math,
    Meta,
    Picture,
    Role,
    SlideOptions,
)
from deckgen.theme import Box
from deckgen.values import Value


class Style(StrEnum):
    """What a paragraph is; a backend gives each its face and color."""

    BODY = "body"
    HEADING = "heading"  # a sub-heading
    TERM = "term"  # the term of a definition list
    QUOTE = "quote"
    CAPTION = "caption"
    LABEL = "label"  # the name of a callout: "Tip", "Exam"
    FOOTNOTE = "footnote"
    KICKER = "kicker"
    MISSING = "missing"  # stands in for a picture that could not be had
    FORMULA = "formula"  # one displayed formula, centered


class Bullet(StrEnum):
    """What stands before a paragraph."""

    NONE = ""
    DOT = "dot"
    NUMBER = "number"
    OPEN = "open"  # an open task
    DONE = "done"  # a finished task, or the right choice of a quiz


class Line(Value):
    """One paragraph on a slide.

    ``level`` counts from 0; ``number`` is the item's own number where
    ``bullet`` is ``NUMBER``. ``indent_pt`` is where its text begins and
    ``hang_pt`` how far left of that its bullet stands. ``space_pt`` is the
    space above it, unless it is the first of its frame.
    """

    inlines: Inlines
    size_pt: float
    style: Style = Style.BODY
    level: int = 0
    bullet: Bullet = Bullet.NONE
    number: int = 0
    indent_pt: float = 0.0
    hang_pt: float = 0.0
    space_pt: float = 0.0
    align: Align = Align.NONE


class TextFrame(Value):
    """Paragraphs in the placeholder ``idx``.

    ``panel`` is empty for plain text, else a callout's kind (``tip``, ``exam``, …),
    ``quote``, ``quiz`` or ``card``: the backend fills and borders it. ``anchor`` is
    empty for the placeholder's own, else ``t``, ``ctr`` or ``b``.
    ``insets_pt`` are left, top, right and bottom.
    """

    idx: int
    box: Box
    lines: tuple[Line, ...]
    panel: str = ""
    anchor: str = ""
    insets_pt: tuple[float, float, float, float] = (0.0, 0.0, 0.0, 0.0)


class CodeFrame(Value):
    """Lines of code; a line too long for the box is already broken."""

    idx: int
    box: Box
    code: Code
    lines: tuple[tuple[Token, ...], ...]
    size_pt: float
    insets_pt: tuple[float, float, float, float] = (0.0, 0.0, 0.0, 0.0)


class FormulaFrame(Value):
    """One displayed formula; it stands in no placeholder where ``idx`` is 0.

    ``size_pt`` is that of its letters; ``align`` is left inside a list.
    """

    idx: int
    box: Box
    math: Math
    size_pt: float
    align: Align = Align.CENTER


class ChartFrame(Value):
    """A chart; ``size_pt`` is that of its words."""

    idx: int
    box: Box
    chart: Chart
    size_pt: float


class TableFrame(Value):
    """A table; widths and heights in EMU add up to the box, the header row first."""

    idx: int
    box: Box
    header: tuple[Inlines, ...]
    rows: tuple[tuple[Inlines, ...], ...]
    aligns: tuple[Align, ...]
    widths: tuple[int, ...]
    heights: tuple[int, ...]
    size_pt: float


class PictureFrame(Value):
    """A picture at its own ratio, inside the placeholder ``idx``."""

    idx: int
    box: Box
    figure: Figure
    picture: Picture


class RuleKind(StrEnum):
    """What a decorative line is for."""

    HAIRLINE = "hairline"  # parts two rows
    ACCENT = "accent"  # marks where something begins


class Rule(Value):
    """A decorative line, drawn as a filled box; nothing is lost where it is not drawn."""

    box: Box
    kind: RuleKind = RuleKind.HAIRLINE


Frame = TextFrame | CodeFrame | FormulaFrame | ChartFrame | TableFrame | PictureFrame


class FittedSlide(Value):
    """One slide of the deck.

    ``title`` already says ``(2/3)`` where a chunk needs several slides
    (``part`` of ``parts``); titles are unique in their deck. ``fill`` is the
    share of the content area that is used, 0 to 1. ``section`` names the group
    of slides that it belongs to; ``footer`` is its own running text, where that is
    not the deck's.
    """

    layout: str
    title: Inlines
    title_box: Box
    title_pt: float
    frames: tuple[Frame, ...]
    notes: Blocks = ()
    options: SlideOptions = SlideOptions()
    role: Role = Role.CONTENT
    key: str = ""
    part: int = 1
    parts: int = 1
    fill: float = 0.0
    line: int = 0
    rules: tuple[Rule, ...] = ()
    section: str = ""
    footer: str = ""


class Deck(Value):
    """A lesson laid out on slides; ``footer`` is the running text of each."""

    meta: Meta
    slides: tuple[FittedSlide, ...]
    body_pt: float
    footer: str
