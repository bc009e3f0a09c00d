"""What the import of WeasyPrint is spared: looking for libraries, and modules it seldom needs."""

from __future__ import annotations

import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from functools import partial
from importlib import import_module
from types import ModuleType
from typing import Any, Final

_SELDOM: Final = ("fontTools.subset", "fontTools.varLib.instancer")
"""For fonts that vary, and where HarfBuzz cannot make subsets: a third of the whole import."""


@contextmanager
def sparing() -> Iterator[None]:
    """Make an import quick that is done meanwhile."""
    with _quick_lookup(), _later(_SELDOM):
        yield


@contextmanager
def _quick_lookup() -> Iterator[None]:
    """Spare some fifty processes on Linux.

    ``find_library`` runs ldconfig and a compiler for names that dlopen knows.
    """
    if not sys.platform.startswith("linux"):
        yield
        return
    import ctypes.util

    usual = ctypes.util.find_library
    ctypes.util.find_library = lambda name: None  # noqa: ARG005
    try:
        yield
    finally:
        ctypes.util.find_library = usual


@contextmanager
def _later(names: tuple[str, ...]) -> Iterator[None]:
    """Let modules stand in for those called so, which are imported when they are used."""
    stand_ins = {name: StandIn(name) for name in names if name not in sys.modules}
    sys.modules.update(stand_ins)
    try:
        yield
    finally:
        for name in stand_ins:
            del sys.modules[name]


class StandIn(ModuleType):
    """A module whose functions and classes import the true one when they are called."""

    def __getattr__(self, name: str) -> Callable[..., Any]:
        """Return what calls the true module's function or class of this name."""
        if name.startswith("__"):
            raise AttributeError(name)
        return partial(_called, self.__name__, name)


def _called(module: str, name: str, *given: Any, **named: Any) -> Any:
    return getattr(import_module(module), name)(*given, **named)
