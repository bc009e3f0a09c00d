"""The index of a course as a job: it comes when all else is made, and shows what is there."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path, PurePosixPath
from typing import Final

from deckgen.backends import Backend, meant_for
from deckgen.batch.index import INDEX, IndexWork
from deckgen.course import Document, Made, Project, Section, sections
from deckgen.index import Catalog, Entry, File, Shelf
from deckgen.job import Job, Target
from deckgen.model import Audience, Meta
from deckgen.settings import Settings
from deckgen.theme import Theme
from deckgen.wording import section_label

PREVIEW: Final = "preview"
PREVIEWS: Final = PurePosixPath("previews")
"""The folder of the lessons' drawings, below the output folder."""

LAST: Final = 1
"""The stage of the index: it looks at what the jobs before it made."""


def preview_target(document: Document, backend: Backend, output: Path | None) -> Target:
    """Return the drawing of one lesson for the index."""
    made = Made(PREVIEW, "", PREVIEWS / f"{document.stem}{backend.suffix}")
    path = None if output is None else output / made.path
    return Target(made, document.source.meta.settings, path, aside=True)


def index_job(
    course: Sequence[Document],
    lessons: Sequence[Job],
    bound: Sequence[Job],
    here: Project,
    theme: Theme,
    backends: Mapping[str, Backend],
    output: Path,
) -> Job:
    """Return the job that writes ``index.html``, and the page for students alone.

    ``lessons`` are the jobs of the course's documents, ``bound`` those of its volumes.
    """
    targets = {job.file: job.targets for job in lessons}
    shared = {target.made.path.parent: job.targets for job in bound for target in job.targets}
    lang = here.lang or next((one.source.meta.lang for one in course), "en")

    def files(those: Sequence[Target]) -> tuple[File, ...]:
        return tuple(_files(those, backends))

    def entry(document: Document) -> Entry:
        own = targets[document.source.file]
        meta = document.source.meta
        drawn = (one.made.path.as_posix() for one in own if one.made.backend == PREVIEW)
        number = ".".join(filter(None, (meta.lesson, meta.order)))
        title = meta.title or document.stem.name
        return Entry(title, number, meta.lang, files(own), next(drawn, ""))

    def shelf(section: Section) -> Shelf:
        label = section_label(Meta(section=section.label, lang=lang))
        whole = files(shared.get(PurePosixPath(section.folder), ()))
        entries = tuple(map(entry, section.documents))
        return Shelf(label, section.folder, whole, entries)

    catalog = Catalog(
        title=here.title or here.root.name,
        author=here.author,
        lang=lang,
        files=files(shared.get(PurePosixPath(), ())),
        shelves=tuple(map(shelf, sections(course))),
    )
    names = (("", "index.html"), (Audience.STUDENT.value, "index-student.html"))
    made = (Made(INDEX, tag, PurePosixPath(name)) for tag, name in names)
    return Job(
        name="index",
        file=output.as_posix(),
        sources=(*(one.source.file for one in course), here.root.as_posix()),
        targets=tuple(Target(one, Settings(), output / one.path, aside=True) for one in made),
        work=IndexWork(catalog, theme, output),
        stage=LAST,
        of=INDEX,
    )


def _files(targets: Sequence[Target], backends: Mapping[str, Backend]) -> Iterator[File]:
    for target in targets:
        made = target.made
        if made.backend != PREVIEW:
            audience = meant_for(backends[made.backend], target.settings)
            yield File(made.path.as_posix(), made.backend, made.tag, audience)
