"""The options that say with what means a build is carried out."""

from __future__ import annotations

import inspect
from collections.abc import Callable, Mapping
from functools import wraps
from pathlib import Path
from types import MappingProxyType
from typing import TYPE_CHECKING, Annotated, Any, Final

import typer

if TYPE_CHECKING:
    from deckgen.batch.means import Means

Jobs = Annotated[
    int,
    typer.Option(
        "-j", "--jobs", min=0, metavar="N", help="How many processes; 0 is one for each core."
    ),
]
Timeout = Annotated[
    float, typer.Option("--timeout", min=0, metavar="SECONDS", help="What one lesson may take.")
]
Memory = Annotated[
    int, typer.Option("--memory", min=0, metavar="MIB", help="What one lesson may need.")
]
Force = Annotated[bool, typer.Option("--force", help="Replace files edited by hand, too.")]
DryRun = Annotated[
    bool, typer.Option("-n", "--dry-run", help="Say what would be built and why; write nothing.")
]
Wait = Annotated[
    float, typer.Option("--wait", min=0, metavar="SECONDS", help="Wait for another build to end.")
]
ShardOf = Annotated[
    str, typer.Option("--shard", metavar="I/N", help="Build the I-th of N parts of the course.")
]
ExecutorName = Annotated[
    str, typer.Option("--executor", metavar="dask", help="Let a cluster do the work.")
]
Scheduler = Annotated[
    str, typer.Option("--scheduler", metavar="ADDRESS", help="Where the cluster's scheduler is.")
]
Shared = Annotated[
    Path | None,
    typer.Option("--shared", metavar="FOLDER", help="A folder that all the cluster sees."),
]

_OF_CHECK: Final[Mapping[str, tuple[Any, Any]]] = MappingProxyType(
    {"jobs": (Jobs, 0), "timeout": (Timeout, 20.0), "memory": (Memory, 512)}
)
_OF_BUILD: Final[Mapping[str, tuple[Any, Any]]] = MappingProxyType(
    {
        **_OF_CHECK,
        "force": (Force, False),
        "dry_run": (DryRun, False),
        "wait": (Wait, 0.0),
        "shard": (ShardOf, ""),
        "executor": (ExecutorName, ""),
        "scheduler": (Scheduler, ""),
        "shared": (Shared, None),
    }
)


def takes_means(writes: bool) -> Callable[[Callable[..., None]], Callable[..., None]]:
    """Give a command the options for its means; it gets ``means``, a function that makes them.

    Making them may raise a ``DeckgenError``. A command that ``writes`` nothing
    has fewer options.
    """
    options = _OF_BUILD if writes else _OF_CHECK

    def given(command: Callable[..., None]) -> Callable[..., None]:
        own = inspect.signature(command, eval_str=True)
        kept = [one for one in own.parameters.values() if one.name != "means"]
        added = [
            inspect.Parameter(
                name, inspect.Parameter.KEYWORD_ONLY, default=default, annotation=annotation
            )
            for name, (annotation, default) in options.items()
        ]

        @wraps(command)
        def run(**values: Any) -> None:
            chosen = {name: values.pop(name) for name in options}
            command(**values, means=lambda: means_of(**chosen))

        run.__signature__ = own.replace(parameters=[*kept, *added])  # type: ignore[attr-defined]
        run.__annotations__ = {one.name: one.annotation for one in (*kept, *added)}
        return run

    return given


def means_of(
    jobs: int = 0,
    timeout: float = 20.0,
    memory: int = 512,
    force: bool = False,
    dry_run: bool = False,
    wait: float = 0.0,
    shard: str = "",
    executor: str = "",
    scheduler: str = "",
    shared: Path | None = None,
) -> Means:
    """Return the means that the options ask for.

    Raises:
        DeckgenError: there is no such shard, or no such cluster.
    """
    from deckgen.batch.bounds import Bounds
    from deckgen.batch.clusters import connected
    from deckgen.batch.means import Means, Shard

    return Means(
        workers=jobs,
        bounds=Bounds(timeout, memory),
        force=force,
        dry=dry_run,
        wait=wait,
        shard=Shard.parse(shard) if shard else None,
        executor=connected(executor, scheduler) if executor or scheduler else None,
        shared=shared,
    )
