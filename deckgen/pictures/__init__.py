"""The pictures that a lesson names: found within the project, read whole, known to be sound."""

from __future__ import annotations

import os
import re
import stat
import struct
import warnings
from collections.abc import Iterator
from contextlib import suppress
from io import BytesIO
from pathlib import Path
from types import MappingProxyType
from typing import Final
from urllib.parse import unquote

from PIL import Image, ImageOps, UnidentifiedImageError

from deckgen.diagnostics import Diagnostic, Report, Severity
from deckgen.guessing import guessed
from deckgen.limits import DEFAULT_LIMITS, Limits
from deckgen.model import Lesson, Picture, figures
from deckgen.pictures.cleaning import cleaned
from deckgen.pictures.drawings import UnsafeDrawingError, drawing_size
from deckgen.values import replace


def load_pictures(
    lesson: Lesson, root: Path | None, report: Report, limits: Limits = DEFAULT_LIMITS
) -> Lesson:
    """Return the lesson with all pictures that could be had; the others are reported.

    Addresses are relative to the lesson's own folder, or to ``root`` where they
    begin with a slash. Nothing outside ``root`` is opened.
    """
    folder = Path(lesson.file).parent
    loading = _Loading(folder, root if root is not None else folder, limits)
    found: dict[str, Picture] = {}
    for figure in figures(lesson):
        try:
            found[figure.src] = loading.picture(figure.src)
        except _UnusableError as fault:
            line, message = figure.line, f"the picture '{_short(figure.src)}' {fault}"
            report(Diagnostic(Severity.WARNING, "picture", message, lesson.file, line, fault.hint))
    return replace(lesson, pictures=MappingProxyType(found))


def picture_paths(lesson: Lesson, root: Path | None) -> tuple[Path, ...]:
    """Return where ``load_pictures`` looks for pictures, whether there are any or not.

    What lies outside the project is not looked at.
    """
    folder = Path(lesson.file).parent
    return tuple(_paths(lesson, folder, root if root is not None else folder))


def _paths(lesson: Lesson, folder: Path, root: Path) -> Iterator[Path]:
    for figure in figures(lesson):
        with suppress(_UnusableError):
            path = _named(figure.src, folder, root)
            if _is_within(path, root):
                yield path


def _is_within(path: Path, root: Path) -> bool:
    """Tell whether a path leads to a place below ``root``, through all links."""
    try:
        return path.resolve().is_relative_to(root.resolve())
    except (OSError, RuntimeError, ValueError):  # a loop of links, a null byte
        return False


class _Loading:
    """The pictures of one lesson so far: each file is read once, and not more than is allowed."""

    def __init__(self, folder: Path, root: Path, limits: Limits) -> None:
        self._folder, self._root, self._limits = folder, root, limits
        self._known: dict[Path, Picture] = {}
        self._bytes = self._pixels = 0

    def picture(self, src: str) -> Picture:
        path = _locate(src, self._folder, self._root)
        if path not in self._known:
            data = _read(path, self._limits.picture_bytes)
            picture = _picture(data, self._limits)
            self._count(picture)
            self._known[path] = picture
        return self._known[path]

    def _count(self, picture: Picture) -> None:
        size = len(picture.data), picture.width_px * picture.height_px
        self._bytes += size[0]
        self._pixels += size[1] if picture.media != "svg" else 0
        limits = self._limits
        if self._bytes > limits.lesson_picture_bytes or self._pixels > limits.lesson_picture_pixels:
            self._bytes -= size[0]
            self._pixels -= size[1]
            hint = "save the lesson's pictures smaller, or make several lessons of it"
            raise _UnusableError("is more than one lesson may hold", hint)


class _UnusableError(Exception):
    def __init__(self, message: str, hint: str) -> None:
        super().__init__(message)
        self.hint = hint


def _short(src: str) -> str:
    return src if len(src) <= 60 else f"{src[:57]}…"


def _named(src: str, folder: Path, root: Path) -> Path:
    """Return the path that a picture's address names; nobody has looked there yet."""
    if re.match(r"[A-Za-z][A-Za-z0-9+.-]+:|//", src):
        hint = "save the picture into the project and name its file"
        raise _UnusableError("is not a file of this project", hint)
    name = unquote(re.split(r"[?#]", src)[0]).replace("\\", "/")
    if not name.strip("/"):
        raise _UnusableError("has no file name", "write ![what it shows](img/name.png)")
    return root / name.lstrip("/") if name.startswith("/") else folder / name


def _locate(src: str, folder: Path, root: Path) -> Path:
    """Return the real path of a picture, which is within ``root``."""
    path = _named(src, folder, root)
    try:
        real, home = path.resolve(strict=True), root.resolve(strict=True)
    # A loop of symbolic links is a RuntimeError, a null byte a ValueError.
    except (OSError, RuntimeError, ValueError):
        raise _UnusableError("does not exist", _near(path, root)) from None
    if not real.is_relative_to(home):
        hint = "copy it into the folder of the lessons"
        raise _UnusableError("lies outside the project", hint)
    return real


def _near(path: Path, root: Path) -> str:
    """Return a hint with the name in the same folder that is most like the missing one."""
    if not _is_within(path.parent, root):
        return "name a file of this project"
    try:
        names = sorted(each.name for each in path.parent.iterdir())
    except (OSError, ValueError):
        return f"there is no folder '{path.parent.name}' beside the lesson"
    folded = {name.casefold(): name for name in names}
    close = guessed(path.name.casefold(), sorted(folded))
    return f"did you mean '{folded[close]}'?" if close else _where(path.parent)


def _where(folder: Path) -> str:
    return "put it beside the lesson" if folder == Path() else f"put it into {folder}"


def _read(path: Path, longest: int) -> bytes:
    try:
        # What is no regular file may be a pipe, whose opening never ends.
        flags = os.O_RDONLY | getattr(os, "O_NONBLOCK", 0) | getattr(os, "O_NOFOLLOW", 0)
        flags |= getattr(os, "O_BINARY", 0)
        with open(os.open(path, flags), "rb") as file:  # noqa: PTH123
            status = os.fstat(file.fileno())
            if not stat.S_ISREG(status.st_mode):
                raise _UnusableError("is not a file", "name a picture's file")
            data = file.read(longest + 1)
    except OSError as error:
        raise _UnusableError(
            f"cannot be read: {(error.strerror or str(error)).lower()}", "check its permissions"
        ) from None
    if not data:
        raise _UnusableError("is empty", "save it again")
    if len(data) > longest:
        hint = "save it smaller; 2,000 pixels across are enough for a slide"
        raise _UnusableError(f"is larger than {longest / 1_000_000:g} MB", hint)
    return data


def _picture(data: bytes, limits: Limits) -> Picture:
    head = data[:1024].lstrip(b"\xef\xbb\xbf \t\r\n")
    if head.startswith((b"<svg", b"<?xml", b"<!--", b"<!DOCTYPE svg")):
        return _drawing(data, limits)
    return _photograph(data, limits.picture_pixels)


def _drawing(data: bytes, limits: Limits) -> Picture:
    data = cleaned(data)
    try:
        width, height = drawing_size(data, limits)
    except UnsafeDrawingError as fault:
        raise _UnusableError(str(fault), "export it as plain SVG, or as PNG") from None
    return Picture(data, "svg", width, height)


# Only what is needed: each of Pillow's decoders is a door for hostile files.
_FORMATS: Final = ("PNG", "JPEG", "GIF", "WEBP", "TIFF", "BMP")
_MEDIA: Final = MappingProxyType({"PNG": "png", "JPEG": "jpeg", "MPO": "jpeg", "GIF": "gif"})
_ORIENTATION: Final = 0x0112


def _photograph(data: bytes, pixels: int) -> Picture:
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")
            # Decoding stops at the last pixel; only this looks at what comes after it.
            with Image.open(BytesIO(data), formats=_FORMATS) as image:
                image.verify()
            with Image.open(BytesIO(data), formats=_FORMATS) as image:
                return _decoded(image, data, pixels)
    except UnidentifiedImageError:
        hint = "save it as PNG, JPEG, GIF, WebP or SVG"
        raise _UnusableError("is of no format that is read", hint) from None
    except Image.DecompressionBombError:
        raise _too_large(pixels) from None
    except _DAMAGES:
        raise _UnusableError("is damaged", "save it again") from None


# What Pillow's decoders let through on files that are cut short or made up.
_DAMAGES: Final[tuple[type[Exception], ...]] = (
    OSError, SyntaxError, ValueError, EOFError, LookupError, TypeError, AttributeError,
    ArithmeticError, MemoryError, RuntimeError, AssertionError, struct.error,
)  # fmt: skip


def _decoded(image: Image.Image, data: bytes, pixels: int) -> Picture:
    if image.width * image.height > pixels:
        raise _too_large(pixels)
    image.load()
    media = _MEDIA.get(image.format or "", "")
    turned = image.getexif().get(_ORIENTATION, 1) not in (0, 1)
    # Inks of a print shop are drawn in false colors by half of all programs.
    if media == "jpeg" and (turned or image.mode == "CMYK"):
        upright = ImageOps.exif_transpose(image)
        upright = upright.convert("RGB") if upright.mode == "CMYK" else upright
        return Picture(_saved(upright, "JPEG"), "jpeg", upright.width, upright.height)
    if not media:
        upright = ImageOps.exif_transpose(image)
        if upright.mode not in ("1", "L", "LA", "P", "RGB", "RGBA"):
            upright = upright.convert("RGBA" if "A" in upright.getbands() else "RGB")
        return Picture(_saved(upright, "PNG"), "png", upright.width, upright.height)
    return Picture(data, media, image.width, image.height)


def _saved(image: Image.Image, kind: str) -> bytes:
    plain = Image.new(image.mode, image.size)
    plain.paste(image)
    if image.mode == "P" and (palette := image.getpalette()):
        plain.putpalette(palette)
    out = BytesIO()
    plain.save(out, kind, **({"quality": 92} if kind == "JPEG" else {}))
    return out.getvalue()


def _too_large(pixels: int) -> _UnusableError:
    hint = "save it smaller; 2,000 pixels across are enough for a slide"
    return _UnusableError(f"has more than {pixels / 1_000_000:g} million pixels", hint)
