"""``deckgen themes``: what it finds in a theme, the themes it begins, the templates it writes."""

from collections.abc import Callable
from pathlib import Path

import pytest
from pptx_template import theme_of
from test_theme import write

from deckgen.backends.pptx.lint import lint
from deckgen.backends.pptx.template_file import theme_template
from deckgen.cli import main
from deckgen.theme import load_theme, theme_names
from deckgen.theme.checking import check_theme

Deckgen = Callable[..., int]


@pytest.fixture
def deckgen(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Deckgen:
    monkeypatch.chdir(tmp_path)

    def run(*arguments: str) -> int:
        with pytest.raises(SystemExit) as ended:
            main(arguments)
        return int(str(ended.value.code))

    return run


def found(project: Path, text: str) -> list[tuple[int, str]]:
    """Return the line and the message of each finding in a theme of this text."""
    write(project, "mine", text)
    return [(one.line, one.message) for one in check_theme("mine", project)]


@pytest.mark.parametrize("name", theme_names())
def test_a_bundled_theme_is_sound(name: str) -> None:
    assert [str(one) for one in check_theme(name)] == []


def test_all_unknown_keys_are_named_with_their_lines(tmp_path: Path) -> None:
    text = 'extends = "slate"\ncolour = 1\n\n[look]\npanles = "bar"\n[[layout]]\nnmae = "X"'
    assert found(tmp_path, text) == [
        (2, "unknown key 'colour'"),
        (5, "unknown key 'panles'"),
        (7, "unknown key 'nmae'"),
        (6, "a layout needs a 'name'"),
    ]


def test_a_color_too_faint_is_found_at_its_line(tmp_path: Path) -> None:
    lines = found(tmp_path, 'extends = "slate"\n[colors]\nlink = "FFEE00"')
    assert (3, "links (hlink) on paper (bg1): contrast 1.2, needs 4.5") in lines


def test_a_title_on_a_decoration_is_measured_against_it(tmp_path: Path) -> None:
    band = '[[shape]]\nat = [0, 0, 13.3, 1.6]\ncolor = "dk2"'
    (_, message), *_ = found(tmp_path, f'extends = "slate"\n{band}')
    assert message.startswith("title (tx2) on the decoration under it (dk2)")


def test_places_that_leave_the_slide_or_overlap_are_found(tmp_path: Path) -> None:
    places = "place = [\n  { idx = 1, at = [1, 1, 14, 3] },\n]"
    assert found(tmp_path, f'extends = "slate"\n[[layout]]\nname = "Code"\n{places}') == [
        (5, "'Code' of 'Code' leaves the slide"),
        (5, "'Title' and 'Code' of 'Code' overlap"),
    ]


def test_text_too_small_for_a_room_is_found(tmp_path: Path) -> None:
    assert found(tmp_path, 'extends = "slate"\n[scale]\nbody = [20, 14]') == [
        (3, "body goes down to 14 pt; 18 is the least that a room can read")
    ]


def test_style_sheets_that_are_slow_are_found(tmp_path: Path) -> None:
    write(tmp_path, "mine", 'extends = "slate"')
    css = tmp_path / "themes" / "mine" / "handout.css"
    css.write_text(
        "p { break-inside: avoid }\n.a { columns: 2 }\n.b { columns: 2; column-fill: auto }"
    )
    assert [(one.line, one.file) for one in check_theme("mine", tmp_path)] == [(2, css.as_posix())]


def test_a_build_tells_once_that_a_theme_is_hard_to_read(
    tmp_path: Path, deckgen: Deckgen, capsys: pytest.CaptureFixture[str]
) -> None:
    write(tmp_path, "mine", 'extends = "slate"\n[colors]\nlink = "FFEE00"')
    for number in (1, 2):
        text = f"---\ntitle: T\nlesson: {number}\nsection: 1\n---\n\n# T\n\nText.\n"
        (tmp_path / f"{number}.md").write_text(text)
    assert deckgen("check", "1.md", "2.md", "--theme", "mine", "-t", "pptx") == 0
    told = capsys.readouterr()
    assert (told.out + told.err).count("[contrast]: theme 'mine': links (hlink) on paper") == 1


@pytest.mark.parametrize("base", theme_names())
def test_a_new_theme_is_sound_and_looks_like_its_base(
    base: str, tmp_path: Path, deckgen: Deckgen
) -> None:
    assert deckgen("themes", "new", "mine", "--from", base) == 0
    assert check_theme("mine", tmp_path) == ()
    mine, theirs = load_theme("mine", tmp_path), load_theme(base)
    assert (mine.colors, mine.layouts, mine.css) == (theirs.colors, theirs.layouts, theirs.css)


def test_a_new_theme_never_takes_the_place_of_one(tmp_path: Path, deckgen: Deckgen) -> None:
    write(tmp_path, "mine", "# my work")
    assert deckgen("themes", "new", "mine") == 2
    assert (tmp_path / "themes" / "mine" / "theme.toml").read_text() == "# my work"


@pytest.mark.parametrize("name", ["../mine", "a/b", "Mine", ".", "con fuse"])
def test_a_theme_has_a_plain_name(name: str, tmp_path: Path, deckgen: Deckgen) -> None:
    assert deckgen("themes", "new", name) == 2
    assert list(tmp_path.iterdir()) == []


def test_the_command_ends_with_one_where_a_theme_is_not_sound(
    tmp_path: Path, deckgen: Deckgen, capsys: pytest.CaptureFixture[str]
) -> None:
    write(tmp_path, "mine", 'extends = "slate"\n[colors]\naccent1 = "red"')
    assert deckgen("themes", "check", "mine") == 1
    told = capsys.readouterr().out
    assert told == "themes/mine/theme.toml:3: error[theme]: 'red' is not a color like 1A2B3C\n"
    assert deckgen("themes", "check", "slate", "--strict") == 0


@pytest.mark.parametrize("name", theme_names())
def test_a_theme_as_a_template_is_valid_and_can_be_built_on(name: str) -> None:
    data = theme_template(load_theme(name))
    assert lint(data) == ()
    theme = theme_of(data)
    assert {layout.found for layout in theme.layouts} == {"name"}
