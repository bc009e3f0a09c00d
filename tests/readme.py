"""What README.md shows, for the tests that run it."""

import re
import shlex
from collections.abc import Iterator
from pathlib import Path
from typing import Final

ROOT: Final = Path(__file__).parent.parent
_TEXT: Final = (ROOT / "README.md").read_text(encoding="utf-8")
_FENCE: Final = re.compile(r"^(`{3,})(\w+)[^\n]*\n(.*?)^\1\s*$", re.MULTILINE | re.DOTALL)


def between(name: str) -> str:
    """Return the text between ``<!-- name -->`` and ``<!-- /name -->``."""
    start, end = f"<!-- {name} -->", f"<!-- /{name.split(':')[0]} -->"
    return _TEXT.split(start, 1)[1].split(end, 1)[0]


def fences(language: str, text: str = _TEXT) -> list[str]:
    """Return what the code fences in one language hold."""
    return [found[3] for found in _FENCE.finditer(text) if found[2] == language]


def commands() -> Iterator[list[str]]:
    """Yield the arguments of every ``deckgen`` command shown."""
    for fence in fences("console"):
        for line in fence.splitlines():
            words = shlex.split(line.removeprefix("$ "), comments=True)
            if words[:1] == ["deckgen"]:
                yield words[1:]
