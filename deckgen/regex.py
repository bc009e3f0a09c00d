"""Regular expressions that are compiled when they are first used: one lesson needs few of them."""

from __future__ import annotations

import re
from typing import Any, AnyStr, cast


def regex(source: AnyStr, flags: int = 0) -> re.Pattern[AnyStr]:
    """Return what behaves as ``re.compile(source, flags)`` and costs nothing until it is asked."""
    return cast("re.Pattern[AnyStr]", Waiting(source, flags))


class Waiting:
    """A pattern that is not compiled yet, then one that remembers the methods it was asked for."""

    def __init__(self, source: str | bytes, flags: int) -> None:
        self._source, self._flags = source, flags

    def __getattr__(self, name: str) -> Any:
        # Reached only for names that are not set yet: each method is looked up once.
        found = getattr(re.compile(self._source, self._flags), name)
        setattr(self, name, found)
        return found
