"""Which labels are one section, and what a course lacks."""

from pathlib import Path

import pytest

from deckgen.course import (
    chosen,
    documents,
    find_lessons,
    project_root,
    sections,
    shared_outputs,
)
from deckgen.course.document import Document
from deckgen.diagnostics import DeckgenError


def course(folder: Path, *lessons: tuple[str, str]) -> tuple[Document, ...]:
    for number, (section, lesson) in enumerate(lessons):
        front = f"section: {section}\n" * bool(section) + f"lesson: {lesson}\n" * bool(lesson)
        (folder / f"{number:02}.md").write_text(f"---\ntitle: T\n{front}---\n\nText.\n")
    return documents(find_lessons([folder]))


def folders(found: tuple[Document, ...]) -> list[str]:
    return [str(one.stem.parent) for one in found]


def told(found: tuple[Document, ...]) -> list[tuple[str, str]]:
    return [(one.code, one.message) for document in found for one in document.found]


def test_a_number_and_a_name_are_one_section(tmp_path: Path) -> None:
    found = course(tmp_path, ("1", "1"), ("Section-1-IAM", "2"), ("Section-01", "3"), ("2", "1"))
    assert folders(found) == ["Section-1-IAM"] * 3 + ["Section-2"]
    assert told(found) == [
        ("section", "section '1' is taken for 'Section-1-IAM'"),
        ("section", "section 'Section-01' is taken for 'Section-1-IAM'"),
    ]
    assert [(one.folder, one.label, len(one.documents)) for one in sections(found)] == [
        ("Section-1-IAM", "Section-1-IAM", 3),
        ("Section-2", "2", 1),
    ]


def test_a_number_that_leads_a_name_is_the_sections_number(tmp_path: Path) -> None:
    found = course(tmp_path, ("Section-2", "1"), ("'2: Networks'", "2"), ("02-Networks", "3"))
    assert set(folders(found)) == {"Section-2-Networks"}
    for name in ("01-intro", "02-more", "2-other"):
        (tmp_path / "plain" / name).mkdir(parents=True)
        (tmp_path / "plain" / name / "a.md").write_text("---\ntitle: T\n---\n\nText.\n")
    plain = documents(find_lessons([tmp_path / "plain"]))
    assert folders(plain) == ["01-intro", "02-more", "2-other"]
    assert folders(chosen(plain, ["1"], [])) == ["01-intro"]


@pytest.mark.parametrize(
    "lessons",
    [
        [("1", "1"), ("Section-1-IAM", "1")],  # both have a lesson 1
        [("1", "1"), ("Section-1-IAM", "2"), ("Section-1-S3", "3")],  # whose is the number?
    ],
)
def test_sections_that_may_not_be_one_stay_apart(
    tmp_path: Path, lessons: list[tuple[str, str]]
) -> None:
    found = course(tmp_path, *lessons)
    assert len(set(folders(found))) == len(lessons)
    assert told(found) == []


def test_case_never_tells_sections_apart(tmp_path: Path) -> None:
    found = course(tmp_path, ("Section-1", "1"), ("section-1", "2"), ("Section-1", "3"))
    assert folders(found) == ["Section-1"] * 3


def test_missing_numbers_are_told_where_they_are_missed(tmp_path: Path) -> None:
    found = course(tmp_path, *[("6", str(n)) for n in (1, 2, 3, 4, 5, 6, 8, 11)], ("8", "1"))
    assert told(found) == [
        ("gap", "lesson 7 is missing between lessons 6 and 8 of Section 6"),
        ("gap", "lessons 9 to 10 are missing between lessons 8 and 11 of Section 6"),
        ("gap", "section 7 is missing between Section 6 and Section 8"),
    ]


def test_who_counts_in_tens_or_names_single_files_is_not_nagged(tmp_path: Path) -> None:
    found = course(tmp_path, ("1", "10"), ("1", "20"), ("1", "30"), ("9", "1"), ("", ""))
    assert [code for code, _ in told(found)] == ["orphan"]
    files = sorted(tmp_path.glob("*.md"))
    assert told(documents(find_lessons(files))) == []


def test_a_document_without_a_section_is_told_where_most_have_one(tmp_path: Path) -> None:
    found = course(tmp_path, ("1", "1"), ("1", "2"), ("", ""))
    assert [message for code, message in told(found) if code == "orphan"] == [
        f"has no section; it goes by its folder, '{tmp_path.name}'"
    ]


def test_a_folder_tree_without_front_matter_is_a_course(tmp_path: Path) -> None:
    for name in ("10-later/a.md", "9-first/02-b.md", "9-first/10-c.md"):
        (tmp_path / name).parent.mkdir(exist_ok=True)
        (tmp_path / name).write_text("### A title\n\nText.\n")
    found = documents(find_lessons([tmp_path]))
    assert [one.stem.as_posix() for one in found] == ["9-first/02-b", "9-first/10-c", "10-later/a"]
    assert told(found) == []


def test_outputs_of_one_name_are_told_to_all_who_write_them() -> None:
    clashes = shared_outputs(
        [
            ("a.md", Path("S/A-Notes.pdf")),
            ("b.md", Path("S/a-notes.pdf")),
            ("c.md", Path("S/c.pdf")),
        ]
    )
    assert {file: [one.message for one in found] for file, found in clashes.items()} == {
        "a.md": ["would write S/A-Notes.pdf, as would b.md"],
        "b.md": ["would write S/a-notes.pdf, as would a.md"],
    }


def test_a_folders_settings_do_not_make_it_a_project(tmp_path: Path) -> None:
    week = tmp_path / "course" / "week"
    week.mkdir(parents=True)
    (week / "deckgen.toml").write_text('theme = "night"\n')
    assert project_root(week, week) == week
    (tmp_path / "deckgen.toml").write_text('theme = "paper"\n')
    assert project_root(week, week) == tmp_path
    (tmp_path / "course" / "deckgen.toml").write_text('output = "build"\n')
    assert project_root(week, week) == tmp_path / "course"
    (tmp_path / "course" / ".git").mkdir()
    assert project_root(week, week) == tmp_path / "course"


# -- choosing -------------------------------------------------------------------------

LESSONS = (("Section-1-IAM", "1"), ("Section-9", "1"), ("Section-10", "1"), ("Section-10", "10"))


@pytest.mark.parametrize(
    ("wanted", "folders"),
    [
        (("1",), ["Section-1-IAM"]),
        (("section 10",), ["Section-10"]),
        (("Section-010", "9"), ["Section-9", "Section-10"]),
        (("iam",), ["Section-1-IAM"]),
        (("ia",), ["Section-1-IAM"]),
        ((), ["Section-1-IAM", "Section-9", "Section-10"]),
    ],
)
def test_a_section_is_meant_by_its_number_or_name(
    tmp_path: Path, wanted: tuple[str, ...], folders: list[str]
) -> None:
    found = chosen(course(tmp_path, *LESSONS), wanted, ())
    assert list(dict.fromkeys(one.stem.parent.name for one in found)) == folders


def test_a_lesson_is_meant_by_its_number_title_or_file(tmp_path: Path) -> None:
    found = course(tmp_path, *LESSONS)

    def files(section: str, lesson: str) -> list[str]:
        wanted = (section,) if section else ()
        return [Path(one.source.file).stem for one in chosen(found, wanted, (lesson,))]

    assert files("", "1") == ["00", "01", "02"]
    assert files("10", "10") == files("", "lesson 10") == ["03"]
    assert files("9", "01.md") == ["01"]
    assert files("9", "t") == ["01"]


@pytest.mark.parametrize(
    ("sections", "lessons", "message", "hint"),
    [
        (("Secton-9",), (), "no section 'Secton-9'", "did you mean 'Section-9'?"),
        (("xyz",), (), "no section 'xyz'", "there are: Section-1-IAM, Section-9, Section-10"),
        (("9",), ("7",), "no lesson '7'", "there are: 1"),
    ],
)
def test_a_miss_is_told_with_what_there_is(
    tmp_path: Path, sections: tuple[str, ...], lessons: tuple[str, ...], message: str, hint: str
) -> None:
    found = course(tmp_path, *LESSONS)
    with pytest.raises(DeckgenError, match=message) as caught:
        chosen(found, sections, lessons)
    assert caught.value.hint == hint
