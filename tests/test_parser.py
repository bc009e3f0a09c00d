"""What the cases in tests/cases do not show: lines, titles, keys, limits."""

from __future__ import annotations

from pathlib import Path

import pytest

from deckgen.diagnostics import Diagnostic, Severity
from deckgen.model import Lesson, Mark, Meta, Paragraph, Role, Run, plain, walk
from deckgen.parser import parse
from deckgen.source import Source, from_text, read

ROOT = Path(__file__).parent.parent


def lesson(text: str, title: str = "Lesson") -> tuple[Lesson, list[Diagnostic]]:
    found: list[Diagnostic] = []
    source = Source("10-a-lesson.md", None, Meta(title=title), text, 1)
    return parse(source, found.append), found


def test_every_block_knows_its_line() -> None:
    text = """\
---
title: x
---
lead

<!-- notes:
first

- second
-->

<!-- columns -->

left

<!-- column -->

> quoted
> - deep

<!-- /columns -->

[^a]: note

    more

::: tip
inside[^a]
:::

<div>
<p>html
<ul><li>item
</div>

<!-- pagebreak -->

| a |
|---|
"""
    source = from_text(text, pytest.fail, "a.md")
    found = parse(source, lambda _: None)
    lines = text.split("\n")
    groups = [group for slide in found.slides for group in (slide.blocks, slide.notes)]
    groups += [footnote.blocks for footnote in found.footnotes]
    places = {type(block).__name__: block.line for group in groups for block in walk(group)}
    texts = {
        plain(block.inlines): lines[block.line - 1]
        for group in groups
        for block in walk(group)
        if hasattr(block, "inlines")
    }
    assert texts == {
        "lead": "lead", "first": "first", "second": "- second", "left": "left",
        "quoted": "> quoted", "deep": "> - deep", "note": "[^a]: note", "more": "    more",
        "inside": "inside[^a]", "html": "<p>html", "item": "<ul><li>item",
    }  # fmt: skip
    assert places["Columns"] == 12
    assert places["Callout"] == 27
    assert places["Table"] == 38


def test_findings_of_a_lesson_with_front_matter_have_the_files_lines() -> None:
    found: list[Diagnostic] = []
    source = from_text("---\ntitle: x\n---\n\ntext\n<!-- coulmns -->\n", found.append, "a.md")
    parse(source, found.append)
    assert [(f.line, f.code) for f in found] == [(6, "directive")]


@pytest.mark.parametrize(
    ("text", "title"),
    [("## The *first* heading\n\ntext", "The first heading"), ("text", "10 a lesson")],
)
def test_a_missing_title_is_found_elsewhere(text: str, title: str) -> None:
    read_lesson, found = lesson(text, title="")
    assert read_lesson.meta.title == title
    assert plain(read_lesson.slides[0].title) == title
    assert [(f.severity, f.code) for f in found] == [(Severity.WARNING, "front-matter")]


@pytest.mark.parametrize("text", ["", "\n\n", "<!-- pagebreak -->\n", "---\n", "<!-- x -->"])
def test_a_lesson_without_content_is_an_error(text: str) -> None:
    read_lesson, found = lesson(text)
    assert read_lesson.slides == ()
    assert [(f.severity, f.code) for f in found] == [(Severity.ERROR, "empty")]


def test_keys_are_slugs_in_any_script_and_never_the_same() -> None:
    pages = ["a", "## Was ist Größe?", "## 数据 库", "## ???", "## ¿?", "## A", "## A", "more"]
    read_lesson, _ = lesson("\n\n<!-- pagebreak -->\n\n".join(f"{page}\n\nx" for page in pages))
    assert [slide.key for slide in read_lesson.slides] == [
        "lesson", "was-ist-größe", "数据-库", "slide", "slide-2", "a", "a-2", "a-3",
    ]  # fmt: skip


def test_roles_follow_the_titles_in_the_lessons_language() -> None:
    page = "\n\n<!-- pagebreak -->\n\n## "
    text = f"x{page}Für die Prüfung\n\nx{page}Fazit\n\nx"
    source = Source("a.md", None, Meta(title="x", lang="de"), text, 1)
    roles = [slide.role for slide in parse(source, pytest.fail).slides]
    assert roles == [Role.OPENING, Role.EXAM, Role.SUMMARY]


@pytest.mark.parametrize(
    ("text", "severity"),
    [
        ("a\n<!-- /instructor -->", Severity.ERROR),
        ("a\n<!-- instructer -->", Severity.ERROR),
        ("a\n::: instuctor\nb\n:::", Severity.ERROR),
        ("<!-- slide: audience=teacher -->\na", Severity.ERROR),
        ("a\n<!-- /quiz -->", Severity.WARNING),
    ],
)
def test_a_slip_that_may_show_students_too_much_is_an_error(text: str, severity: Severity) -> None:
    assert [finding.severity for finding in lesson(text)[1]] == [severity]


def test_no_student_sees_the_title_of_an_instructors_slide() -> None:
    pages = ["x", "<!-- slide: audience=instructor -->\n## Secret\n\nx", "more"]
    slides = lesson("\n\n<!-- pagebreak -->\n\n".join(pages))[0].slides
    assert [plain(slide.title) for slide in slides] == ["Lesson", "Secret", "Lesson"]


def test_the_opening_is_for_all_even_where_its_text_is_not() -> None:
    opening = lesson("<!-- instructor -->\nplan\n<!-- /instructor -->")[0].slides[0]
    assert opening.options.audience is None
    assert [type(block).__name__ for block in opening.blocks] == ["Restricted"]


@pytest.mark.parametrize(
    "text",
    [
        "> " * 40 + "deep",
        "<!-- columns -->\n" * 20 + "word",
        "|" + "a|" * 60 + "\n|" + "-|" * 60 + "\n" + ("|" + "b|" * 60 + "\n") * 90,
        "word\n\n<!-- pagebreak -->\n\n" * 501,
    ],
)
def test_what_is_too_deep_or_too_much_is_refused(text: str) -> None:
    assert "limit" in {f.code for f in lesson(text)[1] if f.severity is Severity.ERROR}


@pytest.mark.parametrize(
    "pattern",
    ["![a](", "[a](", "<!--", "<![CDATA[", "{{ ", "{% comment %}", "==a ", "$a ", "\\(", "`a``",
     "<!-- a\n\n", "$$\n", "\\[\n", "{% highlight x %}\n", "<ul><li>", "<a<script>", "[^a]", "^["],
)  # fmt: skip
def test_no_pattern_takes_for_ever(pattern: str) -> None:
    lesson(pattern * (15_000 // len(pattern)))


def test_code_that_reads_otherwise_than_it_is_stored_is_an_error() -> None:
    found = lesson("a \u202e b\n\n```\nif x: \u2066 pass\n```\n")[1]
    assert [(f.line, f.severity) for f in found] == [(1, Severity.WARNING), (4, Severity.ERROR)]


def test_the_sample_lessons_have_nothing_to_report() -> None:
    for path in sorted((ROOT / "lessons").glob("*.md")):
        found: list[Diagnostic] = []
        parse(read(path, found.append), found.append)
        assert found == []


# -- advice ---------------------------------------------------------------------------


def said(text: str) -> list[str]:
    found: list[Diagnostic] = []
    parse(Source("a.md", None, Meta(title="T"), text, 1), found.append)
    return [str(one).replace("\n  hint: ", "; ") for one in found]


@pytest.mark.parametrize(
    ("text", "line", "message"),
    [
        ("####Scaling", 1, "'####Scaling' is no heading: there is no space after '####'"),
        ("Steps:\n2. two", 2, "'2.' begins no list here: it goes on with the paragraph above"),
        ("!!! note\n    words", 1, "'!!! note' begins no callout here"),
        ("• one\n• two", 1, "'•' begins no list: Markdown does not know this sign"),
        ("Words\n---", 2, "the dashes make a heading of 'Words' above them"),
        ("A whole sentence.\n-----", 2, "the dashes make a heading of 'A whole sentence.'"),
        ("> Words\n> ---", 2, "the dashes make a heading of 'Words' above them"),
    ],
)
def test_what_only_looks_like_markup_is_reported(text: str, line: int, message: str) -> None:
    found = [one for one in said(f"x\n\n{text}\n\ny") if "[lookalike]" in one]
    assert len(found) == 1
    assert found[0].startswith(f"a.md:{line + 2}: warning[lookalike]: {message}")


@pytest.mark.parametrize(
    "text",
    ["Words\n-----", "in the year\n1984. It was", "#hashtag #two", "a\n1. b", "- a\n---",
     "a\n\n---", "```\n####x\n```", "issue\n##42", "a\n2.5 b", "{: .class}\n---"],
)  # fmt: skip
def test_what_is_meant_as_it_is_read_is_not_reported(text: str) -> None:
    assert not [one for one in said(f"x\n\n{text}\n\ny") if "[lookalike]" in one]


def test_a_skipped_level_is_reported_once_for_each_kind() -> None:
    text = "## a\n\n#### b\n\n## c\n\n#### d\n\n### e\n\n###### f"
    assert [one.split("; ", 1)[1] for one in said(text) if "[heading]" in one] == [
        "write ### …; who listens to the page goes by the levels",
        "write #### …; who listens to the page goes by the levels",
    ]


def test_what_a_site_would_publish_is_reported_for_a_site() -> None:
    text = (
        "a\n\n<!-- notes: b -->\n\n{% comment %} notes: c {% endcomment %}\n\n::: notes\nd\n:::\n\n"
        "<!-- instructor -->\n\ne\n\n<!-- /instructor -->\n\nf <!-- notes: g -->"
    )
    found: list[Diagnostic] = []
    source = from_text(f"---\ntitle: T\n---\n{text}", found.append, "a.md")
    parse(source, found.append)
    assert found == []
    parse(source, found.append, published=True)
    assert [(one.code, one.line, one.message.split(";")[0]) for one in found] == [
        ("published", 6, "the site publishes these speaker notes in its page's source"),
        ("published", 10, "the site shows these speaker notes to everyone"),
        ("published", 14, "the site shows to everyone what is for the instructor"),
    ]
    parse(Source("a.md", None, Meta(title="T"), "<!-- slide: audience=instructor -->\n\na", 1),
          found.append, published=True)  # fmt: skip
    assert found[-1].code == "published"


def test_rules_without_a_page_break_are_reported() -> None:
    assert "2 rules and no page break" in said("a\n\n---\n\nb\n\n---\n\nc")[0]
    assert said("a\n\n---\n\nb") == []
    assert said("a\n\n---\n\nb\n\n---\n\nc\n\n<!-- pagebreak -->\n\n## d\n\ne") == []


def test_comments_of_kramdown_show_nowhere() -> None:
    text = "a\n\n{::comment}\nb\n{:/comment}\n\nc\n\n{::comment}notes: d{:/}\n\ne"
    parsed, found = lesson(text)
    assert found == []
    assert [plain(block.inlines) for block in parsed.slides[0].blocks] == ["a", "c", "e"]
    assert [plain(block.inlines) for block in parsed.slides[0].notes] == ["d"]


@pytest.mark.parametrize(
    ("text", "bold"),
    [
        ("**트랜잭션(transaction)**은 작업", ["트랜잭션(transaction)"]),
        ("这是**重点。**下一句是**另一个重点。**结束。", ["重点。", "另一个重点。"]),
        ("これは**「重要」**です。（**強調**）", ["「重要」", "強調"]),
        ("日本 ** 語 ** a**(b)**c", []),
    ],
)
def test_emphasis_needs_no_blank_where_a_script_knows_none(text: str, bold: list[str]) -> None:
    [paragraph] = lesson(text)[0].slides[0].blocks
    assert isinstance(paragraph, Paragraph)
    runs = [each for each in paragraph.inlines if isinstance(each, Run)]
    assert [run.text for run in runs if Mark.BOLD in run.marks] == bold


def test_notes_in_a_footnote_stand_with_the_last_slide() -> None:
    parsed, _ = lesson("a[^1]\n\n[^1]: b\n\n    ::: notes\n    c\n    :::\n\n    d")
    assert [plain(block.inlines) for block in parsed.slides[-1].notes] == ["c"]
    assert [plain(block.inlines) for block in parsed.footnotes[0].blocks] == ["b", "d"]
