"""What themes say of looks, as it comes out on slides: panels, tables, code, titles, feet."""

import re

import pytest
from pptx_deck import A, P, part, tree

from deckgen.backends.pptx import PptxBackend
from deckgen.editions import projected
from deckgen.fit import fit
from deckgen.fit.deck import Style
from deckgen.model import Align
from deckgen.parser import parse
from deckgen.source import from_text
from deckgen.theme import load_theme
from deckgen.theme.contrast import contrast
from deckgen.theme.palette import Color, palette, readable
from deckgen.values import replace

LESSON = """---
title: Looks
subtitle: What they are
section: 1
lesson: 1
lang: {lang}
---

# Looks

A lead.

<!-- pagebreak -->

## A [link](https://example.org) in the title

> [!TIP]
> One.

Some words after it.

| A | B |
| --- | --- |
| 1 | 2 |

<!-- pagebreak -->

## Code

```python
import this  # words
```
"""


def lesson(lang="en"):
    return projected(parse(from_text(LESSON.format(lang=lang), print), print))


def made(theme, lang="en"):
    return PptxBackend().render(lesson(lang), theme, lambda _: None)


def with_panels(manner):
    slate = load_theme("slate")
    return replace(slate, look=replace(slate.look, panels=manner))


def names(data, slide=2):
    return [one.get("name") for one in tree(data, f"ppt/slides/slide{slide}.xml").iter(f"{P}cNvPr")]


@pytest.mark.parametrize(
    ("manner", "edge", "filled", "framed"),
    [("bar", "Bar", True, False), ("block", "", True, False), ("rule", "Rule", False, False),
     ("frame", "Bar", False, True)],
)  # fmt: skip
def test_a_callout_is_drawn_as_the_theme_says(manner, edge, filled, framed):
    data = made(with_panels(manner))
    slide = tree(data, "ppt/slides/slide2.xml")
    callout = next(one for one in slide.iter(f"{P}sp") if "Tip" in "".join(one.itertext()))
    look = callout.find(f"{P}spPr")
    assert (look.find(f"{A}solidFill") is not None, look.find(f"{A}ln") is not None) == (
        filled, framed,
    )  # fmt: skip
    assert {"Bar", "Rule"} & set(names(data)) == ({edge} if edge else set())


def test_a_table_of_lines_has_its_header_on_paper():
    styles = part(made(load_theme("paper")), "ppt/tableStyles.xml").decode()
    header = re.search("<a:firstRow>.*</a:firstRow>", styles)[0]
    assert "<a:noFill/>" in header
    assert 'schemeClr val="tx2"' in header


def test_a_link_on_a_dark_band_takes_the_titles_color():
    slide = part(made(load_theme("contrast")), "ppt/slides/slide2.xml").decode()
    assert 'hlinkClr val="tx"' in slide
    assert "hlinkClr" not in part(made(load_theme("slate")), "ppt/slides/slide2.xml").decode()


def test_code_can_be_read_on_a_plate_of_any_color():
    theme = load_theme("blueprint")
    on, plate = palette(theme), Color(theme.look.code)
    for name in ("tx1", "accent1", "accent2", "accent3", "accent4", "accent5"):
        assert contrast(on.rgb(readable(name, plate, on)), on.rgb(plate)) >= 4.5


def test_decorations_are_turned_around_and_mirrored():
    theme = load_theme("night")
    layout = "ppt/slideLayouts/slideLayout1.xml"
    assert b'<a:xfrm flipH="1">' in part(made(theme), layout)
    assert b"flipH" not in part(made(theme, "ar"), layout)


@pytest.mark.parametrize(
    ("name", "lang", "align"),
    [("contrast", "ar", "ctr"), ("night", "ar", "r"), ("slate", "ar", "l")],
)
def test_a_slides_number_stands_where_the_theme_has_it_mirrored(name, lang, align):
    slide = tree(made(load_theme(name), lang), "ppt/slides/slide2.xml")
    number = next(one for one in slide.iter(f"{A}fld"))
    assert number.getparent().find(f"{A}pPr").get("algn") == align


def test_an_opening_stands_as_its_title_is_anchored():
    def bottom(name):
        theme = load_theme(name)
        opening = fit(lesson(), theme, lambda _: None).slides[0]
        return max(frame.box.y + frame.box.height for frame in opening.frames) / theme.height

    assert bottom("contrast") > 0.8  # at the foot
    assert bottom("night") < 0.6  # at the head


def test_a_centered_opening_centers_all_of_it():
    opening = fit(lesson("ar"), load_theme("paper"), lambda _: None).slides[0]
    lines = [line for frame in opening.frames for line in frame.lines]
    assert {line.align for line in lines} == {Align.CENTER}
    assert Style.KICKER in {line.style for line in lines}
