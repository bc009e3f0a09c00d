"""The commands that build, made for Typer of the rows of their options."""

from __future__ import annotations

import inspect
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Annotated, Any

import typer

from deckgen.cli.building import BUILDING
from deckgen.cli.manner import ReportForm
from deckgen.cli.options import OPTIONS, PATHS_HELP, Option, Takes


def called(name: str) -> Callable[..., None]:
    """Return a command as a function whose parameters say its options."""
    command = BUILDING[name]

    def run(**values: Any) -> None:
        sys.exit(command(values))

    parameters = [_paths(), *map(_parameter, OPTIONS[name])]
    run.__signature__ = inspect.Signature(parameters)  # type: ignore[attr-defined]
    run.__annotations__ = {one.name: one.annotation for one in parameters}
    return run


def _paths() -> inspect.Parameter:
    info = typer.Argument(metavar="[PATHS]...", help=PATHS_HELP)
    return _named("paths", Annotated[list[Path] | None, info], None)


def _parameter(option: Option) -> inspect.Parameter:
    flags, metavar = option.flags, option.metavar or None
    least = 0 if option.takes in (Takes.WHOLE, Takes.NUMBER) else None
    info = typer.Option(*flags, metavar=metavar, help=option.about, min=least)
    match option.takes:
        case Takes.NOTHING:
            kind: Any = bool
        case Takes.YES_OR_NO:
            kind = bool | None
            info = typer.Option("/".join(flags), help=option.about, show_default=False)
        case Takes.TEXT:
            kind = str | None
        case Takes.TEXTS:
            kind = list[str] | None
        case Takes.WHOLE:
            kind = int
        case Takes.NUMBER:
            kind = float
        case Takes.FILE:
            kind = Path | None
        case Takes.REPORT:
            kind = ReportForm
    return _named(option.name, Annotated[kind, info], option.default)


def _named(name: str, annotation: Any, default: Any) -> inspect.Parameter:
    return inspect.Parameter(
        name, inspect.Parameter.KEYWORD_ONLY, default=default, annotation=annotation
    )
