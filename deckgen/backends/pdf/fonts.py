"""A fontconfig file of deckgen's own: its fonts come first, in an order that no machine changes."""

from __future__ import annotations

import os
import re
import sys
import tempfile
from collections.abc import Iterator
from contextlib import suppress
from hashlib import sha256
from html import escape
from importlib.util import find_spec
from pathlib import Path
from typing import Final

from deckgen.regex import regex

_PACKAGES: Final = (
    ("font_source_sans_pro", "files"),
    ("font_source_serif_pro", "files"),
    ("fontpkg_ibm_plex_mono", "files"),
    ("fontpkg_ibm_plex_sans_arabic", "files"),
    ("ziamath", "fonts"),
    ("manimgx_fonts", ""),
    ("noto_cjk_sans_jp_regular", ""),
    ("noto_cjk_sans_jp_bold", ""),
    ("deckgen.fonts", "carlito"),
    ("deckgen.fonts", "caladea"),
    ("fontpkg_arimo", "files"),
)
# Where the text's own families lack a character: every script and sign has one family here.
_FALLBACK: Final = (
    "STIX Two Math",
    "Noto Sans",
    "IBM Plex Sans Arabic",
    *(
        f"Noto Sans {script}"
        for script in (
            "Arabic", "Hebrew", "Devanagari", "Thai", "Armenian", "Bengali", "Ethiopic",
            "Georgian", "Gujarati", "Gurmukhi", "Kannada", "Khmer", "Lao", "Malayalam",
            "Myanmar", "Oriya", "Sinhala", "Tamil", "Telugu",
        )
    ),
    "Noto Sans CJK JP",
    "Noto Emoji",
    "Noto Sans Symbols",
    "IBM Plex Mono",
    "DejaVu Sans",
)  # fmt: skip
# Source Sans and Serif come with OpenType twins, which WeasyPrint subsets more slowly.
_TWINS: Final = "*/font_source_*/files/*.otf"
_MARK: Final = "deckgen-fonts"
_SYSTEM: Final = (
    "/etc/fonts/fonts.conf",
    "/opt/homebrew/etc/fonts/fonts.conf",
    "/usr/local/etc/fonts/fonts.conf",
)
_FOLDER: Final = regex(r"<dir(?: prefix=\"\w+\")?>[^<>]+</dir>")


def use_bundled_fonts() -> None:
    """Point fontconfig at deckgen's fonts; must come before WeasyPrint is imported.

    A ``FONTCONFIG_FILE`` that the user has set is read after ours, in place of
    the machine's own.
    """
    given = os.environ.get("FONTCONFIG_FILE", "")
    if _MARK in given and Path(given).is_file():
        return  # inherited from a parent process of ours
    folder = _folder()
    text = _configuration(folder, given)
    path = folder / f"{_MARK}-{sha256(text.encode()).hexdigest()[:16]}.conf"
    if not path.is_file():
        _write(path, text)
    os.environ["FONTCONFIG_FILE"] = str(path)


def font_folders() -> tuple[Path, ...]:
    """Return the folders of the fonts that come with deckgen; missing packages are left out."""
    return tuple(_font_folders())


def _font_folders() -> Iterator[Path]:
    for package, below in _PACKAGES:
        spec = find_spec(package)
        if spec is not None and spec.origin:
            yield Path(spec.origin).parent / below


def _folder() -> Path:
    """Return a folder to write to: the user's cache, else a private temporary one."""
    home = os.environ.get("XDG_CACHE_HOME") or Path("~/.cache").expanduser()
    folder = Path(home) / "deckgen"
    try:
        folder.mkdir(parents=True, exist_ok=True)
        with tempfile.TemporaryFile(dir=folder):
            return folder
    except OSError:
        return Path(tempfile.mkdtemp(prefix="deckgen-"))


def _write(path: Path, text: str) -> None:
    """Write at once, whole: other processes may do the same."""
    with tempfile.NamedTemporaryFile("w", dir=path.parent, delete=False, encoding="utf-8") as file:
        file.write(text)
    with suppress(FileExistsError):
        Path(file.name).replace(path)


def _configuration(cache: Path, given: str) -> str:
    folders = "".join(f"<dir>{escape(str(folder))}</dir>" for folder in font_folders())
    include = f'<include ignore_missing="yes">{escape(given)}</include>' if given else ""
    machine = include or "".join(_machine_folders())
    return (
        '<?xml version="1.0"?>\n<!DOCTYPE fontconfig SYSTEM "urn:fontconfig:fonts.dtd">\n'
        f"<fontconfig>{folders}<cachedir>{escape(str(cache / 'fontconfig'))}</cachedir>"
        f"<selectfont><rejectfont>{''.join(_rejected())}</rejectfont></selectfont>"
        f"{_fallback()}{machine}</fontconfig>\n"
    )


def _rejected() -> Iterator[str]:
    """Yield patterns of files to pass over: twins, and what the machine has of our families.

    Two versions of a family would be taken by chance.
    """
    yield f"<glob>{_TWINS}</glob>"
    files = (file.stem for folder in font_folders() for file in folder.glob("*.[to]t[fc]"))
    for family in sorted({re.split(r"[-\[]", stem)[0] for stem in files}):
        yield from (f"<glob>*/share/fonts/*/{escape(family)}{end}</glob>" for end in ("-*", "[*"))
    yield "<glob>*/share/fonts/*/NotoSansCJK-*</glob>"


def _fallback() -> str:
    """Return the rule that fixes the order in which fonts are tried for a character."""
    names = "".join(f"<string>{name}</string>" for name in _FALLBACK)
    edit = f'<edit name="family" mode="append_last" binding="same">{names}</edit>'
    return f'<match target="pattern">{edit}</match>'


def _machine_folders() -> Iterator[str]:
    """Yield where the machine keeps its fonts: for scripts and themes that ours do not serve.

    Its rules are left out: they would choose other fonts on each machine.
    """
    if sys.platform == "win32":
        yield "<dir>WINDOWSFONTDIR</dir>"
    if sys.platform == "darwin":
        yield "<dir>/System/Library/Fonts</dir><dir>/Library/Fonts</dir>"
    for file in map(Path, _SYSTEM):
        with suppress(OSError):
            yield from _FOLDER.findall(file.read_text(encoding="utf-8", errors="replace"))
