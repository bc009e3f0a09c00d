"""What holds for every lesson that anybody writes."""

from __future__ import annotations

import re

from hypothesis import given
from hypothesis import strategies as st
from words import words

from deckgen.diagnostics import CODES, Diagnostic
from deckgen.model import Lesson
from deckgen.parser import parse
from deckgen.source import from_text


def read(text: str) -> tuple[Lesson, list[Diagnostic]]:
    found: list[Diagnostic] = []
    return parse(from_text(text, found.append, "lesson.md"), found.append), found


# -- any text at all ------------------------------------------------------------------

_MARKUP = r"""
# ## - * 1. > ``` ~~~ ::: ::::columns :::tip <!-- --> <!--notes: <!--columns--> <!--column-->
<!--/columns--> <!--instructor--> <!--/instructor--> <!--quiz--> <!--/quiz--> <!--pagebreak-->
<!--slide:x=y--> {%raw%} {%endraw%} {%comment%} {%endcomment%} {%highlight {{ }} %} $ $$ \( \)
\[ \] [ ] ( ) ![ ]( [^a] [^a]: [!NOTE] [!QUIZ] | |-|-| : ~ == ** * _ ` <b> </b> <div> </div>
<table> <tr> <td> </table> <ul> <li> </ul> <pre> </pre> <script> </script> <a <img> & &amp; &#0;
{.a} {: {width=5%} --- === [x] \ ^[ http://a.b a@b.c www.a.b <blockquote> </blockquote> <h2>
</h2> word Größe 语言 ?
"""
_SPACE = ["\n", "\n\n", "\n", " ", "- [ ] ", "- [x] ", "    ", "\n    ", "\n  ", "\t", "\u202e"]
_PIECES = st.sampled_from([*_MARKUP.split(), *_SPACE])


@given(st.one_of(st.text(max_size=80), st.lists(_PIECES, max_size=60).map("".join)))
def test_nothing_that_anybody_writes_raises(text: str) -> None:
    lesson, found = read(text)
    lines = len(re.split(r"\r\n?|\n", text))
    assert all(0 <= finding.line <= lines for finding in found)
    assert all(finding.code in CODES for finding in found)
    assert read(text)[0] == lesson


# -- every word, in order -------------------------------------------------------------


def _block(depth: int) -> st.SearchStrategy[list[str]]:
    """Lines of one block; ``@`` stands for a word."""
    leaf = st.sampled_from(
        [
            ["@ @ @"], ["@ **@** *@ `@`*"], ["#### @ @"], ["- @", "- @ @"], ["1. @", "2. @"],
            ["```python", "@ = @", "", "@", "```"], ["    @", "    @"], ["<div>@</div>"],
            ["| @ | @ |", "|-|-:|", "| @ | @ | @ |"], ["> @", "> @"], ["@", ": @", ": @ @"],
            ["- [x] @", "- [ ] @"], ["$$", "@", "$$"], ["@ $@$ @"],
            ["![@ @](a.png)"], ["@ ![@](a.png) @"], ["[@](https://example.org) @"],
            ["<p>@ <b>@</b>", "@</p>"], ["<table><tr><td>@<td>@</table>"], ["<ul><li>@<li>@</ul>"],
            ["<!-- columns -->", "@", "", "<!-- column -->", "@", "", "<!-- /columns -->"],
            ["<!-- instructor -->", "", "@", "", "<!-- /instructor -->"], ["::: tip", "@", ":::"],
            ["> [!NOTE]", "> @"], ["> [!EXAM] @", "> @"], ["@ <!-- x --> @"], ["~~@~~ ==@== @"],
            ["@<br>@  ", "@"], ["@", "---"], ["***"], ["[^x1]: x"], ["@ <span>@</span> {{ x }} @"],
            ["<details><summary>@</summary>", "", "@", "</details>"], ["::: x", "@"], [":::"],
            ["<!-- quiz -->", "@?", "", "- [ ] @", "- [x] @", "", "@", "<!-- /quiz -->"],
        ]
    )  # fmt: skip
    if not depth:
        return leaf
    inner = st.lists(_block(depth - 1), min_size=1, max_size=3).map(_joined)
    return st.one_of(
        leaf,
        inner.map(lambda lines: [f"> {line}" for line in lines]),
        inner.map(lambda lines: ["- " + lines[0], *("  " + line for line in lines[1:])]),
        inner.map(lambda lines: ["7. " + lines[0], *("   " + line for line in lines[1:])]),
    )


def _joined(blocks: list[list[str]]) -> list[str]:
    return [line for block in blocks for line in (*block, "")][:-1]


_BREAK = st.sampled_from(
    [
        ["<!-- pagebreak -->"],
        ["    <!--PAGEBREAK-->"],
        ["\t<!-- pagebreak -->"],
        ["> <!-- pagebreak -->"],
    ]
)


@given(st.lists(st.one_of(_block(2), _block(0), _BREAK), min_size=1, max_size=12).map(_joined))
def test_every_word_is_in_the_model_in_order(lines: list[str]) -> None:
    numbers = iter(range(10_000))
    text = re.sub("@", lambda _: f"w{next(numbers)}q", "\n".join(lines))
    lesson, _ = read("---\ntitle: T\n---\n" + text)
    expected = sorted(re.findall(r"w\d+q", text))
    actual = [word for word in words(lesson) if re.fullmatch(r"w\d+q", word)]
    assert sorted(actual) == expected


_PLAIN = st.sampled_from(
    [
        ["@ @ @"], ["@ **@** *@ `@`*"], ["- @", "- @ @"], ["```", "@", "```"], ["> @", "> @"],
        ["| @ | @ |", "|-|-:|", "| @ | @ | @ |"], ["@", ": @", ": @ @"], ["- [x] @", "- [ ] @"],
        ["<p>@ <b>@</b>", "@</p>"], ["<table><tr><td>@<td>@</table>"], ["> [!EXAM] @", "> @"],
        ["![@ @](a.png)"], ["1. @", "   - @", "", "     @"], ["::: note", "@", ":::"],
    ]
)  # fmt: skip


@given(st.lists(st.one_of(_PLAIN, _BREAK), min_size=1, max_size=12).map(_joined))
def test_words_keep_their_order(lines: list[str]) -> None:
    numbers = iter(range(10_000))
    text = re.sub("@", lambda _: f"w{next(numbers)}q", "\n".join(lines))
    lesson, _ = read("---\ntitle: T\n---\n" + text)
    assert words(lesson)[1 if lesson.slides else 0 :] == re.findall(r"w\d+q", text)


@given(st.integers(1, 70), st.sampled_from(["> ", "- ", "1. "]))
def test_no_depth_loses_a_word(depth: int, marker: str) -> None:
    lesson, found = read(marker * depth + "deep\n\nafter\n")
    assert words(lesson)[-2:] == ["deep", "after"]
    assert any(finding.code == "limit" for finding in found) == (depth > 30)
