"""Paths as seen from a folder: a course has many files in few folders, each looked up once."""

from __future__ import annotations

import os
from functools import lru_cache
from pathlib import Path


def way(path: str, folder: str) -> str:
    """Return the way to ``path`` from ``folder``, with this system's separators."""
    return _way(path or os.curdir, folder or os.curdir, os.getcwd())  # noqa: PTH109


@lru_cache(maxsize=4096)
def _way(path: str, folder: str, here: str) -> str:  # noqa: ARG001  (both may be seen from there)
    return os.path.relpath(path, folder)


def beside(path: str, output: Path) -> str:
    """Return a path as seen from the output folder: it holds when both are moved together."""
    return _beside(path, str(output), os.getcwd())  # noqa: PTH109


@lru_cache(maxsize=4096)
def _beside(path: str, output: str, here: str) -> str:
    folder, name = os.path.split(path)
    try:
        to_folder = _way(folder or os.curdir, output, here).replace(os.sep, "/")
        if not to_folder.strip("./") or not name.strip("."):  # it may be a folder above the output
            return os.path.relpath(path, output).replace(os.sep, "/")
    except ValueError:  # on another drive
        return path
    return f"{to_folder}/{name}"
