"""The command ``deckgen``: what it is asked for, what it says, and how it ends."""

from __future__ import annotations

import sys
from collections.abc import Sequence
from contextvars import ContextVar
from typing import NoReturn

from deckgen import __version__


def main(arguments: Sequence[str] | None = None) -> NoReturn:
    """Run the command and end with its status: 0, 1 or 2, and 130 when interrupted."""
    arguments = sys.argv[1:] if arguments is None else list(arguments)
    if arguments in (["--version"], ["-V"]):  # needs no more than this
        print(f"deckgen {__version__}")
        sys.exit(0)
    if arguments[:1] == ["build"]:
        from deckgen.cli.again import told_again

        told_again(arguments)
        CALL.set(tuple(arguments))
    for stream in (sys.stdout, sys.stderr):
        stream.reconfigure(errors="backslashreplace")  # type: ignore[union-attr]
    if arguments[:1] in (["build"], ["check"], ["watch"]):
        from deckgen.bundle import bundled

        with bundled():
            _end_plainly(arguments)
    from deckgen.cli.app import app

    app(arguments, prog_name="deckgen")
    sys.exit(0)


def _end_plainly(arguments: Sequence[str]) -> None:
    """Build, check or watch and end, where the call is plain; else return."""
    from deckgen.cli.plain import plain_values

    values = plain_values(arguments)
    if values is None:
        return
    from deckgen.cli.building import BUILDING

    try:
        sys.exit(BUILDING[arguments[0]](values))
    except KeyboardInterrupt:
        sys.exit(130)
    except BrokenPipeError:  # nobody reads any more
        sys.exit(1)


CALL: ContextVar[tuple[str, ...]] = ContextVar("CALL", default=())
"""The arguments of this call, where it is one whose answer may be kept."""
