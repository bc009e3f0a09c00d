"""The commands about themes: list them, begin one, check one, take one to PowerPoint."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import Annotated

import typer

from deckgen.cli.app import COMMANDS
from deckgen.cli.ending import ending
from deckgen.cli.manner import Form

themes = typer.Typer(
    name="themes",
    help=COMMANDS["themes"],
    add_completion=False,
    invoke_without_command=True,
    rich_markup_mode=None,
    context_settings={"help_option_names": ["-h", "--help"]},
)


def app(_: str) -> typer.Typer:
    """Return the group of commands."""
    return themes


Name = Annotated[str, typer.Argument(metavar="NAME", help="The theme.")]
ReportFormat = Annotated[Form, typer.Option("--format", help="How to report.")]


@themes.callback()
def _listed(context: typer.Context, form: ReportFormat = Form.TEXT) -> None:
    if context.invoked_subcommand:
        return
    from deckgen.cli.listing import list_themes

    with ending():
        list_themes(form)


@themes.command()
def new(
    name: Name,
    base: Annotated[
        str, typer.Option("--from", metavar="NAME", help="The theme to begin with.")
    ] = "slate",
) -> None:
    """Begin a theme of your own: themes/NAME/theme.toml, ready to edit."""
    from deckgen.theme.making import new_theme

    with ending():
        path = new_theme(name, base)
        typer.echo(f"{path.relative_to(Path.cwd()).as_posix()} is ready to edit")


@themes.command()
def check(
    names: Annotated[
        list[str] | None, typer.Argument(metavar="[NAMES]...", help="Themes.  [default: all]")
    ] = None,
    strict: Annotated[
        bool, typer.Option("--strict", help="End with 1 if there are warnings.")
    ] = False,
    form: ReportFormat = Form.TEXT,
) -> None:
    """Say all that is wrong with a theme, with the lines to change."""
    from deckgen.cli.theme_report import report_themes
    from deckgen.theme import theme_names

    with ending():
        status = report_themes(tuple(names or theme_names()), form, strict=strict)
    sys.exit(status)


@themes.command()
def export(
    name: Name,
    output: Annotated[
        Path, typer.Option("-o", "--output", metavar="FILE", help="The .potx to write.")
    ],
) -> None:
    """Write a theme as a PowerPoint template, to begin other decks with."""
    from deckgen.backends.pptx.template_file import theme_template
    from deckgen.publish import publish
    from deckgen.theme import load_theme

    with ending():
        publish(output, theme_template(load_theme(name)))
        typer.echo(f"{output} written")
