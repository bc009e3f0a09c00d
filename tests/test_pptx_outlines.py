"""Outlines: what parts have alike whose well-formedness need not be asked again."""

from functools import cache
from io import BytesIO
from pyexpat import ExpatError, ParserCreate
from zipfile import ZipFile

import pytest
from hypothesis import given
from hypothesis import strategies as st
from pptx_deck import THEME, rewritten

from deckgen.backends.pptx.lint import lint, memory
from deckgen.backends.pptx.lint.outlines import outline
from deckgen.backends.pptx.package import pack
from deckgen.editions import projected
from deckgen.fit import fit
from deckgen.parser import parse
from deckgen.source import from_text

HEAD = b'<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'
LESSON = """---
title: Letters
---

# Letters

A lesson about **letters**, in "quotes", with H<sub>2</sub>O & more.

<!-- pagebreak -->

## Faces

- **One**: a face
- **Another**: not the first

<!-- notes: Say it slowly. -->

<!-- pagebreak -->

## A Table

| Face | Born |
| --- | ---: |
| Times | 1932 |
"""


@cache
def deck(lesson: str = LESSON) -> bytes:
    found = []
    parsed = parse(from_text(lesson, found.append), found.append)
    return pack(fit(projected(parsed), THEME, found.append), THEME, found.append)


@cache
def parts() -> tuple[bytes, ...]:
    with ZipFile(BytesIO(deck())) as package:
        named = (name for name in package.namelist() if name.endswith((".xml", ".rels")))
        return tuple(dict.fromkeys(map(package.read, named)))


def is_well_formed(content: bytes) -> bool:
    try:
        ParserCreate(namespace_separator=" ").Parse(content, True)
    except ExpatError:
        return False
    return True


def is_text(content: bytes) -> bool:
    try:
        content.decode()
    except UnicodeDecodeError:
        return False
    return True


def test_every_part_of_a_deck_has_an_outline():
    assert [part for part in parts() if outline(part) is None] == []


def test_parts_that_say_other_words_in_the_same_manner_have_one_outline():
    one = HEAD + b'<a:p xmlns:a="a"><a:off x="1"/><a:t>One &amp; "two"</a:t></a:p>'
    two = HEAD + b'<a:p xmlns:a="a"><a:off x="22"/><a:t>\xc3\x9cber allem</a:t></a:p>'
    assert outline(one) == outline(two) is not None


@pytest.mark.parametrize(
    "other",
    [
        b'<a:p xmlns:a="b"><a:off x="1"/><a:t>One</a:t></a:p>',
        b'<a:p xmlns:a="a"><a:off x="1"/><a:t>One</a:p></a:t>',
        b'<a:p xmlns:a="a"><a:off x="1"></a:off><a:t>One</a:t></a:p>',
        b'<a:p xmlns:a="a"><a:off x="<"/><a:t>One</a:t></a:p>',
        b'<a:p xmlns:a="a"><a:off x="&no;"/><a:t>One</a:t></a:p>',
        b'<a:p xmlns:a="a"><a:off x="1"/><a:t>One & two</a:t></a:p>',
        b'<a:p xmlns:a="a"><a:off x="1"/><a:t>One &qu&amp;ot; two</a:t></a:p>',
        b'<a:p xmlns:a="a"><a:off x="1"/><a:t>One\x0b</a:t></a:p>',
        b'<a:p xmlns:a="a"><a:off x="1"/><a:t>One\xef\xbf\xbf</a:t></a:p>',
        b'<a:p xmlns:a="a"><a:off x="1" x="1"/><a:t>One</a:t></a:p>',
        b'<a:p xmlns:a="a"><a:off x="1"/><a:t>One</a:t></a:p>"',
        b'<a:p xmlns:a="a"><a:off x=\'1"2\'/><a:t>One "</a:t></a:p>',
    ],
)
def test_what_may_make_a_difference_makes_another_outline(other):
    one = HEAD + b'<a:p xmlns:a="a"><a:off x="1"/><a:t>One</a:t></a:p>'
    assert outline(HEAD + other) != outline(one)


@given(st.data())
def test_a_part_of_a_known_outline_is_well_formed(data):
    part = data.draw(st.sampled_from(parts()))
    changed = bytearray(part)
    for _ in range(data.draw(st.integers(1, 3))):
        at = data.draw(st.integers(len(HEAD), len(changed)))
        end = at + data.draw(st.integers(0, 6))
        changed[at:end] = data.draw(
            st.sampled_from([b"", *(bytes([sign]) for sign in b"<>\"'&;/= a1\x0b\n"), b"<a:t>"])
            | st.sampled_from([b"</a:t>", b' x="', b'" y="', b"&amp;", b"&#1;", b"<!--", b"xmlns"])
            | st.text(max_size=3).map(str.encode)
        )
    if is_text(changed) and outline(bytes(changed)) == outline(part):
        assert is_well_formed(bytes(changed))


def test_a_deck_of_known_outlines_is_judged_as_closely():
    memory.forget()
    assert lint(deck()) == ()
    for old, new in [
        (b"slowly", b"slow\x0bly"),
        (b"slowly", b"slow<ly"),
        (b"slowly", b"slow&ly"),
        (b"slowly", b"slow\xffly"),
    ]:
        name = "ppt/notesSlides/notesSlide1.xml"
        with ZipFile(BytesIO(deck())) as package:
            content = package.read(name)
        assert old in content
        findings = lint(rewritten(deck(), {name: content.replace(old, new)}))
        assert {finding.rule for finding in findings} >= {"xml"}


@pytest.mark.parametrize(("slides", "is_kept"), [(3, True), (1200, False)])
def test_the_outlines_of_long_parts_are_not_kept(slides: int, is_kept: bool) -> None:
    memory.forget()
    more = "\n\n<!-- pagebreak -->\n\n## Number {}\n\nText."
    assert lint(deck(LESSON + "".join(map(more.format, range(slides))))) == ()
    assert any(b"<p:sldIdLst>" in markup for markup, _ in memory.outlines) == is_kept


def test_few_outlines_are_kept():
    memory.forget()
    for number in range(memory._MOST + 5):
        memory.outlines[b"%d" % number, ()] = frozenset()
    lint(deck())
    assert len(memory.outlines) < memory._MOST
