"""The compiled modules that a command imports, in one file: looked for, opened and read once.

For each of three hundred modules that takes as long as to run it. The file lies beside what
Python compiled, and what is in it counts as long as there: while a module's source, and the
folder that it is in, are as they were.
"""

from __future__ import annotations

import marshal
import os
import sys
from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager, suppress
from importlib.machinery import ModuleSpec, SourceFileLoader
from io import SEEK_END, FileIO
from itertools import chain
from threading import Lock
from types import CodeType, ModuleType
from typing import Final

_FEW: Final = 8
"""So many modules are not worth it to write the file anew."""

_SIZE_BYTES: Final = 8

Stamp = tuple[int, int]
Module = tuple[str, str, bool, Stamp, Stamp]
"""Its source, the file that Python compiled it to, whether it is a package, and the stamps of the
source and of the folder that it is in.
"""
Known = tuple[Module, int, int]
"""A module, and where its code begins and ends in the file."""


@contextmanager
def bundled() -> Iterator[None]:
    """Import modules from the file beside what Python compiled here, and keep others in it."""
    compiled = __spec__.cached if __spec__ else None
    bundle = Bundle(f"{compiled}.bundle" if compiled else "")
    sys.meta_path.insert(0, bundle)
    try:
        yield
    finally:
        sys.meta_path.remove(bundle)
        bundle.keep()
        bundle.close()


class Bundle:
    """A finder of modules by their places, to be asked before all others."""

    def __init__(self, path: str) -> None:
        self._path = path
        self._codes = _Codes(path)
        self._known = self._codes.known()
        self._folders: dict[str, Stamp | None] = {}
        self._missed: list[str] = []

    def find_spec(
        self, name: str, path: Sequence[str] | None = None, _target: ModuleType | None = None
    ) -> ModuleSpec | None:
        """Return how a module of a package is loaded; None where others have to look for it."""
        if not path:
            return None
        known = self._known.get(f"{path[0]}/{name.rpartition('.')[2]}")
        if known is None or not self._counts(known[0]):
            self._missed.append(name)
            return None
        (source, compiled, is_package, *_), start, end = known
        loader = _Loader(name, source, self._codes, start, end)
        spec = ModuleSpec(name, loader, origin=source, is_package=is_package)
        spec.has_location, spec.cached = True, compiled
        if is_package:
            spec.submodule_search_locations = [os.path.dirname(source)]  # noqa: PTH120
        return spec

    def keep(self) -> None:
        """Write the file anew, if Python may, where many modules had to be looked for."""
        news = [] if sys.dont_write_bytecode else [*_specs(self._missed)]
        if len(news) <= _FEW or not self._path:
            return
        known = (
            (place, module, self._codes.read(start, end))
            for place, (module, start, end) in self._known.items()
            if self._counts(module)
        )
        fresh = f"{self._path}.{os.getpid()}"
        try:
            with open(fresh, "wb") as file:  # noqa: PTH123
                file.writelines(_written(chain(known, _compiled(news))))
                file.flush()
                os.fsync(file.fileno())
            os.replace(fresh, self._path)  # noqa: PTH105
        except OSError:
            with suppress(OSError):
                os.unlink(fresh)  # noqa: PTH108

    def close(self) -> None:
        """Let go of the file; what is imported from here on comes from elsewhere."""
        self._codes.close()

    def _counts(self, module: Module) -> bool:
        source, _, _, stamp, folder_stamp = module
        folder = os.path.dirname(source)  # noqa: PTH120
        if folder not in self._folders:
            self._folders[folder] = _stamp(folder)
        return self._folders[folder] == folder_stamp and _stamp(source) == stamp


class _Codes:
    """The file of the modules' code.

    It is read and not mapped into memory, where all of it would be for as long as one module is.
    """

    def __init__(self, path: str) -> None:
        self._file: FileIO | None = None
        self._turn = Lock()  # of those who read: threads import, too
        with suppress(OSError):
            self._file = FileIO(path)

    def known(self) -> Mapping[str, Known]:
        """Return what is in the file by the modules' places; nothing if it is amiss."""
        if self._file is None:
            return {}
        try:
            end = self._file.seek(-_SIZE_BYTES, SEEK_END)
            size = int.from_bytes(self._file.read(), "little")
            version, known = marshal.loads(self.read(end - size, end))
        except (EOFError, OSError, OverflowError, TypeError, ValueError):
            return {}
        return known if version == sys.version else {}

    def read(self, start: int, end: int) -> bytes:
        """Return what the file holds there; nothing where there is none.

        Raises:
            OSError: it cannot be read.
            ValueError: it is closed.
        """
        if self._file is None:
            return b""
        with self._turn:
            self._file.seek(start)
            return self._file.read(end - start)

    def close(self) -> None:
        """Let go of the file."""
        if self._file is not None:
            self._file.close()


class _Loader(SourceFileLoader):
    """Loads a module from its source, but for the code: that is compiled already."""

    def __init__(self, name: str, path: str, codes: _Codes, start: int, end: int) -> None:
        super().__init__(name, path)
        self._codes, self._start, self._end = codes, start, end

    def get_code(self, fullname: str) -> CodeType | None:
        """Return the module's code."""
        try:
            return marshal.loads(self._codes.read(self._start, self._end))  # type: ignore[no-any-return]
        except (EOFError, OSError, TypeError, ValueError):
            return super().get_code(fullname)


def _written(modules: Iterable[tuple[str, Module, bytes]]) -> Iterator[bytes]:
    """Yield a file's bytes: all code, then where each module has its own, and the size of that."""
    known: dict[str, Known] = {}
    start = 0
    for place, module, code in modules:
        known[place] = module, start, start + len(code)
        start += len(code)
        yield code
    index = marshal.dumps((sys.version, known))
    yield index
    yield len(index).to_bytes(_SIZE_BYTES, "little")


def _specs(names: Iterable[str]) -> Iterator[ModuleSpec]:
    """Yield how modules were found that Python compiled from a file."""
    for name in names:
        spec = getattr(sys.modules.get(name), "__spec__", None)
        if spec is not None and type(spec.loader) is SourceFileLoader and spec.cached:
            yield spec


def _compiled(specs: Iterable[ModuleSpec]) -> Iterator[tuple[str, Module, bytes]]:
    """Yield modules by their places, with their code."""
    for spec in specs:
        source, compiled, loader = str(spec.origin), str(spec.cached), spec.loader
        folder = os.path.dirname(source)  # noqa: PTH120
        is_package = spec.submodule_search_locations is not None
        parent = os.path.dirname(folder) if is_package else folder  # noqa: PTH120
        stamp, folder_stamp = _stamp(source), _stamp(folder)
        if not (stamp and folder_stamp and isinstance(loader, SourceFileLoader)):
            continue
        with suppress(OSError, SyntaxError):  # gone by now, or half written
            code = marshal.dumps(loader.get_code(spec.name))
            module = source, compiled, is_package, stamp, folder_stamp
            yield f"{parent}/{spec.name.rpartition('.')[2]}", module, code


def _stamp(path: str) -> Stamp | None:
    try:
        status = os.stat(path)  # noqa: PTH116
    except OSError:
        return None
    return status.st_mtime_ns, status.st_size
