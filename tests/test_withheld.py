"""The proof that a student's file holds nothing of the instructor's: it finds what it must."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
from pdf_lessons import SLATE, bullets, everything, item, lesson, slide, terms, text

import deckgen.backends.pdf.kinds.choosing as choosing
import deckgen.backends.pdf.kinds.deck as decks
import deckgen.backends.pptx as pptx
from deckgen.backends.pdf import PdfBackend
from deckgen.backends.pdf.reading import pdf_texts
from deckgen.backends.pptx.reading import pptx_texts
from deckgen.diagnostics import Diagnostic
from deckgen.editions import edition, seen
from deckgen.model import (
    Audience,
    Chart,
    ChartKind,
    Code,
    Figure,
    Lesson,
    Mark,
    Math,
    Paragraph,
    Quiz,
    Restricted,
    Run,
)
from deckgen.settings import Settings
from deckgen.values import replace
from deckgen.withheld import withheld

KINDS = ("study", "notes", "cornell", "guided", "slides")
STUDENT = Audience.STUDENT


def of(what: Lesson, **settings: object) -> Lesson:
    chosen = replace(Settings(), edition="student", **settings)
    return replace(what, meta=replace(what.meta, settings=chosen))


def handout(what: Lesson, kind: str = "study") -> tuple[bytes, list[str]]:
    found: list[Diagnostic] = []
    data = PdfBackend().render(of(what, handout=(kind,)), SLATE, found.append)
    return data, [one.message for one in found if one.code == "leak"]


def deck(what: Lesson) -> tuple[bytes, list[str]]:
    found: list[Diagnostic] = []
    data = pptx.PptxBackend().render(of(what), SLATE, found.append)
    return data, [one.message for one in found if one.code == "leak"]


def secretive() -> Lesson:
    hidden = Restricted(Audience.INSTRUCTOR, (terms(Quagmire="near Xylophones"),))
    quiz = Quiz(
        (text("Which?"),),
        (item("Yes", checked=True), item("No", checked=False)),
        (text("Affirmative"),),
    )
    public = slide("Words", terms(Hash="a number", Bucket="a place"), hidden, quiz)
    return lesson(public, replace(slide("More", text("Open")), notes=(text("Whisperings"),)))


def leaking(monkeypatch: pytest.MonkeyPatch) -> None:
    """Let the editions leave out nothing, as a fault might."""

    def whole(what: Lesson, _: Audience) -> Lesson:
        return edition(what, Audience.INSTRUCTOR)

    for module in (choosing, pptx):
        monkeypatch.setattr(module, "edition", whole)
    monkeypatch.setattr(decks, "seen", lambda what, _: seen(what, Audience.INSTRUCTOR))


@pytest.mark.parametrize("kind", KINDS)
def test_sound_handouts_pass(kind: str) -> None:
    assert [handout(what, kind)[1] for what in (secretive(), everything())] == [[], []]


def test_sound_decks_pass() -> None:
    assert [deck(what)[1] for what in (secretive(), everything())] == [[], []]


@pytest.mark.parametrize("kind", KINDS)
def test_a_leak_in_a_handout_is_found(kind: str, monkeypatch: pytest.MonkeyPatch) -> None:
    leaking(monkeypatch)
    (message,) = handout(secretive(), kind)[1]
    assert "'quagmire'" in message or "'affirmative'" in message or "'whisperings'" in message


def test_a_leak_in_a_deck_is_found(monkeypatch: pytest.MonkeyPatch) -> None:
    leaking(monkeypatch)
    (message,) = deck(secretive())[1]
    assert "'affirmative', 'near', 'quagmire' and 3 more words" in message


def found_in(said: list[str], words: str, public: str = "Nothing") -> tuple[str, ...]:
    whole = lesson(slide("One", text(public), Restricted(Audience.INSTRUCTOR, (text(words),))))
    return withheld([whole]).found(said)


@pytest.mark.parametrize(
    ("words", "said"),
    [
        ("Xylophone", ["a XYLOPHONE here"]),
        ("Xylophone", ["a Xylo-", "phone here"]),
        ("Xylophone", ["a Xylo", "phone here"]),
        ("Straße", ["STRASSE"]),
        ("ﬁnale", ["finale"]),
        ("秘密の答えはここにあります", ["それは秘密の答え", "はここに"]),
        ("סודי", ["ידוס"]),
        ("Μυστικό", ["ΜΥΣΤΙΚΌ"]),
    ],
)
def test_a_word_is_found_in_every_form(words: str, said: list[str]) -> None:
    assert found_in(said, words) != ()


@pytest.mark.parametrize(
    ("words", "public", "said"),
    [
        ("The place", "The place of honor", ["place"]),
        ("par", "particular", ["par-", "ticular"]),
        ("It is 42", "Nothing", ["Page 42 of 43"]),
        ("Let them choose wisely", "Nothing", ["n choose k"]),
        ("Do as the song says", "Nothing", ["song", "Song of songs"]),
    ],
)
def test_what_the_student_may_read_is_no_leak(words: str, public: str, said: list[str]) -> None:
    assert found_in(said, words, public) == ()


@pytest.mark.parametrize("more", [{}, {"fillable": True}, {"archive": True}, {"imposed": True}])
def test_words_of_any_kind_are_no_leak_where_they_are_not_said(more: dict[str, bool]) -> None:
    root = Path(__file__).parent.parent
    said = "".join((root / name).read_text("utf-8") for name in ("README.md", "CHANGELOG.md"))
    sound = secretive()
    whole = replace(sound, slides=tuple(replace(one, notes=(text(said),)) for one in sound.slides))
    asked = replace(of(whole, handout=("notes",), **more).meta, date="2026-03-04", author="Ann")
    found: list[Diagnostic] = []
    PdfBackend().render(replace(whole, meta=asked), SLATE, found.append)
    pptx.PptxBackend().render(replace(whole, meta=asked), SLATE, found.append)
    assert [one.message for one in found if one.code == "leak"] == []


def test_a_published_answer_is_no_secret() -> None:
    quiz = Quiz((text("Why?"),), (), (text("Gravitation"),), published=True)
    what = lesson(slide("One", quiz))
    assert [handout(what, kind)[1] for kind in ("study", "slides")] == [[], []]
    assert "Gravitation" in " ".join(pdf_texts(handout(what, "slides")[0]))


def test_a_formula_read_aloud_is_no_secret() -> None:
    hidden = Restricted(Audience.INSTRUCTOR, (text("Let them choose"),))
    what = lesson(slide("One", Math(r"\binom{n}{k}"), hidden))
    assert [handout(what, kind)[1] for kind in ("study", "slides")] + [deck(what)[1]] == [[]] * 3


def test_a_tick_too_many_is_found() -> None:
    whole = secretive()
    secret = withheld([whole])
    assert (secret.found(["☐ Yes"]), secret.found(["☑ Yes"])) == ((), ("☑",))


LAYERS: dict[str, Callable[[str], Lesson]] = {
    "text": lambda word: lesson(slide("One", text(word))),
    "title": lambda word: lesson(slide(word, text("x"))),
    "metadata": lambda word: replace(
        lesson(slide("One")), meta=replace(lesson().meta, description=word)
    ),
    "code": lambda word: lesson(slide("One", Code(f"x = {word}", "python"))),
    "alt text": lambda word: replace(
        everything(), slides=(slide("One", Figure("tree.png", alt=word)),)
    ),
    "link": lambda word: lesson(
        slide("One", Paragraph((Run("x", Mark.NONE, f"https://example.org/{word}"),)))
    ),
    "chart": lambda word: lesson(
        slide("One", Chart(ChartKind.BAR, ("A", word), (("b", "1"),), ((1.0,),), title="T"))
    ),
    "list": lambda word: lesson(slide("One", bullets(word, "two"))),
}


@pytest.mark.parametrize("layer", LAYERS)
def test_every_layer_of_a_file_is_read(layer: str) -> None:
    what = LAYERS[layer]("Zyzzyva")
    for data in (*(handout(what, kind)[0] for kind in ("study", "slides")),):
        assert "zyzzyva" in " ".join(pdf_texts(data)).casefold()
    assert "zyzzyva" in " ".join(pptx_texts(deck(what)[0])).casefold()
