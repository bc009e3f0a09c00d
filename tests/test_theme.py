"""Themes: read, inherited, refused with the reason, readable."""

from pathlib import Path

import pytest

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
        ('title = "Mine"', "missing key 'grid'"),
        ('extends = "slate"\n[colors]\naccent1 = "blue"', "'blue' is not a color like 1A2B3C"),
        ('extends = "slate"\n[scale]\nhuge = 9', "unexpected keyword argument 'huge'"),
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


def write(project: Path, name: str, text: str) -> None:
    folder = project / "themes" / name
    folder.mkdir(parents=True)
    (folder / "theme.toml").write_text(text, encoding="utf-8")


def _inside(box: Box, width: int, height: int) -> bool:
    return min(box.x, box.y) >= 0 and box.x + box.width <= width and box.y + box.height <= height
