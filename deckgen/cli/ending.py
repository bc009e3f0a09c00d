"""How a command ends when the machine or the caller is at fault."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager

import typer


@contextmanager
def ending() -> Iterator[None]:
    """Turn the machine's or the caller's fault into a message and status 2."""
    from deckgen.diagnostics import DeckgenError

    try:
        yield
    except DeckgenError as error:
        from deckgen.cli.printing import fault_text

        typer.echo(fault_text(str(error), error.hint), err=True)
        raise typer.Exit(2) from error
