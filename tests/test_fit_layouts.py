"""Which shape suits what: comparisons, quotations, questions, dividers, tiles and short lists."""

import pytest
from fitting import SLATE, deck_of, said, shape

from deckgen.fit.audit import faults
from deckgen.fit.deck import Bullet, Style, TextFrame
from deckgen.model import plain

LONG = "A follower that hears nothing for a while stands as a candidate and asks for votes. " * 3


def first(markdown):
    deck = deck_of(f"## T\n\n{markdown}")
    assert list(faults(deck, SLATE)) == []
    return deck.slides[1]


def lines(slide):
    return [plain(line.inlines) for frame in slide.frames for line in frame.lines]


def test_two_matching_sub_headings_are_a_comparison():
    slide = first("### One\n\n- a\n- b\n\n### Other\n\n- c\n- d\n")
    assert slide.layout == "Comparison"
    assert lines(slide) == ["One", "a", "b", "Other", "c", "d"]
    assert slide.frames[0].box.y == slide.frames[2].box.y


def test_three_matching_sub_headings_are_a_comparison_of_three():
    assert first("### A\n\n- a\n\n### B\n\n- b\n\n### C\n\n- c\n").layout == "Three Comparison"


def test_two_tables_under_headings_stand_side_by_side():
    table = "| a | b |\n|---|---|\n| 1 | 2 |\n"
    assert first(f"### A\n\n{table}\n### B\n\n{table}").layout == "Comparison"


def test_sub_headings_that_are_no_match_stay_one_under_the_other():
    assert first(f"### A\n\nShort.\n\n### B\n\n{LONG}").layout == "Title and Content"


def test_columns_with_headings_are_a_comparison_with_a_callout_below():
    slide = first(
        "<!-- columns -->\n### A\n\n- a\n<!-- column -->\n### B\n\n- b\n<!-- /columns -->\n\n"
        "> [!TIP]\n> Mind.\n"
    )
    assert slide.layout == "Comparison"
    assert lines(slide) == ["A", "a", "B", "b", "Tip", "Mind."]


@pytest.mark.parametrize(
    "source",
    ["> Words.\n>\n> — Somebody, 1987", "> Words. — Somebody, 1987", "> Words.\n\n— Somebody, 1987",
     "> Words.\\\n> — Somebody, 1987"],
)  # fmt: skip
def test_a_quotation_says_whose_it_is_in_smaller_letters(source):
    slide = first(source)
    assert slide.layout == "Quote"
    words, name = slide.frames
    assert isinstance(words, TextFrame)
    assert isinstance(name, TextFrame)
    assert plain(words.lines[0].inlines) == "Words."
    assert plain(name.lines[0].inlines) == "— Somebody, 1987"
    assert name.lines[0].size_pt < words.lines[0].size_pt


def test_the_last_point_of_a_quoted_list_is_nobodys_name():
    slide = first("> Begin:\n>\n> 1. Open the lid\n> 2. Close the lid\n")
    assert lines(slide) == ["Begin:", "Open the lid", "Close the lid"]
    assert {line.style for frame in slide.frames for line in frame.lines} == {Style.QUOTE}


def test_a_question_stands_beside_its_choices():
    slide = first("Which one?\n\n- [ ] this\n- [x] that\n- [ ] none\n")
    assert slide.layout == "Question"
    question, choices = slide.frames
    assert question.box.x + question.box.width < choices.box.x
    assert question.lines[0].style is Style.HEADING
    assert len(slide.rules) == 2


def test_a_question_with_code_keeps_its_panel():
    slide = first(
        "<!-- quiz -->\nWhich?\n\n```\ncode\n```\n\n- [ ] this\n- [x] that\n<!-- /quiz -->"
    )
    assert slide.layout == "Stacked Content"


def test_a_question_is_never_cut_from_its_choices():
    slide = first(LONG + "?\n\n" + "".join(f"- [ ] {LONG}\n" for _ in range(2)) + "- [x] x\n")
    assert "x" in lines(slide)


def test_very_short_items_are_tiles():
    slide = first("- Fast\n- Cheap\n- Reliable\n")
    assert slide.layout == "Three Cards"
    assert lines(slide) == ["Fast", "Cheap", "Reliable"]
    assert slide.frames[0].lines[0].size_pt == 32


def test_a_short_list_has_a_ground_and_fills_its_page():
    slide = first("1. Open the console first\n2. Create the bucket\n3. Upload the file\n")
    (frame,) = slide.frames
    assert frame.panel == "list"
    assert frame.lines[0].size_pt == 28
    assert frame.box.y + frame.box.height > 0.6 * SLATE.height


def test_a_statement_may_have_two_paragraphs():
    assert first("One.\n\nAnother.").layout == "Statement"


def test_a_divider_may_say_something():
    slide = first("<!-- slide: layout=section -->\n\nWhat comes now.")
    assert slide.layout == "Section Header"
    assert lines(slide) == ["What comes now."]


@pytest.mark.parametrize(
    ("asked", "markdown", "layout"),
    [
        ("terms", "- **A**: is.\n- **B**: is too.", "Term List"),
        ("cards", "- **A**: is.\n- **B**: is too.", "Two Cards"),
        ("list", "- **A**: is.\n- **B**: is too.", "Title and Content"),
        ("bullets", "- Fast\n- Cheap\n- Dear", "Title and Content"),
        ("two-columns", "- one\n- two\n- three\n- four", "Two Content"),
        ("'Two Columns'", "- one\n- two\n- three\n- four", "Two Content"),
        ("comparison", f"### A\n\nShort.\n\n### B\n\n{LONG}", "Comparison"),
        ("Comparison", "### A\n\n- a\n\n### B\n\n- b", "Comparison"),
        ("quote", "> Words.", "Quote"),
        ("statement", "Words.", "Statement"),
        ("code", "```\ncode\n```", "Code"),
        ("table", "| a |\n|---|\n| 1 |", "Table"),
        ("picture", "Text.\n\n![alt](tall.png)", "Content and Picture"),
        ("stacked", "- one\n- two", "Stacked Content"),
    ],
)
def test_a_layout_is_chosen_by_its_name(asked, markdown, layout):
    findings = []
    deck = deck_of(f"## T\n\n<!-- slide: layout={asked} -->\n\n{markdown}", findings)
    assert shape(deck) == [f"{layout}: T"]
    assert findings == []
    assert list(said(deck.slides[1].frames))


def test_no_layout_of_a_slide_that_is_split_is_mixed_with_another():
    sides = "".join(f"### {name}\n\n{LONG * 2}\n\n" for name in "ABCDE")
    layouts = {one.split(":")[0] for one in shape(deck_of(f"## T\n\n{sides}"))}
    assert len(layouts) == 1


FUNCTION = "def f{0}(x):\n    y = x + {0}\n    print(y)\n    return y"


def code(count):
    return "```python\n" + "\n\n".join(FUNCTION.format(n) for n in range(count)) + "\n```\n"


def test_long_code_is_parted_at_its_empty_lines():
    deck = deck_of(f"## T\n\n{code(10)}")
    starts = [slide.frames[0].lines[0][0].text for slide in deck.slides[1:]]
    assert len(starts) > 1
    assert set(starts) == {"def"}


def test_code_stands_beside_its_text_where_that_gains_room():
    slide = first(f"{code(3)}\n- The first thing to say\n- The second thing\n- The third\n")
    assert slide.layout == "Code and Text"
    assert slide.frames[0].box.x < slide.frames[1].box.x


def test_text_before_its_code_stands_on_the_left():
    slide = first(f"- The first thing to say\n- The second thing\n- The third\n\n{code(3)}")
    assert slide.layout == "Code and Text"
    assert slide.frames[0].box.x < slide.frames[1].box.x
    assert isinstance(slide.frames[0], TextFrame)


def test_code_that_is_too_wide_at_every_size_stays_easy_to_read():
    slide = first(f"```bash\naws {'--option value ' * 14}\nls\n```\n")
    assert slide.frames[0].size_pt == 16


def test_many_short_bullets_take_two_columns_on_each_of_their_slides():
    deck = deck_of("## T\n\n" + "\n".join(f"- item number {n}" for n in range(30)))
    assert shape(deck) == ["Two Content: T (1/2)", "Two Content: T (2/2)"]


def test_one_bullet_is_a_statement_and_keeps_its_footnote():
    slide = first("- Only this.[^1]\n\n[^1]: The note.\n")
    assert slide.layout == "Statement"
    assert lines(slide) == ["Only this.", " The note."]


def test_pictures_alone_stand_side_by_side():
    slide = first('![a](square.png "One")\n\n![b](tall.png "Two")')
    assert slide.layout == "Two Pictures"
    left, _, right, _ = slide.frames
    assert left.box.x + left.box.width <= right.box.x


def test_wide_pictures_stay_one_under_the_other():
    assert first("![a](wide.png)\n\n![b](wide.png)").layout == "Stacked Content"


def test_a_card_never_breaks_a_word():
    word = "Donaudampfschifffahrtsgesellschaftskapitänsmütze"
    slide = first(f"- **{word}**: A hat.\n- **{word}**: Another.\n- **Short**: One.\n")
    assert slide.layout == "Title and Content"


def test_choices_below_a_title_that_asks_are_set_as_a_short_list_is():
    choices = "- [x] Durability\n- [ ] Isolation"
    (frame,) = deck_of(f"## Which one survives?\n\n{choices}").slides[1].frames
    assert {line.bullet for line in frame.lines} == {Bullet.OPEN, Bullet.DONE}
    (listed,) = deck_of(f"## Before class\n\n{choices}").slides[1].frames
    assert frame.box == listed.box
