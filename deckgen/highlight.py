"""Code as lines of tokens; the one door to Pygments."""

from __future__ import annotations

from collections.abc import Iterator
from functools import lru_cache
from itertools import groupby
from operator import itemgetter
from typing import Any, Final

from deckgen.values import Value

KINDS: Final = (
    "plain",
    "keyword",
    "builtin",
    "name",
    "string",
    "number",
    "comment",
    "operator",
    "inserted",
    "deleted",
)
"""What a piece of code can be."""

TAB: Final = "    "
LONGEST_TEXT: Final = 50_000
LONGEST_LINE: Final = 2_000
"""Beyond these, in characters, code stays plain: some lexers take quadratic time."""


class Token(Value):
    """A piece of highlighted code: ``kind`` is one of ``KINDS``."""

    text: str
    kind: str = "plain"


def highlight(text: str, language: str) -> tuple[tuple[Token, ...], ...]:
    """Return the lines of ``text``, each in tokens; an empty line has none.

    Tabs become four spaces, nothing else changes. A language that is not
    known, or a lexer that fails, gives plain tokens.
    """
    text = text.replace("\t", TAB)
    lines: list[list[tuple[str, str]]] = [[]]
    for piece, kind in _pieces(text, language):
        first, *others = piece.split("\n")
        lines[-1].append((first, kind))
        lines.extend([(other, kind)] for other in others)
    return tuple(_merged(line) for line in lines)


def _merged(line: list[tuple[str, str]]) -> tuple[Token, ...]:
    """Join neighbors of one kind."""
    full = (piece for piece in line if piece[0])
    return tuple(
        Token("".join(text for text, _ in group), kind)
        for kind, group in groupby(full, key=itemgetter(1))
    )


def _pieces(text: str, language: str) -> list[tuple[str, str]]:
    plain = [(text, "plain")]
    if not language or len(text) > LONGEST_TEXT:
        return plain
    if max(map(len, text.split("\n"))) > LONGEST_LINE:
        return plain
    try:
        pieces = list(_lexed(text, language))
    except Exception:  # a lexer is a third party's and fed by strangers: any fault means plain
        return plain
    return pieces if "".join(piece for piece, _ in pieces) == text else plain


def _lexed(text: str, language: str) -> Iterator[tuple[str, str]]:
    """Yield what a lexer finds; it sees one more line break, which many rules need."""
    lexer_class = _lexer_class(language.lower())
    if lexer_class is None:
        yield text, "plain"
        return
    left = len(text)
    for _, kind, piece in lexer_class().get_tokens_unprocessed(text + "\n"):
        kept = piece[:left]
        left -= len(kept)
        if kept:
            yield kept, _kind(kind)


@lru_cache(maxsize=256)
def _lexer_class(language: str) -> Any:
    from pygments.lexers import get_lexer_by_name
    from pygments.util import ClassNotFound

    try:
        return type(get_lexer_by_name(language))
    except ClassNotFound:
        return None


@lru_cache(maxsize=512)
def _kind(token: Any) -> str:
    """Return the kind of a Pygments token type, from its most special name to its root."""
    names = str(token).split(".")[1:]
    while names:
        kind = _KINDS.get(".".join(names))
        if kind:
            return kind
        names.pop()
    return "plain"


_KINDS: Final = {
    "Comment": "comment",
    "Comment.Preproc": "keyword",
    "Keyword": "keyword",
    "Keyword.Constant": "number",
    "Keyword.Type": "builtin",
    "Literal": "number",
    "Literal.String": "string",
    "Name.Attribute": "builtin",
    "Name.Builtin": "builtin",
    "Name.Class": "name",
    "Name.Decorator": "name",
    "Name.Exception": "builtin",
    "Name.Function": "name",
    "Name.Namespace": "name",
    "Name.Tag": "keyword",
    "Operator": "operator",
    "Operator.Word": "keyword",
    "Generic.Deleted": "deleted",
    "Generic.Error": "deleted",
    "Generic.Heading": "name",
    "Generic.Inserted": "inserted",
    "Generic.Output": "plain",
    "Generic.Prompt": "operator",
    "Generic.Subheading": "name",
    "Generic.Traceback": "deleted",
}
