"""A lesson as plain, immutable data that knows no file format and no backend."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from enum import IntFlag, StrEnum
from types import MappingProxyType
from typing import Final

from deckgen.settings import Settings
from deckgen.values import Value, field


class Mark(IntFlag):
    """How a run of text is set; marks combine."""

    NONE = 0
    BOLD = 1
    ITALIC = 2
    STRIKE = 4
    CODE = 8
    SUB = 16
    SUPER = 32
    HIGHLIGHT = 64
    UNDERLINE = 128

    def __contains__(self, other: Mark) -> bool:
        """Tell whether ``other`` is among these marks, in a third of the usual time."""
        return int.__and__(self, other) == other


LESSON: Final = "lesson:"
"""What a link to another lesson's output begins with; a relative address follows."""


# -- inlines --------------------------------------------------------------------------


class Run(Value):
    """Text with one set of marks.

    ``link`` is an absolute address, ``#key`` or empty; ``lesson:`` and the way
    to another lesson's output; or, until the course is known, an address of
    the site as the author wrote it, which no output may hold.
    """

    text: str
    marks: Mark = Mark.NONE
    link: str = ""


class Formula(Value):
    """Mathematics within a line, as TeX without its dollar signs."""

    tex: str


class FootnoteMark(Value):
    """A reference to the lesson's footnote with this number (from 1)."""

    number: int


class LineBreak(Value):
    """A line break that the author asked for."""


Inline = Run | Formula | FootnoteMark | LineBreak
Inlines = tuple[Inline, ...]


# -- blocks ---------------------------------------------------------------------------
# ``line`` is the line of the source file, from 1, where the block begins.


class Paragraph(Value):
    """A paragraph."""

    inlines: Inlines
    line: int = 0


class Heading(Value):
    """A heading inside a slide: a sub-heading, and a preferred place to break."""

    level: int
    inlines: Inlines
    line: int = 0


class ListItem(Value):
    """One item; ``checked`` is None unless it is a task."""

    blocks: Blocks
    checked: bool | None = None
    line: int = 0


class List(Value):
    """A bulleted, numbered or task list; numbering begins with ``start``."""

    items: tuple[ListItem, ...]
    ordered: bool = False
    start: int = 1
    line: int = 0


class Definition(Value):
    """A term and its explanations."""

    term: Inlines
    details: tuple[Blocks, ...]
    line: int = 0


class DefinitionList(Value):
    """Terms with their explanations."""

    items: tuple[Definition, ...]
    line: int = 0


class Code(Value):
    """A code block, without a final line break; ``language`` is the fence's first word.

    ``figure`` is what it is where it describes a diagram and its program is
    at hand: a picture whose ``src`` is not known yet.
    """

    text: str
    language: str = ""
    line: int = 0
    figure: Figure | None = None


class Math(Value):
    """A displayed formula, as TeX without its dollar signs."""

    tex: str
    line: int = 0


class Align(StrEnum):
    """Where the text of a table's column stands."""

    NONE = ""
    LEFT = "left"
    CENTER = "center"
    RIGHT = "right"


class Table(Value):
    """A table; ``aligns``, ``header`` and every row have the same length."""

    header: tuple[Inlines, ...]
    rows: tuple[tuple[Inlines, ...], ...]
    aligns: tuple[Align, ...]
    line: int = 0


class ChartKind(StrEnum):
    """How a chart shows its numbers."""

    BAR = "bar"
    LINE = "line"
    PIE = "pie"


class Chart(Value):
    """A chart of a table: a row for each category, a column for each series.

    ``header`` and every row of ``cells`` have the same length, the category's
    name first; ``values`` are the numbers of the other cells, None where one
    is empty. ``suffix`` stands behind every number (``%``) or is empty.
    ``stacked`` bars of one category stand on one another; none is below zero.
    """

    kind: ChartKind
    header: tuple[str, ...]
    cells: tuple[tuple[str, ...], ...]
    values: tuple[tuple[float | None, ...], ...]
    suffix: str = ""
    title: str = ""
    line: int = 0
    stacked: bool = False


class Quote(Value):
    """A block quotation."""

    blocks: Blocks
    line: int = 0


class CalloutKind(StrEnum):
    """What a callout is for."""

    NOTE = "note"
    TIP = "tip"
    IMPORTANT = "important"
    WARNING = "warning"
    CAUTION = "caution"
    EXAM = "exam"


class Callout(Value):
    """An alert; ``title`` is empty unless the author wrote one."""

    kind: CalloutKind
    blocks: Blocks
    title: Inlines = ()
    line: int = 0


class Figure(Value):
    """A picture on its own lines.

    ``src`` is the key into ``Lesson.pictures``; ``alt`` is empty only where
    the author wrote none; ``caption`` is the Markdown title; ``width`` is a
    share of the space, 0 to 1, or 0 for the natural width; ``link`` is where a
    linked picture leads.
    """

    src: str
    alt: str = ""
    caption: str = ""
    width: float = 0.0
    decorative: bool = False
    link: str = ""
    line: int = 0


class Columns(Value):
    """Blocks side by side; ``widths`` are shares that add up to 1."""

    columns: tuple[Blocks, ...]
    widths: tuple[float, ...]
    line: int = 0


class Quiz(Value):
    """A question with choices; an item's ``checked`` says that it is right.

    ``published`` says that the site shows the answer to everyone: students
    get it too, apart from the question.
    """

    question: Blocks
    choices: tuple[ListItem, ...]
    explanation: Blocks = ()
    published: bool = False
    line: int = 0


class Audience(StrEnum):
    """Who reads an edition."""

    INSTRUCTOR = "instructor"
    STUDENT = "student"


class Restricted(Value):
    """Blocks for one audience only."""

    audience: Audience
    blocks: Blocks
    line: int = 0


class Rule(Value):
    """A thematic break inside a slide."""

    line: int = 0


Block = (
    Paragraph
    | Heading
    | List
    | DefinitionList
    | Code
    | Math
    | Table
    | Chart
    | Quote
    | Callout
    | Figure
    | Columns
    | Quiz
    | Restricted
    | Rule
)
Blocks = tuple[Block, ...]


# -- slides and lessons ---------------------------------------------------------------


class Role(StrEnum):
    """What a slide is for in its lesson; recognized by the parser."""

    OPENING = "opening"
    CONTENT = "content"
    EXAM = "exam"
    SUMMARY = "summary"


class SlideOptions(Value):
    """What ``<!-- slide: … -->`` asks for; empty values and None ask for nothing.

    ``line`` is where it asks for its layout, 0 where it does not.
    """

    layout: str = ""
    detail: str = ""
    audience: Audience | None = None
    hidden: bool = False
    reveal: bool | None = None
    answers: bool | None = None
    transition: str = ""
    line: int = 0


class Slide(Value):
    """One page-break-delimited chunk.

    ``title`` is its first heading, or the title it goes on with
    (``continues``). ``key`` names the slide within its lesson and stays the
    same while its title does. ``level`` is its heading's, 0 where it has none.
    """

    title: Inlines
    blocks: Blocks
    notes: Blocks = ()
    options: SlideOptions = SlideOptions()
    role: Role = Role.CONTENT
    continues: bool = False
    key: str = ""
    line: int = 0
    level: int = 0


class Footnote(Value):
    """A footnote; ``number`` counts from 1 in order of first reference."""

    number: int
    blocks: Blocks
    line: int = 0


class Meta(Value):
    """The front matter, typed; empty where the author wrote nothing.

    ``section`` is the label as written; ``lesson`` and ``order`` are kept as
    the author wrote the number; ``lang`` is a BCP 47 tag. ``settings`` are the
    lesson's own, over what its folder, project and theme say.
    """

    title: str = ""
    section: str = ""
    lesson: str = ""
    order: str = ""
    subtitle: str = ""
    author: str = ""
    date: str = ""
    lang: str = "en"
    description: str = ""
    keywords: tuple[str, ...] = ()
    permalink: str = ""
    settings: Settings = Settings()


class Picture(Value):
    """A picture that was read and found whole.

    ``media`` is ``png``, ``jpeg``, ``gif`` or ``svg``; sizes in CSS pixels.
    """

    data: bytes
    media: str
    width_px: int
    height_px: int


class Lesson(Value):
    """One document of a course.

    ``pictures`` maps a figure's ``src`` to what was read; a missing entry is a
    picture that could not be had and was reported. ``file`` is the path that
    diagnostics name.
    """

    meta: Meta
    slides: tuple[Slide, ...]
    footnotes: tuple[Footnote, ...] = ()
    pictures: Mapping[str, Picture] = field(default_factory=lambda: MappingProxyType({}))
    file: str = ""


class Volume(Value):
    """Lessons of one course that become one document, in the course's order.

    ``meta`` speaks of the whole: its title, author, language and settings, and
    the ``section`` that all the lessons belong to, which is empty where the
    volume holds several. ``file`` is what diagnostics about the whole name.
    ``addresses`` are what links to its lessons say, one for each: their own
    documents, as seen from the volume's.
    """

    meta: Meta
    lessons: tuple[Lesson, ...]
    file: str = ""
    addresses: tuple[str, ...] = ()


# -- walking --------------------------------------------------------------------------


def children(block: Block) -> tuple[Blocks, ...]:
    """Return the groups of blocks directly inside ``block``, in reading order."""
    match block:
        case List(items=items):
            return tuple([item.blocks for item in items])
        case DefinitionList(items=definitions):
            return tuple(detail for definition in definitions for detail in definition.details)
        case Quote(blocks=blocks) | Callout(blocks=blocks) | Restricted(blocks=blocks):
            return (blocks,)
        case Columns(columns=columns):
            return columns
        case Quiz(question=question, choices=choices, explanation=explanation):
            return (question, *(choice.blocks for choice in choices), explanation)
        case _:
            return ()


def walk(blocks: Blocks) -> list[Block]:
    """Return every block, the containers before what they hold."""
    found: list[Block] = []
    for block in blocks:
        found.append(block)
        if type(block) in _HOLDERS:
            for group in children(block):
                # Most points are one paragraph.
                is_plain = len(group) == 1 and type(group[0]) not in _HOLDERS
                found += group if is_plain else walk(group)
    return found


_HOLDERS: Final = frozenset((List, DefinitionList, Quote, Callout, Restricted, Columns, Quiz))
"""The blocks that have blocks inside them."""


def lead_of(blocks: Blocks) -> tuple[tuple[Paragraph, ...], Blocks]:
    """Return the paragraphs that blocks begin with, and the blocks after them."""
    lead: list[Paragraph] = []
    for block in blocks:
        if not isinstance(block, Paragraph):
            break
        lead.append(block)
    return tuple(lead), blocks[len(lead) :]


def figures(lesson: Lesson) -> Iterator[Figure]:
    """Yield the first figure for each address, in the order of the lesson."""
    seen = set[str]()
    groups = [group for slide in lesson.slides for group in (slide.blocks, slide.notes)]
    for blocks in (*groups, *(footnote.blocks for footnote in lesson.footnotes)):
        for block in walk(blocks):
            if isinstance(block, Figure) and block.src not in seen:
                seen.add(block.src)
                yield block


def texts_of(block: Block) -> tuple[Inlines, ...]:
    """Return the lines of text directly in ``block``, in reading order."""
    match block:
        case Paragraph(inlines=inlines) | Heading(inlines=inlines) | Callout(title=inlines):
            return (inlines,)
        case Table(header=header, rows=rows):
            return tuple(cell for row in (header, *rows) for cell in row)
        case DefinitionList(items=definitions):
            return tuple(definition.term for definition in definitions)
        case _:
            return ()


def plain(inlines: Inlines) -> str:
    """Return the text of inlines without marks; formulas as their TeX."""
    return "".join([one.text if isinstance(one, Run) else _said(one) for one in inlines])


def _said(inline: Formula | LineBreak | FootnoteMark) -> str:
    match inline:
        case Formula(tex=tex):
            return tex
        case LineBreak():
            return " "
        case FootnoteMark():
            return ""
