"""The work of a section or a course: its lessons read, and bound into one file each."""

from __future__ import annotations

import posixpath
from collections.abc import Mapping, Sequence
from pathlib import PurePosixPath
from urllib.parse import quote

from deckgen.backends import Backend, Binder
from deckgen.batch.digests import Seen
from deckgen.batch.lesson import LessonWork, PackedLesson
from deckgen.course import linked
from deckgen.diagnostics import DeckgenError, Diagnostic, Report, Severity
from deckgen.job import Drawn, Fault, Target, Work
from deckgen.model import Lesson, Meta, Volume
from deckgen.theme import Theme
from deckgen.values import Value, replace


class Member(Value):
    """A lesson of a volume; ``section`` is its label, ``stem`` its outputs' path."""

    work: LessonWork | PackedLesson
    section: str
    stem: PurePosixPath


class VolumeWork(Value):
    """What a volume's files are made from; ``theme`` is that of the whole."""

    meta: Meta
    file: str
    theme: Theme | None
    members: tuple[Member, ...]

    def parts(self) -> Mapping[str, object]:
        """Return what the lessons are made from, and the theme of the whole."""
        theme = self.theme
        return {
            "lessons": tuple(
                (dict(member.work.parts()) | {"theme": "", "template": ""}, member.section)
                for member in self.members
            ),
            "course": (self.meta, self.file, tuple(member.stem for member in self.members)),
            "theme": theme and replace(theme, template=b""),
            "template": theme.template if theme else b"",
        }

    def draw(
        self, targets: Sequence[Target], backends: Mapping[str, Backend], report: Report
    ) -> Drawn:
        """Read the lessons and bind them for each target; a lesson with errors is in no volume."""
        looked_for: list[Seen] = []
        lessons: list[Lesson] = []
        for member in self.members:
            lesson, seen, sound = _read(member.work)
            looked_for += seen
            if not sound:
                report(self._refusal(lesson))
                return Drawn(looked_for=tuple(looked_for))
            label = member.section
            lessons.append(replace(lesson, meta=replace(lesson.meta, section=label)))
        own = {lesson.file for lesson in lessons}

        def news(one: Diagnostic) -> None:  # what is said of a lesson, its own job says
            if one.severity is Severity.ERROR or one.file not in own:
                report(one)

        files, faults = [], []
        for target in targets if self.theme is not None else ():
            backend = backends[target.made.backend]
            assert isinstance(backend, Binder)
            try:
                data = backend.bind(self._volume(lessons, target), self._theme, news)
            except DeckgenError as error:
                faults.append(Fault(str(error), error.hint))
            else:
                files.append((target, bytes(data)))
        return Drawn(tuple(files), tuple(faults), tuple(looked_for))

    def packed(self, report: Report) -> Work:
        """Return the work with all lessons parsed and their pictures in them."""
        members = (replace(one, work=one.work.packed(report)) for one in self.members)
        return replace(self, members=tuple(members))

    @property
    def _theme(self) -> Theme:
        assert self.theme is not None
        return self.theme

    def _volume(self, lessons: Sequence[Lesson], target: Target) -> Volume:
        """Return the volume as a target holds it: its settings, and links to others led there."""
        meta = replace(self.meta, settings=target.settings)
        led = tuple(
            linked(lesson, member.work.links, target.made, _silent)
            for lesson, member in zip(lessons, self.members, strict=True)
        )
        return Volume(meta, led, self.file, tuple(self._addresses(target)))

    def _addresses(self, target: Target) -> list[str]:
        suffix, folder = target.made.path.suffix, target.made.path.parent.as_posix()
        return [
            quote(posixpath.relpath(f"{member.stem}{suffix}", folder)) for member in self.members
        ]

    def _refusal(self, lesson: Lesson) -> Diagnostic:
        message = f"not bound: {lesson.file} has errors"
        hint = "what was bound before is as it was; mend the lesson"
        return Diagnostic(Severity.ERROR, "volume", message, self.file, hint=hint)


def _read(work: LessonWork | PackedLesson) -> tuple[Lesson, tuple[Seen, ...], bool]:
    """Return a lesson; what there is to say of it, its own job says."""
    if isinstance(work, PackedLesson):
        return work.whole, work.looked_for, work.theme is not None
    return work.read(_silent)


def _silent(_: Diagnostic) -> None:
    pass
