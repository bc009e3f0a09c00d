"""Pictures: where they may come from, what they may be, and what is said about the others."""

from __future__ import annotations

import os
from io import BytesIO
from pathlib import Path

import pytest
from PIL import Image

from deckgen.diagnostics import Diagnostic, Severity
from deckgen.model import Figure, Lesson, Meta, Picture, Slide
from deckgen.pictures import load_pictures
from deckgen.pictures.scaling import scaled

SVG = (
    '<svg xmlns="http://www.w3.org/2000/svg" xmlns:xlink="http://www.w3.org/1999/xlink"{}>{}</svg>'
)


def image(kind: str = "PNG", size: tuple[int, int] = (4, 2), **options: object) -> bytes:
    out = BytesIO()
    Image.new("RGB", size, "red").save(out, kind, **options)
    return out.getvalue()


@pytest.fixture
def project(tmp_path: Path) -> Path:
    (tmp_path / "site" / "lessons").mkdir(parents=True)
    (tmp_path / "secret.png").write_bytes(image())
    return tmp_path / "site"


def load(project: Path, src: str) -> tuple[Picture | None, list[Diagnostic]]:
    found: list[Diagnostic] = []
    slide = Slide((), (Figure(src, "alt", line=7), Figure(src, "again", line=9)))
    lesson = Lesson(Meta(), (slide,), file=str(project / "lessons" / "a.md"))
    return load_pictures(lesson, project, found.append).pictures.get(src), found


def fault(project: Path, src: str) -> str:
    picture, found = load(project, src)
    assert picture is None
    assert [(f.severity, f.code, f.line, bool(f.hint)) for f in found] == [
        (Severity.WARNING, "picture", 7, True)
    ]
    return found[0].message.removeprefix(f"the picture '{src}' ")


@pytest.mark.parametrize(
    ("name", "src"),
    [
        ("lessons/a b.png", "a%20b.png"),
        ("lessons/img/x.png", "img/x.png?v=2#top"),
        ("assets/x.png", "../assets/x.png"),
        ("assets/x.png", "/assets/x.png"),
        ("lessons/img/x.png", "img%5Cx.png"),
        ("lessons/größe.png", "gr%C3%B6%C3%9Fe.png"),
    ],
)
def test_addresses_are_found_in_the_project(project: Path, name: str, src: str) -> None:
    path = project / name
    path.parent.mkdir(exist_ok=True)
    path.write_bytes(image())
    assert load(project, src) == (Picture(image(), "png", 4, 2), [])


@pytest.mark.parametrize(
    ("src", "message"),
    [
        ("../../secret.png", "lies outside the project"),
        ("%2e%2e/%2e%2e/secret.png", "lies outside the project"),
        ("/../secret.png", "lies outside the project"),
        ("link.png", "lies outside the project"),
        ("loop.png", "does not exist"),
        ("a%00.png", "does not exist"),
        ("x" * 300 + ".png", None),
        ("", "has no file name"),
        ("#x", "has no file name"),
        ("http://localhost/x.png", "is not a file of this project"),
        ("data:image/png;base64,AAAA", "is not a file of this project"),
        ("file:///etc/passwd", "is not a file of this project"),
        ("//host/x.png", "is not a file of this project"),
    ],
)
def test_nothing_outside_the_project_is_read(project: Path, src: str, message: str | None) -> None:
    (project / "lessons" / "link.png").symlink_to(project.parent / "secret.png")
    (project / "lessons" / "loop.png").symlink_to(project / "lessons" / "loop.png")
    actual = fault(project, src)
    assert message is None or actual == message


def test_a_missing_picture_is_guessed(project: Path) -> None:
    (project / "lessons" / "Shards.PNG").write_bytes(image())
    assert load(project, "shard.png")[1][0].hint == "did you mean 'Shards.PNG'?"


def test_what_is_no_file_is_not_opened(project: Path) -> None:
    (project / "lessons" / "folder.png").mkdir()
    os.mkfifo(project / "lessons" / "pipe.png")
    assert "pipe" not in fault(project, "folder.png")
    assert fault(project, "pipe.png") == "is not a file"


@pytest.mark.parametrize(
    ("data", "message"),
    [
        (b"", "is empty"),
        (b"<html>", "is of no format that is read"),
        (b"%PDF-1.4", "is of no format that is read"),
        (image()[:-20], "is damaged"),
        (image("JPEG", (64, 64))[:400], "is damaged"),
        (image(size=(8000, 5001)), "has more than 40 million pixels"),
    ],
)
def test_unsound_files_are_refused(project: Path, data: bytes, message: str) -> None:
    (project / "lessons" / "x.png").write_bytes(data)
    assert fault(project, "x.png") == message


@pytest.mark.parametrize(
    ("kind", "media"),
    [("PNG", "png"), ("JPEG", "jpeg"), ("GIF", "gif"), ("WEBP", "png"), ("TIFF", "png"),
     ("BMP", "png")],
)  # fmt: skip
def test_formats_are_told_by_content(project: Path, kind: str, media: str) -> None:
    (project / "lessons" / "x.bin").write_bytes(image(kind))
    picture, found = load(project, "x.bin")
    assert picture is not None
    assert (picture.media, picture.width_px, picture.height_px, found) == (media, 4, 2, [])
    assert load(project, "x.bin")[0] == picture


def test_a_photograph_is_turned_upright(project: Path) -> None:
    exif = Image.Exif()
    exif[0x0112] = 6
    (project / "lessons" / "x.jpg").write_bytes(image("JPEG", exif=exif))
    picture, _ = load(project, "x.jpg")
    assert picture is not None
    assert (picture.width_px, picture.height_px) == (2, 4)
    assert b"Exif" not in picture.data


@pytest.mark.parametrize(
    ("attributes", "size"),
    [
        (' width="200" height="100px"', (200, 100)),
        (' viewBox="0 0 300 150"', (300, 150)),
        (' width="1in" viewBox="0 0 2 1"', (96, 48)),
        (' width="100%" viewBox="0,0,40,20"', (40, 20)),
        ("", (300, 150)),
    ],
)
def test_a_drawing_has_the_size_that_it_says(
    project: Path, attributes: str, size: tuple[int, int]
) -> None:
    (project / "lessons" / "x.svg").write_text(SVG.format(attributes, "<path d='M0 0'/>"))
    picture, _ = load(project, "x.svg")
    assert picture is not None
    assert (picture.media, picture.width_px, picture.height_px) == ("svg", *size)


@pytest.mark.parametrize(
    ("content", "message"),
    [
        ("<script>x</script>", "holds <script>"),
        ("<foreignObject/>", "holds <foreignobject>"),
        ("<g onclick='x'/>", "holds a script"),
        ("<image href='http://x/y.png'/>", "leads outside of itself"),
        ("<image xlink:href='/etc/passwd'/>", "leads outside of itself"),
        ("<use href='other.svg#a'/>", "leads outside of itself"),
        ("<style>@import 'x';</style>", "leads outside of itself"),
        ("<rect fill='url(http://x)'/>", "leads outside of itself"),
        ("<rect style='fill: u\\72l(http://x)'/>", "leads outside of itself"),
        ("<g>", "is not well-formed SVG"),
        ("<g id='a'><use href='#a'/></g>", "is nested too deep, or uses itself"),
        ("<g>" * 100 + "</g>" * 100, "is nested too deep, or uses itself"),
        ("<g id='a0'/>" + "".join(f"<g id='a{n}'>" + f"<use href='#a{n - 1}'/>" * 10 + "</g>"
                                  for n in range(1, 9)), "has more than 50,000 elements"),
    ],
)  # fmt: skip
def test_unsafe_drawings_are_refused(project: Path, content: str, message: str) -> None:
    (project / "lessons" / "x.svg").write_text(SVG.format("", content))
    assert fault(project, "x.svg") == message


def test_a_drawing_with_a_document_type_is_refused(project: Path) -> None:
    text = '<?xml version="1.0"?><!DOCTYPE svg [<!ENTITY a "b">]>' + SVG.format("", "&a;")
    (project / "lessons" / "x.svg").write_text(text)
    assert fault(project, "x.svg").startswith("has a document type")


def test_a_drawing_may_use_what_is_its_own(project: Path) -> None:
    content = "<defs><g id='a'/></defs><use href='#a'/><rect style='fill: url(#a)'/>"
    (project / "lessons" / "x.svg").write_text(SVG.format("", content))
    assert load(project, "x.svg")[0] is not None


def test_a_picture_in_a_print_shops_inks_is_shown_in_a_screens_colors(project: Path) -> None:
    out = BytesIO()
    Image.new("CMYK", (4, 2), (0, 255, 255, 0)).save(out, "JPEG")
    (project / "lessons" / "x.jpg").write_bytes(out.getvalue())

    picture, found = load(project, "x.jpg")

    assert (found, picture is not None) == ([], True)
    with Image.open(BytesIO(picture.data)) as image:
        assert image.mode == "RGB"
        red, green, blue = image.getpixel((1, 1))
    assert red > 200
    assert max(green, blue) < 60


@pytest.mark.parametrize(
    "text",
    [
        '<!DOCTYPE svg PUBLIC "-//W3C//DTD SVG 1.1//EN" "http://www.w3.org/svg11.dtd">'
        + SVG.format("", "<text>word</text>"),
        SVG.format("", "<switch><foreignObject><div/></foreignObject><text>word</text></switch>"),
        SVG.format("", '<a xlink:href="https://x.org" target="_top"><text>word</text></a>'),
    ],
)
def test_what_drawing_programs_add_is_left_out(project: Path, text: str) -> None:
    (project / "lessons" / "x.svg").write_text(text)

    picture, found = load(project, "x.svg")

    assert (found, picture is not None) == ([], True)
    assert b"word" in picture.data
    assert not any(each in picture.data for each in (b"DOCTYPE", b"foreign", b"x.org", b"_top"))


def test_a_picture_larger_than_its_place_is_made_smaller() -> None:
    noise = Image.effect_noise((900, 600), 80)
    large = Picture(_bytes(noise), "png", 900, 600)

    small = scaled(large, 300)

    assert (small.width_px, small.height_px, small.media) == (300, 200, "png")
    assert len(small.data) < len(large.data) / 3
    assert scaled(large, 800) is large
    assert scaled(large, 300).data == small.data


def test_a_smaller_picture_keeps_what_is_clear_in_it() -> None:
    clear = Image.merge(
        "RGBA", [Image.effect_noise((600, 600), 50)] * 3 + [Image.new("L", (600, 600))]
    )

    with Image.open(BytesIO(scaled(Picture(_bytes(clear), "png", 600, 600), 100).data)) as image:
        assert image.mode == "RGBA"
        assert image.getpixel((50, 50))[3] == 0


def _bytes(image: Image.Image) -> bytes:
    out = BytesIO()
    image.save(out, "PNG")
    return out.getvalue()
