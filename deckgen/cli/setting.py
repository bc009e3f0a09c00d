"""An option on the command line for every setting, made from their table."""

from __future__ import annotations

import inspect
from collections.abc import Callable
from functools import wraps
from typing import Annotated, Any

import typer

from deckgen.settings import SETTINGS, Given, Kind, Setting, SettingError, checked, setting


def takes_settings(command: Callable[..., None]) -> Callable[..., None]:
    """Give a command an option for each setting; it gets those that were given as ``settings``."""
    own = inspect.signature(command, eval_str=True)
    kept = [one for one in own.parameters.values() if one.name != "settings"]
    options = [_option(one) for one in SETTINGS]

    @wraps(command)
    def run(**values: Any) -> None:
        given = {one.name: values.pop(one.name) for one in SETTINGS}
        try:
            settings = _given(given)
        except SettingError as error:
            from deckgen.cli.printing import fault_text

            typer.echo(fault_text(str(error), error.hint), err=True)
            raise typer.Exit(2) from error
        command(**values, settings=settings)

    run.__signature__ = own.replace(parameters=[*kept, *options])  # type: ignore[attr-defined]
    run.__annotations__ = {one.name: one.annotation for one in (*kept, *options)}
    return run


def _option(one: Setting) -> inspect.Parameter:
    choices = "|".join(one.choices)
    metavar = one.metavar or (choices if len(choices) < 40 else "WORD")
    about = one.about if metavar != "WORD" else f"{one.about[:-1]}: {', '.join(one.choices)}."
    name = one.name.replace("_", "-")
    annotation: Any
    match one.kind:
        case Kind.FLAG:
            info = typer.Option(f"--{name}/--no-{name}", help=one.about, show_default=False)
            annotation = Annotated[bool | None, info]
        case Kind.WORDS:
            many = f"{one.about.rstrip('.')}; may be repeated."
            annotation = Annotated[
                list[str] | None, typer.Option(f"--{name}", metavar=metavar, help=many)
            ]
        case _:
            annotation = Annotated[
                str | None, typer.Option(f"--{name}", metavar=metavar, help=about)
            ]
    return inspect.Parameter(
        one.name, inspect.Parameter.KEYWORD_ONLY, default=None, annotation=annotation
    )


def _given(values: dict[str, Any]) -> Given:
    """Return the settings that were given, checked."""
    return {
        name: checked(setting(name), ",".join(value) if isinstance(value, list) else value)
        for name, value in values.items()
        if value not in (None, [])
    }
