"""The commands that begin something."""

from __future__ import annotations

from typing import Annotated

import typer

from deckgen.cli.app import COMMANDS
from deckgen.cli.ending import ending

new = typer.Typer(
    name="new",
    help=COMMANDS["new"],
    no_args_is_help=True,
    add_completion=False,
    rich_markup_mode=None,
)


def app(_: str) -> typer.Typer:
    """Return the group of commands."""
    return new


@new.callback()
def _new() -> None:
    pass


@new.command("lesson")
def new_lesson(
    title: Annotated[str, typer.Argument(help="The lesson's title.")],
    section: Annotated[
        str, typer.Option("--section", metavar="SECTION", help="Its section.  [default: the last]")
    ] = "",
) -> None:
    """Write the next lesson of a section, for you to fill in."""
    from datetime import date

    from deckgen.course.starting import start_lesson

    with ending():
        typer.echo(start_lesson(title, section, date.today()))
