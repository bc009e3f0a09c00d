"""Handouts look the same on every machine: what is set in which font, with none but deckgen's."""

import os
import re
import subprocess
import sys
from pathlib import Path

import pypdfium2
import pytest
from pdf_lessons import lesson, pdf_of, slide, text

from deckgen.backends.pdf import engine_problem, fonts

ROOT = Path(__file__).parent.parent

pytestmark = pytest.mark.skipif(bool(engine_problem()), reason=engine_problem())

BARE = """
import sys
from io import BytesIO
import pikepdf
from deckgen.backends.pdf import fonts
fonts._SYSTEM = ()
from pdf_lessons import *
words, lang = sys.argv[1:]
data, found = pdf_of(lesson(slide("Body", text(words), Code(words)), lang=lang))
pdf = pikepdf.open(BytesIO(data))
print(sorted({str(each.BaseFont).split("+")[-1] for each in pdf.objects
              if isinstance(each, pikepdf.Dictionary) and "/BaseFont" in each}))
print(*found, sep="\\n")
"""


def on_a_machine_without_fonts(words: str, lang: str, folder: Path) -> tuple[str, str]:
    """Return the fonts of a handout and what was reported of it."""
    environment = {**os.environ, "PYTHONPATH": f"{ROOT}:{ROOT / 'tests'}"}
    environment |= {"XDG_CACHE_HOME": str(folder)}
    environment.pop("FONTCONFIG_FILE", None)
    command = [sys.executable, "-c", BARE, words, lang]
    done = subprocess.run(command, env=environment, capture_output=True, text=True, check=True)
    used, _, found = done.stdout.partition("\n")
    return used, found.strip()


@pytest.fixture(scope="module")
def cache(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return tmp_path_factory.mktemp("cache")


EVERYWHERE = (
    "日本語の文字 解法 해시 테이블 جدول التجزئة טבלת גיבוב ตารางแฮช हैश तालिका Ω Жук "
    "∑ → ≤ ☑ ★ 😀 ✅ ├──"
)


def test_a_machine_without_fonts_shows_every_script(cache: Path) -> None:
    used, found = on_a_machine_without_fonts(EVERYWHERE, "en", cache)
    assert found == ""
    assert "Noto-Sans-CJK-JP" in used
    assert "Noto-Emoji" in used


def test_a_character_without_a_font_is_named_with_the_cure(cache: Path) -> None:
    _, found = on_a_machine_without_fonts("a ᠮ b", "en", cache)
    assert found == (
        "lesson.md: warning[glyph]: no font at hand has 'ᠮ' (U+182E); the handout has a box\n"
        "  hint: install a font that has mongolian letter ma: apt-get install -y fonts-noto"
    )


def test_the_machines_copy_of_a_bundled_font_is_passed_over() -> None:
    text = fonts._configuration(Path("cache"), "")
    for family in ("NotoSansArabic", "Carlito", "Arimo", "IBMPlexMono"):
        assert f"<glob>*/share/fonts/*/{family}-*</glob>" in text


def test_every_family_that_is_named_comes_with_deckgen() -> None:
    bundled = {
        re.sub(r"[^a-z]", "", re.split(r"[-\[]", file.stem)[0].lower())
        for folder in fonts.font_folders()
        for file in folder.glob("*.[to]tf")
    }
    named = {re.sub(r"[^a-z]", "", name.lower()) for name in fonts._FALLBACK}
    assert {name for name in named if name not in bundled} == {"dejavusans"}


def test_words_in_arabic_can_be_copied() -> None:
    data, _ = pdf_of(lesson(slide("T", text("ورقة الدراسة تبقى صحيحة بعد التثبيت")), lang="ar"))
    page = pypdfium2.PdfDocument(data)[0].get_textpage().get_text_range()
    letters = {*"ورقةالدراسةتبقىصحيحةبعدالتثبيت"}
    assert letters <= {*page}


def test_fonts_are_cut_down_where_harfbuzz_cannot(monkeypatch: pytest.MonkeyPatch) -> None:
    page = lesson(slide("Body", text("Some words.")))
    usual = len(pdf_of(page)[0])
    monkeypatch.setattr("weasyprint.pdf.fonts.harfbuzz_subset", None)
    data, found = pdf_of(page)
    assert found == []
    assert len(data) < 2 * usual
