"""A Jekyll checkout is a course as it is."""

from pathlib import Path

import pytest

from deckgen.course import documents, find_lessons, project
from deckgen.diagnostics import DeckgenError, Severity
from deckgen.source import read_site

CONFIG = """\
title: Cloud Basics
author: {name: Ada Byron}
locale: de_DE
collections:
  hands_on: {output: true}
exclude: [notes, "*.draft.md", _hands_on/old/]
defaults:
  - scope: {path: "", type: hands_on}
    values: {section: Section-2, layout: posts}
  - scope: {path: _hands_on/three}
    values: {section: Section-3, lang: fr, deckgen: {theme: paper, detail: gist}}
"""


@pytest.fixture
def site(tmp_path: Path) -> Path:
    (tmp_path / "_config.yml").write_text(CONFIG)
    return tmp_path


def write(path: Path, front: str = "title: A title", body: str = "Some text.") -> Path:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(f"---\n{front}\n---\n\n{body}\n")
    return path


def names(folder: Path) -> list[str]:
    return [Path(one.source.file).name for one in documents(find_lessons([folder]))]


def test_posts_and_collections_are_found_and_pages_are_not(site: Path) -> None:
    write(site / "_posts" / "2024-01-02-intro.md", "section: 1\nlesson: 1")
    write(site / "_hands_on" / "01-lab.md", "lesson: 1")
    write(site / "pages" / "imprint.md")
    write(site / "pages" / "extra.md", "section: 2\nlesson: 2")
    write(site / "index.md")
    write(site / "_drafts" / "later.md", "lesson: 9")
    assert names(site) == ["2024-01-02-intro.md", "01-lab.md", "extra.md"]
    assert names(site / "pages") == ["imprint.md", "extra.md"]


def test_what_the_site_leaves_out_is_no_lesson_unless_it_is_named(site: Path) -> None:
    write(site / "_posts" / "2024-01-02-kept.md")
    hidden = write(site / "_posts" / "2024-01-03-hidden.md", "title: A\npublished: false")
    write(site / "_hands_on" / "old" / "lab.md")
    write(site / "_hands_on" / "x.draft.md")
    write(site / "notes" / "_posts" / "2024-01-02-note.md")
    assert names(site) == ["2024-01-02-kept.md"]
    assert names(hidden) == ["2024-01-03-hidden.md"]


def test_the_site_gives_front_matter_and_the_documents_own_wins(site: Path) -> None:
    write(site / "_hands_on" / "lab.md", "lesson: 1\nlang: en")
    write(site / "_hands_on" / "three" / "lab.md", "lesson: 1\ndeckgen: {theme: night}")
    write(site / "_posts" / "2024-01-02-a.md", "section: 1\nauthor: Bob")
    found = {
        one.stem.as_posix(): (one.source.meta.lang, one.source.meta.author, one.source.given)
        for one in documents(find_lessons([site]))
    }
    assert found == {
        "Section-1/a": ("de-DE", "Bob", {}),
        "Section-2/1-lab": ("en", "Ada Byron", {}),
        "Section-3/1-lab": ("fr", "Ada Byron", {"theme": "night", "detail": "gist"}),
    }


def test_a_project_without_paths_builds_the_sites_documents(
    site: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    write(site / "_posts" / "2024-01-02-a.md")
    write(site / "_hands_on" / "lab.md")
    monkeypatch.chdir(site)
    here = project()
    assert [path.as_posix() for path in here.lessons] == ["_hands_on", "_posts"]
    assert (here.title, here.author, here.lang) == ("Cloud Basics", "Ada Byron", "de-DE")


def test_collections_may_have_a_folder_of_their_own(site: Path) -> None:
    config = "collections: [labs]\ncollections_dir: content\nsource: www\n"
    (site / "_config.yml").write_text(config)
    write(site / "www" / "content" / "_labs" / "a.md")
    assert [path.name for path in project(site).lessons] == ["_labs"]


@pytest.mark.parametrize(
    ("config", "message"),
    [
        ("a: [", "is not read: "),
        ("title: \tx: [y", "is not read: "),
        ("x: " + "[" * 60 + "]" * 60, "nested deeper than 40 levels"),
        ("a: &a [1,1,1,1,1,1,1,1,1,1]\n"
         + "".join(f"{chr(98 + n)}: &{chr(98 + n)} [{', '.join(['*' + chr(97 + n)] * 10)}]\n"
                   for n in range(8)),
         "holds more than 20000 values"),
        ("x: " + "y" * (300 << 10), "larger than 256 KiB"),
        ("lang: [1]", "'lang' should be a text"),
    ],
)  # fmt: skip
def test_a_configuration_that_cannot_be_read_is_a_warning(
    site: Path, config: str, message: str
) -> None:
    (site / "_config.yml").write_text(config)
    write(site / "_posts" / "2024-01-02-a.md")
    [document] = documents(find_lessons([site]))
    [found] = document.found
    assert (found.severity, Path(found.file).name) == (Severity.WARNING, "_config.yml")
    assert message in found.message


def test_aliases_and_merge_keys_are_followed(site: Path) -> None:
    file = site / "_config.yml"
    file.write_text("x: &x {lang: fr, author: A}\ndefaults:\n- {scope: {path: ''}, values: *x}\n"
                    "- {scope: {type: posts}, values: {<<: *x, author: B}}\n")  # fmt: skip
    write(site / "_posts" / "2024-01-02-a.md")
    write(site / "_labs" / "a.md")
    assert [(one.source.meta.lang, one.source.meta.author)
            for one in documents(find_lessons([site]))] == [("fr", "A"), ("fr", "B")]  # fmt: skip
    assert read_site(file).found == ()


def test_a_site_with_nothing_but_pages_is_refused(site: Path) -> None:
    write(site / "index.md")
    with pytest.raises(DeckgenError, match="no lessons, but 1 other"):
        names(site)
