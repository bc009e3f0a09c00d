"""Reading a lesson's file: characters, limits, front matter and its faults."""

from __future__ import annotations

from pathlib import Path

import pytest

from deckgen.diagnostics import DeckgenError, Diagnostic, Severity
from deckgen.limits import DEFAULT_LIMITS
from deckgen.model import Meta
from deckgen.settings import BY_NAME
from deckgen.source import Source, from_text, read
from deckgen.values import replace


def sourced(text: str) -> tuple[Source, list[Diagnostic]]:
    found: list[Diagnostic] = []
    return from_text(text, found.append, "a.md"), found


def findings(text: str) -> list[str]:
    return [str(finding).replace("\n  hint: ", "; ") for finding in sourced(text)[1]]


def meta(front: str) -> Meta:
    return sourced(f"---\n{front}\n---\n")[0].meta


# -- files ----------------------------------------------------------------------------


def test_a_file_is_read_with_its_folder_as_root(tmp_path: Path) -> None:
    path = tmp_path / "a.md"
    path.write_bytes("---\ntitle: Größe\n---\ntext\n".encode())
    source = read(path, pytest.fail)
    assert replace(source, head="") == Source(str(path), tmp_path, Meta(title="Größe"), "text\n", 4)
    assert source.text == "---\ntitle: Größe\n---\ntext\n"


def test_a_missing_file_is_the_callers_fault(tmp_path: Path) -> None:
    with pytest.raises(DeckgenError, match=r"cannot read .*none\.md: no such file"):
        read(tmp_path / "none.md", pytest.fail)


def test_a_folder_is_no_lesson(tmp_path: Path) -> None:
    with pytest.raises(DeckgenError, match="is not a file"):
        read(tmp_path, pytest.fail)


def test_bytes_that_are_not_utf8_are_shown_with_line_and_column(tmp_path: Path) -> None:
    path = tmp_path / "a.md"
    path.write_bytes(b"---\r\ntitle: x\r\n---\r\nGr\xf6\xdfe\n")
    found: list[Diagnostic] = []
    assert "Gr��e" in read(path, found.append).body
    assert [(f.code, f.message, f.line) for f in found] == [
        ("encoding", "not UTF-8: byte 0xf6 at 4:3", 4)
    ]


def test_utf16_is_named(tmp_path: Path) -> None:
    path = tmp_path / "a.md"
    path.write_bytes("text".encode("utf-16"))
    found: list[Diagnostic] = []
    read(path, found.append)
    assert found[0].message == "not UTF-8 but UTF-16, from 1:1 on"


def test_a_lesson_of_two_megabytes_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "a.md"
    path.write_bytes(b"word\n" * 400_000)
    found: list[Diagnostic] = []
    assert len(read(path, found.append).body) <= DEFAULT_LIMITS.lesson_bytes
    assert [(f.severity, f.code) for f in found] == [(Severity.ERROR, "limit")]


# -- characters -----------------------------------------------------------------------


@pytest.mark.parametrize("prefix", ["", "\ufeff"])
@pytest.mark.parametrize("end", ["\n", "\r\n", "\r"])
def test_line_ends_and_byte_order_marks_make_no_difference(prefix: str, end: str) -> None:
    text = prefix + end.join(["---", "title: x", "---", "one", "", "two"])
    assert sourced(text)[0] == sourced("---\ntitle: x\n---\none\n\ntwo")[0]


def test_control_characters_are_errors_and_become_spaces() -> None:
    source, found = sourced("a\x07b\n\ud800\n\x0c\n\ufffe")
    assert source.body == "a b\n \n \n "
    assert [(f.severity, f.line) for f in found] == [
        (Severity.ERROR, 1),
        (Severity.ERROR, 2),
        (Severity.WARNING, 3),
        (Severity.ERROR, 4),
    ]


def test_a_line_that_is_too_long_is_refused() -> None:
    source, found = sourced("x\n" + "a" * (DEFAULT_LIMITS.line_characters + 1))
    assert len(source.body) == DEFAULT_LIMITS.line_characters + 2
    assert [(f.code, f.line) for f in found] == [("limit", 2)]


# -- front matter ---------------------------------------------------------------------


def test_values_stay_as_they_are_written() -> None:
    front = "title: Yes\nlesson: 010\norder: 10.5\nsection: 6\ndate: 2026-01-02\nauthor: ~"
    assert meta(front) == Meta(
        title="Yes", lesson="010", order="10.5", section="6", date="2026-01-02"
    )


def test_lists_and_texts_are_taken_where_both_make_sense() -> None:
    assert meta("keywords: a, b  c").keywords == ("a", "b c")
    assert meta("keywords: [a, b]").keywords == ("a", "b")
    assert meta("author: [Ada, {name: Grace}]").author == "Ada, Grace"
    assert meta("lang: pt_BR").lang == "pt-BR"
    assert meta("lang: ZH-hant-tw").lang == "zh-Hant-TW"
    assert meta("title: >\n  two\n  lines").title == "two lines"


def test_settings_stand_under_our_key() -> None:
    found = meta("deckgen:\n  theme: night\n  detail: gist\n  silence: [html, link]").settings
    assert (found.theme, found.detail, found.silence) == ("night", "gist", ("html", "link"))


def test_the_keys_of_others_are_left_alone() -> None:
    front = "layout: posts\npermalink: /x\nnav_order: 3\ncontent: a\nhandler: b\n1: c\n~: d\n"
    assert findings(f"---\n{front}---\n") == []


@pytest.mark.parametrize(
    ("front", "expected"),
    [
        ("tittle: x", "a.md:2: warning[front-matter-key]: unknown key 'tittle'; "
                      "did you mean 'title'?"),
        ("title: x\ndeckgen:\n  tehme: y", "a.md:4: warning[front-matter-key]: unknown key "
                                           "'deckgen: tehme'; did you mean 'theme'?"),
        ("deckgen: night", "a.md:2: error[front-matter-type]: 'deckgen' should be settings, "
                           f"not 'night'; indent them below it: {', '.join(BY_NAME)}"),
        ("lesson: ten", "a.md:2: error[front-matter-type]: 'lesson' should be a number, not "
                        "'ten'; write a number of 0 or more: lesson: 10"),
        ("order: -1", "a.md:2: error[front-matter-type]: 'order' should be a number, not '-1'; "
                      "write a number of 0 or more: order: 10"),
        ("title: [a]", "a.md:2: error[front-matter-type]: 'title' should be a text, not a list; "
                       "write one line: title: 'some text'"),
        ("lang: english", "a.md:2: error[front-matter-type]: 'lang' should be a language tag, "
                          "not 'english'; write a tag such as en, de or pt-BR"),
        ("a: 1\ntitle: x\na: 2", "a.md:4: error[front-matter-key]: 'a' stands twice: on lines 2 "
                                 "and 4; keep one of them"),
    ],
)  # fmt: skip
def test_wrong_keys_and_values_are_shown_with_their_line(front: str, expected: str) -> None:
    assert findings(f"---\n{front}\n---\ntext") == [expected]


@pytest.mark.parametrize(
    ("front", "code", "line", "hint"),
    [
        ("title: a: b", "front-matter", 2, "a value with a colon needs quotes: title: 'a: b'"),
        ("x: 1\ntitle: 'a", "front-matter", 3, "close the quotation mark"),
        ("title: @x", "front-matter", 2, "a value that begins with '@' needs quotes"),
        ("a:\n\tb: 1", "front-matter", 3, "indent with spaces, not with a tab"),
        ("a: &x 1\nb: *x", "front-matter", 2, "write the value out"),
        ("a: !!python/object/apply:os.system ['id']", "front-matter", 2, "leave the tag out"),
        ("a: 1\n<<: {b: 2}", "front-matter", 3, "write the values out"),
        (f"a: {'[' * 13}1{']' * 13}", "limit", 2, "flatten it"),
        ("a: x\n? [b]\n: c", "front-matter-key", 3, "write lines such as"),
        ("a: " + "x" * 20_000, "limit", 2, "text belongs below the front matter"),
    ],
)
def test_unsound_front_matter_is_refused_with_a_cure(
    front: str, code: str, line: int, hint: str
) -> None:
    source, found = sourced(f"---\n{front}\n---\ntext")
    assert [(f.severity, f.code, f.line) for f in found][-1:] == [(Severity.ERROR, code, line)]
    assert found[-1].hint.startswith(hint)
    assert source.body == "text"


def test_a_bomb_of_merge_keys_takes_no_time() -> None:
    level = "a{1}: &a{1} {{<<: [" + "*a{0}, " * 9 + "]}}"
    levels = "\n".join(level.format(n, n + 1) for n in range(8))
    assert sourced(f"---\na0: &a0 {{x: 1}}\n{levels}\n---\n")[1][0].code == "front-matter"


# -- dashes ---------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("text", "title", "body", "line", "finding"),
    [
        ("---\ntitle: x\n---\nbody", "x", "body", 4, ""),
        ("\n---\ntitle: x\n----  \nbody", "x", "body", 5, ""),
        ("---\n---\nbody", "", "body", 3, ""),
        ("no front matter", "", "no front matter", 1, ""),
        ("---\n\nprose\n\n---\nmore", "", "---\n\nprose\n\n---\nmore", 1,
         "a.md:1: warning[front-matter]: no front matter between the dashes; it is read as text; "
         "front matter has lines such as 'title: …'"),
        ("title: x\nlesson: 3\n---\nbody", "x", "body", 4,
         "a.md:1: warning[front-matter]: the front matter lacks its opening dashes; "
         "put a line of three dashes, ---, before it"),
        ("---\ntitle: x\n\n## Head\n\ntext", "x", "\n## Head\n\ntext", 3,
         "a.md:1: error[front-matter]: the front matter is not closed; "
         "put a line of three dashes, ---, before line 3"),
        ("---\ntitle: x\n## Head\n\n---\ntext", "x", "## Head\n\n---\ntext", 3,
         "a.md:1: error[front-matter]: the front matter is not closed; "
         "put a line of three dashes, ---, before line 3"),
        ("---\ntitle: x\n...\ntext", "x", "text", 4,
         "a.md:3: error[front-matter]: the front matter ends with '...'; "
         "end it with a line of three dashes: ---"),
        ("Note: this\n---\ntext", "", "Note: this\n---\ntext", 1, ""),
    ],
)  # fmt: skip
def test_the_front_matter_is_found_even_where_its_dashes_are_wrong(
    text: str, title: str, body: str, line: int, finding: str
) -> None:
    source = sourced(text)[0]
    assert (source.meta.title, source.body, source.body_line) == (title, body, line)
    assert findings(text) == ([finding] if finding else [])


def test_an_unknown_length_is_reported_with_a_guess() -> None:
    found = []
    source = from_text("---\ntitle: A\ndeckgen:\n  detail: gits\n---\n", found.append)
    assert source.meta.settings.detail == ""
    assert [(one.code, one.line, one.hint) for one in found] == [
        ("front-matter-type", 4, "did you mean 'gist'?")
    ]
