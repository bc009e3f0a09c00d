"""The kinds of callouts, by the names that they have elsewhere."""

from __future__ import annotations

from types import MappingProxyType
from typing import Final

from deckgen.model import CalloutKind

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


def callout_kind(name: str) -> CalloutKind | None:
    """Return the kind for a name such as ``TIP``, ``callout-tip`` or ``hint``, None for others."""
    name = name.lower().removeprefix("callout-").removeprefix("alert-")
    return _KINDS.get(name.replace("_", "-"))


def own_title(name: str) -> str:
    """Return the title that a kind known elsewhere brings along: ``Example`` for ``EXAMPLE``."""
    name = name.lower().removeprefix("callout-").removeprefix("alert-")
    return "" if name in set(CalloutKind) else name.replace("-", " ").capitalize()
