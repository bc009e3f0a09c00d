"""The word that was meant, where the one that was written is not known."""

from __future__ import annotations

from collections.abc import Iterable


def guessed(word: str, words: Iterable[str], likeness: float = 0.6) -> str:
    """Return the word most like ``word``, from a ``likeness`` of 0 to 1 on; empty if none is."""
    from difflib import get_close_matches  # most lessons have no slips

    close = get_close_matches(word, list(words), n=1, cutoff=likeness)
    return close[0] if close else ""
