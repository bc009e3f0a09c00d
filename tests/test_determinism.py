"""The same lesson gives the same bytes: on another machine, in another folder, in another mood."""

from __future__ import annotations

import hashlib
import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from deckgen.backends import load_backend
from deckgen.parser import parse
from deckgen.source import read
from deckgen.theme import load_theme

ROOT = Path(__file__).parent.parent
LESSON = """\
---
title: 'Größe und 語'
section: Section-1
lesson: 1
author: 'A, B'
date: 2026-03-29
keywords: [one, two]
---

A lead with $x^2$, `code` and a [link](https://example.org).[^1]

[^1]: A footnote.

<!-- pagebreak -->

## Points

- one **bold**
- two *italic*

| a | b |
|---|--:|
| 1 | 2 |

```python
x = {"a", "b"}
```

<!-- pagebreak -->

## Drawings

![a tree](b-tree.png)

$$\\frac{a}{b}$$

> [!EXAM]
> A question.
"""


def build(folder: Path, text: str, **environment: str) -> dict[str, str]:
    """Build in a process of its own and return a digest of each file."""
    folder.mkdir(parents=True)
    (folder / "lesson.md").write_bytes(text.encode())
    shutil.copy(ROOT / "lessons/img/b-tree.png", folder)
    subprocess.run(
        [sys.executable, "-m", "deckgen", "build", "-q", "-o", "out", "lesson.md"],
        cwd=folder,
        env={**os.environ, "PYTHONPATH": str(ROOT), **environment},
        check=True,
        stdout=subprocess.DEVNULL,
    )
    files = sorted((folder / "out").rglob("*.p*"))
    return {path.name: hashlib.sha256(path.read_bytes()).hexdigest() for path in files}


def test_nothing_around_a_lesson_changes_its_files(tmp_path: Path) -> None:
    plain = build(tmp_path / "a", LESSON, PYTHONHASHSEED="0", TZ="UTC", LANG="de_DE.UTF-8")
    assert len(plain) == 2
    other = build(
        tmp_path / "somewhere else" / "ü" / "b",
        "\ufeff" + LESSON.replace("\n", "\r\n"),
        PYTHONHASHSEED="4711",
        TZ="Pacific/Kiritimati",
        LANG="C",
        LC_ALL="C",
        SOURCE_DATE_EPOCH="1",
        HOME="/nonexistent",
    )
    assert other == plain


@pytest.mark.parametrize("backend", ["pptx", "preview", "pdf"])
def test_nothing_built_before_changes_a_file(backend: str) -> None:
    count = 2 if backend == "pdf" else 7
    lessons = [
        parse(read(path, print), print) for path in sorted(ROOT.glob("lessons/*.md"))[:count]
    ]
    assert len(lessons) == count
    render, theme = load_backend(backend).render, load_theme("slate")
    forward = [render(lesson, theme, print) for lesson in lessons]
    backward = [render(lesson, theme, print) for lesson in reversed(lessons)]
    assert forward == backward[::-1]
