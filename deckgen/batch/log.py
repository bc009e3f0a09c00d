"""The log of what was made: a line for every step, so that no kill can take more than the last."""

from __future__ import annotations

import json
import os
from collections.abc import Iterable, Iterator, Mapping
from contextlib import suppress
from io import FileIO
from itertools import islice
from pathlib import Path
from typing import Any, Final, Self

from deckgen.batch import STATE
from deckgen.batch.digests import Seen, Stamp, file_digest, is_empty, stamp
from deckgen.diagnostics import Diagnostic, Severity
from deckgen.publish import write_all
from deckgen.values import Mutable, Value, field, replace

NAME: Final = "made.jsonl"
_SCHEMA: Final = 1


class Record(Value):
    """One job as it was last done.

    ``parts`` has a digest for each thing that its outputs depend on, ``inputs``
    the files that were found out while it was done; ``found`` is what was
    reported then. Diagnostics about the job's own source name no file.
    """

    name: str
    parts: Mapping[str, str]
    inputs: tuple[Seen, ...] = ()
    found: tuple[Diagnostic, ...] = ()
    seconds: float = 0.0


class Written(Value):
    """One file that was made: ``path`` and ``sources`` are relative to the output folder.

    ``key`` is the digest of all that it was made of; ``intended`` holds the
    digest of the bytes that were about to take its place when the log ends.
    ``found`` is what was reported of this file alone; ``count`` is how many
    slides or pages it has, 0 where nobody knows.
    """

    path: str
    digest: str
    stamp: Stamp | None
    key: str
    backend: str
    sources: tuple[str, ...]
    found: tuple[Diagnostic, ...] = ()
    intended: str = ""
    count: int = 0


class Log(Mutable):
    """What the log in one output folder says; a new line is written before it is believed."""

    folder: Path
    name: str = NAME
    jobs: dict[str, Record] = field(default_factory=dict)
    files: dict[str, Written] = field(default_factory=dict)
    rows: int = 0
    file: FileIO | None = None
    is_torn: bool = False

    @classmethod
    def read(cls, output: Path, name: str = NAME) -> Self:
        """Read the logs below ``output``; new lines will go to the one called ``name``.

        Lines that a kill or a full disk cut short are passed over.
        """
        log = cls(output / STATE, name)
        for path in sorted(log.folder.glob("made*.jsonl")):
            with suppress(OSError), path.open("rb") as file:
                for line in _values(file):
                    with suppress(ValueError, TypeError):
                        log._believe(line)
                    log.rows += _rows(line)
        return log

    def intend(self, files: Iterable[tuple[str, str]]) -> None:
        """Write down that files are about to be replaced, and by which digests."""
        self._append(*(["intend", path, digest] for path, digest in files))

    def record(self, job: Record, files: Iterable[Written]) -> None:
        """Write down that a job is done and which files it made."""
        self._append(*(_made_line(made) for made in files), _job_line(job))

    def record_files(self, files: Iterable[Written]) -> None:
        """Write down files whose job is not done: they are ours, and out of date."""
        self._append(*(_made_line(replace(made, key="")) for made in files))

    def forget(self, paths: Iterable[str], jobs: Iterable[str] = ()) -> None:
        """Write down that files are gone, or are no longer ours."""
        lines = [["gone", path] for path in paths] + [["drop", name] for name in jobs]
        if lines:
            self._append(*lines)

    def compact(self) -> None:
        """Write the log anew where it holds much that no longer counts."""
        self.close()
        live = len(self.files) + sum(1 + len(job.inputs) for job in self.jobs.values())
        if self.rows <= 2 * live + 16:
            return
        lines = [*map(_made_line, self.files.values()), *map(_job_line, self.jobs.values())]
        text = "".join(map(_text, [["deckgen", _SCHEMA], *lines]))
        fresh = self.folder / f"{self.name}.new"
        with fresh.open("w", encoding="ascii") as file:
            file.write(text)
            file.flush()
            os.fsync(file.fileno())
        fresh.replace(self.folder / self.name)
        self.rows = live + 1

    def close(self) -> None:
        """Let go of the file; a new line opens it again."""
        if self.file is not None:
            self.file.close()
            self.file = None

    def _append(self, *lines: list[Any]) -> None:
        if not lines:
            return
        file = self._opened()
        text = "".join(map(_text, lines)).encode("ascii")
        text, self.is_torn = b"\n" * self.is_torn + text, True
        write_all(file, text)
        self.is_torn = False
        for line in lines:
            self._believe(line)
        self.rows += sum(map(_rows, lines))

    def _opened(self) -> FileIO:
        """Return the log's file, begun if there is none."""
        if self.file is None:
            self.folder.mkdir(parents=True, exist_ok=True)
            self.file = (self.folder / self.name).open("ab+", buffering=0)
            if self.file.tell() == 0:
                write_all(self.file, _text(["deckgen", _SCHEMA]).encode("ascii"))
            else:
                self.is_torn = _ends_torn(self.file)
        return self.file

    def _believe(self, line: list[Any]) -> None:
        match line:
            case ["made", str(path), *rest]:
                self.files[path] = _made(path, rest)
            case ["intend", str(path), str(digest)]:
                before = self.files.get(path) or Written(path, "", None, "", "", ())
                self.files[path] = replace(before, intended=digest)
            case ["job", str(name), *rest]:
                self.jobs[name] = _job(name, rest)
            case ["gone", str(path)]:
                self.files.pop(path, None)
            case ["drop", str(name)]:
                self.jobs.pop(name, None)


def _rows(line: list[Any]) -> int:
    """Return how much a line holds: a course's index was made from all that the course has."""
    match line:
        case ["job", _, _, list(inputs), *_]:
            return 1 + len(inputs)
    return 1


def _values(file: Iterable[bytes]) -> Iterator[list[Any]]:
    lines = filter(bytes.strip, file)
    while several := list(islice(lines, _TOGETHER)):
        try:
            values = json.loads(b"[" + b",".join(several) + b"]")
        except ValueError:  # one of them is torn
            values = list(map(_value, several))
        for value in values:
            if isinstance(value, list):
                yield value


_TOGETHER: Final = 500
"""So many lines are read in one go: one by one takes longer, and all of them much room."""


def _value(line: bytes) -> Any:
    try:
        return json.loads(line)
    except ValueError:
        return None


def _text(line: list[Any]) -> str:
    return _as_json(line) + "\n"


_as_json: Final = json.JSONEncoder(separators=(",", ":")).encode


def _ends_torn(file: Any) -> bool:
    file.seek(-1, os.SEEK_END)
    return bool(file.read(1) != b"\n")


def _made_line(made: Written) -> list[Any]:
    about = [made.path, made.digest, made.stamp, made.key, made.backend, made.sources]
    line = ["made", *about, _found_line(made.found)]
    return [*line, made.intended, made.count] if made.intended or made.count else line


def _made(path: str, rest: list[Any]) -> Written:
    digest, stamped, key, backend, sources, found, *more = rest
    seen = Stamp(*stamped) if stamped else None
    return Written(path, digest, seen, key, backend, tuple(sources), _found(found), *more)


def _job_line(job: Record) -> list[Any]:
    inputs = [[each.path, each.digest, each.stamp] for each in job.inputs]
    found = _found_line(job.found)
    return ["job", job.name, dict(job.parts), inputs, found, round(job.seconds, 3)]


def _job(name: str, rest: list[Any]) -> Record:
    parts, inputs, found, seconds = rest
    return Record(
        name,
        parts,
        tuple(Seen(path, digest, Stamp(*old) if old else None) for path, digest, old in inputs),
        _found(found),
        seconds,
    )


def _found_line(found: Iterable[Diagnostic]) -> list[Any]:
    return [
        [one.severity.value, one.code, one.message, one.file, one.line, one.hint] for one in found
    ]


def _found(lines: list[Any]) -> tuple[Diagnostic, ...]:
    return tuple(Diagnostic(Severity(severity), *others) for severity, *others in lines)


# -- what lies on the disk, beside what the log says ----------------------------------


def is_ours(made: Written | None, path: Path) -> bool:
    """Tell whether a file is as deckgen left it, or empty, and not a person's work by now."""
    if is_empty(path):
        return True
    if made is None:
        return False
    if made.stamp is not None and stamp(path) == made.stamp:
        return True
    return file_digest(path) in {made.digest, made.intended} - {""}


def same_input(seen: Seen, folder: Path) -> bool:
    """Tell whether a file beside the source is as it was; ``folder`` is the output's."""
    path = folder / seen.path
    now = stamp(path)
    if now is not None and now == seen.stamp:
        return True
    return file_digest(path) == seen.digest
