"""The kinds of callouts, by the names that they have elsewhere."""

from __future__ import annotations

from types import MappingProxyType
from typing import Final

from deckgen.model import Blocks, Callout, CalloutKind, Inlines, Mark, Paragraph, Run, plain
from deckgen.regex import regex
from deckgen.values import replace
from deckgen.wording import callout_named

_OTHERS: Final = MappingProxyType(
    {
        CalloutKind.NOTE: "info abstract tldr todo example question help faq seealso definition",
        CalloutKind.TIP: "hint success check done best-practice",
        CalloutKind.IMPORTANT: "key keypoint remember",
        CalloutKind.WARNING: "attention warn",
        CalloutKind.CAUTION: "danger error bug failure fail missing",
        CalloutKind.EXAM: "exam-tip examtip exam-note",
    }
)
_KINDS: Final = MappingProxyType(
    {name: kind for kind, names in _OTHERS.items() for name in (kind.value, *names.split())}
)


_QUOTED: Final = MappingProxyType(
    {
        "info": CalloutKind.NOTE,
        "hint": CalloutKind.TIP,
        "pro tip": CalloutKind.TIP,
        "best practice": CalloutKind.TIP,
        "remember": CalloutKind.IMPORTANT,
        "attention": CalloutKind.WARNING,
        "danger": CalloutKind.CAUTION,
        "exam": CalloutKind.EXAM,
        "exam tip": CalloutKind.EXAM,
        "exam note": CalloutKind.EXAM,
    }
)
_NAME: Final = regex(r"[\W_]*([^\W_](?:.{0,28}?[^\W_])?)\s*([:：]?)\s*")


def callout_kind(name: str) -> CalloutKind | None:
    """Return the kind for a name such as ``TIP``, ``callout-tip`` or ``hint``, None for others."""
    name = name.lower().removeprefix("callout-").removeprefix("alert-")
    return _KINDS.get(name.replace("_", "-"))


def quoted_callout(blocks: Blocks, line: int) -> Callout | None:
    """Return the callout that a quotation is which begins with its bold name and a colon.

    ``> **Warning:** …`` is how sites without alerts have them.
    """
    match blocks:
        case (Paragraph(inlines=inlines) as first, *rest):
            pass
        case _:
            return None
    bold = 1 + (isinstance(inlines[0], Run) and Mark.BOLD not in inlines[0].marks)
    title, text = inlines[:bold], inlines[bold:]
    if not all(isinstance(one, Run) for one in title) or not _is_bold(title[-1:]):
        return None
    name = _NAME.fullmatch(plain(title))
    colon = bool(name and name[2]) or plain(text[:1]).startswith((":", "："))
    kind = name and (callout_named(name[1]) or _QUOTED.get(name[1].casefold()))
    if not kind or not colon:
        return None
    said = (replace(first, inlines=_without_colon(text)),) if text else ()
    return Callout(kind, (*said, *rest), _named(title), line)


def _is_bold(inlines: Inlines) -> bool:
    return all(isinstance(one, Run) and Mark.BOLD in one.marks for one in inlines)


def _named(title: Inlines) -> Inlines:
    """Return a callout's title without its colon, and plain: a title is bold by itself."""
    return (Run(" ".join(plain(title).split()).rstrip(":： ")),)


def _without_colon(text: Inlines) -> Inlines:
    first = text[0]
    if not isinstance(first, Run):
        return text
    rest = first.text.lstrip(":： ")
    return (replace(first, text=rest), *text[1:]) if rest else text[1:]


def own_title(name: str) -> str:
    """Return the title that a kind known elsewhere brings along: ``Example`` for ``EXAMPLE``."""
    name = name.lower().removeprefix("callout-").removeprefix("alert-")
    return "" if name in set(CalloutKind) else name.replace("-", " ").capitalize()
