"""Imports that find less than is installed: what a library can do without need not be loaded."""

from __future__ import annotations

import sys
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any, cast


@contextmanager
def hidden(name: str) -> Iterator[None]:
    """Let a module seem not to be installed for a while, unless it is imported already."""
    modules = cast("dict[str, Any]", sys.modules)
    if name in modules:
        yield
        return
    modules[name] = None  # which Python documents to end its import
    try:
        yield
    finally:
        del modules[name]
