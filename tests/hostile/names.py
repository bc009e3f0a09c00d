"""Names of files that escape, clash or do not fit."""

from __future__ import annotations

from collections.abc import Iterator

from case import Case, lesson

NAMES = (
    "aux.md", "CON.md", "a b.md", "a;rm -rf ~.md", "$(id).md", "`id`.md", "-o.md", "--help.md",
    "é" * 120 + ".md", "x" * 250 + ".md", "語" * 80 + ".md", "a\nb.md", "a\x1b[31mb.md",
    "a\u202eb.md", "'\".md", "%2e%2e.md", "..a.md", "a..md", "{{x}}.md", "*.md", "~.md",
    "\U0001f600.md", "a\tb.md", "a\\b.md", "a:b.md",
)  # fmt: skip


def cases() -> Iterator[Case]:
    """Yield a sound lesson under each name."""
    for name in NAMES:
        yield Case(f"file {name[:20]!a}", lesson("word"), file=name)
