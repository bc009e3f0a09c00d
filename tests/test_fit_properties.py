from collections import Counter

from fitting import PICTURES, SLATE, said
from hypothesis import given
from hypothesis import strategies as st

from deckgen.fit import fit
from deckgen.fit.audit import faults
from deckgen.fit.deck import Style
from deckgen.model import (
    Align,
    Callout,
    CalloutKind,
    Code,
    Columns,
    Definition,
    DefinitionList,
    Figure,
    Heading,
    Lesson,
    List,
    ListItem,
    Mark,
    Math,
    Meta,
    Paragraph,
    Quiz,
    Quote,
    Role,
    Rule,
    Run,
    Slide,
    Table,
    children,
    plain,
    walk,
)

WORDS = (
    "a leader that hears nothing, waits. e.g. re-use and/or 値は同じである。 Привет, мир! "
    "مرحبا بكم https://example.org/a/very/long/address/that/goes/on " + "x" * 90 + " scale: end."
).split()

# One number makes a whole text: drawing words one by one would take the test's time.
SHORT = st.integers(0, 10**6).map(
    lambda n: " ".join(WORDS[(n + 7 * k) % len(WORDS)] for k in range(n % 9))
)
LONG = st.integers(0, 10**6).map(
    lambda n: " ".join(WORDS[(n + 5 * k) % len(WORDS)] for k in range(n % 160))
)
MARKS = st.sampled_from((Mark.NONE, Mark.BOLD, Mark.CODE, Mark.SUPER))


def _inlines(text):
    return st.lists(st.builds(Run, text, MARKS), min_size=1, max_size=2).map(tuple)


def _table(numbers):
    columns, rows, seed = numbers
    cells = [
        (Run(" ".join(WORDS[(seed + 3 * r + c + k) % 12] for k in range((seed * r + c) % 11))),)
        for r in range(rows + 1)
        for c in range(columns)
    ]
    lines = [tuple(cells[at : at + columns]) for at in range(0, len(cells), columns)]
    return Table(lines[0], tuple(lines[1:]), (Align.NONE,) * columns)


TABLES = st.tuples(st.integers(1, 9), st.integers(0, 30), st.integers(0, 99)).map(_table)
CODES = st.integers(0, 10**6).map(
    lambda n: Code("\n".join("    " * (k % 3) + "f(x) " * (n * k % 40) for k in range(n % 70)))
)
LEAVES = st.one_of(
    st.builds(Paragraph, _inlines(LONG)),
    st.builds(Heading, st.just(3), _inlines(SHORT)),
    CODES,
    TABLES,
    st.builds(Math, st.sampled_from((r"x^2", r"\frac{a}{b}" * 30))),
    st.builds(Figure, st.sampled_from((*PICTURES, "gone.png")), st.just("alt"), SHORT),
    st.just(Rule()),
)


def _nested(inner):
    blocks = st.lists(inner, min_size=1, max_size=3).map(tuple)
    items = st.lists(st.builds(ListItem, blocks), min_size=1, max_size=6).map(tuple)
    columns = st.lists(blocks, min_size=1, max_size=4)
    return st.one_of(
        st.builds(List, items, st.booleans(), st.sampled_from((1, 98))),
        st.builds(Quote, blocks),
        st.builds(Callout, st.sampled_from(CalloutKind), blocks),
        columns.map(lambda each: Columns(tuple(each), (1 / len(each),) * len(each))),
        st.builds(lambda term, detail: Definition(term, (detail,)), _inlines(SHORT), blocks).map(
            lambda definition: DefinitionList((definition,))
        ),
        st.builds(Quiz, blocks, items),
    )


BLOCKS = st.lists(st.recursive(LEAVES, _nested, max_leaves=6), max_size=5).map(tuple)
SLIDES = st.builds(Slide, _inlines(SHORT), BLOCKS)
LESSONS = st.builds(
    lambda title, lead, slides: Lesson(
        Meta(title="T", section="1"),
        (Slide((Run(title),), lead, role=Role.OPENING), *slides),
        pictures=PICTURES,
    ),
    SHORT,
    BLOCKS,
    st.lists(SLIDES, max_size=3),
)


@given(LESSONS)
def test_every_frame_holds_its_words_and_stands_on_its_slide(lesson):
    deck = fit(lesson, SLATE, lambda _: None)
    assert list(faults(deck, SLATE)) == []


@given(LESSONS)
def test_every_word_is_on_a_slide_once(lesson):
    deck = fit(lesson, SLATE, lambda _: None)
    titles = Counter(_letters(plain(slide.title) for slide in deck.slides))
    there = Counter(_letters(_said(deck, lesson)))
    written = Counter(_letters(text for slide in lesson.slides for text in _texts(slide.blocks)))
    assert not written - there - titles
    whole = Counter(_letters(plain(slide.title) for slide in lesson.slides))
    assert not there - written - whole


@given(st.lists(st.builds(Paragraph, _inlines(LONG)) | CODES, max_size=8).map(tuple))
def test_words_stay_in_order(blocks):
    lesson = Lesson(Meta(), (Slide((Run("T"),), blocks),))
    deck = fit(lesson, SLATE, lambda _: None)
    assert _letters(_said(deck, lesson)) == _letters(_texts(blocks))


@given(LESSONS)
def test_titles_are_unique_and_fitting_is_repeatable(lesson):
    deck = fit(lesson, SLATE, lambda _: None)
    titles = [plain(slide.title) for slide in deck.slides]
    assert len(set(titles)) == len(titles)
    assert fit(lesson, SLATE, lambda _: None) == deck


def _said(deck, lesson):
    """Yield what a deck says; who is quoted too, unless that is a missing picture."""
    yield from said([frame for slide in deck.slides for frame in slide.frames])
    sources = [slide.frames[-1] for slide in deck.slides if slide.layout == "Quote"]
    lines = [line for frame in sources for line in getattr(frame, "lines", ())]
    blocks = (block for slide in lesson.slides for block in walk(slide.blocks))
    captions = {block.caption for block in blocks if isinstance(block, Figure)}
    quoted = (plain(line.inlines) for line in lines if line.style is Style.CAPTION)
    yield from (text for text in quoted if text not in captions and "gone.png" not in text)


def _letters(texts):
    return "".join("".join(text.split()) for text in texts)


def _texts(blocks):
    for block in blocks:
        match block:
            case Paragraph() | Heading():
                yield plain(block.inlines)
            case Code():
                yield block.text
            case Math():
                yield block.tex
            case Table():
                yield from (plain(cell) for row in (block.header, *block.rows) for cell in row)
            case DefinitionList():
                yield from (plain(item.term) for item in block.items)
        for group in children(block):
            yield from _texts(group)
