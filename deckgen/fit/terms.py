"""Parallel points on a page: terms, each with what is said of it."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

from deckgen.fit.deck import Bullet, Style
from deckgen.fit.pieces import Pieces, Text
from deckgen.fit.setting import Setting
from deckgen.fit.weight import upright
from deckgen.model import Inline, Inlines, LineBreak, Mark, Run, plain
from deckgen.regex import regex
from deckgen.values import Value, replace

MOST_POINTS: Final = 8
"""More points than these stand in no shape but a list."""

LONGEST_TERM: Final = 64
"""A bold phrase of more characters is a sentence, not a term."""


class Point(Value):
    """A term and what is said of it, each without the list's indent and marks between.

    ``head`` is the term as a heading, ``term`` as it stands in a list.
    """

    head: Text
    term: Text
    body: tuple[Text, ...]

    @property
    def length(self) -> int:
        """How many characters are said of the term."""
        return sum(len(plain(text.inlines)) for text in self.body)


class Terms(Value):
    """Parallel points, the paragraphs over and under them; ``glossary`` if from definitions."""

    before: tuple[Text, ...]
    points: tuple[Point, ...]
    after: tuple[Text, ...]
    glossary: bool


def terms(pieces: Pieces, setting: Setting) -> Terms | None:
    """Return the page's points where all that it has is parallel points and plain paragraphs."""
    of, known = setting.known.get(id(pieces), (None, None))
    found: Terms | None = known if of is pieces else _terms(pieces, setting)
    setting.known[id(pieces)] = pieces, found
    return found


def _terms(pieces: Pieces, setting: Setting) -> Terms | None:
    texts = [piece for piece in pieces if isinstance(piece, Text)]
    if len(texts) != len(pieces):
        return None
    first = next((at for at, text in enumerate(texts) if _begins(text)), len(texts))
    points: list[Point] = []
    at = first
    while at < len(texts) and _begins(texts[at]):
        inside = at + 1
        while inside < len(texts) and _belongs(texts[inside]):
            inside += 1
        point = _point(texts[at], texts[at + 1 : inside], setting)
        if point is None:
            return None
        points.append(point)
        if len(points) > MOST_POINTS:
            return None
        at = inside
    before, after = tuple(texts[:first]), tuple(texts[at:])
    glossary = first < len(texts) and texts[first].style is Style.TERM
    plain_texts = all(_is_plain(text) for text in before) and all(map(_may_follow, after))
    return Terms(before, tuple(points), after, glossary) if plain_texts and points else None


def _begins(text: Text) -> bool:
    """Tell whether a paragraph is the first of a point."""
    marked = text.bullet in (Bullet.DOT, Bullet.NUMBER) or text.style is Style.TERM
    return marked and not text.panel and not _belongs(text)


def _belongs(text: Text) -> bool:
    return not text.panel and text.indent_em - text.hang_em > 0.01


def _is_plain(text: Text) -> bool:
    return text.style is Style.BODY and text.bullet is Bullet.NONE and not text.panel


def _may_follow(text: Text) -> bool:
    return bool(text.panel) or (text.bullet is Bullet.NONE and text.style is not Style.TERM)


def _point(first: Text, others: Sequence[Text], setting: Setting) -> Point | None:
    if any(other.style in (Style.FORMULA, Style.HEADING) for other in others):
        return None
    glossary = first.style is Style.TERM
    term, rest = (first.inlines, ()) if glossary else _parted(first.inlines)
    if not term or len(plain(term)) > LONGEST_TERM or not (rest or others):
        return None
    plain_term = upright(term)
    number = first.number if first.bullet is Bullet.NUMBER else 0
    head = Text(
        plain_term,
        setting.measure(plain_term, Style.HEADING),
        Style.HEADING,
        bullet=Bullet.NUMBER if number else Bullet.NONE,
        number=number,
        indent_em=first.indent_em if number else 0.0,
        hang_em=first.hang_em if number else 0.0,
        keep=True,
        notes=setting.references(plain_term),
        line=first.line,
    )
    body = [setting.text(rest, line=first.line, level=1, space_em=0.25)] if rest else []
    base = others[0].indent_em - others[0].hang_em if others and not rest else first.indent_em
    deeper = 1 if glossary else 0
    body += [
        replace(
            other,
            indent_em=max(other.indent_em - base, other.hang_em),
            level=max(other.level + deeper, 1),
        )
        for other in others
    ]
    measured = setting.measure(plain_term, Style.TERM)
    in_list = replace(head, measured=measured, style=Style.TERM)
    return Point(head, in_list, tuple(body))


def _parted(inlines: Inlines) -> tuple[Inlines, Inlines]:
    """Return the bold term that a paragraph begins with and the rest; nothing where none is."""
    count = 0
    while count < len(inlines) and _is_bold(inlines[count]):
        count += 1
    term, rest = inlines[:count], inlines[count:]
    if not term:
        return (), ()
    said = plain(term).rstrip()
    if said.endswith((":", "：", ".", "。")):
        return _rstripped(term, " :：.。"), _lstripped(rest)
    if said.endswith(("?", "!", "？", "！", "؟", "।")):
        return term, _lstripped(rest)
    match rest:
        case (LineBreak(), *others):
            return term, tuple(others)
        case (Run(text=text) as run, *others) if mark := _MARK.match(text):
            return term, _lstripped((replace(run, text=text[mark.end() :]), *others))
        case _:
            return (), ()


# A colon, or a dash with spaces around it.
_MARK: Final = regex(r"\s*[:：]\s*|\s+[–—-]+\s+|\s*—\s*")


def _is_bold(inline: Inline) -> bool:
    return isinstance(inline, Run) and Mark.BOLD in inline.marks


def _lstripped(inlines: Inlines) -> Inlines:
    match inlines:
        case (LineBreak(), *others):
            return _lstripped(tuple(others))
        case (Run(text=text) as run, *others):
            kept = text.lstrip()
            return (replace(run, text=kept), *others) if kept else _lstripped(tuple(others))
        case _:
            return inlines


def _rstripped(inlines: Inlines, marks: str) -> Inlines:
    match inlines:
        case (*others, Run(text=text) as run):
            kept = text.rstrip(marks)
            if kept:
                return (*others, replace(run, text=kept))
            return _rstripped(tuple(others), marks)
        case _:
            return inlines
