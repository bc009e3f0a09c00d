"""Pictures that are none, that lie elsewhere, or that are far larger than they look."""

from __future__ import annotations

import os
import struct
import zlib
from collections.abc import Callable, Iterator
from pathlib import Path

from case import Case, Place, good, lesson

SHOWN = "![alt](img/a.png) word"


def cases() -> Iterator[Case]:
    """Yield the cases; a picture that cannot be had is reported and leaves its words."""
    for name, place in _PLACED:
        yield good(f"picture: {name}", lesson(SHOWN), "picture", place)
    for name, address in _ADDRESSES:
        text = lesson(f"![alt](<{address}>) word")
        yield good(f"picture at {name}", text, "picture", _secret)
    for name, drawing in _DRAWINGS:
        yield good(f"SVG: {name}", lesson("![alt](a.svg) word"), "picture", _file("a.svg", drawing))
    for name, place in _SOUND:
        yield good(f"sound picture: {name}", lesson(SHOWN), "", place)
    yield good("300 pictures", lesson("![a](img/a.png)\n\n" * 300), "split", _png(40, 40))
    yield good("300 missing pictures", lesson("".join(f"![a]({n}.png)\n\n" for n in range(300))),
               "picture")  # fmt: skip


def png(width: int, height: int, kind: int = 0, depth: int = 1) -> bytes:
    """Return a PNG of one color; of one bit a pixel it may be huge and still small."""
    channels = {0: 1, 2: 3, 6: 4}[kind]
    row = bytes(1 + (width * channels * depth + 7) // 8)
    packer = zlib.compressobj(9)
    packed = b"".join(packer.compress(row) for _ in range(height)) + packer.flush()
    head = struct.pack(">IIBBBBB", width, height, depth, kind, 0, 0, 0)
    chunks = ((b"IHDR", head), (b"IDAT", packed), (b"IEND", b""))
    return b"\x89PNG\r\n\x1a\n" + b"".join(_chunk(name, data) for name, data in chunks)


def _chunk(name: bytes, data: bytes) -> bytes:
    whole = name + data
    return struct.pack(">I", len(data)) + whole + struct.pack(">I", zlib.crc32(whole))


def _file(name: str, data: bytes | Callable[[], bytes]) -> Place:
    def place(folder: Path) -> None:
        path = folder / name
        path.parent.mkdir(exist_ok=True)
        path.write_bytes(data if isinstance(data, bytes) else data())

    return place


def _png(width: int, height: int) -> Place:
    return _file("img/a.png", lambda: png(width, height))


def _made(make: Callable[[Path], object]) -> Place:
    def place(folder: Path) -> None:
        path = folder / "img/a.png"
        path.parent.mkdir(exist_ok=True)
        make(path)

    return place


def _secret(folder: Path) -> None:
    """Put a picture outside of the project, and links to it inside."""
    outside = folder.parent / "outside"
    outside.mkdir(exist_ok=True)
    (outside / "secret.png").write_bytes(png(8, 8))
    (folder / "link.png").symlink_to(outside / "secret.png")
    (folder / "linked").symlink_to(outside)
    (folder / "loop.png").symlink_to("loop.png")
    (folder / "up").symlink_to("..")


def _sparse(path: Path) -> None:
    with path.open("wb") as file:
        file.write(png(8, 8))
        file.truncate(3_000_000_000)


_PLACED: list[tuple[str, Place | None]] = [
    ("missing", None),
    ("empty", _file("img/a.png", b"")),
    ("a directory", _made(Path.mkdir)),
    ("a pipe", _made(os.mkfifo)),
    ("/dev/zero", _made(lambda path: path.symlink_to("/dev/zero"))),
    ("/dev/stdin", _made(lambda path: path.symlink_to("/dev/stdin"))),
    ("/proc", _made(lambda path: path.symlink_to("/proc/self/mem"))),
    ("not readable as one", _file("img/a.png", b"<html><body>not found</body></html>")),
    ("text", _file("img/a.png", b"word\n" * 1_000)),
    ("random", _file("img/a.png", bytes(range(256)) * 40)),
    ("cut short", _file("img/a.png", lambda: png(400, 400, 2, 8)[:300])),
    ("cut in its head", _file("img/a.png", lambda: png(8, 8)[:20])),
    ("of wrong sums", _file("img/a.png", lambda: png(8, 8).replace(b"IDAT", b"IDAX"))),
    ("of no size", _file("img/a.png", lambda: png(8, 8).replace(struct.pack(">II", 8, 8),
                                                               struct.pack(">II", 0, 0)))),
    ("of 2^31 pixels", _file("img/a.png", lambda: png(8, 8).replace(
        struct.pack(">II", 8, 8), struct.pack(">II", 2**31 - 1, 2**31 - 1)))),
    ("13,000 squared", _png(13_000, 13_000)),
    ("30,000 squared", _png(30_000, 30_000)),
    ("70 MP", _png(7_000, 10_000)),
    ("a sparse file of 3 GB", _made(_sparse)),
    ("EPS", _file("img/a.png", b"%!PS-Adobe-3.0 EPSF-3.0\n%%BoundingBox: 0 0 9 9\n")),
    ("a PDF", _file("img/a.png", b"%PDF-1.7\n1 0 obj\n<<>>\nendobj\n")),
    ("a WMF", _file("img/a.png", bytes.fromhex("d7cdc69a0000000000000000") + bytes(99))),
    ("a zip", _file("img/a.png", b"PK\x03\x04" + bytes(99))),
    ("GIF cut short", _file("img/a.png", b"GIF89a\x10\x00\x10\x00\x80\x00\x00")),
    ("JPEG cut short", _file("img/a.png", b"\xff\xd8\xff\xe0\x00\x10JFIF\x00\x01")),
    ("WebP cut short", _file("img/a.png", b"RIFF\x24\x00\x00\x00WEBPVP8 ")),
    ("TIFF of loops", _file("img/a.png", b"II*\x00\x08\x00\x00\x00\x01\x00" + bytes(12)
                            + b"\x08\x00\x00\x00")),
    ("BMP of lies", _file("img/a.png", b"BM" + struct.pack("<IHHI", 99, 0, 0, 54)
                          + struct.pack("<IiiHHIIiiII", 40, 2**30, -(2**30), 1, 32, 0, 0, 0, 0,
                                        0, 0))),
    ("ICO", _file("img/a.png", b"\x00\x00\x01\x00\x01\x00" + bytes(40))),
]  # fmt: skip

_ADDRESSES = [
    ("a secret above", "../outside/secret.png"),
    ("a secret, escaped", "%2e%2e/outside/secret.png"),
    ("a secret, twice escaped", "%252e%252e/outside/secret.png"),
    ("a secret, with backslashes", "..\\\\outside\\\\secret.png"),
    ("a linked file", "link.png"),
    ("a linked folder", "linked/secret.png"),
    ("a way up and down", "up/outside/secret.png"),
    ("a loop", "loop.png"),
    ("an absolute path", "/etc/passwd"),
    ("a null byte", "a%00.png"),
    ("nothing", "%20"),
    ("the folder", "."),
    ("the folder above", ".."),
    ("a name of 300 bytes", "a" * 300 + ".png"),
    ("a path of 9,000", "a/" * 4_500 + "b.png"),
    ("broken UTF-8", "%ff%fe.png"),
    ("http", "http://127.0.0.1:9/a.png"),
    ("https", "https://127.0.0.1:9/a.png"),
    ("no scheme", "//127.0.0.1/a.png"),
    ("UNC", "\\\\\\\\127.0.0.1\\\\a.png"),
    ("file", "file:///etc/passwd"),
    ("data", "data:image/png;base64," + "A" * 9_000),
    ("javascript", "javascript:alert(1)"),
    ("ftp", "ftp://127.0.0.1/a.png"),
    ("proc", "/proc/self/environ"),
    ("home", "~/.ssh/id_rsa"),
    ("the lesson itself", "lesson.md"),
    ("a device of Windows", "CON"),
    ("liquid", "{{ site.secret }}"),
]

_SVG = 'xmlns="http://www.w3.org/2000/svg" xmlns:xlink="http://www.w3.org/1999/xlink"'


def _svg(inside: str, head: str = "", attributes: str = 'viewBox="0 0 9 9"') -> bytes:
    return f"{head}<svg {_SVG} {attributes}>{inside}</svg>".encode()


_USES = "".join(f'<g id="a{n + 1}">' + f'<use xlink:href="#a{n}"/>' * 10 + "</g>" for n in range(8))
_LAUGHS = "".join(f'<!ENTITY a{n + 1} "{f"&a{n};" * 10}">' for n in range(8))
_DRAWINGS = [
    ("billion laughs", _svg("&a8;", f'<!DOCTYPE svg [<!ENTITY a0 "ha">{_LAUGHS}]>')),
    ("external entity", _svg("&x;", '<!DOCTYPE svg [<!ENTITY x SYSTEM "file:///etc/passwd">]>')),
    ("picture by file", _svg('<image href="file:///etc/passwd" width="9" height="9"/>')),
    ("picture by name", _svg('<image href="/etc/passwd"/>')),
    ("picture above", _svg('<image xlink:href="../outside/secret.png"/>')),
    ("picture by http", _svg('<image href="http://127.0.0.1:9/x.png"/>')),
    ("use from elsewhere", _svg('<use href="http://127.0.0.1:9/x.svg#a"/>')),
    ("use bomb", _svg(f'<g id="a0"><rect width="1" height="1"/></g>{_USES}<use href="#a8"/>')),
    ("use of itself", _svg('<g id="a"><use href="#a"/></g>')),
    ("script", _svg("<script>alert(1)</script>")),
    ("event", _svg('<rect onload="alert(1)"/>')),
    ("foreign object", _svg("<foreignObject><p>x</p></foreignObject>")),
    ("style import", _svg("<style>@import url(http://127.0.0.1:9/x.css);</style>")),
    ("style url", _svg('<rect style="fill: url(http://127.0.0.1:9/x#a)"/>')),
    ("fill url", _svg('<rect fill="url(file:///etc/passwd#a)"/>')),
    ("font", _svg("<style>@font-face {src: url(http://127.0.0.1:9/f)}</style>")),
    ("stylesheet", _svg("", '<?xml-stylesheet href="http://127.0.0.1:9/x.css"?>')),
    ("base", _svg('<image href="#a"/>', attributes='xml:base="http://127.0.0.1:9/"')),
    ("set", _svg('<a><set attributeName="href" to="javascript:x"/></a>')),
    ("deep", _svg("<g>" * 20_000 + "</g>" * 20_000)),
    ("wide", _svg('<rect width="1"/>' * 60_000)),
    ("cut short", _svg("<g>")[:-9]),
    ("UTF-16", _svg("").decode().encode("utf-16")),
    ("UTF-7", _svg("", '<?xml version="1.0" encoding="utf-7"?>')),
    ("not SVG", b"<?xml version='1.0'?><html/>"),
    ("6 MB", lambda: _svg(f"<!--{'x' * 6_000_000}-->")),
]

_SOUND: list[tuple[str, Place]] = [
    ("small", _png(40, 40)),
    ("one pixel", _png(1, 1)),
    ("39 MP", _png(6_000, 6_500)),
    ("20,000 by 1", _png(20_000, 1)),
    ("1 by 20,000", _png(1, 20_000)),
    ("linked inside", _made(lambda path: (path.with_name("b.png").write_bytes(png(8, 8)),
                                          path.symlink_to("b.png")))),
    ("SVG by another name", _file("img/a.png", _svg('<rect width="9" height="9"/>'))),
    ("SVG of 1e9", _file("img/a.png", _svg("", attributes='width="1e9" height="1e9"'))),
    ("SVG without size", _file("img/a.png", _svg("", attributes=""))),
    ("SVG of nought", _file("img/a.png", _svg("", attributes='viewBox="0 0 0 0" width="0"'))),
]  # fmt: skip
