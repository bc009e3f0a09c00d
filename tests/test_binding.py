"""Several lessons in one deck: nothing meets by chance, and nothing is lost."""

import re
from collections.abc import Iterator
from io import BytesIO
from types import MappingProxyType
from zipfile import ZipFile

import pytest
from counting import calls
from lxml import etree
from openxml_audit import validate_pptx
from pptx import Presentation
from pptx_template import company, theme_of

from deckgen.backends import Binder
from deckgen.backends.pptx import PptxBackend
from deckgen.backends.pptx.lint import lint
from deckgen.binding import parts
from deckgen.model import LESSON, Lesson, Meta, Picture, Volume
from deckgen.parser import parse
from deckgen.settings import settled
from deckgen.source import from_text
from deckgen.theme import Theme, load_theme
from deckgen.values import replace

SLATE = load_theme("slate")
PIXEL = Picture(
    bytes.fromhex(
        "89504e470d0a1a0a0000000d49484452000000010000000108060000001f15c4890000000d49444154789c63"
        "f8cf50cf00000401018081a1a8c40000000049454e44ae426082"
    ),
    "png",
    1,
    1,
)

BODY = """
Lead of {name}, after [the key points](#key-points) of {name}.

<!-- pagebreak -->

#### A Picture of {name}

![A dot](dot.png)

<!-- notes: say {name} aloud -->

<!-- pagebreak -->

#### Key Points

- **{name}**: what it is.

<!-- instructor -->

Only for who teaches {name}.

<!-- /instructor -->

<!-- pagebreak -->

#### Conclusion

<!-- slide: hidden -->

The end of {name}.
"""


def lesson(section: str, number: int, name: str, body: str = BODY) -> Lesson:
    front = f"title: 'On {name}'\nsection: '{section}'\nlesson: {number}\n"
    text = f"---\n{front}---\n{body.format(name=name)}"
    read = parse(from_text(text, print, f"{name}.md"), print)
    return replace(read, pictures=MappingProxyType({"dot.png": PIXEL}))


def volume(*lessons: Lesson, section: str = "", edition: str = "") -> Volume:
    meta = Meta(title="Whole", section=section, settings=settled({"edition": edition}))
    addresses = tuple(f"{one.meta.section}/{one.meta.lesson}.pptx" for one in lessons)
    return Volume(meta, lessons, "lessons", addresses)


def bound(one: Volume, theme: Theme = SLATE) -> bytes:
    found: list[object] = []
    data = PptxBackend().bind(one, theme, found.append)
    assert found == []
    return data


COURSE = volume(
    lesson("Section-1", 1, "Ants"), lesson("Section-1", 2, "Bees"), lesson("Section-2", 1, "Cats")
)


@pytest.fixture(scope="module")
def course() -> bytes:
    return bound(COURSE)


def titles(data: bytes) -> list[str]:
    return [slide.shapes.title.text for slide in Presentation(BytesIO(data)).slides]


def words(data: bytes, folder: str = "ppt/slides/") -> str:
    with ZipFile(BytesIO(data)) as package:
        names = [name for name in package.namelist() if name.startswith(folder)]
        return " ".join(
            "".join(etree.fromstring(package.read(name)).itertext())
            for name in names
            if name.endswith(".xml")
        )


def jumps(data: bytes) -> Iterator[tuple[str, str]]:
    """Yield the title of a slide with a link, and that of the slide that it leads to."""
    by_part = {slide.part.partname: slide for slide in Presentation(BytesIO(data)).slides}
    for slide in by_part.values():
        for relation in slide.part.rels.values():
            if relation.reltype.endswith("/slide"):
                target = by_part[relation.target_part.partname]
                yield slide.shapes.title.text, target.shapes.title.text


def test_the_deck_backend_binds() -> None:
    assert isinstance(PptxBackend(), Binder)


def test_a_course_has_contents_and_its_sections_dividers(course: bytes) -> None:
    assert titles(course)[:8] == [
        "Whole",
        "Contents",
        "Section 1",
        "Contents · Section 1",
        "On Ants",
        "A Picture of Ants",
        "Key Points · Section 1 · Lesson 1",
        "Conclusion · Section 1 · Lesson 1",
    ]
    assert len(titles(course)) == len(set(titles(course))) == 2 + 2 * 2 + 3 * 4


def test_a_section_needs_no_divider_and_names_lessons_shortly() -> None:
    found = titles(bound(volume(*COURSE.lessons[:2], section="Section-1")))
    assert found[:3] == ["Whole", "Contents", "On Ants"]
    assert "Key Points · Lesson 2" in found


def test_links_lead_within_their_own_lesson_and_contents_to_all(course: bytes) -> None:
    assert sorted(set(jumps(course))) == sorted(
        {
            ("Contents", "Section 1"),
            ("Contents", "Section 2"),
            ("Contents · Section 1", "On Ants"),
            ("Contents · Section 1", "On Bees"),
            ("Contents · Section 2", "On Cats"),
            ("On Ants", "Key Points · Section 1 · Lesson 1"),
            ("On Bees", "Key Points · Section 1 · Lesson 2"),
            ("On Cats", "Key Points · Section 2 · Lesson 1"),
        }
    )


def test_a_link_to_another_lesson_of_the_volume_leads_inside() -> None:
    linked = lesson("Section-1", 3, "Dogs", f"[far]({LESSON}x)\n")
    run = linked.slides[0].blocks[0].inlines[0]  # type: ignore[union-attr]
    far = replace(run, text="far", link=f"{LESSON}Section-1/2.pptx")
    slide = replace(linked.slides[0], blocks=(replace(linked.slides[0].blocks[0], inlines=(far,)),))  # type: ignore[call-arg]
    data = bound(volume(*COURSE.lessons, replace(linked, slides=(slide,))))
    assert ("On Dogs", "On Bees") in set(jumps(data))


def test_every_lesson_is_a_section_of_the_sorter(course: bytes) -> None:
    with ZipFile(BytesIO(course)) as package:
        xml = package.read("ppt/presentation.xml").decode()
    assert re.findall(r'<p14:section name="([^"]+)"', xml) == [
        "Whole",
        "Section 1",
        "1. On Ants",
        "2. On Bees",
        "Section 2",
        "1. On Cats",
    ]


def test_pictures_come_once_and_footers_and_notes_are_each_lessons_own(course: bytes) -> None:
    with ZipFile(BytesIO(course)) as package:
        media = [name for name in package.namelist() if name.startswith("ppt/media/")]
    assert len(media) == 1
    assert words(course).count("Section 1 · Lesson 2 · On Bees") == 3
    notes = words(course, "ppt/notesSlides/")
    assert all(f"say {name} aloud" in notes for name in ("Ants", "Bees", "Cats"))
    assert "Only for who teaches Cats" in notes


def test_hidden_slides_stay_hidden(course: bytes) -> None:
    hidden = [
        slide.shapes.title.text
        for slide in Presentation(BytesIO(course)).slides
        if slide._element.get("show") == "0"
    ]
    assert [title.split(" ·")[0] for title in hidden] == ["Conclusion"] * 3


def test_the_students_edition_of_a_volume_holds_nothing_of_the_instructors() -> None:
    data = bound(replace(COURSE, meta=volume(edition="student").meta))
    said = words(data) + words(data, "ppt/notesSlides/")
    assert "Only for who teaches" not in said
    assert "aloud" not in said
    assert "what it is" in said


def test_a_volume_is_sound_and_its_bytes_are_equal(course: bytes, tmp_path: object) -> None:
    assert lint(course) == ()
    assert bound(COURSE) == course
    keys = [part.lesson.slides[0].key for part in parts(COURSE)]
    assert len(keys) == len(set(keys))


def test_a_volume_is_valid_for_powerpoint(course: bytes, tmp_path_factory: object) -> None:
    path = tmp_path_factory.mktemp("deck") / "course.pptx"  # type: ignore[attr-defined]
    path.write_bytes(course)
    result = validate_pptx(str(path))
    assert result.errors == []


def test_a_volume_stands_on_a_users_template() -> None:
    data = bound(COURSE, theme_of(company()))
    assert lint(data) == ()
    assert len(titles(data)) == len(set(titles(data))) == 18


def test_binding_grows_no_faster_than_the_volume() -> None:
    def of(count: int) -> Volume:
        return volume(*(lesson(f"Section-{n // 12}", n, f"Name {n}") for n in range(count)))

    small, large = of(12), of(48)
    bound(small)  # what is set up once is set up
    assert calls(lambda: bound(large)) <= 4.5 * calls(lambda: bound(small))
