"""What a handout of a usual lesson costs, beside other ways to the same pages.

The lessons are made up: 6.5 chunks and 580 words each. Deckgen's are tagged for PDF/UA and laid
out one after the other in one process. Chromium prints deckgen's own HTML, a process for each
lesson and one for all; Typst sets the same words plainly. Every figure is CPU seconds of a
process and its children, the median of rounds in turns; the aim is at most 0.3 s a lesson.
"""

from __future__ import annotations

import ctypes
import os
import random
import resource
import shutil
import subprocess
import sys
from collections.abc import Callable, Iterator
from importlib.util import find_spec
from pathlib import Path
from statistics import median
from tempfile import TemporaryDirectory
from typing import Any

LESSONS = 12
ROUNDS = 3
AIM = 0.3

TEXT = """cluster node value probe bucket storage service request data pipeline worker memory
    schedule secure network system cost region instance version query table stream
    the a of to and in for with is are can when each by on from that it as be this"""

Way = Callable[[Path], float]
"""Makes all handouts in a folder of prepared files and returns the CPU seconds of that."""


def measure() -> Iterator[dict[str, Any]]:
    """Yield a row for each way, with its cost against deckgen's."""
    with TemporaryDirectory() as name:
        folder = Path(name)
        prepare(folder)
        ways, missing = at_hand()
        found: dict[str, list[float]] = {way: [] for way in ways}
        for _ in range(ROUNDS):
            for way, run in ways.items():
                found[way].append(run(folder) / LESSONS)
    ours = median(found["deckgen, one process"])
    for way, seconds in found.items():
        yield {
            "way": way,
            f"s/lesson (aim {AIM})": median(seconds),
            "ratio": median(seconds) / ours,
        }
    for way in missing:
        yield {"way": way, f"s/lesson (aim {AIM})": "skipped: not installed", "ratio": "-"}


def at_hand() -> tuple[dict[str, Way], list[str]]:
    """Return the ways that this machine has, and the names of the others."""
    ways: dict[str, Way] = {"deckgen, one process": deckgen}
    missing = []
    chromium = shutil.which("chromium") or shutil.which("chromium-browser")
    if chromium:
        ways["Chromium, a process each"] = lambda folder: sum(
            printed(chromium, path) for path in sorted(folder.glob("[0-9]*.html"))
        )
        ways["Chromium, one document"] = lambda folder: printed(chromium, folder / "all.html")
    else:
        missing.append("Chromium")
    if find_spec("typst"):
        ways["Typst, one process"] = typst
    else:
        missing.append("Typst")
    return ways, missing


# -- the ways -------------------------------------------------------------------------

OURS = """
import sys, time
from pathlib import Path
from deckgen import load_backend, load_theme, parse, read
backend, theme = load_backend("pdf"), load_theme("slate")
lessons = sorted(Path(sys.argv[1]).glob("*.md"))
def make(path):
    return backend.render(parse(read(path, print), print), theme, print)
make(lessons[0])  # what is loaded once is loaded
began = time.process_time()
for path in lessons:
    path.with_suffix(".pdf").write_bytes(make(path))
print(time.process_time() - began)
"""

THEIRS = """
import sys, time, typst
from pathlib import Path
fonts = typst.Fonts()
lessons = sorted(Path(sys.argv[1]).glob("*.typ"))
def make(path):
    return typst.Compiler(str(path), font_paths=fonts).compile(format="pdf", pdf_standards=["ua-1"])
make(lessons[0])
began = time.process_time()
for path in lessons:
    path.with_suffix(".pdf").write_bytes(make(path))
print(time.process_time() - began)
"""


def deckgen(folder: Path) -> float:
    """Make the handouts in a process that is warm."""
    return said(OURS, folder)


def typst(folder: Path) -> float:
    """Set the same words with Typst."""
    return said(THEIRS, folder)


def said(program: str, folder: Path) -> float:
    """Return the seconds that a program of its own process prints."""
    command = [sys.executable, "-c", program, str(folder)]
    done = subprocess.run(command, capture_output=True, text=True, check=True)
    return float(done.stdout)


def printed(chromium: str, page: Path) -> float:
    """Print a page with Chromium, whose children end as ours and are counted so."""
    adopt()
    before = spent()
    command = [
        chromium, "--headless", "--no-sandbox", "--disable-gpu", "--no-pdf-header-footer",
        f"--user-data-dir={page.parent / 'profile'}", f"--print-to-pdf={page.with_suffix('.pdf')}",
        page.as_uri(),
    ]  # fmt: skip
    subprocess.run(command, capture_output=True, check=True)
    while True:
        try:
            os.wait()
        except ChildProcessError:
            return spent() - before


def adopt() -> None:
    """Become the parent of processes whose own one ends, where the system can do that."""
    if sys.platform.startswith("linux"):
        ctypes.CDLL(None).prctl(36, 1, 0, 0, 0)


def spent() -> float:
    """Return the CPU seconds of all children that have ended."""
    used = resource.getrusage(resource.RUSAGE_CHILDREN)
    return used.ru_utime + used.ru_stime


# -- the lessons ----------------------------------------------------------------------


def prepare(folder: Path) -> None:
    """Write the lessons, deckgen's HTML of them with its style sheet, and Typst's files."""
    from deckgen import edition, load_theme, parse, read
    from deckgen.backends.pdf.css import stylesheet
    from deckgen.backends.pdf.html import document
    from deckgen.backends.pdf.setting import setting
    from deckgen.model import Audience

    theme, bodies = load_theme("slate"), []
    for number in range(LESSONS):
        path = folder / f"{number:02}.md"
        path.write_text(lesson(number), encoding="utf-8")
        path.with_suffix(".typ").write_text(as_typst(lesson(number)), encoding="utf-8")
        shown = edition(parse(read(path, print), print), Audience.STUDENT)
        place = setting(shown, theme, Audience.STUDENT, print)
        style = f"<style>{stylesheet(theme, 'en', place.page)}</style></head>"
        html = document(place).replace("</head>", style, 1)
        path.with_suffix(".html").write_text(html, encoding="utf-8")
        bodies.append(html[html.index("<header") : html.index("</body>")])
    whole = html[: html.index("<header")] + "".join(bodies) + "</body></html>"
    (folder / "all.html").write_text(whole, encoding="utf-8")


def lesson(number: int) -> str:
    """Return a lesson of the usual size: a lead, terms, bullets, a table, exam points, an end."""
    chance = random.Random(number)
    parts = [f"## Lesson {number}: an overview\n\n{words(chance, 105)}"]
    for topic in range(3 + number % 2):
        parts.append(f"## Topic {topic}\n\n{words(chance, 22)}\n\n{block(chance, topic)}")
    points = "\n".join(f"- **Point {n}**: {words(chance, 17)}" for n in range(4))
    parts.append(f"## Key points for the exam\n\n{points}")
    parts.append(f"## Conclusion\n\n{words(chance, 55)}")
    front = f"---\ntitle: Lesson number {number}\nsection: Section-6\nlesson: {number}\n---\n\n"
    return front + "\n\n<!-- pagebreak -->\n\n".join(parts) + "\n"


def block(chance: random.Random, topic: int) -> str:
    """Return terms, a table or bullets, in turns."""
    match topic % 3:
        case 0:
            return "\n".join(f"- **Term {n}**: {words(chance, 16)}" for n in range(4))
        case 1:
            return "\n".join(f"- {words(chance, 14)}" for _ in range(4))
        case _:
            rows = "\n".join(
                f"| {words(chance, 2)} | {n} ms | {words(chance, 6)} |" for n in range(4)
            )
            return f"| Name | Time | Use |\n|---|---:|---|\n{rows}"


def words(chance: random.Random, count: int) -> str:
    """Return so many words by chance, as one sentence."""
    return " ".join(chance.choice(TEXT.split()) for _ in range(count)).capitalize() + "."


def as_typst(text: str) -> str:
    """Return a lesson's words in Typst's markup."""
    lines = ['#set document(title: "A lesson")', '#set text(lang: "en")', "= Lesson"]
    for line in text.split("---\n", 2)[2].splitlines():
        if line.startswith("|"):
            cells = [cell.strip() for cell in line.strip("|").split("|")]
            if not cells[0].startswith("-"):
                lines.append(f"#table(columns: 3, {', '.join(f'[{cell}]' for cell in cells)})")
        elif not line.startswith("<!--"):
            lines.append(line.replace("## ", "== ").replace("**", "*"))
    return "\n".join(lines)
