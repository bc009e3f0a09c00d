"""Front matter of plain lines, which is read without YAML's parser and means the same to it."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from deckgen.diagnostics import Diagnostic
from deckgen.limits import DEFAULT_LIMITS
from deckgen.source.events import read_events
from deckgen.source.tree import Entries, Items, Text, read_plain

KEYS = ("title", "section", "date", "lang", "deckgen", "null", "y", "a-b_1", "9x", "é", " lang", "")
MARKS = (
    ":", ": ", " :", "#", " #", "'", '"', "''", "\\", "&", "*", "!", "|", ">", "@", "`", "%", "?",
    "? ", "- ", "[", "]", "{", "}", ",", "~", "null", "=", "<<", "...", "---", "\t", "\x85",
    "\xa0", "\u2028", "\ufeff", "\x00", "\x7f", "ä", "日", "😀", "\u0660", "\uffff",
)  # fmt: skip
WORDS = ("word", "010", "Yes", "1.5", "2026-09-07", "12:30", "http://a.b/c", "a  b", " ", "")
VALUES = st.lists(st.sampled_from((*MARKS, *WORDS)), max_size=5).map("".join)
LINES = st.builds(
    "{}{}{}{}{}".format,
    st.sampled_from(KEYS),
    st.sampled_from((":", ": ", ":  ", "")),
    st.sampled_from(("", "'", '"')),
    VALUES,
    st.sampled_from(("", "'", '"', " ")),
)
FRONTS = st.lists(st.one_of(LINES, st.sampled_from(("", " ", "# note"))), max_size=4)


@given(FRONTS.map("\n".join))
def test_what_is_plain_means_the_same_to_yaml(front: str) -> None:
    plain = read_plain(front, 2)
    if plain is not None:
        found: list[Diagnostic] = []
        tree = read_events(front, 2, found.append, "a.md", DEFAULT_LIMITS)
        # YAML has an empty text where there is nothing at all.
        assert (plain if plain.entries else Text("", 2)) == tree
        assert found == []


@pytest.mark.parametrize(
    ("front", "values"),
    [
        ("title: A lesson", ["A lesson"]),
        ("title: 'A: lesson # 1'\nlesson: 010\n\ndate:", ["A: lesson # 1", "010", ""]),
        ('title: "Größe"  \nlink: http://a.b/c#d', ["Größe", "http://a.b/c#d"]),
    ],
)
def test_what_lessons_begin_with_is_plain(front: str, values: list[str]) -> None:
    plain = read_plain(front, 2)
    assert plain is not None
    assert [value.text for _, value in plain.entries if isinstance(value, Text)] == values


@pytest.mark.parametrize(
    "front",
    ["tags: [a, b]", "a: b: c", "a: b # c", "a:\n  - b", "a: 'it''s'", 'a: "\\n"', "a: 1\na: 2",
     "a: |", "a: &b c", "a: null", "null: a", "a: b:", "a", "- a", "a: b\n c"],
)  # fmt: skip
def test_what_needs_yaml_is_left_to_it(front: str) -> None:
    assert read_plain(front, 2) is None


def test_yaml_reads_what_is_not_plain() -> None:
    tree = read_events("tags: [a, 'b']", 2, pytest.fail, "a.md", DEFAULT_LIMITS)
    assert tree == Entries(((Text("tags", 2), Items((Text("a", 2), Text("b", 2)), 2)),), 2)
