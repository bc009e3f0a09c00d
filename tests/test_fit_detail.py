"""How much of its text a slide shows, and that its notes hold the rest."""

import re
from collections import Counter

import pytest
from fitting import FRONT, SLATE, deck_of, said, shape
from hypothesis import given
from hypothesis import strategies as st

from deckgen.fit import fit
from deckgen.fit.deck import Deck
from deckgen.model import (
    Blocks,
    Lesson,
    List,
    ListItem,
    Mark,
    Meta,
    Paragraph,
    Run,
    Slide,
    SlideOptions,
    plain,
    texts_of,
    walk,
)

POINT = (
    "- **Point {n}**: Whoever hears nothing stands as a candidate.[^{n}] Then it asks for votes.\n"
)
POINTS = "".join(POINT.format(n=n) for n in range(1, 4))
NOTES = "".join(f"\n[^{n}]: The source of point {n}.\n" for n in range(1, 4))
LONG = "- **Point**: It stands. " + "Whoever hears nothing for a while asks for votes. " * 6 + "\n"


def front(detail: str) -> str:
    return FRONT.replace("lesson: 2\n", f"lesson: 2\ndeckgen:\n  detail: {detail}\n")


def shown(deck: Deck) -> list[str]:
    return list(said(deck.slides[1].frames))


def noted(deck: Deck) -> str:
    notes: Blocks = tuple(block for slide in deck.slides for block in slide.notes)
    return " ".join(plain(text) for block in walk(notes) for text in texts_of(block))


def test_full_is_what_a_slide_shows_unasked():
    assert deck_of(f"## Votes\n\n{POINTS}{NOTES}").slides[1].notes == ()


def test_gist_shows_the_first_clauses():
    deck = deck_of(
        "## Votes\n\n- **One**: It stands. It asks.\n- Two; or three.", front=front("gist")
    )
    assert shown(deck) == ["One: It stands.", "Two"]


def test_terms_shows_the_terms():
    deck = deck_of("## Votes\n\n- **One**: It stands. It asks.", front=front("terms"))
    assert shown(deck) == ["One"]


def test_a_slide_knows_better_than_its_lesson():
    slide = "## Votes\n\n<!-- slide: detail=full -->\n\n- **One**: It stands."
    assert shown(deck_of(slide, front=front("terms"))) == ["One: It stands."]


@pytest.mark.parametrize("detail", ["gist", "terms", "auto"])
def test_no_word_is_lost_between_slides_and_notes(detail):
    source = f"## Votes\n\n{POINTS}{LONG * 6}{NOTES}"
    deck = deck_of(source, front=front(detail))
    everything = " ".join(t for slide in deck.slides for t in said(slide.frames)) + noted(deck)
    for words in ("Point 3", "Whoever hears nothing for a while asks", "Then it asks for votes."):
        assert words in everything


def test_a_footnote_goes_where_its_mark_goes():
    deck = deck_of(f"## Votes\n\n{POINTS}{NOTES}", front=front("terms"))
    assert "The source of point 2." in noted(deck)
    assert "The source" not in " ".join(shown(deck))


def test_auto_shows_all_where_one_slide_holds_it():
    assert deck_of(f"## Votes\n\n{POINTS}", front=front("auto")).slides[1].notes == ()


def test_auto_shows_the_longest_that_needs_no_second_slide():
    deck = deck_of(f"## Votes\n\n{LONG * 6}", front=front("auto"))
    assert shape(deck) == ["Six Cards: Votes"]
    assert shown(deck) == ["Point", "It stands."] * 6


def test_auto_keeps_an_opening_on_its_slide():
    sentence = "Machines fail, and nobody tells the others. "
    text = f"---\ntitle: Consensus\ndeckgen: {{detail: auto}}\n---\n\n{sentence * 40}\n"
    deck = deck_of("", front=text)
    assert len(deck.slides) == 1
    assert sentence.strip() in " ".join(said(deck.slides[0].frames))


def test_auto_shortens_nothing_in_vain():
    code = "```\n" + "line\n" * 60 + "```\n"
    deck = deck_of(f"## Votes\n\n{LONG}\n{code}", front=front("auto"))
    assert "asks for votes" in " ".join(t for s in deck.slides for t in said(s.frames))


WORDS = (
    "It", "stands", "(e.g.", "there).", "Dr.", "Who", "asks;", "3.5", "of", "„ten.", "So“", "it",
    "is!", "値は。", "Так", "т.", "е.", "да?",
)  # fmt: skip
SENTENCES = st.integers(0, 10**6).map(
    lambda n: " ".join(WORDS[(n + 7 * k) % len(WORDS)] for k in range(1 + n % 40))
)
ITEMS = st.builds(
    lambda term, text, sub: ListItem(
        (
            Paragraph((Run(term, Mark.BOLD), Run(text))),
            *((List((ListItem((Paragraph((Run(sub),)),)),)),) if sub else ()),
        )
    ),
    st.sampled_from(("Term", "", "Two words:")),
    SENTENCES,
    st.sampled_from(("", "nested words. More of them.")),
)
LISTS = st.lists(ITEMS, min_size=1, max_size=6).map(lambda items: List(tuple(items)))
SLIDES = st.lists(LISTS | st.builds(lambda text: Paragraph((Run(text),)), SENTENCES), max_size=4)


@given(SLIDES, st.sampled_from(("gist", "terms", "auto")))
def test_what_a_slide_leaves_out_stands_whole_in_its_notes(blocks, detail):
    slide = Slide((Run("T"),), tuple(blocks), options=SlideOptions(detail=detail))
    deck = fit(Lesson(Meta(), (slide,)), SLATE, lambda _: None)
    there = Counter(" ".join(t for one in deck.slides for t in said(one.frames)).split())
    there += Counter(noted(deck).split())
    for block in walk(tuple(blocks)):
        for text in texts_of(block):
            assert all(_has(there, word) for word in plain(text).split())


def _has(there: Counter[str], word: str) -> bool:
    """Tell whether a word is there, maybe without the mark that parts a term from its text."""
    parts = [part.strip(".;。") for part in re.split("[:：]", word)]
    return all(any(part in one for one in there) for part in parts)
