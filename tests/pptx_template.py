"""Templates of users, made in tests: python-pptx's own, a company's, and our own decks."""

import io
from functools import cache
from pathlib import Path

import pptx
from lxml import etree
from PIL import Image
from pptx import Presentation
from pptx.util import Inches
from pptx_deck import A, P, build, opened, part, rewritten, slide

from deckgen.backends.pptx import PptxBackend
from deckgen.backends.pptx.template_file import theme_template
from deckgen.backends.pptx.user_template import read_template
from deckgen.editions import projected
from deckgen.fit import fit
from deckgen.parser import parse
from deckgen.source import from_text
from deckgen.theme import load_theme

BASE = load_theme("slate")
MAIN = "application/vnd.openxmlformats-officedocument.presentationml.presentation.main+xml"

LESSON = """---
title: The Write-Ahead Log
section: Section-2
lesson: 2
date: 2026-09-14
---

# The Write-Ahead Log

Durability would be easy if a disk could write any amount of data in an instant.

<!-- pagebreak -->

## Recovery

- **Redo**: read the log forward from the checkpoint and repeat every change
- **Undo**: take back what has no commit record
    - from the end of the log to its beginning

1. First
2. Second

<!-- notes: Say this slowly. -->

<!-- pagebreak -->

## Code and a warning

```python
def append(log, record):
    log.write(record)  # the record first
```

> [!WARNING]
> Without a flush the program is fast, and wrong.

<!-- pagebreak -->

## A table

| Storage | Flush |
| --- | ---: |
| Disk | 8 ms |
| Memory | 1 µs |

<!-- pagebreak -->

## One code block

```sql
SELECT 1;
```

<!-- pagebreak -->

## One sentence

The log is the truth, and the tables are a copy of it.
"""


@cache
def default():
    """Return python-pptx's own template: 4:3, of Office 2007."""
    return (Path(pptx.__file__).parent / "templates" / "default.pptx").read_bytes()


@cache
def ours():
    """Return a deck of ours with slides and notes."""
    return PptxBackend().render(lesson(), BASE, lambda one: None)


@cache
def company():
    """Return a company's template: logo in the master, a dark opening, wide lines, own footers."""
    deck = Presentation()
    master, opening = deck.slide_master, deck.slide_layouts[0]
    logo = io.BytesIO()
    Image.new("RGB", (60, 20), "#C8102E").save(logo, "PNG")
    _, rid = master.part.get_or_add_image_part(logo)
    master.shapes._spTree.append(
        etree.fromstring(
            f'<p:pic xmlns:p="{P[1:-1]}" xmlns:a="{A[1:-1]}" xmlns:r="{REL}"><p:nvPicPr>'
            '<p:cNvPr id="99" name="Logo" descr="ACME"/><p:cNvPicPr/><p:nvPr/></p:nvPicPr>'
            f'<p:blipFill><a:blip r:embed="{rid}"/><a:stretch><a:fillRect/></a:stretch>'
            '</p:blipFill><p:spPr><a:xfrm><a:off x="8000000" y="100000"/>'
            '<a:ext cx="600000" cy="200000"/></a:xfrm><a:prstGeom prst="rect"><a:avLst/>'
            "</a:prstGeom></p:spPr></p:pic>"
        )
    )
    for level in master._element.iterfind(f"{P}txStyles/{P}bodyStyle/*"):
        spacing = f'<a:lnSpc xmlns:a="{A[1:-1]}"><a:spcPct val="150000"/></a:lnSpc>'
        level.insert(0, etree.fromstring(spacing))
    opening.background.fill.solid()
    opening.background.fill.fore_color.theme_color = 15  # text 2
    for layout in deck.slide_layouts:
        for shape in layout.placeholders:
            if shape.placeholder_format.type == 15:
                shape.text_frame.text = "© ACME"
    deck.slides.add_slide(deck.slide_layouts[1]).notes_slide.notes_text_frame.text = "secret"
    target = io.BytesIO()
    deck.save(target)
    return target.getvalue()


REL = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"


def narrow():
    """Return a template whose slides are 10 by 5.63 inches, as other converters' are."""
    deck = Presentation()
    deck.slide_height = Inches(5.625)
    for thing in (deck.slide_master, *deck.slide_layouts):
        for shape in thing._element.iter(f"{A}off", f"{A}ext"):
            for key in {"y", "cy"} & set(shape.keys()):
                shape.set(key, str(int(int(shape.get(key)) * 0.75)))
    target = io.BytesIO()
    deck.save(target)
    return target.getvalue()


@cache
def side():
    """Return a template whose titles stand in a panel beside the content."""
    return theme_template(load_theme("studio"))


def lesson(text=LESSON):
    return parse(from_text(text, lambda one: None, "lesson.md"), lambda one: None)


def theme_of(data):
    return read_template(data, BASE)


def fitted(data, text=LESSON):
    theme = theme_of(data)
    return fit(projected(lesson(text)), theme, lambda one: None), theme


def made(data, text=LESSON):
    """Return the deck of a lesson on a template; nothing may be reported."""
    found = []
    deck = PptxBackend().render(lesson(text), theme_of(data), found.append)
    assert found == []
    return deck


def edited(data, name, *changes):
    """Return a template with some of a part's text replaced."""
    content = part(data, name).decode()
    for old, new in changes:
        assert old in content
        content = content.replace(old, new)
    return rewritten(data, {name: content.encode()})


__all__ = ["MAIN", "build", "opened", "part", "rewritten", "slide"]
