"""Links between lessons: led to what was made of the other lesson, never to a file or a folder."""

import re
from io import BytesIO
from pathlib import Path, PurePosixPath
from zipfile import ZipFile

import pytest
from openxml_audit import validate_pptx

from deckgen.backends.pptx.lint import lint
from deckgen.build import Request, build, plan
from deckgen.course import Index, Links, Made, Place, addresses, linked
from deckgen.model import LESSON, Lesson, Meta, Paragraph, Run, Slide

HOME = PurePosixPath("_posts/2024-01-02-locks.md")


def placed(source, permalink="", path="S/1-x.pptx"):
    return Place(PurePosixPath(source), permalink, (Made("pptx", "", PurePosixPath(path)),))


PLACES = (
    placed("_posts/2024-01-01-joins.md"),
    placed("_hands_on/s3-site.md", "/labs/:title/"),
    placed("_quizzes/section-3.md", "/exams/three.html"),
    placed("one/intro.md"),
    placed("two/intro.md"),
    placed("two/größe.md"),
)


@pytest.mark.parametrize(
    ("link", "source"),
    [
        ("2024-01-01-joins.md", 0),
        ("./2024-01-01-joins.md#keys", 0),
        ("/posts/joins", 0),
        ("/2024/01/01/joins.html?x=1", 0),
        ("/database/joins/", 0),
        ("/2024-01-01-joins", 0),
        ("../_hands_on/s3-site.md", 1),
        ("/hands-on/s3-site/index.html", 1),
        ("/exams/three", 2),
        ("/exams/three.html", 2),
        ("../_quizzes/section-3.html", 2),
        ("/two/intro/", 4),
        ("../two/gr%C3%B6%C3%9Fe.md", 5),
        ("/intro", None),
        ("../../outside.md", None),
        ("/files/joins.zip", None),
        ("nowhere.md", None),
        ("../..", None),
        ("/", None),
    ],
)
def test_a_link_means_the_lesson_that_the_site_would_show(link, source):
    expected = None if source is None else PLACES[source]

    assert Index(PLACES).find(link, HOME) == expected


def test_what_may_be_an_address_of_a_lesson_is_found_in_its_text():
    text = (
        "[a](b.md) [c](<d.md>) [e](https://x.org) [f](#g)\n\n[h]: i.md\n"
        '<a href="j.html">k</a> [l]({% post_url 2024-01-01-m %}) {% link n.md %}'
        " [o]({{ site.baseurl }}/p/) [q]({{ '/r/' | relative_url }})"
    )

    found = {"b.md", "d.md", "i.md", "j.html", "2024-01-01-m", "n.md", "/p/", "/r/"}
    assert found <= addresses(text)
    assert not {"https://x.org", "#g"} & addresses(text)
    assert addresses("![tree](img/tree.png) [data](a.csv) [top](#top)") == frozenset()


def test_a_lesson_links_to_the_output_of_its_own_kind():
    made = (
        Made("pdf", "", PurePosixPath("A/2-b.pdf")),
        Made("pdf", "instructor", PurePosixPath("A/2-b-instructor.pdf")),
        Made("pptx", "", PurePosixPath("A/2 b.pptx")),
    )
    lesson = Lesson(Meta(), (Slide((), (Paragraph((Run("b", link="b.md"),)),)),))
    links = Links(PurePosixPath("a.md"), (Place(PurePosixPath("b.md"), "", made),))

    def led(backend, tag, path):
        target = Made(backend, tag, PurePosixPath(path))
        slide = linked(lesson, links, target, print).slides[0]
        return slide.blocks[0].inlines[0].link

    assert led("pdf", "", "B/1-a.pdf") == f"{LESSON}../A/2-b.pdf"
    assert led("pdf", "instructor", "A/1-a-instructor.pdf") == f"{LESSON}2-b-instructor.pdf"
    assert led("pptx", "notes", "B/1-a.pptx") == f"{LESSON}../A/2%20b.pptx"
    assert led("outline", "", "B/1-a.txt") == ""


@pytest.fixture
def course(tmp_path):
    (tmp_path / "deckgen.toml").touch()
    posts = tmp_path / "_posts"
    posts.mkdir()
    text = "---\ntitle: {}\nsection: {}\nlesson: 1\n---\n\nOpening.\n\n<!-- pagebreak -->\n\n{}\n"
    links = (
        "## Links\n\n[b]({% post_url 2024-01-02-b %}) [*b*](/posts/b) [file](data.csv)"
        " [self](2024-01-01-a.md#links)\n\n<!-- notes: [b](2024-01-02-b.md) [links](#links) -->"
    )
    (posts / "2024-01-01-a.md").write_text(text.format("A", 1, links))
    (posts / "2024-01-02-b.md").write_text(text.format("B", 2, "## B\n\nText."))
    return tmp_path


def built(course, *names):
    outcomes = list(build(plan(Request(tuple(course / name for name in names),
                                       output=course / "out"))))  # fmt: skip
    return outcomes, {path.name: path for each in outcomes for path in each.outputs}


@pytest.mark.parametrize("names", [("_posts",), ("_posts/2024-01-01-a.md",)])
def test_links_lead_to_other_decks_and_handouts_also_when_one_lesson_is_built(course, names):
    outcomes, outputs = built(course, *names)
    with ZipFile(BytesIO(outputs["1-a.pptx"].read_bytes())) as package:
        rels = package.read("ppt/slides/_rels/slide2.xml.rels").decode()
        slide = package.read("ppt/slides/slide2.xml").decode()
        notes = package.read("ppt/notesSlides/_rels/notesSlide1.xml.rels").decode()

    assert [(one.code, one.line) for one in outcomes[0].diagnostics] == [("link", 13)]
    assert "'data.csv'" in outcomes[0].diagnostics[0].message
    assert rels.count('Target="../Section-2/1-b.pptx" TargetMode="External"') == 1
    assert 'Target="../slides/slide2.xml"' in rels
    assert slide.count("ppaction://hlinkpres") == 2
    assert 'Target="../Section-2/1-b.pptx" TargetMode="External"' in notes
    assert 'Target="../slides/slide2.xml"' in notes
    assert b"/URI (../Section-2/1-b.pdf)" in plain_pdf(outputs["1-a.pdf"])
    assert validate_pptx(outputs["1-a.pptx"]).is_valid
    assert lint(outputs["1-a.pptx"].read_bytes()) == ()


def plain_pdf(path: Path) -> bytes:
    import pikepdf

    out = BytesIO()
    with pikepdf.open(path) as pdf:
        pdf.save(out, object_stream_mode=pikepdf.ObjectStreamMode.disable)
    return re.sub(rb"\s+", b" ", out.getvalue())
