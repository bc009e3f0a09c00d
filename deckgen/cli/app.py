"""The commands and their options."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

from deckgen.cli import version
from deckgen.cli.ending import ending
from deckgen.cli.manner import Form, Manner, ReportForm
from deckgen.cli.means import takes_means
from deckgen.cli.setting import takes_settings
from deckgen.cli.themes import themes
from deckgen.settings import Given
from deckgen.values import replace

if TYPE_CHECKING:
    from deckgen.build import Request
    from deckgen.course import Project

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
app.add_typer(themes, name="themes")


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
Output = Annotated[
    Path | None,
    typer.Option("-o", "--output", help="The folder to write to.  [default: output]"),
]
ThemeName = Annotated[str, typer.Option("--theme", metavar="NAME", help="The theme to build on.")]
Strict = Annotated[bool, typer.Option("--strict", help="End with 1 if there are warnings.")]
Sections = Annotated[
    list[str] | None,
    typer.Option("--section", metavar="SECTION", help="Only this one, by number or name."),
]
Lessons = Annotated[
    list[str] | None,
    typer.Option("--lesson", metavar="LESSON", help="Only this one, by number, title or file."),
]
Bind = Annotated[
    list[str] | None,
    typer.Option(
        "--bind", metavar="section|course", help="Make one file of each section, of the course."
    ),
]
Index = Annotated[
    bool | None,
    typer.Option(
        "--index/--no-index", help="Write index.html, which shows the course.", show_default=False
    ),
]
Quiet = Annotated[bool, typer.Option("-q", "--quiet", help="Say nothing but problems.")]
Verbose = Annotated[bool, typer.Option("-v", "--verbose", help="Say more: files, tracebacks.")]
ReportFormat = Annotated[ReportForm, typer.Option("--format", help="How to report.")]
ListFormat = Annotated[Form, typer.Option("--format", help="How to list.")]

ReportFile = Annotated[
    Path | None,
    typer.Option("--report", metavar="FILE", help="Write the report for programs to a file, too."),
]


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
@takes_settings
@takes_means(writes=True)
def build(
    settings: Given,
    means: Callable[[], Any],
    paths: Paths = None,
    to: To = None,
    output: Output = None,
    section: Sections = None,
    lesson: Lessons = None,
    bind: Bind = None,
    index: Index = None,
    strict: Strict = False,
    quiet: Quiet = False,
    verbose: Verbose = False,
    form: ReportFormat = ReportForm.TEXT,
    report: ReportFile = None,
) -> None:
    """Build the lessons: decks, handouts, and what other backends make."""
    with ending():
        request = _request(paths, to, settings, section, lesson, bind)
        wanted = index if index is not None else request.index
        request = replace(request, output=output or request.output, index=wanted)
    _run(request, Manner(strict, quiet, verbose, form), means, report)


@app.command()
@takes_settings
@takes_means(writes=False)
def check(
    settings: Given,
    means: Callable[[], Any],
    paths: Paths = None,
    to: To = None,
    section: Sections = None,
    lesson: Lessons = None,
    bind: Bind = None,
    strict: Strict = False,
    quiet: Quiet = False,
    verbose: Verbose = False,
    form: ReportFormat = ReportForm.TEXT,
    report: ReportFile = None,
) -> None:
    """Say all that a build would say, and write nothing."""
    with ending():
        request = replace(_request(paths, to, settings, section, lesson, bind), output=None)
    _run(request, Manner(strict, quiet, verbose, form), means, report)


@app.command("list")
def list_(
    paths: Paths = None,
    section: Sections = None,
    lesson: Lessons = None,
    form: ListFormat = Form.TEXT,
) -> None:
    """Show the course: its sections, lessons and documents, and what it lacks."""
    from deckgen.cli.tree import list_course
    from deckgen.course import project

    with ending():
        here = project()
        status = list_course(here, _paths(paths, here), _names(section), _names(lesson), form)
    raise typer.Exit(status)


@app.command()
def init(
    folder: Annotated[Path, typer.Argument(help="Where.", show_default="here")] = Path(),
) -> None:
    """Begin a course in a folder; nothing that is there is overwritten."""
    from deckgen.course.starting import start_project

    with ending():
        for one in start_project(folder):
            typer.echo(f"{one.path}{' was there already' if one.kept else ''}")


new = typer.Typer(help="Begin something.", no_args_is_help=True, rich_markup_mode=None)
app.add_typer(new, name="new")


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


@app.command()
@takes_settings
@takes_means(writes=True)
def watch(
    settings: Given,
    means: Callable[[], Any],
    paths: Paths = None,
    to: To = None,
    output: Output = None,
    section: Sections = None,
    lesson: Lessons = None,
    bind: Bind = None,
    quiet: Quiet = False,
    verbose: Verbose = False,
) -> None:
    """Build, and build again what a save touches, until interrupted."""
    from deckgen.cli.watching import watch

    with ending():
        request = _request(paths, to, settings, section, lesson, bind)
        request = replace(request, output=output or request.output)
        raise typer.Exit(watch(request, Manner(quiet=quiet, verbose=verbose), means))


@app.command()
def clean(
    paths: Paths = None,
    to: To = None,
    output: Output = None,
    stale: Annotated[
        bool, typer.Option("--stale", help="Only files that no lesson makes any more.")
    ] = False,
    force: Annotated[bool, typer.Option("--force", help="Files edited by hand, too.")] = False,
    dry: Annotated[
        bool, typer.Option("-n", "--dry-run", help="Say what would be removed; remove nothing.")
    ] = False,
) -> None:
    """Remove the files that deckgen made, and nothing else."""
    from deckgen.cli.cleaning import remove

    with ending():
        request = _request(paths, to, {}, None, None, None)
        folder = output or request.output or Path("output")
        request = replace(request, output=folder)
        raise typer.Exit(remove(request, folder, stale, force, dry))


@app.command()
def layouts(
    file: Annotated[Path, typer.Argument(help="A .pptx or .potx of your own.")],
    theme: ThemeName = "",
    form: ListFormat = Form.TEXT,
) -> None:
    """Say which of a template's layouts stand for ours, and what is missing."""
    from deckgen.cli.layouts import list_layouts

    with ending():
        list_layouts(file, theme, form)


@app.command()
def doctor(form: ListFormat = Form.TEXT) -> None:
    """Say what this machine lacks, and the line that mends it."""
    from deckgen.cli.doctor import examine, tell

    raise typer.Exit(tell(examine(), form))


@app.command()
def backends(form: ListFormat = Form.TEXT) -> None:
    """List the backends that are installed."""
    from deckgen.cli.listing import list_backends

    with ending():
        list_backends(form)


def _request(
    paths: list[Path] | None,
    to: list[str] | None,
    settings: Given,
    sections: list[str] | None,
    lessons: list[str] | None,
    bind: list[str] | None,
) -> Request:
    """Return what is asked for: by the call, else by the project, else what is usual."""
    from deckgen.build import DEFAULT_TO, Request
    from deckgen.course import project

    here = project()
    return Request(
        paths=_paths(paths, here),
        to=_names(to) if to else here.to or DEFAULT_TO,
        output=here.output or Path("output"),
        settings=settings,
        sections=_names(sections),
        lessons=_names(lessons),
        bind=_names(bind) if bind else here.bind,
        index=here.index,
    )


def _paths(paths: list[Path] | None, here: Project) -> tuple[Path, ...]:
    return tuple(paths or here.lessons or (Path("lessons"),))


def _run(request: Request, manner: Manner, means: Callable[[], Any], report: Path | None) -> None:
    from deckgen.cli.run import run

    raise typer.Exit(run(request, manner, means, report))


def _names(given: list[str] | None) -> tuple[str, ...]:
    """Split what was given more than once or with commas between."""
    return tuple(name.strip() for one in given or () for name in one.split(",") if name.strip())
