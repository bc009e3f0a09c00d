"""The lessons that README.md shows for each code, made into projects."""

from __future__ import annotations

import re
from collections.abc import Callable
from pathlib import Path
from types import MappingProxyType
from typing import Final

from readme import between

_DRAWING: Final = '<svg xmlns="http://www.w3.org/2000/svg" width="9" height="9"/>'

Place = Callable[[Path], None]


def rows() -> dict[str, str]:
    """Return for each code of the table what is to be written for it."""
    lines = between("examples").strip().split("\n")[2:]
    cells = (re.split(r"(?<!\\) \| ", line.strip("| ")) for line in lines)
    return {code.strip("`"): shown.replace("\\|", "|") for code, shown in cells}


def place(code: str, shown: str, folder: Path) -> None:
    """Put the files into a folder that bring a finding of this code."""
    (folder / "tree.svg").write_text(_DRAWING)
    if code == "published":
        (folder / "_config.yml").touch()
    if code in _FILES:
        _FILES[code](folder)
        return
    found = re.fullmatch(r"(`+) ?(.+?) ?\1", shown)
    assert found, shown
    text = found[2].replace("⏎", "\n")
    whole = text if text.startswith("---") else f"---\ntitle: T\n---\n\n{text}"
    if "\n---\n\n" not in whole:
        whole += "\n\nwords\n"
    (folder / "lesson.md").write_text(whole, encoding="utf-8")


def _lesson(folder: Path, name: str, front: str, body: str = "words") -> None:
    (folder / name).write_text(f"---\ntitle: T\n{front}---\n\n{body}\n")


def _latin(folder: Path) -> None:
    (folder / "a.md").write_bytes("---\ntitle: T\n---\n\nGröße\n".encode("latin-1"))


def _twins(folder: Path) -> None:
    _lesson(folder, "a.md", "section: 1\nlesson: 2\n")
    _lesson(folder, "b.md", "section: 1\nlesson: 2\n")


def _gap(folder: Path) -> None:
    for number in (1, 2, 4):
        _lesson(folder, f"{number}.md", f"section: 1\nlesson: {number}\n")


def _outside(folder: Path) -> None:
    _lesson(folder.parent, "elsewhere.md", "")
    (folder / "a.md").symlink_to(folder.parent / "elsewhere.md")


def _long(folder: Path) -> None:
    _lesson(
        folder, "a.md", "", "## A\n\n" + "Ten words stand here, and none of them is long.\n\n" * 30
    )


def _german(folder: Path) -> None:
    words = "The words of this lesson are in English, and the report says what that is for. "
    _lesson(folder, "a.md", "lang: de\n", words * 6)


def _turned(folder: Path) -> None:
    _lesson(folder, "a.md", "", "words that turn \u202e around")


def _endless(folder: Path) -> None:
    _lesson(folder, "a.md", "", "words\n\n<!-- pagebreak -->\n\n## A\n\n" + "x" * 300)


def _orphan(folder: Path) -> None:
    for number in range(1, 6):
        _lesson(folder, f"{number}.md", f"section: 1\nlesson: {number}\n")
    _lesson(folder, "z.md", "")


def _labels(folder: Path) -> None:
    _lesson(folder, "a.md", "section: Section-1-IAM\nlesson: 1\n")
    _lesson(folder, "b.md", "section: 1\nlesson: 2\n")


_FILES: Final = MappingProxyType(
    {
        "encoding": _latin,
        "control-character": _turned,
        "clash": _twins,
        "gap": _gap,
        "unreadable": _outside,
        "split": _long,
        "language": _german,
        "overlong": _endless,
        "orphan": _orphan,
        "section": _labels,
    }
)
