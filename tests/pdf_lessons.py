"""Lessons made by hand for the tests of the handout, and what a PDF says of itself."""

from __future__ import annotations

from io import BytesIO
from types import MappingProxyType
from typing import Any

import pypdfium2
import pytest
from PIL import Image

from deckgen.backends.pdf import PdfBackend
from deckgen.backends.pdf.html import document
from deckgen.backends.pdf.setting import setting
from deckgen.diagnostics import Diagnostic
from deckgen.editions import edition
from deckgen.model import (
    Align,
    Audience,
    Block,
    Callout,
    CalloutKind,
    Code,
    Columns,
    Definition,
    DefinitionList,
    Figure,
    Footnote,
    FootnoteMark,
    Formula,
    Heading,
    Lesson,
    LineBreak,
    List,
    ListItem,
    Mark,
    Math,
    Meta,
    Paragraph,
    Picture,
    Quiz,
    Quote,
    Restricted,
    Role,
    Rule,
    Run,
    Slide,
    Table,
)
from deckgen.theme import load_theme
from deckgen.values import replace

SLATE = load_theme("slate")


def text(words: str) -> Paragraph:
    return Paragraph((Run(words),))


def item(*blocks: str | Block, checked: bool | None = None) -> ListItem:
    return ListItem(
        tuple(text(block) if isinstance(block, str) else block for block in blocks), checked
    )


def bullets(*items: str | ListItem) -> List:
    return List(tuple(item(each) if isinstance(each, str) else each for each in items))


def terms(**named: str) -> List:
    return List(
        tuple(
            ListItem((Paragraph((Run(name, Mark.BOLD), Run(f": {words}"))),))
            for name, words in named.items()
        )
    )


def slide(title: str, *blocks: Block, key: str = "", role: Role = Role.CONTENT) -> Slide:
    return Slide((Run(title),) if title else (), blocks, key=key or title.lower(), role=role)


def lesson(*slides: Slide, title: str = "Hash tables", lang: str = "en") -> Lesson:
    meta = Meta(title=title, section="Section-6", lesson="10", lang=lang)
    return Lesson(meta, slides, file="lesson.md")


def one_slide(*blocks: Block) -> Lesson:
    return lesson(slide("Body", *blocks))


def html_of(what: Lesson, audience: Audience = Audience.STUDENT) -> str:
    found: list[Diagnostic] = []
    return document(setting(edition(what, audience), SLATE, audience, found.append))


def pdf_of(what: Lesson, audience: Audience = Audience.STUDENT) -> tuple[bytes, list[Diagnostic]]:
    found: list[Diagnostic] = []
    settings = replace(what.meta.settings, edition=audience.value)
    what = replace(what, meta=replace(what.meta, settings=settings))
    return PdfBackend().render(what, SLATE, found.append), found


def laid_out(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """Return what will hold the texts that are laid out from now on; a handout was made before."""
    from weasyprint.text.line_break import Layout

    seen: list[str] = []
    usual = Layout.set_text

    def noted(self: Any, words: str, justify: bool = False) -> None:
        seen.append(words)
        usual(self, words, justify)

    monkeypatch.setattr(Layout, "set_text", noted)
    return seen


def pages_of(data: bytes) -> list[str]:
    """Return the text of every page."""
    document = pypdfium2.PdfDocument(data)
    return [page.get_textpage().get_text_bounded() for page in document]


def png(width: int, height: int) -> bytes:
    stream = BytesIO()
    Image.new("RGB", (width, height), "#cfe0ea").save(stream, "PNG")
    return stream.getvalue()


FOX = "The quick brown fox jumps over the lazy dog while nobody looks. "


DEEP = Heading(6, (Run("Deep"),))


def everything() -> Lesson:
    """Return a lesson with every kind of block and inline."""
    inlines = Paragraph(
        (
            Run("Bold", Mark.BOLD),
            Run("both", Mark.BOLD | Mark.ITALIC),
            Run("code", Mark.CODE, "https://example.org/a?b=1&c=2"),
            Run("struck", Mark.STRIKE),
            Run("marked", Mark.HIGHLIGHT),
            Run("under", Mark.UNDERLINE),
            Run("2", Mark.SUB),
            Run("n", Mark.SUPER),
            Run("inside", link="#lists"),
            LineBreak(),
            Formula(r"O(n \log n)"),
            FootnoteMark(1),
        )
    )
    nested = bullets("outer", item("two paragraphs", text("second"), bullets("inner")))
    numbered = List((item("seven"), item("eight")), ordered=True, start=7)
    tasks = List((item("open", checked=False), item("done", checked=True)))
    defined = DefinitionList((Definition((Run("Probe"),), ((text("One look."),),)),))
    table = Table(
        ((Run("Name"),), (Run("Time"),)),
        (((Run("Tree"),), (Formula("n^2"),)), ((Run("List"),), (Run("12.5"),))),
        (Align.LEFT, Align.RIGHT),
    )
    quiz = Quiz(
        (text("Which one?"),),
        (item("wrong", checked=False), item("right", checked=True)),
        (text("Because it is."),),
    )
    slides = (
        slide("Hash tables", text(FOX * 3), role=Role.OPENING),
        slide("Inlines", inlines, text(FOX)),
        slide("Lists", text("It has:"), nested, numbered, tasks, defined),
        slide("Code", Code("def f():\n\n    return 1", "python"), DEEP, table),
        slide("Boxes", *(Callout(kind, (text(FOX),)) for kind in CalloutKind), Quote((text(FOX),))),
        slide("Figures", Figure("a.png", "a box", "A caption"), Figure("gone.png", "a lost one"),
              Figure("a.png", "linked", link="https://example.org"),
              Figure("a.png", decorative=True), Rule()),
        slide("Formulas", Math(r"\sum_{i=1}^n i"), Math(r"\begin{nothing}"), text("or so")),
        slide("Columns", Columns(((text("left"),), (Code("right()"),)), (0.5, 0.5))),
        slide("Exam", terms(Hash="a number", Bucket="a place", Probe="a look"), role=Role.EXAM),
        slide("Quiz", quiz, Restricted(Audience.INSTRUCTOR, (text("Only for teachers."),))),
        slide("Conclusion", text(FOX), role=Role.SUMMARY),
    )  # fmt: skip
    return Lesson(
        Meta(title="Hash tables", section="Section-6", lesson="10", author="A. Teacher",
             date="2024-05-01", description="All of it", keywords=("hash", "table")),
        slides,
        (Footnote(1, (text("The footnote."), Code("with code"))),),
        MappingProxyType({"a.png": Picture(png(300, 120), "png", 300, 120)}),
        "lesson.md",
    )  # fmt: skip
