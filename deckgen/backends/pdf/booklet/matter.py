"""What the back of a book is made of: exam points, terms explained, and their pages."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Iterator, Sequence
from itertools import pairwise
from typing import Final

from deckgen.backends.pdf.booklet.parts import Part
from deckgen.backends.pdf.terms import Term, terms_of
from deckgen.model import (
    Blocks,
    Callout,
    CalloutKind,
    DefinitionList,
    List,
    Role,
    plain,
    walk,
)
from deckgen.values import Value

_COMMON: Final = 3  # a name explained in more lessons is a label, such as "Purpose", and no term


class Entry(Value):
    """A term explained in a lesson; ``anchor`` is where."""

    part: Part
    term: Term
    anchor: str

    @property
    def name(self) -> str:
        """Return the term as text."""
        return " ".join(plain(self.term.name).split())


def exam_points(part: Part) -> tuple[Blocks, ...]:
    """Return what a lesson says for the exam: its exam slides, and callouts on others."""
    return tuple(filter(None, _exam_points(part)))


def _exam_points(part: Part) -> Iterator[Blocks]:
    for slide in part.place.lesson.slides:
        if slide.role is Role.EXAM:
            yield slide.blocks
        else:
            for block in walk(slide.blocks):
                if isinstance(block, Callout) and block.kind is CalloutKind.EXAM:
                    yield block.blocks


def entries(parts: Iterable[Part]) -> tuple[Entry, ...]:
    """Return the terms of all lessons, sorted by name."""
    found = [entry for part in parts for entry in _entries(part)]
    lessons: dict[str, set[int]] = {}
    for entry in found:
        lessons.setdefault(entry.name.casefold(), set()).add(entry.part.number)
    kept = (entry for entry in found if len(lessons[entry.name.casefold()]) <= _COMMON)
    return tuple(sorted(kept, key=lambda entry: (order(entry.name), entry.part.number)))


def _entries(part: Part) -> Iterator[Entry]:
    for slide in part.place.lesson.slides:
        for block in walk(slide.blocks):
            if isinstance(block, List | DefinitionList):
                for term in terms_of(block):
                    if plain(term.name).strip():
                        yield Entry(part, term, part.prefix + slide.key)


def order(name: str) -> tuple[str, str]:
    """Return a key that sorts names as a reader looks for them: without accents and case."""
    bare = "".join(each for each in unicodedata.normalize("NFKD", name) if not _is_mark(each))
    return bare.casefold().lstrip("'\"(.-"), name


def _is_mark(character: str) -> bool:
    return unicodedata.combining(character) != 0


def initial(name: str) -> str:
    """Return the letter that a name stands under in an index, empty for scripts without such."""
    first = order(name)[0][:1].upper()
    if first.isdigit() or not first.isalpha():
        return "#"
    return "" if unicodedata.east_asian_width(first) == "W" else first


def pages_with(name: str, texts: Sequence[str]) -> tuple[int, ...]:
    """Return the places in ``texts`` where a name stands as whole words, whatever its case."""
    wanted = " ".join(name.casefold().split())
    whole = re.compile(rf"(?<!\w){re.escape(wanted)}(?!\w)")
    wide = any(unicodedata.east_asian_width(each) == "W" for each in wanted)
    return tuple(
        place for place, text in enumerate(texts) if wanted in text and (wide or whole.search(text))
    )


def ranges(pages: Sequence[int]) -> tuple[tuple[int, int], ...]:
    """Return pages as ranges: three and more in a row are one."""
    runs: list[list[int]] = [[page] for page in pages[:1]]
    for before, page in pairwise(pages):
        if page == before + 1:
            runs[-1].append(page)
        else:
            runs.append([page])
    return tuple(
        pair
        for run in runs
        for pair in ([(run[0], run[-1])] if len(run) > 2 else [(page, page) for page in run])
    )
