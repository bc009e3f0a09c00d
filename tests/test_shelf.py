"""What is kept for the next process saves it work, and never changes what it comes to."""

import os
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest
from pptx_deck import body, build, part, rewritten, slide, text

from deckgen.backends.pptx import template as template_module
from deckgen.backends.pptx.lint import lint, memory
from deckgen.backends.pptx.template import template
from deckgen.batch import memo
from deckgen.batch import shelf as shelf_module
from deckgen.batch.shelf import FileShelf
from deckgen.cli import main
from deckgen.keeping import lent
from deckgen.theme import Theme, files, load_theme, reading

keep = memory.remember


@contextmanager
def process(folder: Path) -> Iterator[None]:
    """Know no more than a fresh process does that may keep things in a folder."""
    files._parsed.cache_clear()
    reading._theme.cache_clear()
    template.cache_clear()
    memory.forget()
    shelf_module._ground.cache_clear()
    with lent(FileShelf(str(folder))):
        yield


@pytest.fixture(autouse=True)
def may_keep(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sys, "dont_write_bytecode", False)


def made(folder: Path, name: str = "slate", lang: str = "en") -> tuple[bytes, int]:
    """Return a deck that a fresh process makes and judges, and how many parts were news to it."""
    with process(folder):
        data = build(slide("First", body(text("one"))), theme=load_theme(name), lang=lang)
        news: list[int] = []
        with pytest.MonkeyPatch.context() as patch:
            patch.setattr(memory, "remember", lambda one: [news.append(len(one.news)), keep(one)])
            assert lint(data) == ()
        return data, news[0]


def kept(folder: Path) -> list[Path]:
    return sorted(folder.iterdir())


@pytest.mark.parametrize("lang", ["en", "ar"])
def test_what_is_kept_saves_work_and_changes_no_byte(tmp_path: Path, lang: str) -> None:
    first, many = made(tmp_path, lang=lang)
    assert len(kept(tmp_path)) == 3
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(template_module, "_parts", lambda _: pytest.fail("made once more"))
        second, few = made(tmp_path, lang=lang)
    assert second == first
    assert few < many - 40


def test_a_theme_has_what_is_its_own(tmp_path: Path) -> None:
    assert made(tmp_path)[0] != made(tmp_path, lang="ar")[0] != made(tmp_path, "night")[0]
    assert len(kept(tmp_path)) == 8


def test_a_theme_is_read_from_what_was_kept_of_it_as_from_its_file(tmp_path: Path) -> None:
    def read() -> Theme:
        with process(tmp_path):
            return load_theme("night")

    first = read()
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(files, "read_toml", lambda _: pytest.fail("read once more"))
        assert repr(read()) == repr(first)


@pytest.mark.parametrize("text", ["title = 1979-05-27", 'tilte = "Odd"'])
def test_a_theme_that_is_not_sound_is_not_kept(tmp_path: Path, text: str) -> None:
    path = tmp_path / "odd" / "theme.toml"
    path.parent.mkdir()
    path.write_text(text)
    for _ in range(2):
        with process(tmp_path / "odd"):
            assert files.read_theme_file(path).faults
    assert kept(tmp_path / "odd") == [path]


@pytest.mark.parametrize("harm", ["empty", "cut", "changed", "swapped", "other seal"])
def test_what_is_damaged_is_made_anew(tmp_path: Path, harm: str) -> None:
    first, many = made(tmp_path)
    files = kept(tmp_path)
    whole = [path.read_bytes() for path in files]
    for path, data, other in zip(files, whole, [*whole[1:], whole[0]], strict=True):
        path.write_bytes(
            {
                "empty": b"",
                "cut": data[:-1],
                "changed": data[:500] + bytes([data[500] ^ 1]) + data[501:],
                "swapped": other,
                "other seal": bytes(32) + data[32:],
            }[harm]
        )
    assert made(tmp_path) == (first, many)
    assert [path.read_bytes() for path in files] == whole


@pytest.mark.parametrize("what", ["own_stamps", "beside"])
def test_what_is_out_of_date_is_made_anew(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, what: str
) -> None:
    first, many = made(tmp_path)
    value = "others" if what == "own_stamps" else {"libraries": "others", "python": "other"}
    monkeypatch.setattr(shelf_module, what, lambda: value)
    assert made(tmp_path) == (first, many)
    assert made(tmp_path)[1] < many
    assert len(kept(tmp_path)) == 3


def test_a_theme_stays_known_however_many_decks_are_judged(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    data, many = made(tmp_path)
    monkeypatch.setattr(memory, "_MOST", many + 4)
    with process(Path(os.devnull)):
        lint(data)
        parts = memory.sound.copy()
        for count in range(2, 9):
            assert lint(build(*(slide(str(one), body(text("x"))) for one in range(count)))) == ()
            assert len(memory.sound) <= 2 * many
        assert len(parts.keys() - memory.sound.keys()) <= 6
        assert memory.rows.keys() == {entry.row for entry in memory.sound}


def test_an_entry_that_is_listed_as_a_known_one_and_differs_is_not_taken_for_it() -> None:
    data = build(slide("First", body(text("one"))))
    with process(Path(os.devnull)):
        assert lint(data) == ()
        at = data.index(b"ppt/theme/theme1.xml") + 60
        changed = data[:at] + bytes([data[at] ^ 1]) + data[at + 1 :]
        assert {finding.rule for finding in lint(changed)} == {"zip"}


def test_a_fault_in_a_part_is_seen_though_the_part_was_sound(tmp_path: Path) -> None:
    data, _ = made(tmp_path)
    name = "ppt/slideMasters/slideMaster1.xml"
    content = part(data, name).decode()
    broken = rewritten(data, {name: content.replace('r:id="rId', 'r:id="rIdX', 1)})
    for _ in range(2):
        with process(tmp_path):
            assert {finding.rule for finding in lint(broken)} == {"references"}


def test_a_build_keeps_and_takes_and_does_not_remember_that(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(memo, "_TICK_NS", 0)
    for home in ("deckgen.batch.runners", "deckgen.build"):
        monkeypatch.setattr(f"{home}.shelf", lambda: FileShelf(str(tmp_path / "kept")))
    monkeypatch.chdir(tmp_path)
    (tmp_path / "kept").mkdir()
    (tmp_path / "a.md").write_text("---\ntitle: A\n---\n# One\n\n- two\n")
    decks = []
    for output in ("first", "second"):
        with process(Path(os.devnull)):
            monkeypatch.setattr(sys, "argv", f"deckgen build -q -t pptx -o {output} a.md".split())
            with pytest.raises(SystemExit):
                main()
        decks += [path.read_bytes() for path in (tmp_path / output).rglob("*.pptx")]
        remembered = (tmp_path / output / ".deckgen" / "memo.json").read_text()
        assert str(tmp_path / "kept") not in remembered
        assert "pycache" not in remembered
    assert decks[0] == decks[1]
    assert len(kept(tmp_path / "kept")) == 3


def test_nothing_is_kept_where_python_keeps_nothing(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(sys, "dont_write_bytecode", True)
    first = made(tmp_path)
    assert kept(tmp_path) == []
    assert made(tmp_path / "nowhere") == first == made(Path(os.devnull))


def test_only_so_much_is_kept(tmp_path: Path) -> None:
    shelf = FileShelf(str(tmp_path))
    for number in range(40):
        shelf.leave(bytes([number]), b"data")
    shelf.leave(b"large", bytes(2 << 20))
    assert len(kept(tmp_path)) == 32
    assert (shelf.take(bytes([39])), shelf.take(b"large")) == (b"data", b"")
