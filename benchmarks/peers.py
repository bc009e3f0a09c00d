"""Other tools that make decks or handouts of the same lessons, each in its own dialect.

Pandoc begins a slide at each heading and Marp at each rule; speaker notes are a fenced division
to the one and a comment to the other, and a handout has none.
"""

from __future__ import annotations

import os
import re
import shlex
import shutil
import subprocess
import sys
from collections.abc import Iterator
from dataclasses import dataclass
from importlib.metadata import version
from importlib.util import find_spec
from pathlib import Path
from typing import Final

from clock import Contestant, put_aside

PANDOC_LOOP: Final = "pandoc, a loop"
PANDOC_ONE: Final = "pandoc, one process"
MARP_PICTURES: Final = "Marp, slides as pictures"
WEASYPRINT_LOOP: Final = "pandoc and weasyprint, a loop"
TYPST_LOOP: Final = "pandoc and typst, a loop"
MARP_PDFS: Final = "Marp, slides as PDF"

_MARP: Final = "marp -I peers/marp -o peers/made"
_IN_ONE_PROCESS: Final = """
for _, path in ipairs(arg) do
  local file = io.open(path, "rb")
  local lesson = pandoc.read(file:read("a"), "markdown")
  file:close()
  local out = io.open("peers/made/" .. pandoc.path.filename(path) .. ".pptx", "wb")
  out:write(pandoc.write(lesson, "pptx"))
  out:close()
end
"""
_TYPST_PACKAGE: Final = """
import sys, typst
sys.stdout.buffer.write(typst.compile(sys.stdin.buffer.read()))
"""


@dataclass(frozen=True, slots=True)
class Peer:
    """A way to make ``decks`` or ``handouts``; ``absent`` says why it cannot be measured here."""

    name: str
    makes: str
    command: str
    absent: str = ""

    def contestant(self, course: Path, count: int) -> Contestant:
        """Return what to measure in a course of so many lessons that was translated."""
        made = "peers/made/*.pptx" if self.makes == "decks" else "peers/made/*.pdf"
        *shell, aside = put_aside("peers/made")
        before = (*shell, f"{aside}; mkdir peers/made")
        return Contestant(("sh", "-c", self.command), course, before, made, count, is_peer=True)


def peers() -> Iterator[Peer]:
    """Yield all ways that are known, absent ones too."""
    pandoc, marp = _absent("pandoc"), _absent("marp")
    newer = pandoc or _too_old()
    typst = _typst_command()
    weasyprint = shlex.quote(str(Path(sys.executable).with_name("weasyprint")))
    html = f"pandoc $f -s -t html5 -M lang=en | {weasyprint} -q --pdf-variant pdf/ua-1 - $o.pdf"
    typed = f"pandoc $f -s -t typst -M lang=en | {typst} > $o.pdf"
    no_typst = newer or ("" if typst else "typst is not installed")
    yield Peer(PANDOC_LOOP, "decks", _loop("decks", "pandoc $f -o $o.pptx"), pandoc)
    yield Peer(PANDOC_ONE, "decks", "pandoc lua peers/all.lua peers/decks/*.md", newer)
    yield Peer(MARP_PICTURES, "decks", f"{_MARP} --pptx --no-parallel", marp)
    yield Peer(WEASYPRINT_LOOP, "handouts", _loop("handouts", html), pandoc)
    yield Peer(TYPST_LOOP, "handouts", _loop("handouts", typed), no_typst)
    yield Peer(MARP_PDFS, "handouts", f"{_MARP} --pdf", marp)


def _absent(program: str) -> str:
    return "" if shutil.which(program) else f"{program} is not installed"


def _too_old() -> str:
    """Return why pandoc can neither run Lua programs nor write Typst; empty where it can."""
    number = _version("pandoc")
    is_new = tuple(map(int, number.split("."))) >= (3, 1, 2)
    return "" if is_new else f"pandoc {number} is older than 3.1.2"


def _loop(folder: str, command: str) -> str:
    """Return a line for ``sh`` that runs a command with each lesson ``$f``, for a file ``$o``."""
    return f"for f in peers/{folder}/*.md; do o=peers/made/${{f##*/}}; {command} || exit; done"


def _typst_command() -> str:
    """Return what makes a PDF of its input: Typst's program, or its package for Python."""
    if shutil.which("typst"):
        return "typst compile - -"
    if find_spec("typst"):
        return shlex.join((sys.executable, "-c", _TYPST_PACKAGE))
    return ""


# -- their lessons --------------------------------------------------------------------


def translate(course: Path) -> None:
    """Write the lessons of a course as the peers want them, into its folder ``peers/``."""
    for name, dialect in (("decks", _pandoc_deck), ("handouts", _handout), ("marp", _marp)):
        folder = course / "peers" / name
        folder.mkdir(parents=True)
        for path in course.glob("lessons/*/*.md"):
            (folder / path.name).write_text(dialect(path.read_text("utf-8")), "utf-8")
    (course / "peers" / "all.lua").write_text(_IN_ONE_PROCESS, "utf-8")


_BREAK: Final = re.compile(r"<!-- pagebreak -->\n\n")
_NOTES: Final = re.compile(r"<!-- notes: (.*?) -->\n")


def _pandoc_deck(text: str) -> str:
    text = re.sub(r"^###", "##", _BREAK.sub("", text), flags=re.MULTILINE)
    return _NOTES.sub(r"::: notes\n\1\n:::\n", text)


def _handout(text: str) -> str:
    return _NOTES.sub("", _BREAK.sub("", text))


def _marp(text: str) -> str:
    return _NOTES.sub(r"<!-- \1 -->\n", _BREAK.sub("---\n\n", text))


# -- their versions -------------------------------------------------------------------


def versions() -> dict[str, str]:
    """Return the version of each program that is there."""
    chromium = os.environ.get("CHROME_PATH") or shutil.which("chromium") or "chromium"
    programs = {"pandoc": "pandoc", "Marp": "marp", "Chromium": chromium, "Typst": "typst"}
    found = {name: _version(program) for name, program in programs.items()}
    if not found["Typst"] and find_spec("typst"):
        found["Typst"] = version("typst")
    return {name: number for name, number in found.items() if number}


def _version(program: str) -> str:
    """Return the first number that a program says of itself; nothing where there is none."""
    if not shutil.which(program):
        return ""
    line = (program, "--version")
    told = subprocess.run(line, capture_output=True, text=True, check=False).stdout
    return next(iter(re.findall(r"\d[\d.]*", told)), "")
