"""Decks built by hand for the PowerPoint room's tests, and the eyes they are read with."""

from io import BytesIO
from zipfile import ZipFile

from lxml import etree
from pptx import Presentation

from deckgen.backends.pptx.package import pack
from deckgen.fit.deck import Deck, FittedSlide, Line, TextFrame
from deckgen.model import Mark, Meta, Run
from deckgen.theme import load_theme

THEME = load_theme("slate")
A = "{http://schemas.openxmlformats.org/drawingml/2006/main}"
P = "{http://schemas.openxmlformats.org/presentationml/2006/main}"


def text(words, size_pt=22.0, **options):
    """Return a paragraph; ``**`` begins and ends bold."""
    pieces = enumerate(words.split("**"))
    runs = tuple(Run(piece, Mark.BOLD if n % 2 else Mark.NONE) for n, piece in pieces if piece)
    return Line(runs, size_pt, **options)


def place(kind, layout="Title and Content", number=0):
    return THEME.layout(layout).find(kind)[number]


def body(*lines, **options):
    at = place("body")
    return TextFrame(at.idx, options.pop("box", at.box), lines, **options)


def slide(title, *frames, layout="Title and Content", **options):
    at = THEME.layout(layout).find("title")[0]
    return FittedSlide(layout, (Run(title),), at.box, 32.0, frames, **options)


def deck(*slides, **meta):
    return Deck(Meta(**meta), slides, 22.0, "Section 6 · Lesson 10")


def build(*slides, theme=THEME, report=None, **meta):
    """Return the bytes of a deck; by default nothing may be reported."""
    problems = []
    data = pack(deck(*slides, **meta), theme, report or problems.append, "lesson.md")
    assert problems == []
    return data


def opened(data):
    return Presentation(BytesIO(data))


def part(data, name):
    with ZipFile(BytesIO(data)) as package:
        return package.read(name)


def tree(data, name="ppt/slides/slide1.xml"):
    return etree.fromstring(part(data, name))


def rewritten(data, changes, dropped=()):
    """Return the package with some parts' bytes replaced, parts added, and parts dropped."""
    changes = dict(changes)
    target = BytesIO()
    with ZipFile(BytesIO(data)) as package, ZipFile(target, "w") as output:
        for name in package.namelist():
            if name not in dropped:
                output.writestr(name, changes.pop(name, package.read(name)))
        for name, content in changes.items():
            output.writestr(name, content)
    return target.getvalue()
