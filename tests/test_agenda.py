"""Groups of slides: PowerPoint's sections, and the slide that lists what follows."""

from io import BytesIO
from zipfile import ZipFile

from lxml import etree
from openxml_audit import validate_pptx
from pptx import Presentation

from deckgen.agenda import groups, with_agenda
from deckgen.backends.pptx import PptxBackend
from deckgen.backends.pptx.lint import lint
from deckgen.model import plain
from deckgen.parser import parse
from deckgen.source import from_text
from deckgen.theme import load_theme

P14 = "{http://schemas.microsoft.com/office/powerpoint/2010/main}"


def lesson(*pages, front=""):
    text = f"---\ntitle: The Lesson\n{front}---\n\nLead.\n"
    text += "".join(f"\n<!-- pagebreak -->\n\n{page}\n" for page in pages)
    return parse(from_text(text, print), print)


def named(*pages):
    return list(groups(lesson(*pages).slides).values())


def test_headings_of_the_highest_rank_begin_groups():
    pages = ("## One\n\na", "### Two\n\na", "no heading", "## Three\n\na", "### Four\n\na")

    assert named(*pages) == ["The Lesson", "One", "One", "One", "Three", "Three"]


def test_where_all_headings_have_one_rank_titles_alone_and_the_exam_begin_groups():
    pages = ("## One\n\na", "## Part", "## Two\n\na", "## For the Exam\n\na", "## Summary\n\na")

    assert named(*pages) == ["The Lesson", "The Lesson", "Part", "Part", "For the Exam", "Summary"]


def test_a_deck_has_a_section_for_every_group(tmp_path):
    data = PptxBackend().render(lesson("## A & B\n\na", "### C\n\nc", "## D\n\nd"),
                                load_theme("slate"), print)  # fmt: skip
    path = tmp_path / "a.pptx"
    path.write_bytes(data)
    with ZipFile(BytesIO(data)) as package:
        tree = etree.fromstring(package.read("ppt/presentation.xml"))
    found = [
        (section.get("name"), [int(each.get("id")) for each in section.iter(f"{P14}sldId")])
        for section in tree.iter(f"{P14}section")
    ]

    assert found == [("The Lesson", [256]), ("A & B", [257, 258]), ("D", [259])]
    assert lint(data) == ()
    assert validate_pptx(path).is_valid


def test_an_agenda_leads_to_every_slide_that_is_shown():
    found = with_agenda(
        lesson("## One\n\na", "## Two\n\n<!-- slide: hidden -->\n\na", "goes on", "## Agenda\n\na")
    )
    agenda = found.slides[1]

    assert (plain(agenda.title), agenda.key) == ("In this lesson", "agenda-2")
    entries = [item.blocks[0].inlines[0] for item in agenda.blocks[0].items]
    assert [(entry.text, entry.link) for entry in entries] == [
        ("One", "#one"),
        ("Agenda", "#agenda"),
    ]


def test_a_long_agenda_lists_groups_and_a_longer_one_goes_on():
    pages = [f"{'##' if n % 5 == 0 else '###'} Page {n}\n\na" for n in range(60)]
    flat = [f"## Page {n} with a rather long title about many things\n\na" for n in range(60)]

    assert len(with_agenda(lesson(*pages)).slides[1].blocks[0].items) == 12
    deck = PptxBackend().render(
        lesson(*flat, front="deckgen: {agenda: true}\n"), load_theme("slate"), lambda _: None
    )
    titles = [slide.shapes.title.text for slide in Presentation(BytesIO(deck)).slides]
    assert sum(title.startswith("In this lesson") for title in titles) > 1


def test_a_deck_without_the_setting_has_no_agenda():
    deck = PptxBackend().render(lesson("## A\n\na", "## B\n\nb"), load_theme("slate"), print)

    assert len(Presentation(BytesIO(deck)).slides) == 3
