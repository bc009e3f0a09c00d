"""Finding, ordering and naming lessons."""

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from deckgen.course import documents, find_lessons, natural_key, output_stem, project_root, slug
from deckgen.course.naming import MAX_NAME_BYTES
from deckgen.diagnostics import DeckgenError
from deckgen.model import Meta


def write(path: Path, section: str = "Section-1", lesson: str = "1", more: str = "") -> Path:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(
        f"---\ntitle: A title\nsection: {section}\nlesson: {lesson}\n{more}---\n\nSome text.\n"
    )
    return path


def found(*paths: Path) -> list[str]:
    return [lesson.path.name for lesson in find_lessons(paths)]


def order(folder: Path) -> list[str]:
    return [Path(one.source.file).name for one in documents(find_lessons([folder]))]


def clashes(folder: Path) -> list[str]:
    return [
        f"{Path(one.file).name} {one.message}"
        for document in documents(find_lessons([folder]))
        for one in document.found
        if one.code == "clash"
    ]


# -- finding --------------------------------------------------------------------------


def test_folders_are_searched_for_markdown(tmp_path: Path) -> None:
    for name in ("a.md", "b.markdown", "sub/c.MD", "d.txt", "e.html"):
        write(tmp_path / name)
    assert found(tmp_path) == ["a.md", "b.markdown", "c.MD"]


@pytest.mark.parametrize("folder", [".git", "_site", "_drafts", "node_modules", ".venv"])
def test_folders_that_hold_no_lessons_are_not_searched(tmp_path: Path, folder: str) -> None:
    write(tmp_path / folder / "a.md")
    write(tmp_path / "_posts" / "b.md")
    assert found(tmp_path) == ["b.md"]


def test_a_file_named_twice_is_found_once(tmp_path: Path) -> None:
    lesson = write(tmp_path / "a.md")
    assert found(lesson, tmp_path, tmp_path / ".." / tmp_path.name) == ["a.md"]


def test_a_file_that_the_user_names_is_a_lesson_whatever_its_suffix(tmp_path: Path) -> None:
    assert found(write(tmp_path / "lesson.txt")) == ["lesson.txt"]


def test_a_missing_path_is_refused_with_a_guess(tmp_path: Path) -> None:
    write(tmp_path / "lessons" / "a.md")
    with pytest.raises(DeckgenError, match="no file or folder") as error:
        find_lessons([tmp_path / "lesons"])
    assert error.value.hint == f"did you mean '{tmp_path / 'lessons'}'?"


def test_a_folder_without_lessons_is_refused(tmp_path: Path) -> None:
    with pytest.raises(DeckgenError, match="no lessons in"):
        find_lessons([tmp_path])


def test_a_readme_is_a_lesson_only_if_it_says_so(tmp_path: Path) -> None:
    (tmp_path / "README.md").write_text("# About these lessons\n")
    write(tmp_path / "index.md", lesson="2")
    write(tmp_path / "a.md")
    assert order(tmp_path) == ["a.md", "index.md"]


def test_a_link_that_leads_out_of_the_project_is_refused(tmp_path: Path) -> None:
    outside = write(tmp_path / "outside" / "secret.md")
    inside = tmp_path / "course"
    write(inside / "a.md", lesson="2")
    (inside / "b.md").symlink_to(outside)
    refused = [one.source.file for one in documents(find_lessons([inside])) if one.found]
    assert refused == [(inside / "b.md").as_posix()]


@pytest.mark.parametrize("mark", ["_config.yml", "deckgen.toml", "pyproject.toml", ".git"])
def test_a_project_is_the_nearest_folder_with_a_mark(tmp_path: Path, mark: str) -> None:
    (tmp_path / "site" / mark).mkdir(parents=True)
    folder = tmp_path / "site" / "_posts" / "one"
    folder.mkdir(parents=True)
    assert project_root(folder, folder) == tmp_path / "site"


def test_a_project_without_a_mark_is_the_folder_that_the_user_gave(tmp_path: Path) -> None:
    (tmp_path / "course" / "unit").mkdir(parents=True)
    assert project_root(tmp_path / "course" / "unit", tmp_path / "course") == tmp_path / "course"


def test_the_home_folder_is_no_project(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("HOME", str(tmp_path))
    (tmp_path / ".git").mkdir()
    (tmp_path / "course").mkdir()
    assert project_root(tmp_path / "course", tmp_path / "course") == tmp_path / "course"


# -- order and identity ---------------------------------------------------------------


def test_front_matter_decides_the_order_and_numbers_sort_naturally(tmp_path: Path) -> None:
    write(tmp_path / "a.md", "Section-10", "1")
    write(tmp_path / "b.md", "Section-9", "10")
    write(tmp_path / "c.md", "Section-9", "9", "order: 2\n")
    write(tmp_path / "d.md", "Section-9", "9", "order: 1\n")
    assert order(tmp_path) == ["d.md", "c.md", "b.md", "a.md"]


def test_natural_keys_know_no_longest_number() -> None:
    assert natural_key("9" * 10_000) < natural_key("1" + "0" * 10_000)
    assert natural_key("Section-010") == natural_key("section-10")


def test_two_documents_of_one_identity_are_an_error_that_shows_both(tmp_path: Path) -> None:
    write(tmp_path / "a.md", "Section-1", "01")
    write(tmp_path / "b.md", "section-1", "1")
    write(tmp_path / "c.md", "Section-1", "1", "order: 2\n")
    assert clashes(tmp_path) == [
        f"a.md has the same section, lesson and order as {tmp_path}/b.md",
        f"b.md has the same section, lesson and order as {tmp_path}/a.md",
    ]


def test_a_number_and_its_label_are_one_section(tmp_path: Path) -> None:
    write(tmp_path / "a.md", "6")
    write(tmp_path / "b.md", "Section-6")
    assert len(clashes(tmp_path)) == 2


def test_two_outputs_of_one_name_are_an_error(tmp_path: Path) -> None:
    write(tmp_path / "one" / "Intro.md", lesson="''")
    write(tmp_path / "two" / "intro.md", lesson="''")
    assert clashes(tmp_path) == [
        f"Intro.md has the same output file as {tmp_path}/two/intro.md",
        f"intro.md has the same output file as {tmp_path}/one/Intro.md",
    ]


def test_names_that_differ_by_unicode_composition_clash(tmp_path: Path) -> None:
    write(tmp_path / "one" / "caf\u00e9.md", lesson="''")
    write(tmp_path / "two" / "cafe\u0301.md", lesson="''")
    assert len(clashes(tmp_path)) == 2


def test_lessons_without_a_number_have_no_identity_to_share(tmp_path: Path) -> None:
    write(tmp_path / "a.md", lesson="''")
    write(tmp_path / "b.md", lesson="''")
    assert clashes(tmp_path) == []


# -- names ----------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("file", "meta", "name"),
    [
        (
            "10-amazon-emr-overview.md",
            Meta(section="Section-6", lesson="10"),
            "Section-6/10-amazon-emr-overview",
        ),
        (
            "_posts/2024-01-02-intro.md",
            Meta(section="Section-1-IAM", lesson="3"),
            "Section-1-IAM/3-intro",
        ),
        ("03-intro.md", Meta(section="6", lesson="3"), "Section-6/3-intro"),
        ("3-tier-systems.md", Meta(section="S", lesson="7"), "S/7-3-tier-systems"),
        ("10.md", Meta(section="S", lesson="10"), "S/10"),
        ("course/unit/intro.md", Meta(), "unit/intro"),
        ("_hands_on/intro.md", Meta(), "hands_on/intro"),
        ("トランザクション.md", Meta(section="第1章", lesson="1"), "第1章/1-トランザクション"),
        ("con.md", Meta(section="AUX"), "_AUX/_con"),
        ("a.md", Meta(section="../../etc", lesson="../1"), "etc/1-a"),
        ("c++ & c#.md", Meta(section="Teil 2: Größen", lesson="1"), "Teil-2-Größen/1-c-c"),
    ],
)
def test_outputs_are_named_by_section_number_and_source(file: str, meta: Meta, name: str) -> None:
    assert str(output_stem(meta, Path(file))) == name


def test_long_names_are_cut_and_stay_different() -> None:
    one, other = slug("é" * 300 + "a"), slug("é" * 300 + "b")
    assert len(one.encode()) <= MAX_NAME_BYTES
    assert one != other


@given(st.text(), st.text(), st.text(min_size=1).filter(lambda text: "/" not in text))
def test_no_label_leads_out_of_the_output_folder(section: str, lesson: str, name: str) -> None:
    meta = Meta(section=section, lesson=lesson)
    parts = output_stem(meta, Path("unit", name.replace("\0", "") or "x")).parts
    assert len(parts) == 2
    assert all(part.strip(".") and len(part.encode()) < 100 for part in parts)
