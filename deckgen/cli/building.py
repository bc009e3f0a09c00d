"""The commands that build, given the values of their options."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from pathlib import Path
from types import MappingProxyType
from typing import TYPE_CHECKING, Any, Final

from deckgen.cli.ending import ending
from deckgen.cli.manner import Manner, ReportForm
from deckgen.diagnostics import DeckgenError
from deckgen.settings import SETTINGS, Given, SettingError, checked
from deckgen.values import replace

if TYPE_CHECKING:
    from concurrent.futures import Executor

    from deckgen.batch.means import Means
    from deckgen.build import Request

Values = Mapping[str, Any]
"""What a call says, by the names of its options."""


def build(values: Values) -> int:
    """Build the lessons: decks, handouts, and what other backends make."""
    from deckgen.cli.run import run

    with ending():
        return run(requested(values), _manner(values), _means(values), values["report"])


def check(values: Values) -> int:
    """Say all that a build would say, and write nothing."""
    from deckgen.cli.run import run

    with ending():
        request = replace(requested(values), output=None)
        return run(request, _manner(values), _means(values), values["report"])


def watch(values: Values) -> int:
    """Build, and build again what a save touches, until interrupted."""
    from deckgen.cli.watching import watch

    with ending():
        return watch(requested(values), _manner(values), _means(values))


BUILDING: Final[Mapping[str, Callable[[Values], int]]] = MappingProxyType(
    {"build": build, "check": check, "watch": watch}
)


def requested(values: Values) -> Request:
    """Return what is asked for: by the call, else by the project, else what is usual.

    Raises:
        DeckgenError: a setting is wrong, or the project's configuration.
    """
    from deckgen.build import DEFAULT_TO, Request
    from deckgen.course import project

    settings = _settings(values)
    here = project()
    index = values.get("index")
    return Request(
        paths=lesson_paths(values.get("paths"), here.lessons),
        to=names(values.get("to")) if values.get("to") else here.to or DEFAULT_TO,
        output=values.get("output") or here.output or Path("output"),
        settings=settings,
        sections=names(values.get("section")),
        lessons=names(values.get("lesson")),
        bind=names(values.get("bind")) if values.get("bind") else here.bind,
        index=here.index if index is None else index,
    )


def lesson_paths(given: Sequence[Path] | None, usual: Sequence[Path]) -> tuple[Path, ...]:
    """Return the lessons that are meant, and folders of them."""
    return tuple(given or usual or (Path("lessons"),))


def names(given: Sequence[str] | None) -> tuple[str, ...]:
    """Split what was given more than once or with commas between."""
    return tuple(name.strip() for one in given or () for name in one.split(",") if name.strip())


def _settings(values: Values) -> Given:
    """Return the settings that were given, checked."""
    given = [(one, values.get(one.name)) for one in SETTINGS]
    try:
        return {
            one.name: checked(one, ",".join(value) if isinstance(value, list) else value)
            for one, value in given
            if value not in (None, [])
        }
    except SettingError as error:
        raise DeckgenError(str(error), error.hint) from error


def _manner(values: Values) -> Manner:
    return Manner(
        strict=values.get("strict", False),
        quiet=values["quiet"],
        verbose=values["verbose"],
        form=values.get("form", ReportForm.TEXT),
    )


def _means(values: Values) -> Callable[[], Means]:
    """Return a function that makes the means, where an error of theirs can be told."""
    return lambda: _means_of(values)


def _means_of(values: Values) -> Means:
    """Return the means that the options ask for.

    Raises:
        DeckgenError: there is no such shard, or no such cluster.
    """
    from deckgen.batch.bounds import Bounds
    from deckgen.batch.means import Means, Shard

    shard = values.get("shard")
    return Means(
        workers=values["jobs"],
        bounds=Bounds(values["timeout"], values["memory"]),
        force=values.get("force", False),
        dry=values.get("dry_run", False),
        wait=values.get("wait", 0.0),
        shard=Shard.parse(shard) if shard else None,
        executor=_executor(values),
        shared=values.get("shared"),
    )


def _executor(values: Values) -> Executor | None:
    name, scheduler = values.get("executor"), values.get("scheduler")
    if not name and not scheduler:
        return None
    from deckgen.batch.clusters import connected

    return connected(name or "", scheduler or "")
