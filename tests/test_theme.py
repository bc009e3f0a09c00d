"""Themes: read, inherited, refused with the reason, readable."""

from contextlib import suppress
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from deckgen.diagnostics import DeckgenError
from deckgen.theme import Box, load_theme, theme_names
from deckgen.theme.contrast import ENHANCED, contrast
from deckgen.theme.legibility import contrast_findings, faint


def test_six_themes_are_bundled() -> None:
    assert theme_names() == ("blueprint", "contrast", "night", "paper", "slate", "studio")


@pytest.mark.parametrize("name", theme_names())
def test_a_bundled_theme_has_no_color_too_close_to_read(name: str) -> None:
    assert [str(finding) for finding in contrast_findings(load_theme(name))] == []


def test_the_contrast_theme_passes_the_enhanced_level() -> None:
    theme = load_theme("contrast")
    assert theme.look.contrast == ENHANCED
    assert [str(one) for one in faint(theme)] == []


def test_contrast_is_that_of_wcag() -> None:
    assert contrast("000000", "FFFFFF") == 21
    assert round(contrast("777777", "FFFFFF"), 2) == 4.48


@pytest.mark.parametrize("name", theme_names())
def test_no_placeholder_leaves_its_slide(name: str) -> None:
    theme = load_theme(name)
    boxes = [place.box for layout in theme.layouts for place in layout.placeholders]
    assert [box for box in boxes if not _inside(box, theme.width, theme.height)] == []


@pytest.mark.parametrize("name", theme_names())
def test_every_idx_is_unique_on_its_layout(name: str) -> None:
    for layout in load_theme(name).layouts:
        indexes = [place.idx for place in layout.placeholders]
        assert len(indexes) == len(set(indexes)), layout.name


def test_an_unknown_theme_is_refused_with_the_nearest_name() -> None:
    with pytest.raises(DeckgenError, match="no theme 'slat'") as caught:
        load_theme("slat")
    assert caught.value.hint == "did you mean 'slate'?"


def test_a_project_may_bring_its_own_theme(tmp_path: Path) -> None:
    write(tmp_path, "mine", 'extends = "slate"\ntitle = "Mine"\n[colors]\naccent1 = "123456"\n')
    theme = load_theme("mine", tmp_path)
    assert theme.title == "Mine"
    assert theme.colors.accent1 == "123456"
    assert theme.colors.accent2 == load_theme("slate").colors.accent2


def test_a_layout_is_changed_by_name_and_its_places_by_idx(tmp_path: Path) -> None:
    place = "place = [{ idx = 1, box = [1, 12, 2.0, 6.0] }]"
    write(tmp_path, "mine", f'extends = "slate"\n[[layout]]\nname = "Code"\n{place}\n')
    code = load_theme("mine", tmp_path).layout("Code")
    assert code.find("code")[0].box.y == 2 * 914400
    assert code.find("title") == load_theme("slate").layout("Code").find("title")


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("title = ", "Invalid value"),
        ('title = "Mine"', "missing key 'description'"),
        ('extends = "slate"\n[colors]\naccent1 = "blue"', "'blue' is not a color like 1A2B3C"),
        ('extends = "slate"\n[scale]\nhuge = 9', "theme.toml:3: unknown key 'huge'"),
        (
            'extends = "slate"\n[look]\npanels = "box"',
            "theme.toml:3: 'panels' is 'box', not one of",
        ),
        ('extends = "slate"\n[[shape]]\nat = [0, 0, inf, 1]\ncolor = "tx1"', "a list of 4 numbers"),
        ('extends = "slate"\n[[shape]]\nat = [0, 0, 1, 1]\ncolor = "red"', "'color' is 'red'"),
        ('extends = "slate"\n[[shape]]\ncolor = "tx1"', "theme.toml:2: 'shape' needs 'at'"),
        ('extends = "slate"\n[fonts.body]\nmetrics = "../x"', "no width table"),
        ('extends = "slate"\n[[layout]]\nname = "New"\nplace = [{ idx = 1 }]', "needs a 'type'"),
        ('extends = "mine"', "extends itself"),
        ('extends = "nowhere"', "no theme 'nowhere'"),
    ],
)
def test_an_unsound_theme_is_refused_with_the_reason(
    tmp_path: Path, text: str, message: str
) -> None:
    write(tmp_path, "mine", text)
    with pytest.raises(DeckgenError, match=message):
        load_theme("mine", tmp_path)


def test_a_theme_may_extend_ours_of_its_own_name(tmp_path: Path) -> None:
    write(tmp_path, "paper", 'extends = "paper"\n[colors]\naccent1 = "123456"\n')
    theme = load_theme("paper", tmp_path)
    assert (theme.colors.accent1, theme.title) == ("123456", "Paper")
    assert theme.css == load_theme("paper").css


def test_a_theme_that_is_a_link_out_of_its_folder_is_refused(tmp_path: Path) -> None:
    write(tmp_path, "mine", 'extends = "slate"')
    file = tmp_path / "themes" / "mine" / "theme.toml"
    file.rename(tmp_path / "secret.toml")
    file.symlink_to(tmp_path / "secret.toml")
    with pytest.raises(DeckgenError, match="a link out of the folder"):
        load_theme("mine", tmp_path)


@pytest.mark.parametrize("text", ["x" * 300_000, "a = " + "[" * 100_000, "\ufeff\x00"])
def test_a_hostile_theme_file_is_refused(tmp_path: Path, text: str) -> None:
    write(tmp_path, "mine", text)
    with pytest.raises(DeckgenError):
        load_theme("mine", tmp_path)


@pytest.mark.parametrize(
    "css",
    ["@import 'x';", "p { background: url(http://a.b/c) }", "p{background:u\\72l(//a.b)}",
     "p { background: URL( 'file:///etc/passwd' ) }", "@font-face { src: local(x) }"],
)  # fmt: skip
def test_a_style_sheet_that_reaches_outside_is_refused(tmp_path: Path, css: str) -> None:
    write(tmp_path, "mine", 'extends = "slate"')
    (tmp_path / "themes" / "mine" / "handout.css").write_text(f"/* one */\n{css}")
    with pytest.raises(DeckgenError, match=r"handout\.css:2: .* reaches outside"):
        load_theme("mine", tmp_path)


@settings(max_examples=60)
@given(
    line=st.integers(0, 260),
    value=st.sampled_from(["1", "-5", "inf", "true", "''", "[]", "{}", "[{}]", "'tx1'", "1e300"]),
)
def test_no_theme_file_makes_the_reader_crash(
    tmp_path_factory: pytest.TempPathFactory, line: int, value: str
) -> None:
    project = tmp_path_factory.mktemp("project")
    lines = (Path(__file__).parent.parent / "themes/slate/theme.toml").read_text().splitlines()
    at = line % len(lines)
    key, found, _ = lines[at].partition("=")
    lines[at] = f"{key}= {value}" if found and not key.lstrip().startswith("{") else ""
    write(project, "mine", "\n".join(lines))
    with suppress(DeckgenError):
        load_theme("mine", project)


def write(project: Path, name: str, text: str) -> None:
    folder = project / "themes" / name
    folder.mkdir(parents=True)
    (folder / "theme.toml").write_text(text, encoding="utf-8")


def _inside(box: Box, width: int, height: int) -> bool:
    return min(box.x, box.y) >= 0 and box.x + box.width <= width and box.y + box.height <= height


def test_a_theme_is_made_once_and_anew_when_one_of_its_files_changes(tmp_path: Path) -> None:
    file = tmp_path / "themes" / "own" / "theme.toml"
    file.parent.mkdir(parents=True)
    file.write_text('extends = "slate"\ntitle = "One"\n')
    first = load_theme("own", tmp_path)
    assert load_theme("own", tmp_path) is first
    file.write_text('extends = "slate"\ntitle = "Two"\n')
    assert load_theme("own", tmp_path).title == "Two"
    file.with_name("handout.css").write_text("p { color: red }")
    assert load_theme("own", tmp_path).css == "p { color: red }"
    file.write_text('extends = "slate"\ntitle = "One"\n')
    file.with_name("handout.css").unlink()
    assert load_theme("own", tmp_path) is first
