"""The index of a course: all files for who teaches, the student's for who learns, no network."""

import re
from html.parser import HTMLParser
from pathlib import Path
from urllib.parse import unquote
from xml.etree import ElementTree

import pytest
from typer.testing import CliRunner

from deckgen import build as building
from deckgen.backends import Backend, counted, load_backend, meant_for
from deckgen.backends.pdf.counting import page_count
from deckgen.backends.preview import PreviewBackend
from deckgen.batch.means import Means, Shard
from deckgen.build import Request, build, plan
from deckgen.cli.app import app
from deckgen.course_wording import course_wording
from deckgen.diagnostics import Report
from deckgen.fit import fit
from deckgen.fit.deck import TextFrame
from deckgen.index import About, Catalog, Entry, File, Known, Shelf, index_page
from deckgen.index.colors import colors_css
from deckgen.job import Outcome, Status
from deckgen.model import Audience, Lesson
from deckgen.parser import parse
from deckgen.settings import Settings
from deckgen.source import from_text
from deckgen.theme import Theme, load_theme, theme_names
from deckgen.theme.contrast import READABLE, contrast

SLATE = load_theme("slate")


class Handout:
    suffix = ".txt"

    def audience(self, settings: Settings) -> Audience:
        return Audience.STUDENT

    def count(self, data: bytes) -> int:
        return 3

    def render(self, lesson: Lesson, theme: Theme, report: Report) -> bytes:
        return lesson.meta.title.encode()


@pytest.fixture(autouse=True)
def _here(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    real = building.load_backend
    monkeypatch.setattr(
        building, "load_backend", lambda name: Handout() if name == "txt" else real(name)
    )
    monkeypatch.chdir(tmp_path)


def write(name: str, section: str, number: int, body: str = "A lead.", front: str = "") -> None:
    path = Path("lessons", name)
    path.parent.mkdir(parents=True, exist_ok=True)
    head = f"title: '{path.stem.title()} & Co'\nsection: {section}\nlesson: {number}\n{front}"
    path.write_text(f"---\n{head}---\n\n{body}\n")


def built(*to: str, **more: object) -> list[Outcome]:
    return list(build(plan(Request(to=to, index=True, **more))))  # type: ignore[arg-type]


class Links(HTMLParser):
    """The addresses that a page leads to or shows, and what tags it has."""

    def __init__(self, text: str) -> None:
        super().__init__()
        self.links: list[str] = []
        self.images: list[str] = []
        self.ids: list[str] = []
        self.feed(text)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        values = dict(attrs)
        self.ids += [str(values["id"])] if "id" in values else []
        if tag == "a":
            self.links.append(str(values["href"]))
        elif tag in ("img", "script", "link", "iframe"):
            self.images += [str(values.get("src") or values.get("href"))] if values else []


def page(name: str = "index.html") -> str:
    return Path("output", name).read_text(encoding="utf-8")


# -- the page -------------------------------------------------------------------------


def test_every_link_leads_to_a_file_that_is_there() -> None:
    write("a b.md", "1", 1)
    write("c.md", "'2: Größen'", 1)
    built("pptx", "txt", bind=("section", "course"))
    found = Links(page())
    files = {link for link in found.links if not link.startswith("#")}
    assert {"Section-1/1-a-b.pptx", "Section-1/Section-1.pptx", "course.pptx"} < files
    for link in (*files, *found.images):
        assert Path("output", unquote(link)).is_file(), link
    anchors = {unquote(link[1:]) for link in found.links if link.startswith("#")}
    assert anchors <= set(found.ids)
    assert len(anchors) == 2


def test_the_students_page_holds_no_link_to_what_is_the_instructors() -> None:
    write("a.md", "1", 1)
    built("pptx", "txt")
    assert "Section-1/1-a.pptx" in page()
    student = page("index-student.html")
    assert ".pptx" not in student
    assert "Section-1/1-a.txt" in student
    assert course_wording("en").instructor not in student


def test_the_page_shows_leads_and_counts_and_finds_terms() -> None:
    body = "The lead of it.\n\n<!-- pagebreak -->\n\n#### Terms\n\n- **Zanzibar**: an isle.\n"
    write("a.md", "1", 1, body, "order: 2\n")
    built("pptx")
    text = page()
    assert '<p class="lead">The lead of it.</p>' in text
    assert "Slides: 2" in text
    assert re.search(r'data-find="[^"]*zanzibar', text)
    assert '<span class="number">1.2</span> A &amp; Co' in text


def test_a_lesson_that_is_not_built_is_shown_without_links() -> None:
    write("a.md", "1", 1)
    write("b.md", "1", 2, front="author: A\nlang: [1]\n")
    built("pptx")
    assert page().count('<p class="missing">Not built yet</p>') == 1
    assert "B &amp; Co" in page()


def test_the_page_is_made_again_only_where_something_changed() -> None:
    write("a.md", "1", 1)
    write("b.md", "1", 2)
    built("pptx")
    first = page()
    assert {one.status for one in built("pptx")} == {Status.UNCHANGED}
    write("b.md", "1", 2, "Another lead.")
    assert [one.status for one in built("pptx") if one.of == "index"] == [Status.BUILT]
    assert page() != first
    write("b.md", "1", 2)
    built("pptx")
    assert page() == first


def test_the_page_reads_no_deck_that_the_log_knows(monkeypatch: pytest.MonkeyPatch) -> None:
    from deckgen.batch import index

    read: list[str] = []

    def noted(backend: Backend, data: bytes) -> int:
        read.append(backend.suffix)
        return counted(backend, data)

    monkeypatch.setattr(index, "counted", noted)
    write("a.md", "1", 1)
    write("b.md", "1", 2, "One.\n\n<!-- pagebreak -->\n\n## Two\n\nTwo.")
    built("pptx")
    write("a.md", "1", 1, "Another lead.")
    built("pptx")
    assert ("Slides: 1" in page(), "Slides: 2" in page(), read) == (True, True, [])
    Path("output/Section-1/2-b.pptx").write_bytes(Path("output/Section-1/1-a.pptx").read_bytes())
    write("a.md", "1", 1, "A third lead.")
    built("pptx")
    assert ("Slides: 2" in page(), read) == (False, [".pptx"])


def test_a_part_of_a_course_does_not_make_the_page_forget_the_rest() -> None:
    write("one/a.md", "1", 1)
    write("two/b.md", "2", 1)
    built("pptx")
    built("pptx", sections=("2",))
    assert "1-a.pptx" in page()
    built("pptx", paths=(Path("lessons/two"),))
    assert "1-a.pptx" in page()
    assert "1-b.pptx" in page()


def test_a_single_lesson_and_a_check_write_no_page() -> None:
    write("a.md", "1", 1)
    built("pptx", paths=(Path("lessons/a.md"),))
    built("pptx", output=None)
    assert not Path("output/index.html").exists()


def test_the_command_writes_it_unless_it_is_told_not_to() -> None:
    write("a.md", "1", 1)
    assert CliRunner().invoke(app, ["build", "-t", "pptx", "--no-index"]).exit_code == 0
    Path("deckgen.toml").write_text("index = false\n")
    assert CliRunner().invoke(app, ["build", "-t", "pptx"]).exit_code == 0
    assert not Path("output/index.html").exists()
    ended = CliRunner().invoke(app, ["build", "-t", "pptx", "--index"])
    assert ended.exit_code == 0
    assert Path("output/index.html").exists()


def test_a_page_edited_by_hand_is_not_overwritten() -> None:
    write("a.md", "1", 1)
    built("pptx")
    Path("output/index.html").write_text("mine")
    write("a.md", "1", 1, "Another lead.")
    found = [one.code for each in built("pptx") for one in each.diagnostics]
    assert (page(), found) == ("mine", ["edited"])


def test_nothing_a_lesson_says_becomes_markup() -> None:
    evil = '"><script>alert(1)</script>'
    file = File(f"{evil}.pptx", "pptx", "", Audience.INSTRUCTOR)
    entry = Entry(evil, evil, "en", (file,), f"{evil}.svg")
    catalog = Catalog(evil, evil, "en", (), (Shelf(evil, evil, (), (entry,)),))
    known = Known({file.path: 1}, {entry.preview: About(evil, (evil,))})
    text = index_page(catalog, known, SLATE, Audience.INSTRUCTOR).decode()
    assert "<script>alert" not in text
    assert text.count("<script>") == 1


def test_the_page_needs_no_network() -> None:
    write("a.md", "1", 1)
    built("pptx")
    assert not re.search(r"https?:|//[a-z]|@import|url\(", page())


def test_a_course_from_right_to_left_says_so() -> None:
    catalog = Catalog("دورة", "", "ar", (), (Shelf("1", "1", (), (Entry("A", "1", "en", ()),)),))
    text = index_page(catalog, Known(), SLATE, Audience.INSTRUCTOR).decode()
    assert '<html lang="ar" dir="rtl">' in text
    assert '<div class="text" lang="en" dir="ltr">' in text


@pytest.mark.parametrize("name", theme_names())
def test_the_pages_colors_can_be_read_in_every_theme(name: str) -> None:
    css = colors_css(load_theme(name))
    for block in css.split("\n"):
        colors = dict(re.findall(r"--(\w+):#(\w{6})", block))
        for key in ("ink", "accent", "warm") if colors else ():
            assert contrast(colors[key], colors["paper"]) >= READABLE


# -- previews and counts --------------------------------------------------------------


def drawing(body: str, front: str = "") -> ElementTree.Element:
    read = parse(from_text(f"---\ntitle: T\n{front}---\n\n{body}\n", print), print)
    data = PreviewBackend().render(read, SLATE, print)
    assert data == PreviewBackend().render(read, SLATE, print)
    return ElementTree.fromstring(data)


BREAK = "\n\n<!-- pagebreak -->\n\n"


def test_a_preview_shows_the_first_three_slides_and_no_more() -> None:
    body = BREAK.join(["Lead.", *(f"#### Slide {n}\n\n- text {n}" for n in range(1, 6))])
    said = "".join(drawing(body).itertext())
    assert len(drawing(body).findall("{*}svg")) == 3
    assert "text 2" in said
    assert "text 3" not in said


def test_a_preview_is_set_as_large_as_the_deck() -> None:
    points = ["\n".join(f"- {'word ' * 12}" for _ in range(count)) for count in (7, 7, *[12] * 8)]
    body = BREAK.join(["Lead.", *(f"#### S{n}\n\n{each}" for n, each in enumerate(points))])
    read = parse(from_text(f"---\ntitle: T\n---\n\n{body}\n", print), print)
    frame = fit(read, SLATE, print).slides[1].frames[0]
    assert isinstance(frame, TextFrame)
    size = f'font-size="{frame.lines[0].size_pt:g}"'
    assert size in PreviewBackend().render(read, SLATE, print).decode()


def test_a_preview_has_only_the_footnotes_of_its_slides() -> None:
    body = BREAK.join(["Lead.", *(f"#### S{n}\n\ntext" for n in range(3)), "#### Z\n\nlate[^1]"])
    assert "noted" not in "".join(drawing(f"{body}\n\n[^1]: noted").itertext())


def test_a_preview_draws_every_kind_of_content() -> None:
    body = BREAK.join(
        [
            "Lead *with* `code` and $x^2$.",
            "#### Table\n\n| a | b |\n|---|--:|\n| c | d |\n\n```python\nprint(1)\n```",
            "#### More\n\n> [!EXAM]\n> words\n\n1. one\n2. two\n\n- [x] done",
        ]
    )
    said = "".join(drawing(body).itertext()).replace("\u00a0", " ")
    for word in ("with", "code", "print(1)", "words", "two", "☑", "d"):
        assert word in said


def test_a_preview_holds_nothing_of_the_instructors() -> None:
    body = "Lead.\n\n<!-- instructor -->\n\nSecret words.\n\n<!-- /instructor -->\n"
    assert "Secret" not in "".join(drawing(body).itertext())


@pytest.mark.parametrize("lang", ["ar", "ja", "hi"])
def test_a_preview_is_drawn_in_every_script(lang: str) -> None:
    words = {"ar": "نص للعرض", "ja": "表示する文章", "hi": "पाठ"}[lang]
    assert words in "".join(drawing(words, f"lang: {lang}\n").itertext())


def test_decks_and_handouts_are_counted() -> None:
    write("a.md", "1", 1, "Lead." + BREAK + "#### B\n\ntext")
    built("pptx")
    data = Path("output/Section-1/1-a.pptx").read_bytes()
    assert counted(load_backend("pptx"), data) == 2
    packed = b"1 0 obj<</Type/Pages /Kids[2 0 R] /Count 7>>endobj"
    assert page_count(packed) == 7
    assert page_count(b"nothing") == 0


def test_what_a_backend_does_not_say_is_the_instructors() -> None:
    assert meant_for(PreviewBackend(), Settings()) is Audience.INSTRUCTOR
    assert meant_for(load_backend("pdf"), Settings()) is Audience.STUDENT
    assert counted(PreviewBackend(), b"") == 0


def test_a_shard_of_a_course_writes_no_page() -> None:
    write("a.md", "1", 1)
    write("b.md", "1", 2)
    means = [Means(shard=Shard(number, 2)) for number in (1, 2)]
    for each in means:
        list(build(plan(Request(to=("txt",), index=True)), each))
    assert len(list(Path("output/Section-1").iterdir())) == 2
    assert not Path("output/index.html").exists()
