"""Lines of text as deckgen draws them: the same as WeasyPrint would, which shapes them anew."""

from __future__ import annotations

import re
import zlib
from typing import Any

import pytest
from pdf_lessons import everything, laid_out, one_slide, pdf_of, terms, text

from deckgen.backends.pdf import lettering
from deckgen.model import Lesson
from deckgen.values import replace

WORDS = {
    "en": "Officials file first: a fine waffle, AVATAR, 10,000 e\u0301 and x².",
    "de": "Donaudampfschifffahrtsgesellschaftskapitän " * 9,
    "ar": "تُحفظ البيانات (one two) على أجهزة",
    "hi": "डेटा कई मशीनों पर रखा जाता है",
    "th": "ข้อมูลถูกเก็บไว้ในหลายเครื่อง",
    "ja": "データは複数の機械に保存される。" * 6,
}


def drawings(lesson: Lesson) -> list[bytes]:
    """Return what draws the pages of a handout, without moves by nothing."""
    data, _ = pdf_of(lesson)
    streams = re.findall(rb"stream\n(.*?)\nendstream", data, re.DOTALL)
    inflated = [zlib.decompress(each) for each in streams if each[:1] == b"x"]
    return [re.sub(rb">0?<|(?<=>)0(?=\])", b"", each) for each in inflated if b" Tf" in each]


def anew(self: Any, style: Any) -> None:
    self.setup(style)
    self.set_text(self.text, justify=True)


@pytest.mark.parametrize("lang", WORDS)
def test_words_are_drawn_as_weasyprint_draws_them(
    lang: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    some = WORDS[lang]
    lesson = one_slide(text(some), terms(One=some, Two=some), text(some * 3))
    assert_drawn_alike(replace(lesson, meta=replace(lesson.meta, lang=lang)), monkeypatch)


def test_everything_is_drawn_as_weasyprint_draws_it(monkeypatch: pytest.MonkeyPatch) -> None:
    assert_drawn_alike(everything(), monkeypatch)


def assert_drawn_alike(lesson: Lesson, monkeypatch: pytest.MonkeyPatch) -> None:
    ours = drawings(lesson)
    from weasyprint.text.line_break import Layout

    lines: list[Any] = []
    monkeypatch.setattr(lettering, "_runs", lambda *given: lines.append(given))
    monkeypatch.setattr(Layout, "reactivate", anew)
    assert drawings(lesson) == ours
    assert lines


def test_a_line_asks_pango_for_no_shape_but_its_own(monkeypatch: pytest.MonkeyPatch) -> None:
    lesson = one_slide(text(WORDS["en"] * 20))
    pdf_of(lesson)
    shaped = laid_out(monkeypatch)
    from deckgen.backends.pdf import backend

    write, before = backend.write_pdf, list[int]()

    def written(*given: Any) -> Any:
        before.append(len(shaped))
        return write(*given)

    monkeypatch.setattr(backend, "write_pdf", written)
    pdf_of(lesson)
    assert before == [len(shaped)]
