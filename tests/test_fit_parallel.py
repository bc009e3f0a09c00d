"""Parallel points: which become cards, which a list of terms, and that they say all they said."""

import pytest
from fitting import FRONT, SLATE, deck_of, said, shape
from hypothesis import given
from hypothesis import strategies as st

from deckgen.fit import fit
from deckgen.fit.audit import faults
from deckgen.fit.deck import Bullet, RuleKind, Style, TextFrame
from deckgen.model import Lesson, List, ListItem, Mark, Meta, Paragraph, Run, Slide, plain

SHORT = "Whoever hears nothing asks for votes."
LONG = "A follower that hears nothing for a while stands as a candidate and asks for votes. " * 2


def points(count, text=SHORT, mark="-"):
    return "".join(f"{mark} **Term {n}**: {text}\n" for n in range(1, count + 1))


def first(markdown):
    return deck_of(f"## T\n\n{markdown}").slides[1]


@pytest.mark.parametrize(
    ("count", "layout"),
    [(2, "Two Cards"), (3, "Three Cards"), (4, "Four Cards"), (5, "Term List"), (6, "Six Cards")],
)
def test_a_few_short_points_are_cards(count, layout):
    slide = first(points(count))
    assert slide.layout == layout
    assert list(faults(deck_of(f"## T\n\n{points(count)}"), SLATE)) == []


def test_a_cards_term_is_its_heading():
    frame = first(points(3)).frames[1]
    assert isinstance(frame, TextFrame)
    assert frame.panel == "card"
    assert [(plain(line.inlines), line.style, line.level) for line in frame.lines] == [
        ("Term 2", Style.HEADING, 0), (SHORT, Style.BODY, 1),
    ]  # fmt: skip


def test_cards_are_of_one_size_and_one_height():
    uneven = "- **One**: Short.\n- **The second of them**: " + LONG + "\n- **Three**: Short.\n"
    slide = first(f"<!-- slide: layout=cards -->\n\n{uneven}")
    cards = [frame for frame in slide.frames if frame.panel == "card"]
    assert len(cards) == 3
    assert len({(frame.box.width, frame.box.height) for frame in cards}) == 1
    assert len({line.size_pt for frame in cards for line in frame.lines[1:]}) == 1


def test_long_points_are_a_list_of_terms():
    slide = first(points(3, LONG))
    assert slide.layout == "Term List"
    assert [plain(frame.lines[0].inlines) for frame in slide.frames[::2]] == [
        "Term 1", "Term 2", "Term 3",
    ]  # fmt: skip
    assert [rule.kind for rule in slide.rules] == [RuleKind.HAIRLINE] * 2


def test_points_too_long_for_any_shape_stay_bullets():
    assert first(points(4, LONG * 4)).layout == "Title and Content"


def test_a_glossary_is_a_list_of_terms():
    slide = first("Leader\n: The one that writes.\n\nFollower\n: One that copies.\n")
    assert slide.layout == "Term List"
    assert list(said(slide.frames)) == [
        "Leader", "The one that writes.", "Follower", "One that copies.",
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("bullet", "said_so"),
    [
        ("**Term**: It is.", ["Term", "It is."]),
        ("**Term:** It is.", ["Term", "It is."]),
        ("**Term** – it is.", ["Term", "it is."]),
        ("**Term** — it is.", ["Term", "it is."]),
        ("**Term.** It is.", ["Term", "It is."]),
        ("**Why?** It is.", ["Why?", "It is."]),
        ("**用語**：説明です。", ["用語", "説明です。"]),
        ("**Before `COMMIT`**: It is.", ["Before COMMIT", "It is."]),
        ("**Term**\n  It is.", ["Term It is."]),
        ("**Change** the page.", ["Change the page."]),
        ("An ordinary sentence.", ["An ordinary sentence."]),
    ],
)
def test_a_term_is_bold_and_parted_from_its_explanation(bullet, said_so):
    assert list(said(first(f"- {bullet}\n- {bullet}\n").frames)) == said_so * 2


def test_numbered_points_keep_their_numbers():
    frames = first("3. **Find**: It is.\n4. **Redo**: It was.\n").frames
    assert [(f.lines[0].bullet, f.lines[0].number) for f in frames] == [
        (Bullet.NUMBER, 3), (Bullet.NUMBER, 4),
    ]  # fmt: skip


def test_what_stands_around_points_stays_around_them():
    around = f"These are:\n\n{points(3)}\n> [!TIP]\n> Mind them.[^1]\n\n[^1]: The source.\n"
    slide = first(around)
    assert slide.layout == "Three Cards"
    texts = [plain(frame.lines[0].inlines) for frame in slide.frames]
    assert texts == ["These are:", "Term 1", "Term 2", "Term 3", "Tip", "1 The source."] or (
        texts[:5] == ["These are:", "Term 1", "Term 2", "Term 3", "Tip"]
    )
    tops = [slide.frames[at].box.y for at in (0, 1, 4, 5)]
    assert tops == sorted(tops)


def test_points_among_other_things_stay_bullets():
    slide = first(f"{points(2)}\n```\ncode\n```\n")
    assert "Term 1: Whoever" in " ".join(said(slide.frames))


def test_nested_bullets_stay_inside_their_card():
    slide = first("- **One**: It is.\n  - inner\n- **Two**: It was.\n")
    assert [line.bullet for line in slide.frames[0].lines] == [
        Bullet.NONE, Bullet.NONE, Bullet.DOT,
    ]  # fmt: skip


def test_cards_have_a_line_of_their_accent_on_top():
    slide = first(points(2))
    assert [(rule.kind, rule.box.x) for rule in slide.rules] == [
        (RuleKind.ACCENT, frame.box.x) for frame in slide.frames
    ]


WORDS = ("a leader hears e.g. nothing, and waits – 値は同じである。 Привет мир مرحبا बहुत",)
TEXTS = st.integers(0, 10**6).map(
    lambda n: " ".join(f"{WORDS[0].split()[(n + 3 * k) % 12]}" for k in range(n % 60))
)
ITEMS = st.builds(
    lambda term, text, number: ListItem(
        (Paragraph((Run(f"{term} {number}", Mark.BOLD), Run(f": {text}"))),)
    ),
    st.sampled_from(("Term", "A rather long term of several words", "用語", "مصطلح")),
    TEXTS,
    st.integers(0, 99),
)
LISTS = st.builds(
    List, st.lists(ITEMS, min_size=2, max_size=7).map(tuple), st.booleans(), st.just(1)
)


@given(st.lists(LISTS | st.builds(lambda t: Paragraph((Run(t),)), TEXTS), max_size=2))
def test_no_word_of_parallel_points_is_lost(blocks):
    slide = Slide((Run("T"),), tuple(blocks))
    deck = fit(Lesson(Meta(), (slide,)), SLATE, lambda _: None)
    assert list(faults(deck, SLATE)) == []
    there = [text for one in deck.slides for text in said(one.frames)]
    assert _letters(there) == _letters(_written(blocks))


def _written(blocks):
    for block in blocks:
        items = block.items if isinstance(block, List) else (ListItem((block,)),)
        for item in items:
            yield from (plain(paragraph.inlines) for paragraph in item.blocks)


def _letters(texts):
    return "".join(char for text in texts for char in text if char.isalnum())


def test_splitting_points_is_not_mixed_with_cards():
    deck = deck_of(f"## T\n\n{points(9, LONG)}", front=FRONT)
    assert len({one.split(":")[0] for one in shape(deck)}) == 1


def test_a_layout_that_cannot_hold_what_is_there_is_reported():
    findings = []
    deck = deck_of("## One\n\n<!-- slide: layout=cards -->\n\nText.", findings)
    assert shape(deck) == ["Statement: One"]
    assert [(f.code, f.message) for f in findings] == [
        ("layout", "the layout 'cards' cannot hold what is on 'One'")
    ]
