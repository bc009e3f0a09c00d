"""The commands and their options, as Typer has them."""

from __future__ import annotations

import sys
from pathlib import Path
from types import MappingProxyType
from typing import Annotated, Any, Final

import typer

from deckgen.cli.app import COMMANDS
from deckgen.cli.building import lesson_paths, names, requested
from deckgen.cli.calls import called
from deckgen.cli.ending import ending
from deckgen.cli.manner import Form
from deckgen.cli.options import OPTIONS, PATHS_HELP

Paths = Annotated[list[Path] | None, typer.Argument(metavar="[PATHS]...", help=PATHS_HELP)]
Sections = Annotated[
    list[str] | None,
    typer.Option("--section", metavar="SECTION", help="Only this one, by number or name."),
]
Lessons = Annotated[
    list[str] | None,
    typer.Option("--lesson", metavar="LESSON", help="Only this one, by number, title or file."),
]
ListFormat = Annotated[Form, typer.Option("--format", help="How to list.")]


def app(name: str) -> typer.Typer:
    """Return the command called ``name``, alone."""
    alone = typer.Typer(add_completion=False, rich_markup_mode=None)
    alone.command(name, help=COMMANDS[name])(called(name) if name in OPTIONS else _OTHERS[name])
    return alone


def _list(
    paths: Paths = None,
    section: Sections = None,
    lesson: Lessons = None,
    form: ListFormat = Form.TEXT,
) -> None:
    from deckgen.cli.tree import list_course
    from deckgen.course import project

    with ending():
        here = project()
        meant = lesson_paths(paths, here.lessons)
        sys.exit(list_course(here, meant, names(section), names(lesson), form))


def _init(
    folder: Annotated[Path, typer.Argument(help="Where.", show_default="here")] = Path(),
) -> None:
    from deckgen.course.starting import start_project

    with ending():
        for one in start_project(folder):
            typer.echo(f"{one.path}{' was there already' if one.kept else ''}")


def _clean(
    paths: Paths = None,
    to: Annotated[
        list[str] | None,
        typer.Option(
            "-t",
            "--to",
            metavar="BACKEND",
            help="What to make; may be repeated.  [default: pptx,pdf]",
        ),
    ] = None,
    output: Annotated[
        Path | None,
        typer.Option("-o", "--output", help="The folder to write to.  [default: output]"),
    ] = None,
    stale: Annotated[
        bool, typer.Option("--stale", help="Only files that no lesson makes any more.")
    ] = False,
    force: Annotated[bool, typer.Option("--force", help="Files edited by hand, too.")] = False,
    dry: Annotated[
        bool, typer.Option("-n", "--dry-run", help="Say what would be removed; remove nothing.")
    ] = False,
) -> None:
    from deckgen.cli.cleaning import remove

    with ending():
        request = requested({"paths": paths, "to": to, "output": output})
        sys.exit(remove(request, request.output or Path("output"), stale, force, dry))


def _layouts(
    file: Annotated[Path, typer.Argument(help="A .pptx or .potx of your own.")],
    theme: Annotated[
        str, typer.Option("--theme", metavar="NAME", help="The theme to build on.")
    ] = "",
    form: ListFormat = Form.TEXT,
) -> None:
    from deckgen.cli.layouts import list_layouts

    with ending():
        list_layouts(file, theme, form)


def _doctor(form: ListFormat = Form.TEXT) -> None:
    from deckgen.cli.doctor import examine, tell

    sys.exit(tell(examine(), form))


def _backends(form: ListFormat = Form.TEXT) -> None:
    from deckgen.cli.listing import list_backends

    with ending():
        list_backends(form)


_OTHERS: Final[MappingProxyType[str, Any]] = MappingProxyType(
    {
        "list": _list,
        "init": _init,
        "clean": _clean,
        "layouts": _layouts,
        "doctor": _doctor,
        "backends": _backends,
    }
)
