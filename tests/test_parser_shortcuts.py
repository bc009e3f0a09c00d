"""What the parser does in a shorter way, which finds what the longer one does."""

from __future__ import annotations

import re
from importlib import import_module
from pathlib import Path
from typing import Any
from unittest.mock import patch

import pytest
from hypothesis import given
from hypothesis import strategies as st

from deckgen.diagnostics import Diagnostic
from deckgen.limits import DEFAULT_LIMITS, Limits
from deckgen.model import Inlines, Lesson, Paragraph
from deckgen.parser import parse
from deckgen.parser.blocks import items
from deckgen.parser.findings import Findings
from deckgen.parser.lesson import Parse
from deckgen.parser.plain import plain_page
from deckgen.parser.simple import simple_inlines
from deckgen.parser.syntax.dialect import dialect, reader
from deckgen.parser.syntax.inside import paragraph
from deckgen.parser.tokens import inline_tokens, tree
from deckgen.parser.tongues import _letters, _words
from deckgen.source import from_text

ROOT = Path(__file__).parent.parent
LINES = (
    "", "", "  ", "Words of a line.", "und mehr davon", "  Indented words", "    far in",
    "\tat a tab", "# Heading", "### Heading # {#name}", "#none", "####### seven", "---", "===",
    "- ", "- - -", "***", "- a point", "  - within it", "* star", "1. first", "2) second",
    "10. tenth", "> quoted", ">> twice", "> - a", "| a | b |", "|--|--|", "--|--", "a | b", "Term",
    ": what it is", "~ what it is", "~~~", "```", "``` py", "`code` first", "``two`` ticks",
    "```three```", "**bold** and *it*", "** no bold", "*a", "* * *", "_under_ and __two__", "___",
    "(in brackets)", '"said"', "“said”", "[a]: /there", "[a] and [^1]", "[^1]: A note",
    "    goes on", "::: tip", ":::", "$$", "$x$ is", "\\[", "\\]", "\\(x\\)", "{% comment %}",
    "{% endcomment %}", "{{ page.title }}", "{: .class}", "<!-- notes: a", "-->",
    "<!-- pagebreak -->", "<div>", "</div>", "<b>bold</b>", "![An image](a.png){width=50%}",
    "==marked==", "a==b", "H~2~O x^2^", "^[an inline note]", "~~struck~~", "www.example.org, ok",
    "awww.no", "http://a.b/c: d", "xhttp://a.b", "mailto:a@b.org", "xmpp:a@b.org/c",
    "a.b-c+d@e.org", "Note: this", "key:value", "&amp; &#0; &x;", "a\\", "two spaces  ", "é日本",
    "Ünder", "１. wide", "[x](<a b> 'c')", "- [ ] open", "- [x] done", "1986\\. A year",
)  # fmt: skip
TEXTS = st.lists(
    st.one_of(st.sampled_from(LINES), st.builds("{}{}".format, *[st.sampled_from(LINES)] * 2)),
    max_size=12,
).map("\n".join)


def read(text: str, short: bool) -> list[dict[str, Any]]:
    md, env = reader() if short else dialect(), dict[str, Any]()
    tokens: list[Any] = []
    md.block.parse(text, md, env, tokens)
    for token in tokens:
        if token.type == "inline" and short:
            token.children = inline_tokens(token.content, md, env)
        elif token.type == "inline" and "{%" not in token.content and "{{" not in token.content:
            md.inline.parse(token.content, md, env, token.children)
        elif token.type == "inline":
            token.children = inline_tokens(token.content, md, env)
    return [token.as_dict() for token in tokens]


@given(TEXTS)
def test_shortcuts_find_what_the_rules_find(text: str) -> None:
    assert read(text, short=True) == read(text, short=False)


@pytest.mark.parametrize(
    "path",
    [
        *sorted((ROOT / "lessons").glob("*.md")),
        ROOT / "tests" / "constructs.md",
        ROOT / "README.md",
    ],
    ids=lambda path: path.name,
)
def test_shortcuts_change_nothing_of_lessons(path: Path) -> None:
    text = path.read_text(encoding="utf-8")
    assert read(text, short=True) == read(text, short=False)


SIGNS = (
    "**", "**", "*", "_", "a", "b1", "é", "日", "\u0301", "\xa0", "²", " ", "  ", "\n", "\t", "(",
    ")", "“", ".", "!", "A.", "\nB. ", "-", "=", "~", "#", ">", "|", ":", "www", "www.", "http",
    "s:", "//x.y",
)  # fmt: skip


@given(st.lists(st.sampled_from(SIGNS), max_size=14).map("".join))
def test_simple_texts_become_the_inlines_of_the_reader(text: str) -> None:
    text = text.strip(" \t\n")  # as blocks have it
    simple = simple_inlines(text)
    if simple is not None:
        assert read_by_tokens(text) == ((simple,) if simple else ())


def read_by_tokens(text: str) -> tuple[Inlines, ...]:
    """Return the paragraphs that the tokens of a paragraph's text become; all else is none."""
    findings, env = Findings(lambda found: pytest.fail(str(found)), ""), dict[str, Any]()
    tokens = paragraph(text, (0, 1))
    tokens[1].children = inline_tokens(text, dialect(), env)
    found = items(tree(tokens), Parse(env, findings))
    assert all(isinstance(each, Paragraph) for each in found)
    return tuple(each.inlines for each in found if isinstance(each, Paragraph))


@pytest.mark.parametrize(
    "text", ["", "words", "**Term**: words", "a **b** c\nand **d**", "(**a**)", "**a**\n**b**, c"]
)
def test_most_texts_are_simple(text: str) -> None:
    assert simple_inlines(text) is not None


BREAK = "<!-- pagebreak -->"
OPENERS = (
    BREAK, f"  {BREAK}", f"      {BREAK}", f"> {BREAK}", "<!--PageBreak-->", "\\newpage", "---",
    "```", "  ```", "      ```", "- ```", "1.  - ~~~", "> ```", "$$", "- $$", "<pre>", "- <pre>",
    "</pre>", "<div>", "- <div>", "<!-- notes: a", "- <!-- b", "-->", "{% comment %}",
    "{% endcomment %}", "{% highlight py %}", "{% endhighlight %}", "- a", "      code",
    "[a]: /b 'c", "[^1]: d", "::: tip", "<!-- instructor -->", "<!-- /instructor -->", "| a | b |",
    "|--|--|", "Term", ": meaning",
)  # fmt: skip
PAGES = st.lists(
    st.one_of(st.just(BREAK), st.just(""), st.sampled_from(OPENERS), st.sampled_from(LINES)),
    max_size=16,
).map("\n".join)


def parsed(text: str, limits: Limits = DEFAULT_LIMITS) -> tuple[Lesson, list[Diagnostic]]:
    found: list[Diagnostic] = []
    source = from_text(text, found.append, "a.md", limits=limits)
    return parse(source, found.append, published=True), found


def parsed_page_by_page(
    text: str, limits: Limits = DEFAULT_LIMITS
) -> tuple[Lesson, list[Diagnostic]]:
    with patch.object(import_module("deckgen.parser.pages"), "_read_as_one", return_value=None):
        return parsed(text, limits)


@given(PAGES)
def test_pages_read_as_one_are_those_read_by_themselves(text: str) -> None:
    assert parsed(text) == parsed_page_by_page(text)


PLAIN = (
    BREAK, "", "", "", "# A Title", "## 2. Title", "###  Title  ", "#### Title ####", "## A | b",
    "- **Term**: words", "- words", "- words", "-  words", "* words", "+ words ", "- (in brackets)",
    "- 3 things", "- A. one", "- B. two", "- **B.** two", "- Why is it so?", "- [ ] task", "- - a",
    "Words of a line.", "More words", "Words | more", "A. first", "B. second", "Answer: A",
    "**2PC**: words", "**Term**", "“Said” words", "日本語", "2 words", "2. words", " words", "---",
    ": meaning", "\xa0words", "a\u202eb", "<!-- notes: Say it. -->", "<!--Speaker Notes :say it-->",
    "<!-- note: - a -->", "<!-- notes: -->", "<!-- notes: a --> b", "<!-- notes: a --> -->",
    "<!-- notes: a", "-->", "<!-- instructor -->", "<!-- /instructor -->", "```", "[^1]", "[^1]: d",
)  # fmt: skip


@given(st.lists(st.sampled_from(PLAIN), max_size=12).map("\n".join))
def test_plain_pages_say_what_the_reader_finds_on_them(text: str) -> None:
    assert parsed(text) == parsed_page_by_page(text)


@pytest.mark.parametrize(
    "limits", [Limits(blocks=3), Limits(blocks=4), Limits(paragraph_characters=4)]
)
def test_plain_pages_keep_to_the_limits(limits: Limits) -> None:
    text = f"# A\n\n- words\n- word\n\n{BREAK}\n\nwords"
    assert parsed(text, limits) == parsed_page_by_page(text, limits)
    assert "limit" in [each.code for each in parsed(text, limits)[1]]


def test_most_pages_are_plain() -> None:
    lines = ["### Title", "", "- **Term**: words", "", "- **Other**: words", "", "All of it.", ""]
    assert plain_page([*lines, "<!-- notes: Say it. -->"], 1, 100) is not None


def test_most_lessons_are_read_as_one() -> None:
    pages = import_module("deckgen.parser.pages")
    texts = [path.read_text(encoding="utf-8") for path in sorted((ROOT / "lessons").glob("*.md"))]
    with patch.object(pages, "_found", wraps=pages._found) as one_by_one:
        assert all(parsed(text)[0].slides for text in texts)
    # One of them has code below a page break within a list.
    assert one_by_one.call_count == 1


LETTERS = {
    "latin": "A-Za-z\u00c0-\u024f", "ko": "\uac00-\ud7af", "ja": "\u3041-\u30ff",
    "han": "\u3400-\u4dbf\u4e00-\u9fff", "ar": "\u0600-\u06ff", "he": "\u05d0-\u05ea",
    "ru": "\u0400-\u04ff", "el": "\u0370-\u03ff", "hi": "\u0900-\u097f", "th": "\u0e01-\u0e4e",
}  # fmt: skip
EDGES = "".join(
    chr(ord(edge) + by) for each in LETTERS.values() for edge in each for by in (-1, 0, 1)
)


@given(st.text(st.one_of(st.sampled_from(EDGES), st.characters())))
def test_letters_are_counted_as_their_ranges_have_them(text: str) -> None:
    counted = {name: len(re.findall(f"[{letters}]", text)) for name, letters in LETTERS.items()}
    assert +_letters(text) == {name: count for name, count in counted.items() if count}


@given(st.text(st.one_of(st.sampled_from("aZ é’–_1²½٣İ\u212a.\n"), st.characters())))
def test_words_are_runs_of_letters(text: str) -> None:
    assert _words(text) == re.findall(r"[^\W\d_]+", text.lower())
