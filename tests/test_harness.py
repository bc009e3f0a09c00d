"""The harness itself: decks broken on purpose, and who must notice."""

from functools import cache
from io import BytesIO
from pathlib import Path
from zipfile import ZipFile

import pytest
from openxml_audit import validate_pptx
from pptx_deck import THEME, rewritten

from deckgen.backends.pptx.lint import lint
from deckgen.backends.pptx.package import pack
from deckgen.editions import projected
from deckgen.fit import fit
from deckgen.parser import parse
from deckgen.source import from_text
from deckgen.values import replace

LESSON = """---
title: Letters
section: 1
lesson: 1
---

# Letters

A lesson about [letters](https://example.org/letters).

<!-- pagebreak -->

## Faces

<!-- slide: layout=list reveal transition=push -->

- One **face**
- Another

<!-- notes: Say it slowly. -->

<!-- pagebreak -->

## A Table

| Face | Born |
| --- | ---: |
| Times | 1932 |

<!-- pagebreak -->

## A Chart

```chart bar
| Face | Letters |
| --- | ---: |
| Times | 3200 |
```
"""

SLIDE, RELS = "ppt/slides/slide2.xml", "ppt/slides/_rels/slide2.xml.rels"
TYPES, DECK = "[Content_Types].xml", "ppt/presentation.xml"
MASTER, TABLE = "ppt/slideMasters/slideMaster1.xml", "ppt/slides/slide3.xml"
OPENING_RELS = "ppt/slides/_rels/slide1.xml.rels"
LAYOUT, NOTES = "ppt/slideLayouts/slideLayout1.xml", "ppt/notesSlides/_rels/notesSlide1.xml.rels"
P14 = b'xmlns:s="http://schemas.microsoft.com/office/powerpoint/2010/main"'
MC = b'xmlns:mc="http://schemas.openxmlformats.org/markup-compatibility/2006"'

AUDIT = "audit"
"""The validator from outside; every other word is a rule of our own lint."""

BROKEN = [
    # identities
    ("two shapes with one id", SLIDE, b'<p:cNvPr id="3"', b'<p:cNvPr id="2"', {AUDIT, "ids"}),
    ("two slides with one id", DECK, b'id="257"', b'id="256"', {AUDIT, "ids"}),
    ("a slide's id too small", DECK, b'id="256"', b'id="7"', {AUDIT, "ids"}),
    ("a layout with its master's id", MASTER, b'id="2147483649"', b'id="2147483648"', {"ids"}),
    # relations
    ("a layout that is not there", RELS, b"slideLayout2.xml", b"slideLayout99.xml",
     {AUDIT, "targets"}),
    ("a slide without a layout", RELS, b"relationships/slideLayout", b"relationships/other",
     {AUDIT, "listed"}),
    ("a relation that is not there", DECK, b'r:id="rId1"', b'r:id="rId77"', {AUDIT, "references"}),
    ("a link that runs a script", OPENING_RELS, b"https://example.org/letters", b"javascript:x",
     {"targets"}),
    ("a link to a machine", OPENING_RELS, b"https://example.org/letters", b"\\\\server\\share",
     {"targets"}),
    ("a picture from elsewhere", RELS, b"</Relationships>",
     b'<Relationship Id="r9" Type="http://schemas.openxmlformats.org/officeDocument/2006/'
     b'relationships/image" Target="http://a.b/c.png" TargetMode="External"/></Relationships>',
     {"targets"}),
    ("notes of another slide", NOTES, b"slide2.xml", b"slide3.xml", {"notes"}),
    ("notes without a slide", NOTES, b"relationships/slide\"", b"relationships/other\"", {"notes"}),
    ("masters that share a theme", "ppt/notesMasters/_rels/notesMaster1.xml.rels", b"theme2",
     b"theme1", {"masters"}),
    ("a notes master not listed", DECK, b"notesMasterIdLst", b"otherIdLst", {AUDIT, "masters"}),
    ("a slide not listed", DECK, b'<p:sldId id="257"', b'<p:other id="257"', {AUDIT, "listed"}),
    # content types
    ("a type without its part", TYPES, b"</Types>",
     b'<Override PartName="/ppt/phantom.xml" ContentType="application/xml"/></Types>',
     {"content-types"}),
    ("a part without its type", TYPES, b'PartName="/ppt/slides/slide2.xml"',
     b'PartName="/ppt/slides/slide99.xml"', {"content-types"}),
    ("a slide typed as a layout", TYPES, b'slide2.xml" ContentType="application/vnd.openxml'
     b'formats-officedocument.presentationml.slide+xml', b'slide2.xml" ContentType="application/'
     b'vnd.openxmlformats-officedocument.presentationml.slideLayout+xml', {"kinds"}),
    # the schema
    ("children out of order", SLIDE, b"<p:clrMapOvr>", b"<p:extLst/><p:clrMapOvr>", {AUDIT}),
    ("a color that is none", LAYOUT, b'schemeClr val="', b'schemeClr val="x', {AUDIT, "colors"}),
    ("a hex color cut short", "ppt/theme/theme1.xml", b'srgbClr val="FFFFFF"',
     b'srgbClr val="FFF"', {"colors"}),
    ("a shape that is none", LAYOUT, b'prst="rect"', b'prst="rectangle"', {AUDIT}),
    ("a size of nothing", SLIDE, b' sz="', b' sz="0" ssz="', {AUDIT, "sizes"}),
    ("a negative width", LAYOUT, b'<a:ext cx="', b'<a:ext cx="-', {AUDIT, "sizes"}),
    ("text without a paragraph", SLIDE, b"a:p>", b"a:q>", {AUDIT}),
    ("a theme without formats", "ppt/theme/theme1.xml", b"fmtScheme", b"fmtOther", {AUDIT}),
    # what moves
    ("moving what is not there", SLIDE, b'spTgt spid="', b'spTgt spid="99', {"timing"}),
    ("moving a paragraph too many", SLIDE, b'pRg st="1" end="1"', b'pRg st="7" end="7"',
     {"timing"}),
    ("a transition after the timing", SLIDE, b"</p:timing>",
     b"</p:timing><p:transition/>", {AUDIT}),
    ("an action that is unknown", "ppt/slides/slide1.xml", b"<a:hlinkClick ",
     b'<a:hlinkClick action="ppaction://jump" ', {"actions"}),
    # what is said
    ("a language that is none", SLIDE, b'lang="en-US"', b'lang="English!"', {"languages"}),
    ("a slide without a title", SLIDE, b"Faces", b"", {"reading"}),
    ("two slides of one title", SLIDE, b"Faces", b"A Table", {"reading"}),
    ("an empty placeholder", SLIDE, b"</p:spTree>", b'<p:sp><p:nvSpPr><p:cNvPr id="90" name="x"/>'
     b"<p:cNvSpPr/><p:nvPr/></p:nvSpPr><p:spPr/><p:txBody><a:bodyPr/><a:p/></p:txBody></p:sp>"
     b"</p:spTree>", {"reading"}),
    ("a picture without words", SLIDE, b"</p:spTree>", b'<p:pic><p:nvPicPr><p:cNvPr id="90"'
     b' name="x"/><p:cNvPicPr/><p:nvPr/></p:nvPicPr><p:blipFill/><p:spPr/></p:pic></p:spTree>',
     {"reading"}),
    ("a table with a cell too few", TABLE, b"<a:gridCol ", b'<a:gridCol w="9"/><a:gridCol ',
     {"tables"}),
    ("a shape over the edge", TABLE, b'<a:off x="', b'<a:off x="99', {"bounds"}),
    ("a date that is none", "docProps/core.xml", b"</cp:coreProperties>",
     b"<dcterms:created>today</dcterms:created></cp:coreProperties>", {"dates"}),
    ("a section of unknown slides", DECK, b"</p:presentation>",
     b"<s:sectionLst " + P14 + b'><s:sldId id="999"/></s:sectionLst></p:presentation>',
     {AUDIT, "sections"}),
    ("an alternative that nobody knows", SLIDE, b"</p:sld>",
     b"<mc:Choice " + MC + b' Requires="zz"/></p:sld>', {"compatibility"}),
    ("a negative axis", "ppt/charts/chart1.xml", b'axId val="', b'axId val="-', {AUDIT, "charts"}),
    # what is wrong in another hand
    ("two shapes with one id, named first", SLIDE, b'<p:cNvPr id="3"', b'<p:cNvPr title="" id="2"',
     {"ids"}),
    ("a relation that is not there, in other marks", DECK, b'r:id="rId1"', b"r:id='rId77'",
     {"references"}),
    ("a shape over the edge, set apart", TABLE, b'<a:off x="', b'<a:off  x="99', {"bounds"}),
    ("a size of nothing, set apart", SLIDE, b' sz="', b'  sz="0" ssz="', {"sizes"}),
    ("two titles, one spelled in numbers", SLIDE, b'type="ftr"', b'type="t&#105;tle"',
     {"reading"}),
    # the text itself
    ("XML that does not end", SLIDE, b"</p:sld>", b"", {AUDIT, "xml"}),
    ("a document type", SLIDE, b"<p:sld ", b"<!DOCTYPE x><p:sld ", {"xml"}),
    ("a control character", SLIDE, b"One ", b"One\x0b ", {AUDIT, "xml"}),
]  # fmt: skip


@cache
def sample() -> bytes:
    found = []
    lesson = parse(from_text(LESSON, found.append), found.append)
    deck = fit(projected(lesson), THEME, found.append)
    used = {slide.layout for slide in deck.slides}
    theme = replace(THEME, layouts=tuple(one for one in THEME.layouts if one.name in used))
    data = pack(deck, theme, found.append)
    assert found == []
    return data


def detectors(data: bytes, folder: Path) -> set[str]:
    """Return who finds something wrong with a deck."""
    path = folder / "deck.pptx"
    path.write_bytes(data)
    audited = {AUDIT} if validate_pptx(path).errors else set()
    return audited | {finding.rule for finding in lint(data)}


def test_nobody_minds_the_deck_as_it_is(tmp_path):
    assert detectors(sample(), tmp_path) == set()


@pytest.mark.parametrize(
    ("part", "old", "new", "expected"), [row[1:] for row in BROKEN], ids=[row[0] for row in BROKEN]
)
def test_a_broken_deck_is_noticed_by_whom_we_count_on(part, old, new, expected, tmp_path):
    with ZipFile(BytesIO(sample())) as package:
        content = package.read(part)
    assert old in content
    data = rewritten(sample(), {part: content.replace(old, new)})
    assert detectors(data, tmp_path) >= expected


@pytest.mark.parametrize(
    ("name", "rule"),
    [
        ("ppt/vbaProject.bin", "active"),
        ("ppt/embeddings/oleObject1.bin", "active"),
        ("ppt/slides/../../evil.xml", "entries"),
        ("ppt/Slides/slide1.xml", "entries"),
        ("ppt/media/note.txt", "content-types"),
    ],
)
def test_a_file_that_does_not_belong_is_noticed(name, rule):
    findings = lint(rewritten(sample(), {name: b"<x/>"}))
    assert rule in {finding.rule for finding in findings}


def test_a_part_that_stands_twice_is_noticed():
    data = BytesIO(sample())
    with pytest.warns(UserWarning, match="Duplicate name"), ZipFile(data, "a") as package:
        package.writestr(SLIDE, package.read(SLIDE))
    assert "entries" in {finding.rule for finding in lint(data.getvalue())}
