"""What keeps readers out is reported where it stands."""

import pytest

from deckgen.parser import parse
from deckgen.source import from_text

GERMAN = "Die Datenbank ist der Ort, an dem die Daten sind, und das ist nicht mit dem Auge. " * 8
JAPANESE = "データベースは、データを保存する場所です。トランザクションは、すべて成功します。" * 3


def told(body, front="title: T"):
    found = []
    parse(from_text(f"---\n{front}\n---\n\n{body}\n", found.append, "a.md"), found.append)
    return [(one.code, one.line) for one in found]


def test_a_title_that_comes_twice_is_reported_but_not_what_goes_on():
    pages = ("Lead.", "## One\n\na", "goes on", "## Two\n\na", "## **ONE**\n\nb")

    assert told("\n\n<!-- pagebreak -->\n\n".join(pages)) == [("title", 25)]


@pytest.mark.parametrize(
    "text",
    [
        "See [here](https://x.org).",
        "- See [**click** here!](https://x.org)",
        "| a |\n|---|\n| [Read more…](https://x.org) |",
        "> [!NOTE]\n> [こちら](https://x.org)",
        "<!-- notes: [this link](https://x.org) -->\n\nText.",
        "[→](https://x.org)",
    ],
)
def test_a_link_that_does_not_say_where_it_leads_is_reported(text):
    assert [code for code, _ in told(text)] == ["link-text"]


@pytest.mark.parametrize(
    "text",
    ["[here is the manual](https://x.org)", "<https://x.org>", "[Click *the* docs](https://x.org)"],
)
def test_a_link_that_says_where_it_leads_is_not(text):
    assert told(text) == []


def test_a_table_without_a_header_is_reported():
    assert told("|  |  |\n|---|---|\n| a | b |") == [("table-header", 5)]
    assert told("|  | h |\n|---|---|\n| a | b |") == []


@pytest.mark.parametrize("alt", ["", "image", "Screenshot 2", "tree.png", "IMG_2031.JPG", "画像"])
def test_a_picture_whose_text_says_nothing_is_reported(alt):
    assert told(f"Text.\n\n![{alt}](tree.png)") == [("alt-text", 7)]


@pytest.mark.parametrize("alt", ["a tree of pages", "image of a tree", "Figure 2: the log"])
def test_a_picture_whose_text_says_something_is_not(alt):
    assert told(f"Text.\n\n![{alt}](tree.png)") == []


@pytest.mark.parametrize(
    ("lang", "body"),
    [("en", GERMAN), ("en", JAPANESE), ("de", JAPANESE), ("ar", GERMAN), ("zh", JAPANESE)],
)
def test_a_lesson_in_another_language_than_it_says_is_reported(lang, body):
    assert told(body, f"title: T\nlang: {lang}") == [("language", 1)]


@pytest.mark.parametrize(
    ("lang", "body"),
    [
        ("de", GERMAN),
        ("ja", JAPANESE),
        ("en", "The cat is in the hat and that is that. " * 20),
        ("en", f"The word is {JAPANESE[:20]} and it is for the reader of this. " * 20),
        ("fa", "پایگاه داده جایی است که داده‌ها ذخیره می‌شوند " * 5),
        ("sv", GERMAN),
        ("en", "S3 EC2 EMR"),
    ],
)
def test_a_lesson_in_its_own_language_is_not(lang, body):
    assert told(body, f"title: T\nlang: {lang}") == []
