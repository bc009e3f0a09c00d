import pytest
from fitting import FRONT, SLATE, deck_of, said, shape

from deckgen.fit.audit import faults
from deckgen.fit.deck import Bullet, CodeFrame, Deck, PictureFrame, Style, TableFrame, TextFrame
from deckgen.model import plain, texts_of, walk

SENTENCE = "A follower that hears nothing for a while stands as a candidate and asks for votes. "
PARAGRAPH = SENTENCE * 4
BREAK = "\n\n<!-- pagebreak -->\n\n"


def bullets(count, text=SENTENCE):
    return "\n".join(f"- Point {n}: {text}" for n in range(1, count + 1))


def test_one_chunk_is_one_slide():
    deck = deck_of(f"## One\n\n{bullets(3)}{BREAK}## Two\n\n{bullets(2)}")
    assert shape(deck) == ["Title and Content: One", "Title and Content: Two"]


def test_a_lesson_that_is_fitted_again_says_the_same():
    findings, again = [], []
    text = "#### Long\n\n" + "\n\n".join("word " * 90 for _ in range(8))
    assert deck_of(text, findings) == deck_of(text, again)
    assert findings == again != []


def test_a_lesson_with_other_notes_is_another():
    text = "#### A\n\ntext\n\n<!-- notes: {} -->\n"
    notes = [deck_of(text.format(words)).slides[1].notes for words in ("one", "two")]
    assert [plain(each[0].inlines) for each in notes] == ["one", "two"]


def test_the_opening_has_kicker_title_and_lead():
    opening = deck_of("## One\n\nText.").slides[0]
    assert opening.layout == "Title Slide"
    assert plain(opening.title) == "Consensus"
    assert list(said(opening.frames)) == ["An opening."]
    kicker = opening.frames[0]
    assert isinstance(kicker, TextFrame)
    assert plain(kicker.lines[0].inlines) == "Section 3 · Lesson 2"


@pytest.mark.parametrize("times", [1, 3, 6, 40])
def test_an_opening_title_never_meets_its_lead(times):
    title = "Consensus among machines that fail " * times
    deck = deck_of("", front=f"---\ntitle: {title}\n---\n\n{PARAGRAPH}\n")
    assert list(faults(deck, SLATE)) == []


def test_what_the_opening_has_no_room_for_follows_it():
    deck = deck_of("", front=f"---\ntitle: Consensus\n---\n\nLead.\n\n{bullets(2)}\n")
    assert shape(deck) == ["Title and Content: Consensus · 2"]


def test_a_heading_after_the_lead_titles_what_follows():
    deck = deck_of("", front=f"---\ntitle: Consensus\n---\n\nLead.\n\n## Why\n\n{bullets(2)}\n")
    assert shape(deck) == ["Title and Content: Why"]


def test_a_short_paragraph_alone_is_a_statement():
    deck = deck_of("## Rule\n\nNever vote twice in a term.")
    assert shape(deck) == ["Statement: Rule"]
    frame = deck.slides[1].frames[0]
    assert isinstance(frame, TextFrame)
    assert frame.lines[0].size_pt == 32


def test_code_alone_has_a_frame_as_high_as_its_lines():
    deck = deck_of("## Code\n\n```python\nprint(1)\n```")
    assert shape(deck) == ["Code: Code"]
    frame = deck.slides[1].frames[0]
    assert isinstance(frame, CodeFrame)
    assert frame.box.height < 0.2 * SLATE.height


def test_a_table_alone_has_its_own_layout():
    assert shape(deck_of("## T\n\n| a | b |\n|---|---|\n| 1 | 2 |")) == ["Table: T"]


def test_a_picture_alone_has_its_caption():
    deck = deck_of('## P\n\n![alt](square.png "A caption")')
    assert shape(deck) == ["Picture with Caption: P"]
    assert [type(frame) for frame in deck.slides[1].frames] == [PictureFrame, TextFrame]


def test_text_stands_beside_a_picture():
    deck = deck_of(f"## P\n\n{bullets(2)}\n\n![alt](tall.png)")
    assert shape(deck) == ["Content and Picture: P"]


def test_a_very_wide_picture_stands_under_its_text():
    deck = deck_of(f"## P\n\n{bullets(2)}\n\n![alt](wide.png)")
    assert shape(deck) == ["Stacked Content: P"]


def test_a_picture_keeps_its_ratio():
    frame = deck_of("## P\n\n![alt](tall.png)").slides[1].frames[0]
    assert isinstance(frame, PictureFrame)
    assert frame.box.height / frame.box.width == pytest.approx(1.5, rel=0.001)


def test_a_missing_picture_is_said():
    frame = deck_of("## P\n\nText.\n\n![A map](gone.png)").slides[1].frames[0]
    assert isinstance(frame, TextFrame)
    assert plain(frame.lines[1].inlines) == "Picture not available: A map (gone.png)"
    assert frame.lines[1].style is Style.MISSING


def test_many_short_bullets_stand_in_two_columns():
    deck = deck_of("## List\n\n" + "\n".join(f"- item {n}" for n in range(10)))
    assert shape(deck) == ["Two Content: List"]


def test_a_title_alone_divides_the_deck():
    assert shape(deck_of("## Part two")) == ["Section Header: Part two"]


def test_columns_stand_side_by_side():
    deck = deck_of("## C\n\n::: columns\n::: column\nleft\n:::\n::: column\nright\n:::\n:::\n")
    assert shape(deck) == ["Two Content: C"]
    left, right = deck.slides[1].frames
    assert left.box.x + left.box.width < right.box.x


def test_mixed_content_is_stacked_in_order():
    deck = deck_of("## M\n\nText.\n\n```\ncode\n```\n\n> [!TIP]\n> Mind.\n\n| a |\n|---|\n| 1 |")
    assert shape(deck) == ["Stacked Content: M"]
    frames = deck.slides[1].frames
    assert [frame.idx for frame in frames] == [1, 2, 3, 4]
    assert [type(f) for f in frames] == [TextFrame, CodeFrame, TextFrame, TableFrame]
    assert frames[2].panel == "tip"


def test_a_callout_has_its_name_in_the_lessons_language():
    deck = deck_of(
        "## M\n\nText.\n\n> [!EXAM]\n> Mind.", front=FRONT.replace("3\n", "3\nlang: de\n")
    )
    lines = deck.slides[1].frames[1].lines
    assert (plain(lines[0].inlines), lines[0].style) == ("Für die Prüfung", Style.LABEL)


def test_text_that_fits_at_no_size_is_split_and_reported():
    findings = []
    deck = deck_of(f"## Long\n\n{bullets(9, PARAGRAPH)}", findings)
    titles = [plain(slide.title) for slide in deck.slides[1:]]
    assert titles == [f"Long ({n}/{len(titles)})" for n in range(1, len(titles) + 1)]
    assert [finding.code for finding in findings] == ["split"]
    assert "put a pagebreak before line" in findings[0].hint


def test_split_slides_are_evenly_filled():
    deck = deck_of(f"## Long\n\n{bullets(9, PARAGRAPH)}")
    fills = [slide.fill for slide in deck.slides[1:]]
    assert max(fills) - min(fills) < 0.35


def test_one_size_of_text_serves_the_deck():
    chunks = [f"## {n}\n\n{bullets(3)}" for n in range(7)] + [f"## Full\n\n{bullets(8)}"]
    deck = deck_of(BREAK.join(chunks))
    sizes = [slide.frames[0].lines[0].size_pt for slide in deck.slides[1:]]
    assert sizes == [24] * 7 + [20]
    assert deck.body_pt == 24


def test_a_heading_is_never_last_on_its_slide():
    text = "".join(f"### Sub {n}\n\n{PARAGRAPH}\n\n" for n in range(9))
    deck = deck_of(f"## Long\n\n{text}")
    last = [slide.frames[-1].lines[-1].style for slide in deck.slides[1:]]
    assert len(last) > 1
    assert Style.HEADING not in last


def test_a_lead_in_stays_with_its_code():
    code = "```\n" + "\n".join(f"line {n}" for n in range(14)) + "\n```"
    deck = deck_of(f"## Long\n\n{PARAGRAPH}\n\n{PARAGRAPH}\n\nRun this:\n\n{code}")
    slide = deck.slides[-1]
    assert next(said(slide.frames)) == "Run this:"


def test_numbers_go_on_over_a_split():
    text = "\n".join(f"{n}. {PARAGRAPH}" for n in range(1, 10))
    deck = deck_of(f"## Long\n\n{text}")
    numbers = [
        line.number
        for slide in deck.slides[1:]
        for line in slide.frames[0].lines
        if line.bullet is Bullet.NUMBER
    ]
    assert numbers == list(range(1, 10))


def test_a_giant_paragraph_is_cut_at_sentences():
    deck = deck_of(f"## Long\n\n{SENTENCE * 60}")
    texts = ["".join(said(slide.frames)) for slide in deck.slides[1:]]
    assert len(texts) > 1
    assert all(text.rstrip().endswith(".") for text in texts)
    assert "".join(texts).split() == (SENTENCE * 60).split()


def test_a_long_table_repeats_its_header():
    rows = "\n".join(f"| {n} | {SENTENCE} |" for n in range(30))
    deck = deck_of(f"## T\n\n| n | what |\n|---|---|\n{rows}")
    tables = [slide.frames[0] for slide in deck.slides[1:]]
    assert len(tables) > 1
    assert {plain(table.header[1]) for table in tables} == {"what"}
    assert sum(len(table.rows) for table in tables) == 30


def test_long_code_is_split_at_a_blank_line():
    code = "\n\n".join(f"def f{n}():\n    a = {n}\n    return a" for n in range(14))
    deck = deck_of(f"## C\n\n```python\n{code}\n```")
    first = [slide.frames[0].lines[0][0].text for slide in deck.slides[1:]]
    assert len(first) > 1
    assert set(first) == {"def"}


def test_a_long_line_of_code_hangs_and_is_reported():
    findings = []
    code = "total = " + " + ".join(f"value_{n}" for n in range(40))
    deck = deck_of(f"## C\n\n```python\n{code}\n```", findings)
    lines = ["".join(token.text for token in line) for line in deck.slides[1].frames[0].lines]
    assert len(lines) > 1
    assert all(line.startswith("    ") for line in lines[1:])
    assert "".join("".join(lines).split()) == "".join(code.split())
    assert [finding.code for finding in findings] == ["overlong"]


def test_a_word_that_only_its_column_is_too_narrow_for_is_reported():
    findings = []
    heads = ("Widerspruchsfreiheitsbedingung", "B", "C")
    columns = "\n\n<!-- column -->\n\n".join(f"### {head}\n\n- a" for head in heads)
    deck_of(f"## D\n\n<!-- columns -->\n\n{columns}\n\n<!-- /columns -->", findings)
    assert [finding.message for finding in findings] == [
        "the word 'Widerspruchsfreiheitsbed…' is longer than a line"
    ]
    assert findings[0].line > 10


def test_code_goes_down_to_its_floor_and_no_further():
    code = "\n".join("x = 1" for _ in range(200))
    sizes = {slide.frames[0].size_pt for slide in deck_of(f"## C\n\n```\n{code}\n```").slides[1:]}
    assert min(sizes) >= 12


def test_a_footnote_stands_on_the_slide_that_refers_to_it():
    chunks = f"## One\n\nText.[^a]{BREAK}## Two\n\nMore.\n\n[^a]: The source."
    first, second = deck_of(chunks).slides[1:]
    notes = [line for line in first.frames[-1].lines if line.style is Style.FOOTNOTE]
    assert [plain(line.inlines).strip() for line in notes] == ["The source."]
    assert "source" not in " ".join(said(second.frames))


def test_chunks_in_a_row_with_one_title_count_as_its_parts():
    deck = deck_of(f"## Same\n\n{bullets(2)}{BREAK}{bullets(2)}{BREAK}## Same\n\n{bullets(2)}")
    assert [plain(slide.title) for slide in deck.slides[1:]] == [
        "Same (1/3)", "Same (2/3)", "Same (3/3)"
    ]  # fmt: skip


def test_a_title_that_comes_again_later_is_told_apart():
    deck = deck_of(f"## Same\n\nA.{BREAK}## Other\n\nB.{BREAK}## Same\n\nC.")
    assert [plain(slide.title) for slide in deck.slides[1:]] == ["Same", "Other", "Same · 2"]


@pytest.mark.parametrize("words", [12, 25, 60, 400])
def test_a_long_title_fits_its_box(words):
    deck = deck_of(f"## {'machine ' * words}\n\n{bullets(2)}")
    assert list(faults(deck, SLATE)) == []
    frames = [frame for slide in deck.slides[1:] for frame in slide.frames]
    text = plain(deck.slides[1].title) + " ".join(said(frames))
    assert text.count("machine") == words


def test_an_unknown_layout_is_reported_with_a_guess():
    findings = []
    deck_of("## One\n\n<!-- slide: layout=two-contents -->\n\nText.", findings)
    found = [(f.code, f.line, f.hint) for f in findings]
    line = FRONT.count("\n") + 3
    assert found == [("directive", line, "did you mean 'Two Content'?")]


def test_an_asked_for_layout_is_taken():
    deck = deck_of(f"## One\n\n<!-- slide: layout=two-content -->\n\n{bullets(4)}")
    assert shape(deck) == ["Two Content: One"]


def noted(deck: Deck) -> list[list[str]]:
    return [[plain(t) for b in walk(s.notes) for t in texts_of(b)] for s in deck.slides[1:]]


def test_notes_about_a_whole_slide_go_with_all_its_parts():
    deck = deck_of(f"## Long\n\n<!-- notes: Breathe. -->\n\n{bullets(9, PARAGRAPH)}")
    assert len(deck.slides) > 2
    assert noted(deck) == [["Breathe."]] * (len(deck.slides) - 1)


def test_notes_amid_the_text_go_with_the_part_that_has_it():
    long = "\n\n".join([PARAGRAPH] * 7)
    deck = deck_of(f"## Long\n\n{long}\n\n<!-- notes: Late. -->\n\n{PARAGRAPH}")
    assert noted(deck) == [[]] * (len(deck.slides) - 2) + [["Late."]]


def test_long_notes_stay_with_the_first_of_many_parts():
    deck = deck_of(f"## Long\n\n<!-- notes: {'word ' * 4500} -->\n\n{bullets(9, PARAGRAPH)}")
    assert [bool(notes) for notes in noted(deck)][:2] == [True, False]


def test_what_each_part_leaves_out_stands_in_its_own_notes():
    points = "\n".join(f"- **Term {n}**: {PARAGRAPH} And more; number {n}." for n in range(20))
    deck = deck_of(f"## Long\n\n<!-- slide: detail=gist -->\n\n{points}")
    words = [" ".join(notes) for notes in noted(deck)]
    assert len(words) > 1
    assert all(
        sum(f"number {n}." in part for part in words) == 1
        and f"Term {n}" in " ".join(said(slide.frames))
        for slide, part in zip(deck.slides[1:], words, strict=True)
        for n in range(20)
        if f"number {n}." in part
    )


def test_the_footer_fits_its_place():
    deck = deck_of("## One", front=FRONT.replace("Consensus", "Consensus " * 60))
    assert deck.footer.endswith("…")
    assert len(deck.footer) < 200


def test_a_lesson_without_slides_is_a_deck_without_slides():
    assert deck_of("", front="").slides == ()


def test_a_formula_between_text_has_a_frame_of_its_own():
    deck = deck_of("## Means\n\nThe mean:\n\n$$m = \\frac{s}{n}$$\n\nNothing else.\n")

    kinds = [type(frame).__name__ for frame in deck.slides[1].frames]
    assert kinds == ["TextFrame", "FormulaFrame", "TextFrame"]


def test_a_formula_alone_is_large():
    deck = deck_of("## Energy\n\n$$E = mc^2$$\n")

    assert deck.slides[1].frames[0].size_pt > deck.body_pt


def test_a_formula_in_a_callout_stays_in_it():
    deck = deck_of("## Energy\n\nAs said:\n\n> [!TIP]\n> So\n>\n> $$E = mc^2$$\n")

    assert [type(frame).__name__ for frame in deck.slides[1].frames] == ["TextFrame"] * 2


def test_formulas_take_no_places_from_texts():
    text = "".join(f"Step {n}\n\n$$x_{n}$$\n\n" for n in range(4))
    deck = deck_of(f"## Steps\n\n{text}")

    assert [frame.idx for frame in deck.slides[1].frames] == [1, 0, 2, 0, 3, 0, 4, 0]


def test_a_formula_taller_than_a_slide_is_cut_as_text():
    rows = r" \\ ".join(f"x_{{{n}}} = {n}" for n in range(40))
    deck = deck_of(f"## Rows\n\n$${rows}$$\n")

    assert not [fault for fault in faults(deck, SLATE) if "fuller" in fault]


def test_lines_of_tall_scripts_stand_further_apart_in_a_table():
    def height(word):
        deck = deck_of(f"# T\n\n<!-- pagebreak -->\n\n## A\n\n| {word} | 1 |\n|---|---|\n| x | 2 |")
        frames = deck.slides[-1].frames
        return next(frame.heights[0] for frame in frames if isinstance(frame, TableFrame))

    assert height("原子") > height("atom")
