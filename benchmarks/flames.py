"""Draw where a handout's time goes: ``python benchmarks/flames.py``, to ``handout.svg`` beside it.

The handouts of a course are made again and again in a process that is warm, and a clock of the
CPU asks every few milliseconds which functions are at work. What a function calls stands on it,
as wide as the time is long. Functions that call themselves are drawn once.
"""

from __future__ import annotations

import signal
import sys
from collections import Counter
from collections.abc import Iterator
from html import escape
from pathlib import Path
from tempfile import TemporaryDirectory
from time import process_time
from types import FrameType

from course import make_course

from deckgen import load_theme, parse, read
from deckgen.backends.pdf import PdfBackend

SECONDS = 60.0
EVERY = 0.002
WIDTH, ROW, LETTER = 1200, 17, 6.1  # px; of the drawing, a function, a letter of its name
LEAST = 0.004  # of the whole; what took less is left out
OUTPUT = Path(__file__).with_name("handout.svg")

Path_ = tuple[str, ...]
"""The functions that are at work, from the outermost to the innermost."""


def main() -> None:
    """Sample, and write the drawing."""
    seconds = float(sys.argv[1]) if len(sys.argv) > 1 else SECONDS
    stacks = sampled(seconds)
    OUTPUT.write_text(drawing(stacks), encoding="utf-8")
    print(f"{OUTPUT}: {stacks.total()} samples")


def sampled(seconds: float) -> Counter[Path_]:
    """Return how often which functions were found at work."""
    theme, backend = load_theme("slate"), PdfBackend()
    with TemporaryDirectory() as folder:
        course = make_course(Path(folder), 20)
        lessons = [parse(read(path, print), print) for path in sorted(course.rglob("*.md"))]
    backend.render(lessons[0], theme, print)  # what is set up once
    stacks = Counter[Path_]()

    def look(_: int, frame: FrameType | None) -> None:
        stacks[path(frame)] += 1

    signal.signal(signal.SIGPROF, look)
    signal.setitimer(signal.ITIMER_PROF, EVERY, EVERY)
    began, number = process_time(), 0
    while process_time() - began < seconds:
        backend.render(lessons[number % len(lessons)], theme, print)
        number += 1
    signal.setitimer(signal.ITIMER_PROF, 0)
    return stacks


def path(frame: FrameType | None) -> Path_:
    """Return the functions of a stack below ours; what calls itself stands where it stood first."""
    names: list[str] = []
    for name in reversed([*named(frame)]):
        if name in names:
            del names[names.index(name) :]
        names.append(name)
    return tuple(names)


def named(frame: FrameType | None) -> Iterator[str]:
    """Yield the functions from the innermost to a handout's beginning, with their files."""
    while frame is not None and frame.f_code is not sampled.__code__:
        code = frame.f_code
        if not code.co_name.startswith("<"):
            file = Path(code.co_filename)
            yield f"{code.co_qualname.split('.')[-1]} ({file.parent.name}/{file.stem})"
        frame = frame.f_back


def drawing(stacks: Counter[Path_]) -> str:
    """Return the flames as SVG, the outermost function at the foot."""
    widths = Counter[Path_]()
    for stack, count in stacks.items():
        for depth in range(len(stack) + 1):
            widths[stack[:depth]] += count
    whole = widths.pop(())
    shown = {stack: count for stack, count in widths.items() if count >= LEAST * whole}
    height = ROW * (max(map(len, shown)) + 1)
    starts: dict[Path_, float] = {(): 0.0}
    ends: dict[Path_, float] = {}
    parts = []
    for stack in sorted(shown, key=lambda one: (len(one), -shown[one], one)):
        left = ends.get(stack[:-1], starts[stack[:-1]])
        starts[stack], ends[stack[:-1]] = left, left + shown[stack]
        place = WIDTH * left / whole, height - ROW * (len(stack) + 1)
        parts.append(flame(stack[-1], shown[stack] / whole, *place))
    foot = f"all of a handout: {whole} samples, one every {1000 * EVERY:g} ms of the CPU"
    parts.append(flame(foot, 1.0, 0, height - ROW))
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {WIDTH} {height}" '
        f'font-family="sans-serif" font-size="11">\n{"".join(parts)}</svg>\n'
    )


def flame(name: str, share: float, left: float, top: float) -> str:
    """Return a function as a bar in its library's color, with its name where that has room."""
    room = int((WIDTH * share - 6) / LETTER)
    short = name if len(name) <= room else name.split(" (")[0]
    text = short if len(short) <= room else f"{short[: room - 1]}…" if room > 3 else ""
    written = f'<text x="{left + 3:.1f}" y="{top + 12}">{escape(text)}</text>' if text else ""
    size = f'width="{WIDTH * share:.1f}" height="{ROW - 1}"'
    return (
        f'<g><title>{escape(name)}: {share:.1%}</title><rect x="{left:.1f}" y="{top}" {size} '
        f'fill="{color(name)}"/>{written}</g>\n'
    )


def color(name: str) -> str:
    """Return blue for what is our own, and a color for each step of WeasyPrint's."""
    for sign, one in COLORS.items():
        if sign in name:
            return one
    return "#d8d8d8"


COLORS = {
    "(pdf/arranging": "#9ec5e8", "(pdf/backend": "#9ec5e8", "(pdf/engine": "#9ec5e8",
    "(text/": "#f4a582", "(layout/": "#fdd49e", "(css/": "#c7e9b4", "(cssselect2/": "#c7e9b4",
    "(draw/": "#e0c3e8", "(svg/": "#e0c3e8", "(pdf/": "#d9c2ab", "(pydyf/": "#d9c2ab",
}  # fmt: skip


if __name__ == "__main__":
    main()
