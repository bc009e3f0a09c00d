"""Patterns that wait to be compiled: they answer as compiled ones do, and all of them are sound."""

import pkgutil
import re
import subprocess
import sys
from collections.abc import Iterator
from importlib import import_module
from typing import Any

import deckgen
from deckgen.regex import Waiting, regex


def waiting() -> Iterator[tuple[str, Any]]:
    for module in pkgutil.walk_packages(deckgen.__path__, "deckgen."):
        if module.name not in ("deckgen.__main__", "deckgen.batch.clusters"):
            for name, value in vars(import_module(module.name)).items():
                if isinstance(value, Waiting):
                    yield f"{module.name}.{name}", value


def test_a_pattern_that_waits_answers_as_a_compiled_one() -> None:
    late, early = regex(r"(\w)-?(\d)", re.IGNORECASE), re.compile(r"(\w)-?(\d)", re.IGNORECASE)
    assert late.findall("a-1 B2") == early.findall("a-1 B2")
    assert late.sub(r"\2\1", "a-1 B2") == early.sub(r"\2\1", "a-1 B2")
    assert late.match("x", 0) is None
    assert (late.pattern, late.flags, late.groups) == (early.pattern, early.flags, early.groups)
    assert regex(rb"\d").findall(b"a1") == [b"1"]


def test_every_pattern_of_the_package_is_sound() -> None:
    found = dict(waiting())
    assert len(found) > 100
    assert all(isinstance(value.pattern, str | bytes) for value in found.values())


def test_reading_a_lesson_compiles_few_patterns() -> None:
    program = (
        "import re, sys\n"
        "from deckgen.regex import Waiting\n"
        "asked = set()\n"
        "compiled = Waiting.__getattr__\n"
        "Waiting.__getattr__ = lambda self, name: asked.add(id(self)) or compiled(self, name)\n"
        "from deckgen.parser import parse\n"
        "from deckgen.source import from_text\n"
        "text = '---\\ntitle: A\\n---\\n\\n## One\\n\\n- **Two**: three\\n\\n"
        "<!-- pagebreak -->\\n\\n### Four\\n\\nFive.\\n'\n"
        "parse(from_text(text, print, 'a.md'), print)\n"
        "print(len(asked))\n"
    )
    run = subprocess.run(
        [sys.executable, "-c", program], capture_output=True, text=True, check=True
    )
    assert int(run.stdout) <= 12
