"""What shapes an output beside its lesson: deckgen itself, its libraries, Python, and the fonts."""

from __future__ import annotations

import os
import sys
from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import suppress
from functools import cache
from typing import Final

from deckgen.batch.digests import file_digest, stamp, text_digest

LIBRARIES: Final = frozenset(
    {
        "brotli",
        "cffi",
        "cssselect2",
        "deflate",
        "font-caladea",
        "font-source-sans-pro",
        "font-source-serif-pro",
        "fontpkg",
        "fontpkg-arimo",
        "fontpkg-ibm-plex-mono",
        "fontpkg-ibm-plex-sans-arabic",
        "fontpkg-source-code-pro",
        "fonttools",
        "latex2mathml",
        "lxml",
        "manimgx-fonts",
        "markdown-it-py",
        "mdit-py-plugins",
        "mdurl",
        "msgspec",
        "noto-cjk-sans-jp-bold",
        "noto-cjk-sans-jp-regular",
        "pikepdf",
        "pillow",
        "pydyf",
        "pygments",
        "pyphen",
        "python-frontmatter",
        "python-pptx",
        "pyyaml",
        "resvg-py",
        "tinycss2",
        "tinyhtml5",
        "tomli",
        "typing-extensions",
        "weasyprint",
        "webencodings",
        "xlsxwriter",
        "ziafont",
        "ziamath",
        "zopfli",
    }
)
"""The distributions whose version may change an output's bytes."""

PROGRAMS: Final = ("dot", "mmdc")
"""The programs that draw diagrams."""

_SHARED: Final = (
    "libpango-1.0.so.0",
    "libpangoft2-1.0.so.0",
    "libharfbuzz.so.0",
    "libharfbuzz-subset.so.0",
    "libfontconfig.so.1",
    "libfreetype.so.6",
)
_FONTS: Final = (".ttf", ".otf", ".ttc", ".otc", ".pfb", ".woff", ".woff2")


@cache
def environment() -> Mapping[str, str]:
    """Return a digest for each thing beside the lesson that an output depends on.

    No library is imported for it, and nothing is asked of fontconfig: it
    takes a few milliseconds. A process keeps what it began with: the code that
    it runs, and the fonts that it knows.
    """
    return {"deckgen": _own_files(), **beside()}


@cache
def beside() -> Mapping[str, str]:
    """Return a digest for each of those things but deckgen itself."""
    return {
        "libraries": _digest(_libraries(), _shared_libraries()),
        "python": f"{sys.implementation.name}-{sys.version_info[0]}.{sys.version_info[1]}",
        "fonts": _digest(_fonts()),
        "programs": text_digest(repr([_program(name) for name in PROGRAMS])),
    }


def _digest(*found: Iterable[str]) -> str:
    """Return a digest of texts that were found in any order."""
    return text_digest(repr([sorted(each) for each in found]))


def _program(name: str) -> str:
    """Return where a program is and how it looks; nothing where it is not installed."""
    for folder in os.get_exec_path():  # as shutil.which does, whose import takes 2 ms
        for path in (os.path.join(folder, name), os.path.join(folder, f"{name}.exe")):  # noqa: PTH118
            if os.access(path, os.X_OK) and os.path.isfile(path):  # noqa: PTH113
                return f"{path} {stamp(os.path.realpath(path))}"
    return ""


def _own_files() -> str:
    """Return a digest of what is in deckgen's own files.

    It is kept where Python keeps what it compiled of them, as long as their stamps
    are the same: to read them all takes as long as to fit two lessons.
    """
    stamps = own_stamps()
    known = os.path.join(os.path.dirname(__file__), "__pycache__", "own-files")  # noqa: PTH118, PTH120
    with suppress(OSError, ValueError):
        with open(known, encoding="ascii") as file:  # noqa: PTH123
            kept_stamps, _, kept = file.read().partition(" ")
        if kept_stamps == stamps:
            return kept
    found = _digest(f"{entry.path[len(top) :]} {file_digest(entry)}" for top, entry in _own())
    if not sys.dont_write_bytecode:
        keep(known, f"{stamps} {found}".encode())
    return found


def keep(path: str, data: bytes) -> None:
    """Write a small file whole, if that can be done: without it, what it says is found again."""
    fresh = f"{path}.{os.getpid()}{os.path.splitext(path)[1]}"  # noqa: PTH122
    with suppress(OSError):
        with open(fresh, "wb") as file:  # noqa: PTH123
            file.write(data)
        os.replace(fresh, path)  # noqa: PTH105


@cache
def own_stamps() -> str:
    """Return a digest of deckgen's own files by their times and sizes: quick, and of here alone."""
    stats = ((entry.path, entry.stat()) for _, entry in _own())
    return _digest(f"{path} {one.st_mtime_ns} {one.st_size} {one.st_ino}" for path, one in stats)


def _own() -> Iterator[tuple[str, os.DirEntry[str]]]:
    """Yield each file of deckgen and its themes, with the folder that holds them all."""
    package = os.path.dirname(os.path.dirname(os.path.abspath(__file__)))  # noqa: PTH100, PTH120
    themes = os.path.join(os.path.dirname(package), "themes")  # noqa: PTH118, PTH120
    within = os.path.isdir(os.path.join(package, "themes"))  # noqa: PTH112, PTH118
    for top in (package,) if within else (package, themes):
        pending = [top]
        while pending:
            for entry in _entries(pending.pop()):
                if entry.is_dir(follow_symlinks=False):
                    pending += [entry.path] if entry.name != "__pycache__" else []
                elif not entry.name.endswith((".pyc", ".png")):
                    yield top, entry


def _libraries() -> Iterator[str]:
    """Yield the names of installed distributions with their versions, from their folders' names."""
    for folder in dict.fromkeys(sys.path):
        if not folder.endswith(("site-packages", "dist-packages")):
            continue
        try:
            names = os.listdir(folder)  # noqa: PTH208
        except OSError:
            continue
        for name in names:
            if name.endswith(".dist-info"):
                project, _, version = name.removesuffix(".dist-info").partition("-")
                if project.lower().replace("_", "-").replace(".", "-") in LIBRARIES:
                    yield f"{project.lower()}-{version}"


def _shared_libraries() -> Iterator[str]:
    """Yield the full file names of the platform's text libraries: the versions are in them."""
    for folder in ("/usr/lib", *_below("/usr/lib", "-linux-gnu"), "/lib", "/usr/lib64"):
        for name in _SHARED:
            path = os.path.join(folder, name)  # noqa: PTH118
            if os.path.islink(path):  # noqa: PTH114
                yield os.path.basename(os.path.realpath(path))  # noqa: PTH119


def _below(folder: str, ending: str) -> tuple[str, ...]:
    return tuple(entry.path for entry in _entries(folder) if entry.name.endswith(ending))


def _entries(folder: str) -> Sequence[os.DirEntry[str]]:
    """Return what is in a folder; nothing where it cannot be listed."""
    try:
        with os.scandir(folder) as entries:
            return tuple(entries)
    except OSError:
        return ()


def _fonts() -> Iterator[str]:
    """Yield the machine's font files with their sizes."""
    home = os.path.expanduser("~")  # noqa: PTH111
    data = os.environ.get("XDG_DATA_HOME", f"{home}/.local/share")
    pending = ["/usr/share/fonts", "/usr/local/share/fonts", f"{home}/.fonts", f"{data}/fonts"]
    while pending:
        for entry in _entries(pending.pop()):
            if entry.name.lower().endswith(_FONTS):
                yield f"{entry.name} {entry.stat().st_size}"
            elif entry.is_dir(follow_symlinks=False):
                pending.append(entry.path)
