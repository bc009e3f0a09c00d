"""The examples of CommonMark and of GitHub's extensions, from a package that carries them."""

from __future__ import annotations

import re
import tarfile
from collections.abc import Iterator
from html import unescape
from pathlib import Path
from typing import Final, NamedTuple

FOLDER: Final = Path(__file__).parent.parent / ".venv/spec"
"""Where ``.ci/setup dev`` puts the package's sources."""


class Example(NamedTuple):
    """One example: the Markdown, and the HTML that the specification makes of it."""

    section: str
    number: int
    markdown: str
    html: str


def missing() -> str:
    """Return why there are no examples; empty where there are."""
    return "" if list(FOLDER.glob("marko-*.tar.gz")) else "run .ci/setup dev to get the examples"


def examples() -> tuple[Example, ...]:
    """Return all 652 examples of CommonMark and the 24 of GitHub's extensions."""
    if missing():
        return ()
    common, github = _examples("commonmark"), _examples("gfm")
    return (*common, *(one for one in github if "(extension)" in one.section))


def _examples(name: str) -> Iterator[Example]:
    section, number = "", 0
    for found in _EXAMPLE.finditer(_text(name)):
        if found[1]:
            section = found[1]
        else:
            number += 1
            markdown, html = (found[at].replace("→", "\t") for at in (2, 3))
            yield Example(section, number, markdown, html)


_EXAMPLE: Final = re.compile(
    r"^#{1,6} +([^\n]*)$|^`{32} example[^\n]*\n(.*?)^\.\n(.*?)^`{32}$", re.MULTILINE | re.DOTALL
)


def _text(name: str) -> str:
    (archive,) = FOLDER.glob("marko-*.tar.gz")
    with tarfile.open(archive) as package:
        (member,) = (each for each in package if each.name.endswith(f"/spec/{name}.txt"))
        file = package.extractfile(member)
        assert file is not None
        return file.read().decode()


def shown(html: str) -> list[str]:
    """Return the words that a browser shows of HTML, with the texts of pictures."""
    html = re.sub(r"<(script|style|title)\b.*?(</\1>|\Z)", "", html, flags=re.DOTALL | re.I)
    html = re.sub(
        r"<!--.*?-->|<\?.*?\?>|<!\[CDATA\[|\]\]>|<![A-Z][^>]*>", "", html, flags=re.DOTALL
    )
    html = re.sub(r'<img[^>]*alt="([^"]*)"[^>]*>', r"\1", html)
    text = re.sub(r"<[A-Za-z/](?:\"[^\"]*\"|'[^']*'|[^>\"'])*>", "", html)
    return re.findall(r"\w+", unescape(text))
