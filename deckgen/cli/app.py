"""The command line as a whole: its commands by name, each made when it is called."""

from __future__ import annotations

from importlib import import_module
from types import MappingProxyType
from typing import TYPE_CHECKING, Annotated, Any, Final

import typer
from typer.core import TyperCommand, TyperGroup

from deckgen import __version__

if TYPE_CHECKING:
    from collections.abc import Mapping

COMMANDS: Final[Mapping[str, str]] = MappingProxyType(
    {
        "build": "Build the lessons: decks, handouts, and what other backends make.",
        "check": "Say all that a build would say, and write nothing.",
        "list": "Show the course: its sections, lessons and documents, and what it lacks.",
        "init": "Begin a course in a folder; nothing that is there is overwritten.",
        "watch": "Build, and build again what a save touches, until interrupted.",
        "clean": "Remove the files that deckgen made, and nothing else.",
        "layouts": "Say which of a template's layouts stand for ours, and what is missing.",
        "doctor": "Say what this machine lacks, and the line that mends it.",
        "backends": "List the backends that are installed.",
        "themes": "List the themes at hand, begin one of your own, or check it.",
        "new": "Begin something.",
    }
)
"""Each command with its help; those that have commands of their own are in ``_GROUPS``."""

_GROUPS: Final = MappingProxyType({"themes": "deckgen.cli.themes", "new": "deckgen.cli.starting"})


class _Commands(TyperGroup):
    """The commands; until one is called, its name and help stand for it."""

    def __init__(self, **given: Any) -> None:
        super().__init__(**given)
        for name, about in COMMANDS.items():
            self.add_command(TyperCommand(name, help=about, rich_markup_mode=None))

    def resolve_command(self, ctx: Any, args: list[str]) -> tuple[Any, Any, list[str]]:
        """Return the command that is called, and its own arguments."""
        name, _, rest = super().resolve_command(ctx, args)
        return name, _made(str(name)), rest


def _made(name: str) -> Any:
    home = import_module(_GROUPS.get(name, "deckgen.cli.commands"))
    return typer.main.get_command(home.app(name))


app = typer.Typer(
    name="deckgen",
    cls=_Commands,
    help="Make PowerPoint decks and PDF handouts of Markdown lessons.",
    epilog="Exit status: 0 built, 1 a lesson has errors, 2 wrong call or broken machine.",
    no_args_is_help=True,
    add_completion=False,
    rich_markup_mode=None,
    pretty_exceptions_enable=False,
    context_settings={"help_option_names": ["-h", "--help"]},
)


@app.callback()
def _deckgen(
    show_version: Annotated[
        bool, typer.Option("--version", "-V", help="Show the version and end.")
    ] = False,
) -> None:
    if show_version:
        typer.echo(f"deckgen {__version__}")
        raise typer.Exit
