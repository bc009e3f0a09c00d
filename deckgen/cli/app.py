"""The commands and their options."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Annotated

import typer

from deckgen.cli import version
from deckgen.cli.manner import Form, Manner

app = typer.Typer(
    name="deckgen",
    help="Make PowerPoint decks and PDF handouts of Markdown lessons.",
    epilog="Exit status: 0 built, 1 a lesson has errors, 2 wrong call or broken machine.",
    no_args_is_help=True,
    add_completion=False,
    rich_markup_mode=None,
    pretty_exceptions_enable=False,
    context_settings={"help_option_names": ["-h", "--help"]},
)


Paths = Annotated[
    list[Path] | None,
    typer.Argument(metavar="[PATHS]...", help="Lessons, or folders of them.  [default: lessons]"),
]
To = Annotated[
    list[str] | None,
    typer.Option(
        "-t", "--to", metavar="BACKEND", help="What to make; may be repeated.  [default: pptx,pdf]"
    ),
]
Output = Annotated[Path, typer.Option("-o", "--output", help="The folder to write to.")]
ThemeName = Annotated[
    str, typer.Option("--theme", metavar="NAME", help="A theme for all lessons, over their own.")
]
Template = Annotated[
    Path | None,
    typer.Option(
        "--template", metavar="FILE", help="A .pptx or .potx of your own to build all decks on."
    ),
]
DetailWord = Annotated[
    str,
    typer.Option(
        "--detail", metavar="LENGTH", help="How much text slides show: full, gist, terms or auto."
    ),
]
Strict = Annotated[bool, typer.Option("--strict", help="End with 1 if there are warnings.")]
Silence = Annotated[
    list[str] | None,
    typer.Option("--silence", metavar="CODE", help="Leave out warnings of this code."),
]
Quiet = Annotated[bool, typer.Option("-q", "--quiet", help="Say nothing but problems.")]
Verbose = Annotated[bool, typer.Option("-v", "--verbose", help="Say more: files, tracebacks.")]
ReportFormat = Annotated[Form, typer.Option("--format", help="How to report.")]


@app.callback()
def _deckgen(
    show_version: Annotated[
        bool, typer.Option("--version", "-V", help="Show the version and end.")
    ] = False,
) -> None:
    if show_version:
        typer.echo(f"deckgen {version()}")
        raise typer.Exit


@app.command()
def build(
    paths: Paths = None,
    to: To = None,
    output: Output = Path("output"),
    theme: ThemeName = "",
    template: Template = None,
    detail: DetailWord = "",
    strict: Strict = False,
    silence: Silence = None,
    quiet: Quiet = False,
    verbose: Verbose = False,
    form: ReportFormat = Form.TEXT,
) -> None:
    """Build the lessons: decks, handouts, and what other backends make."""
    _run(paths, to, output, theme, template, detail, silence, Manner(strict, quiet, verbose, form))


@app.command()
def check(
    paths: Paths = None,
    to: To = None,
    theme: ThemeName = "",
    template: Template = None,
    detail: DetailWord = "",
    strict: Strict = False,
    silence: Silence = None,
    quiet: Quiet = False,
    verbose: Verbose = False,
    form: ReportFormat = Form.TEXT,
) -> None:
    """Say all that a build would say, and write nothing."""
    _run(paths, to, None, theme, template, detail, silence, Manner(strict, quiet, verbose, form))


@app.command()
def layouts(
    file: Annotated[Path, typer.Argument(help="A .pptx or .potx of your own.")],
    theme: ThemeName = "",
    form: ReportFormat = Form.TEXT,
) -> None:
    """Say which of a template's layouts stand for ours, and what is missing."""
    from deckgen.cli.layouts import list_layouts

    with _ending():
        list_layouts(file, theme, form)


@app.command()
def doctor(form: ReportFormat = Form.TEXT) -> None:
    """Say what this machine lacks, and the line that mends it."""
    from deckgen.cli.doctor import examine, tell

    raise typer.Exit(tell(examine(), form))


@app.command()
def themes(form: ReportFormat = Form.TEXT) -> None:
    """List the themes at hand."""
    from deckgen.cli.listing import list_themes

    with _ending():
        list_themes(form)


@app.command()
def backends(form: ReportFormat = Form.TEXT) -> None:
    """List the backends that are installed."""
    from deckgen.cli.listing import list_backends

    with _ending():
        list_backends(form)


def _run(
    paths: list[Path] | None,
    to: list[str] | None,
    output: Path | None,
    theme: str,
    template: Path | None,
    detail: str,
    silence: list[str] | None,
    manner: Manner,
) -> None:
    from deckgen.build import DEFAULT_PATHS, DEFAULT_TO, Request
    from deckgen.cli.run import run

    request = Request(
        paths=tuple(paths or DEFAULT_PATHS),
        to=_names(to) if to else DEFAULT_TO,
        output=output,
        theme=theme,
        silence=_names(silence),
        template=template,
        detail=detail,
    )
    raise typer.Exit(run(request, manner))


def _names(given: list[str] | None) -> tuple[str, ...]:
    """Split what was given more than once or with commas between."""
    return tuple(name.strip() for one in given or () for name in one.split(",") if name.strip())


@contextmanager
def _ending() -> Iterator[None]:
    """Turn the machine's or the caller's fault into a message and status 2."""
    from deckgen.diagnostics import DeckgenError

    try:
        yield
    except DeckgenError as error:
        from deckgen.cli.printing import fault_text

        typer.echo(fault_text(str(error), error.hint), err=True)
        raise typer.Exit(2) from error
