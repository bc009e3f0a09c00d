"""The work of one lesson: its source parsed, its pictures read, each target drawn."""

from __future__ import annotations

import os
from collections.abc import Mapping, Sequence
from types import MappingProxyType
from typing import Any

from deckgen.backends import Backend
from deckgen.batch.digests import Seen, seen
from deckgen.batch.ways import way
from deckgen.course import NOWHERE, Links, linked
from deckgen.diagnostics import DeckgenError, Diagnostic, Report
from deckgen.job import Drawn, Fault, Target, has_error
from deckgen.model import Lesson, Picture, figures
from deckgen.source import Source
from deckgen.theme import Theme
from deckgen.values import Value, replace


class LessonWork(Value):
    """What a lesson's files are made from; ``theme`` is None where it could not be read.

    ``links`` are the lessons that this one's links may mean.
    """

    source: Source
    theme: Theme | None
    links: Links = NOWHERE

    def parts(self) -> Mapping[str, object]:
        """Return the lesson's words, its place in the project, its theme and template."""
        source, theme = self.source, self.theme
        settings = source.meta.settings
        return {
            "source": (replace(source.meta, settings=_NONE), source.body, source.body_line),
            "project": (_top(source), source.limits),
            "links": self.links,
            "settings": settings,
            "theme": theme,
            "template": theme.template if theme else b"",
        }

    def draw(
        self, targets: Sequence[Target], backends: Mapping[str, Backend], report: Report
    ) -> Drawn:
        """Parse the lesson, read its pictures, and draw each target whose backend can work."""
        checked = all(target.path is None for target in targets)
        lesson, looked_for, sound = self.read(report, checked)
        if not sound or self.theme is None:  # a backend would only cost time and memory
            return Drawn(looked_for=looked_for)
        drawn = _drawn(lesson, self.theme, self.links, targets, backends)
        return replace(drawn, looked_for=looked_for)

    def packed(self, report: Report) -> PackedLesson:
        """Return the work with the lesson parsed and its pictures in it."""
        lesson, looked_for, sound = self.read(report)
        pictures = dict(lesson.pictures)
        bare = replace(lesson, pictures={})  # a proxy cannot travel
        theme = self.theme if sound else None
        return PackedLesson(bare, pictures, theme, self.links, looked_for)

    def read(self, report: Report, checked: bool = False) -> tuple[Lesson, tuple[Seen, ...], bool]:
        """Return the lesson, the files that were looked for, and whether all is sound."""
        from deckgen.diagrams import draw_diagrams
        from deckgen.parser import parse

        found: list[Diagnostic] = []
        root = self.source.root
        site = checked and root is not None and (root / "_config.yml").is_file()
        lesson = parse(self.source, found.append, published=site)
        looked_for: tuple[Seen, ...] = ()
        if any(figures(lesson)):
            from deckgen.pictures import load_pictures, picture_paths

            looked_for = tuple(map(seen, picture_paths(lesson, root)))
            lesson = load_pictures(lesson, root, found.append, self.source.limits)
        if self.theme is not None and not has_error(found):
            lesson = draw_diagrams(lesson, self.theme, found.append)
        for one in found:
            report(one)
        return lesson, looked_for, not has_error(found)


class PackedLesson(Value):
    """A lesson that needs no more files; without a ``theme`` there is nothing to draw."""

    lesson: Lesson
    pictures: Mapping[str, Picture]
    theme: Theme | None
    links: Links
    looked_for: tuple[Seen, ...]

    @property
    def whole(self) -> Lesson:
        """Return the lesson with its pictures in it."""
        return replace(self.lesson, pictures=MappingProxyType(dict(self.pictures)))

    def parts(self) -> Mapping[str, object]:
        """Return nothing: packed work is asked for when its parts are long known."""
        return {}

    def draw(
        self,
        targets: Sequence[Target],
        backends: Mapping[str, Backend],
        report: Report,  # noqa: ARG002
    ) -> Drawn:
        """Draw each target whose backend can work."""
        if self.theme is None:
            return Drawn(looked_for=self.looked_for)
        drawn = _drawn(self.whole, self.theme, self.links, targets, backends)
        return replace(drawn, looked_for=self.looked_for)

    def packed(self, report: Report) -> PackedLesson:  # noqa: ARG002
        """Return itself."""
        return self


_NONE: Any = None


def _top(source: Source) -> str:
    """Return the project's top as seen from the lesson: pictures may come from below it."""
    folder = os.path.dirname(source.file)  # noqa: PTH120  (thousands of lessons)
    return way(str(source.root or folder), folder)


def _drawn(
    lesson: Lesson,
    theme: Theme,
    links: Links,
    targets: Sequence[Target],
    backends: Mapping[str, Backend],
) -> Drawn:
    files, faults, said = [], [], []
    for target in targets:
        found: list[Diagnostic] = []
        try:
            wanted = replace(lesson, meta=replace(lesson.meta, settings=target.settings))
            wanted = linked(wanted, links, target.made, found.append)
            data = backends[target.made.backend].render(wanted, theme, found.append)
        except DeckgenError as error:
            faults.append(Fault(str(error), error.hint))
        else:
            files.append((target, bytes(data)))
        said.append((target, tuple(found)))
    return Drawn(tuple(files), tuple(faults), said=tuple(said))
