"""Whether a job's files are as they should be, and if not, why not."""

from __future__ import annotations

import os
from collections.abc import Callable, Mapping, Sequence
from pathlib import Path
from types import MappingProxyType
from typing import Any, Final

from deckgen.batch.digests import digest, is_empty, stamp
from deckgen.batch.log import Log, Record, Written, is_ours, same_input
from deckgen.batch.ways import beside
from deckgen.diagnostics import Diagnostic, Severity
from deckgen.job import Job, Target
from deckgen.settings import Settings
from deckgen.values import Mutable, Value, field

REASONS: Final = MappingProxyType(
    {
        "source": "the lesson changed",
        "project": "it belongs to another project now",
        "settings": "its settings changed",
        "links": "a lesson that it links to goes elsewhere now",
        "theme": "its theme changed",
        "template": "its template changed",
        "backend": "the backend changed",
        "deckgen": "deckgen changed",
        "libraries": "a library changed",
        "python": "Python changed",
        "fonts": "the machine's fonts changed",
    }
)
"""What is said of each part that differs; other parts go by their own names."""


class Place(Value):
    """A target's file: ``path`` as it is opened, ``name`` as the log has it, and its key now.

    It ``is_there`` or not, and ``is_ours`` where it is as deckgen left it.
    """

    target: Target
    path: Path
    name: str
    key: str
    is_there: bool
    is_ours: bool

    @property
    def is_edited(self) -> bool:
        """Tell whether a person has put it there, or has changed it."""
        return self.is_there and not self.is_ours


class Verdict(Value):
    """What is to be done for a job.

    ``reasons`` is empty where its files are up to date; ``edited`` are the
    places where a file lies that deckgen did not make so. ``record`` is how
    the job was last done.
    """

    job: Job
    parts: Mapping[str, str]
    places: tuple[Place, ...]
    reasons: tuple[str, ...]
    edited: tuple[Place, ...]
    record: Record | None

    @property
    def is_fresh(self) -> bool:
        """Tell whether nothing is to be made."""
        return not self.reasons


class Digests(Mutable):
    """Digests of values that many jobs share, such as a theme; each is worked out once."""

    known: dict[int, tuple[Any, str]] = field(default_factory=dict)

    def __call__(self, value: Any) -> str:
        """Return the digest of a value that nobody changes."""
        if isinstance(value, str | tuple | Settings):  # one for each lesson
            return digest(value)
        if id(value) not in self.known:
            self.known[id(value)] = value, digest(value)  # held, so that the id stays its own
        return self.known[id(value)][1]


class Judge(Value):
    """Compares jobs with the log of one output folder.

    ``beside`` are the digests of what shapes all outputs beside their lessons;
    with ``force`` files that were edited by hand are to be made again.
    """

    output: Path
    log: Log
    beside: Mapping[str, str]
    backends: Mapping[str, str]
    force: bool = False
    digest: Callable[[Any], str] = field(default_factory=Digests)

    def __call__(self, job: Job) -> Verdict:
        """Return what is to be done for a job."""
        parts = {name: self.digest(value) for name, value in job.work.parts().items()}
        parts |= self.beside
        places = tuple(self._place(target, parts) for target in job.targets if target.path)
        edited = tuple(place for place in places if place.is_edited)
        record = self.log.jobs.get(job.name)
        reasons = tuple(dict.fromkeys(self._reasons(places, edited, parts, record)))
        return Verdict(job, parts, places, reasons, edited, record)

    def _place(self, target: Target, parts: Mapping[str, str]) -> Place:
        assert target.path is not None
        name = beside(str(target.path), self.output)
        settings = digest((self.digest(target.settings), target.made))
        backend = self.backends.get(target.made.backend, "")
        key = digest((parts, settings, backend))
        made, now = self.log.files.get(name), stamp(target.path)
        same = made is not None and now is not None and made.stamp == now
        if now is None:
            there = os.path.lexists(target.path)
        else:
            there = now.size > 0 or not is_empty(target.path)
        ours = same or (there and is_ours(made, target.path))
        return Place(target, target.path, name, key, there, ours)

    def _reasons(
        self,
        places: Sequence[Place],
        edited: Sequence[Place],
        parts: Mapping[str, str],
        record: Record | None,
    ) -> list[str]:
        if record is None:
            return ["it was not built before"]
        wanted = [place for place in places if self.force or place not in edited]
        changed = [
            REASONS.get(name, f"its {name} changed")
            for name in sorted({*parts, *record.parts})
            if parts.get(name) != record.parts.get(name)
        ]
        if REASONS["template"] in changed and REASONS["theme"] in changed:
            changed.remove(REASONS["theme"])  # it holds the template
        inputs = [
            f"{os.path.basename(seen.path)} changed"  # noqa: PTH119
            for seen in record.inputs
            if not same_input(seen, self.output)
        ]
        amiss = [why for place in wanted if (why := self._amiss(place))]
        reasons = [*changed, *inputs, *amiss]
        if not reasons and any(self._is_old(place) for place in wanted):
            return ["it was built otherwise"]
        return reasons

    @staticmethod
    def _amiss(place: Place) -> str:
        """Return what is wrong with one file, or nothing."""
        if not place.is_there:
            return f"{place.path.name} is missing"
        return "" if place.is_ours else f"{place.path.name} was edited"

    def _is_old(self, place: Place) -> bool:
        made = self.log.files.get(place.name)
        return made is not None and made.key != place.key


def edited(place: Place, made: Written | None) -> Diagnostic:
    """Return the warning that a file is left as it is."""
    what = "was edited since it was built" if made and made.digest else "was not made by deckgen"
    return Diagnostic(
        Severity.WARNING,
        "edited",
        f"{place.path.as_posix()} {what}, and is left as it is",
        hint="rename it to keep it, or build with --force to replace it",
    )
