"""What every worker needs, imported once: the server that workers are forked from imports this."""

from __future__ import annotations

import os
from collections.abc import Iterable
from contextlib import suppress

from deckgen.backends import load_backend
from deckgen.diagnostics import DeckgenError


def load(names: Iterable[str]) -> None:
    """Import the backends with all that they would import for their first lesson."""
    for name in filter(None, names):
        with suppress(DeckgenError):  # each lesson says by itself what is missing
            warm = getattr(load_backend(name), "warm", None)
            if warm:
                warm()
    import deckgen.parser
    import deckgen.pictures.scaling  # noqa: F401


load(os.environ.pop("DECKGEN_PRELOAD", "").split(","))
