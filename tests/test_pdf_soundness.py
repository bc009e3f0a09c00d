from __future__ import annotations

import sys
from collections.abc import Iterator
from io import BytesIO
from pathlib import Path
from typing import Any

import pikepdf
import pytest
from pdf_lessons import bullets, everything, item, lesson, pages_of, pdf_of, slide, terms, text

from deckgen.backends.pdf import PdfBackend, engine_problem, findings
from deckgen.backends.pdf.soundness import faults
from deckgen.diagnostics import Diagnostic, Severity
from deckgen.model import (
    Audience,
    Callout,
    CalloutKind,
    Columns,
    Definition,
    DefinitionList,
    Footnote,
    Lesson,
    Quiz,
    Quote,
    Restricted,
    Run,
    SlideOptions,
)
from deckgen.theme import load_theme
from deckgen.values import replace

needs_engine = pytest.mark.skipif(bool(engine_problem()), reason=engine_problem())


def made(change: Any, *, packed: bool) -> bytes:
    """Return a PDF of one page that ``change`` has worked on."""
    pdf = pikepdf.new()
    pdf.add_blank_page()
    change(pdf)
    stream = BytesIO()
    mode = pikepdf.ObjectStreamMode.generate if packed else pikepdf.ObjectStreamMode.disable
    pdf.save(stream, object_stream_mode=mode)
    return stream.getvalue()


def script(pdf: pikepdf.Pdf) -> None:
    pdf.Root.OpenAction = pikepdf.Dictionary(S=pikepdf.Name.JavaScript, JS="app.alert(1)")


def launch(pdf: pikepdf.Pdf) -> None:
    pdf.Root.OpenAction = pikepdf.Dictionary(S=pikepdf.Name.Launch, F="calc.exe")


def attach(pdf: pikepdf.Pdf) -> None:
    pdf.attachments["a.txt"] = b"words"


def link(address: str) -> Any:
    def change(pdf: pikepdf.Pdf) -> None:
        action = pikepdf.Dictionary(S=pikepdf.Name.URI, URI=pikepdf.String(address))
        place = pikepdf.Dictionary(Subtype=pikepdf.Name.Link, Rect=[0, 0, 9, 9], A=action)
        pdf.pages[0].Annots = pikepdf.Array([place])

    return change


@pytest.mark.parametrize("packed", [False, True])
@pytest.mark.parametrize(
    ("change", "fault"),
    [
        (script, "it holds /JavaScript"),
        (launch, "it holds /Launch"),
        (attach, "it holds /EmbeddedFiles"),
        (link("file:///etc/passwd"), "it links to 'file:///etc/passwd'"),
        (link("javascript:a(b)"), "it links to 'javascript:a(b)'"),
    ],
)
def test_what_does_more_than_be_read_is_found(change: Any, fault: str, packed: bool) -> None:
    assert fault in faults(made(change, packed=packed))


@pytest.mark.parametrize("packed", [False, True])
@pytest.mark.parametrize("address", ["https://example.org/(a)", "mailto:a@example.org"])
def test_a_page_with_an_ordinary_link_is_sound(address: str, packed: bool) -> None:
    assert faults(made(link(address), packed=packed)) == ()


def test_a_file_without_a_page_is_none() -> None:
    assert faults(b"%PDF-1.7\n") == ("it has no page",)


@needs_engine
def test_every_handout_is_sound() -> None:
    assert faults(pdf_of(everything())[0]) == ()


@needs_engine
def test_to_write_about_scripts_is_no_fault() -> None:
    told = lesson(
        slide("/JavaScript (and) /Launch", text("/JS file:///etc/passwd")), title="/JS \\"
    )
    data, found = pdf_of(told)
    assert faults(data) == ()
    assert found == []


def hiding() -> Lesson:
    """Return a lesson with an instructor's words wherever there may be some."""
    secret = Restricted(Audience.INSTRUCTOR, (text("Zanzibar"), terms(Zanzibar="Zanzibar")))
    quiz = Quiz((text("Which?"), secret), (item("this", secret, checked=True),), (secret,))
    blocks = (
        secret, bullets(item("open", secret)), Quote((secret,)), quiz,
        Callout(CalloutKind.TIP, (secret,)), Columns(((secret,), (text("b"),)), (0.5, 0.5)),
        DefinitionList((Definition((Run("Probe"),), ((secret,),)),)),
    )  # fmt: skip
    shown = replace(slide("Body", *blocks), notes=(text("Zanzibar"),))
    for_one = SlideOptions(audience=Audience.INSTRUCTOR)
    kept = replace(slide("Zanzibar", text("Zanzibar")), options=for_one)
    whole = lesson(shown, *[slide(f"Part {number}") for number in range(5)], kept)
    return replace(whole, footnotes=(Footnote(1, (secret,)),))


@needs_engine
@pytest.mark.parametrize(("audience", "told"), [("student", False), ("instructor", True)])
def test_no_word_for_the_instructor_is_in_a_students_file(audience: str, told: bool) -> None:
    with pikepdf.open(BytesIO(pdf_of(hiding(), Audience(audience))[0])) as pdf:
        strings = [str(each) for thing in pdf.objects for each in _strings(thing)]
        pages = pages_of(pdf_of(hiding(), Audience(audience))[0])
    assert any("Zanzibar" in each for each in (*strings, *pages)) is told


def _strings(thing: Any) -> Iterator[Any]:
    """Yield the strings of an object: titles, bookmarks, alternative texts, anchors."""
    if isinstance(thing, pikepdf.Dictionary | pikepdf.Stream):
        yield from (value for _, value in thing.items() if isinstance(value, pikepdf.String))
    elif isinstance(thing, pikepdf.Array):
        yield from (value for value in thing if isinstance(value, pikepdf.String))


@needs_engine
def test_a_fault_fails_the_lesson(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(findings, "faults", lambda _: ("it has no page",))
    found: list[Diagnostic] = []
    PdfBackend().render(lesson(slide("Body", text("a"))), load_theme("slate"), found.append)
    assert [(each.severity, each.code) for each in found] == [(Severity.ERROR, "crash")]
    assert found[0].message.endswith("it has no page")


@needs_engine
@pytest.mark.parametrize("settings", [{}, {"archive": True}, {"fillable": True}, {"imposed": True}])
def test_no_path_of_this_machine_is_in_the_file(settings: dict[str, bool]) -> None:
    whole = everything()
    asked = replace(whole.meta.settings, **settings)
    whole = replace(whole, meta=replace(whole.meta, settings=asked), file=f"{Path.cwd()}/a.md")
    data = PdfBackend().render(whole, load_theme("slate"), lambda _: None)
    with pikepdf.open(BytesIO(data)) as pdf:
        streams = (each for each in pdf.objects if isinstance(each, pikepdf.Stream))
        parts = [data, *(_unpacked(stream) for stream in streams)]
    for path in (Path.cwd(), Path.home(), Path(__file__).parent, Path(sys.prefix)):
        if len(path.parts) > 1:
            assert not any(str(path).encode() in part for part in parts), path
    assert not any(b"deckgen:" in part or b"file:/" in part for part in parts)


def _unpacked(stream: pikepdf.Stream) -> bytes:
    try:
        return stream.read_bytes()
    except pikepdf.PdfError:
        return stream.read_raw_bytes()
