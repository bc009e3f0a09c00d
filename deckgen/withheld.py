"""What no student may read: the words that only the instructor's part of a lesson has."""

from __future__ import annotations

import unicodedata
from collections.abc import Callable, Iterable, Iterator, Mapping
from enum import Enum
from itertools import chain, pairwise
from types import MappingProxyType
from typing import Any, Final

from deckgen.diagnostics import Diagnostic, Severity
from deckgen.model import (
    Audience,
    Footnote,
    FootnoteMark,
    Formula,
    Lesson,
    ListItem,
    Math,
    Picture,
    Quiz,
    Restricted,
    Slide,
)
from deckgen.regex import regex
from deckgen.values import Mutable, Value, astuple

TICK: Final = "☑"
_WORD: Final = regex(r"\w+")
_MARKUP: Final = regex(r"<[^>]*>")
# Scripts that write no spaces: a run of letters is a sentence there, and is broken anywhere.
_SPACELESS: Final = regex(
    "[\u0e00-\u0eff\u1000-\u109f\u1780-\u17ff\u3040-\u30ff\u3400-\u9fff\uf900-\ufaff\U00020000-\U0003ffff]+"
)
_PIECE: Final = 5  # letters of those
_SHORTEST: Final = 4  # letters of a word of the others: shorter ones come about by chance
_HYPHENS: Final = ("-", "\u2010", "\u00ad")


_Pair = tuple[str, str]


class Withheld(Value):
    """Words of the instructor's that the student's edition does not have in any form.

    Each has the pairs of neighbors that it stands in there: one of them must be
    found with it, so that no word is taken for the instructor's that came about
    otherwise. A word that stands alone has none, and is enough by itself.
    ``pieces`` are parts of words in scripts without spaces. ``ticks`` is how
    many boxes the student's edition has ticked, -1 where it writes the sign
    itself. ``is_any`` is whether there is anything to look for.
    """

    words: Mapping[str, frozenset[_Pair]]
    pieces: frozenset[str] = frozenset()
    ticks: int = -1
    is_any: bool = True

    def found(self, texts: Iterable[str]) -> tuple[str, ...]:
        """Return what of it a file says; ``texts`` are all of its texts in the order of showing."""
        said = [_plain(text) for text in texts]
        mended = "".join(text[:-1] if text.endswith(_HYPHENS) else f"{text} " for text in said)
        together = "".join(said)
        forms = [" ".join(said), together, mended]
        if any(map(_is_turned, self.words)):
            # A file may hold lines from right to left in the order of drawing.
            forms += [form[::-1] for form in forms]
        rows = [_WORD.findall(form) for form in forms]
        words = set(chain.from_iterable(rows))
        pairs = set(chain.from_iterable(pairwise(row) for row in rows))
        named = sorted(
            word
            for word, near in self.words.items()
            if word in words and (not near or near & pairs)
        )
        bare = "".join(together.split())
        named += sorted(piece for piece in self.pieces if piece in bare or piece[::-1] in bare)
        if 0 <= self.ticks < together.count(TICK):
            named.append(TICK)
        return tuple(named)


def _is_turned(word: str) -> bool:
    return any(unicodedata.bidirectional(letter) in ("R", "AL") for letter in word)


def leaks(
    lessons: Iterable[Lesson],
    known: Iterable[str],
    read: Callable[[], Iterable[str]],
    file: str,
    spoken: Callable[[str], str] = str,
) -> Iterator[Diagnostic]:
    """Yield an error if a student's file of these lessons says what is the instructor's.

    ``read`` gives the file's texts; it is not asked where there is nothing to
    find. ``spoken`` gives a formula's TeX in words.
    """
    secret = withheld(lessons, known, spoken)
    found = secret.found(read()) if secret.is_any else ()
    if found:
        words = ", ".join(f"'{word}'" for word in found[:3])
        more = f" and {len(found) - 3} more words" if len(found) > 3 else ""
        text = f"the student's file would hold what is for the instructor alone: {words}{more}"
        hint = "nothing is written; this is a fault of deckgen: please report it with the lesson"
        yield Diagnostic(Severity.ERROR, "leak", text, file, 0, hint)


def withheld(
    lessons: Iterable[Lesson], known: Iterable[str] = (), spoken: Callable[[str], str] = str
) -> Withheld:
    """Return what whole lessons have for the instructor alone.

    It is found without the help of what makes editions, which it is to prove.
    ``known`` are texts that a file has from elsewhere: deckgen's own words, a theme's.
    """
    parts = [part for lesson in lessons for part in _parts(lesson)]
    if not any(part.hidden for part in parts):
        return Withheld(MappingProxyType({}), is_any=False)
    public_parts = [part.value for part in parts if not part.hidden]
    public_parts += [spoken(str(part.value)) for part in parts if part.is_tex and not part.hidden]
    public = "".join("".join(_plain(text).split()) for text in (*known, *_texts(public_parts)))
    words: dict[str, frozenset[_Pair]] = {}
    pieces: set[str] = set()
    for text in set(_texts([part.value for part in parts if part.hidden])):
        row = _WORD.findall(_plain(text))
        for at, word in enumerate(row):
            spaceless = _SPACELESS.findall(word)
            if spaceless:
                pieces.update(chain.from_iterable(map(_pieces, spaceless)))
            elif len(word) >= _SHORTEST and not word.isdigit():
                around = row[max(at - 1, 0) : at + 2]
                near = frozenset(pairwise(around))
                # A word that stands alone somewhere needs no neighbor.
                alone = not near or words.get(word) == frozenset()
                words[word] = frozenset() if alone else near | words.get(word, frozenset())
    own = {word: near for word, near in words.items() if word not in public}
    bits = frozenset(piece for piece in pieces if piece not in public)
    answers = any(part.value is True for part in parts if part.hidden)
    ticked = sum(part.value is True for part in parts if not part.hidden)
    return Withheld(
        MappingProxyType(own), bits, -1 if TICK in public else ticked, bool(own or bits or answers)
    )


def _pieces(run: str) -> Iterator[str]:
    yield from (run[at : at + _PIECE] for at in range(max(len(run) - _PIECE + 1, 0)))


def _plain(text: str) -> str:
    """Return a text as words are compared: one form of each letter, and no case."""
    return unicodedata.normalize("NFKC", text).casefold().replace("\u200b", "")


# -- the parts of a lesson ------------------------------------------------------------


class _Part(Value):
    """A text, the number of a footnote, or whether a box is ticked; and who may not see it."""

    value: str | int | bool
    hidden: bool
    is_tex: bool = False


def _parts(lesson: Lesson) -> Iterator[_Part]:
    """Yield all that a lesson says, with its drawings, and whether it is the instructor's."""
    said = [*_walked((lesson.meta, lesson.slides), hidden=False)]
    notes = {note.number: note for note in lesson.footnotes}
    for hidden in (False, True):
        said += _followed(said, notes, hidden=hidden)
    said += [part for note in notes.values() for part in _walked(note.blocks, hidden=False)]
    yield from said
    shown = {part.value for part in said if not part.hidden}
    for name, picture in lesson.pictures.items():
        if picture.media == "svg":
            yield from (_Part(text, name not in shown) for text in _drawn(picture))


def _followed(said: list[_Part], notes: dict[int, Footnote], *, hidden: bool) -> Iterator[_Part]:
    """Yield the footnotes that are referred to, and take them out of ``notes``."""
    due = _referred(said, hidden=hidden)
    while due:
        note = notes.pop(due.pop(), None)
        if note:
            found = [*_walked(note.blocks, hidden=hidden)]
            due += _referred(found, hidden=hidden)
            yield from found


def _referred(said: Iterable[_Part], *, hidden: bool) -> list[int]:
    """Return the numbers of the footnotes that parts refer to."""
    values = (part.value for part in said if part.hidden is hidden)
    return [value for value in values if isinstance(value, int) and not isinstance(value, bool)]


def _walked(value: Any, *, hidden: bool) -> Iterator[_Part]:
    match value:
        case Restricted(audience=audience, blocks=blocks):
            yield from _walked(blocks, hidden=hidden or audience is Audience.INSTRUCTOR)
        case Quiz(question=question, choices=choices, explanation=explanation):
            withheld_answer = hidden or not value.published
            yield from _walked(question, hidden=hidden)
            for choice in choices:
                yield from _walked(choice.blocks, hidden=hidden)
            yield from (_Part(True, True) for choice in choices if choice.checked)
            yield from _walked(explanation, hidden=withheld_answer)
        case Slide(options=options):
            hidden = hidden or options.audience is Audience.INSTRUCTOR
            yield from _walked((value.title, value.blocks, value.key), hidden=hidden)
            yield from _walked(value.notes, hidden=True)
        case ListItem(blocks=blocks, checked=checked):
            yield from _walked(blocks, hidden=hidden)
            if checked:
                yield _Part(True, hidden)
        case Formula(tex=tex) | Math(tex=tex):
            yield _Part(tex, hidden, is_tex=True)
        case FootnoteMark(number=number):
            yield _Part(number, hidden)
        case tuple():
            for part in value:
                yield from _walked(part, hidden=hidden)
        case Value() | Mutable():
            yield from _walked(astuple(value), hidden=hidden)
        case str() if not isinstance(value, Enum):
            yield _Part(value, hidden)


def _drawn(picture: Picture) -> Iterator[str]:
    written = picture.data.decode("utf-8", errors="replace")
    yield from (text for text in _MARKUP.split(written) if text.strip())


def texts_in(value: Any) -> tuple[str, ...]:
    """Return the texts in a value of plain data, such as a theme's layouts."""
    return tuple(_texts(value))


def _texts(value: Any) -> Iterator[str]:
    """Yield the texts in a value, whatever it is made of; names of kinds are none."""
    match value:
        case Enum():
            pass
        case str():
            yield value
        case tuple() | frozenset() | list():
            for part in value:
                yield from _texts(part)
        case Mapping():
            for part in value.values():
                yield from _texts(part)
        case Value() | Mutable():
            yield from _texts(astuple(value))
