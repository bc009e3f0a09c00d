"""A fontconfig file of deckgen's own: its fonts first, then the machine's for other scripts."""

from __future__ import annotations

import os
import sys
import tempfile
from collections.abc import Iterator
from contextlib import suppress
from hashlib import sha256
from html import escape
from importlib.util import find_spec
from pathlib import Path
from typing import Final

# Source Sans and Serif come with OpenType twins, which WeasyPrint subsets more slowly.
_PACKAGES: Final = (
    ("font_source_sans_pro", "files"),
    ("font_source_serif_pro", "files"),
    ("fontpkg_source_code_pro", "files"),
    ("ziamath", "fonts"),
)
_MARK: Final = "deckgen-fonts"
_SYSTEM: Final = (
    "/etc/fonts/fonts.conf",
    "/opt/homebrew/etc/fonts/fonts.conf",
    "/usr/local/etc/fonts/fonts.conf",
)


def use_bundled_fonts() -> None:
    """Point fontconfig at deckgen's fonts; must come before WeasyPrint is imported.

    A ``FONTCONFIG_FILE`` that the user has set is read after ours, in place of
    the machine's own.
    """
    given = os.environ.get("FONTCONFIG_FILE", "")
    if _MARK in given and Path(given).is_file():
        return  # inherited from a parent process of ours
    folder = _folder()
    text = _configuration(folder, (given,) if given else _SYSTEM)
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


def _configuration(cache: Path, others: tuple[str, ...]) -> str:
    folders = "".join(f"<dir>{escape(str(folder))}</dir>" for folder in font_folders())
    includes = "".join(
        f'<include ignore_missing="yes">{escape(str(other))}</include>' for other in others
    )
    return (
        '<?xml version="1.0"?>\n<!DOCTYPE fontconfig SYSTEM "urn:fontconfig:fonts.dtd">\n'
        f"<fontconfig>{folders}<cachedir>{escape(str(cache / 'fontconfig'))}</cachedir>"
        "<selectfont><rejectfont><glob>*/font_source_*/files/*.otf</glob></rejectfont></selectfont>"
        f"{includes}{_machine_folders()}</fontconfig>\n"
    )


def _machine_folders() -> str:
    """Return where a machine without a fontconfig file of its own keeps its fonts."""
    match sys.platform:
        case "darwin":
            return "<dir>/System/Library/Fonts</dir><dir>/Library/Fonts</dir>"
        case "win32":
            return "<dir>WINDOWSFONTDIR</dir>"
        case _:
            return ""
