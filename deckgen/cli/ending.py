"""How a command ends when the machine or the caller is at fault."""

from __future__ import annotations

import sys
from collections.abc import Iterator
from contextlib import contextmanager


@contextmanager
def ending() -> Iterator[None]:
    """Turn the machine's or the caller's fault into a message and status 2."""
    from deckgen.diagnostics import DeckgenError

    try:
        yield
    except DeckgenError as error:
        from deckgen.cli.printing import fault_text

        print(fault_text(str(error), error.hint), file=sys.stderr)
        raise SystemExit(2) from error
