"""A cluster's executor; the one door to Dask, which the extra ``cluster`` installs."""

from __future__ import annotations

from concurrent.futures import Executor
from typing import Any, Final

from deckgen.diagnostics import DeckgenError
from deckgen.guessing import guessed

EXECUTORS: Final = ("dask",)


def connected(name: str, address: str) -> Executor:
    """Return the executor of the cluster whose scheduler is at ``address``.

    Raises:
        DeckgenError: there is no such kind, it is not installed, or nobody answers.
    """
    if (name or "dask") not in EXECUTORS:
        close = guessed(name, EXECUTORS, 0.5)
        hint = f"did you mean '{close}'?" if close else f"there are: {', '.join(EXECUTORS)}"
        raise DeckgenError(f"no executor '{name}'", hint)
    if not address:
        raise DeckgenError(
            "an executor needs the address of its scheduler",
            "add --scheduler tcp://host:8786, which `dask scheduler` prints when it starts",
        )
    try:
        import distributed
    except ImportError as error:
        raise DeckgenError(
            f"Dask is not installed: {error}", "pip install 'deckgen-lessons[cluster]'"
        ) from error
    dask: Any = distributed
    try:
        client = dask.Client(address, timeout="10s")
    except (OSError, ValueError) as error:
        raise DeckgenError(
            f"no scheduler answers at {address}: {error}", "start one with `dask scheduler`"
        ) from error
    # A worker that dies takes a job along; deckgen tries that again by itself, once.
    executor: Executor = client.get_executor(retries=0, pure=False)
    return executor
