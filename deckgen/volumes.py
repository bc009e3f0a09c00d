"""Which volumes a course makes: a section's or the whole course's lessons in one file."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterator, Mapping, Sequence
from os.path import commonpath
from pathlib import Path, PurePosixPath
from typing import Final

from deckgen.backends import Backend, Binder, variants
from deckgen.batch.lesson import LessonWork
from deckgen.batch.volume import Member, VolumeWork
from deckgen.course import Document, Made, Project, Section, sections
from deckgen.diagnostics import Diagnostic, Severity
from deckgen.job import Job, Target, has_error
from deckgen.model import Meta
from deckgen.settings import Settings
from deckgen.theme import Theme
from deckgen.values import replace
from deckgen.wording import section_label

COURSE: Final = "course"
SECTION: Final = "section"

Looks = Callable[[Path], tuple[Settings, Theme | Diagnostic]]
"""Gives what a folder's lessons are set to, and the theme of that."""


def volume_jobs(
    course: Sequence[Document],
    jobs: Sequence[Job],
    bound: Sequence[str],
    here: Project,
    looks: Looks,
    backends: Mapping[str, Backend],
    output: Path | None,
) -> Iterator[Job]:
    """Yield a job for each section and for the course, as far as these are to be ``bound``.

    ``jobs`` are those of the course's documents.
    """
    binders = {name: each for name, each in backends.items() if isinstance(each, Binder)}
    if not binders:
        return
    by_file = {job.file: job for job in jobs}
    found = sections(course)
    if SECTION in bound:
        for section in found:
            stem = PurePosixPath(section.folder, section.folder)
            meta = replace(_meta(section.documents, here), section=section.label)
            meta = replace(meta, title=section_label(meta))
            yield _job((section,), meta, stem, by_file, looks, binders, output)
    if COURSE in bound and found:
        meta = _meta(course, here)
        yield _job(found, meta, PurePosixPath(COURSE), by_file, looks, binders, output)


def _job(
    found: Sequence[Section],
    meta: Meta,
    stem: PurePosixPath,
    by_file: Mapping[str, Job],
    looks: Looks,
    binders: Mapping[str, Backend],
    output: Path | None,
) -> Job:
    documents = [document for section in found for document in section.documents]
    files = tuple(document.source.file for document in documents)
    folder = Path(commonpath([Path(file).absolute().parent for file in files]))
    settings, theme = looks(folder)
    members = tuple(
        Member(_work(by_file[document.source.file]), section.label, document.stem)
        for section in found
        for document in section.documents
    )
    unsound = [file for file in files if has_error(by_file[file].found)]
    whole = replace(meta, settings=settings)
    return Job(
        name=f"{stem} (bound)",
        file=folder.as_posix(),
        sources=(*files, folder.as_posix()),
        targets=tuple(_targets(stem, settings, binders, output)),
        work=VolumeWork(
            whole, folder.as_posix(), None if isinstance(theme, Diagnostic) else theme, members
        ),
        found=(
            *((theme,) if isinstance(theme, Diagnostic) else ()),
            *((_refusal(unsound, stem),) if unsound else ()),
        ),
        silence=frozenset(settings.silence),
        of="bound",
    )


def _work(job: Job) -> LessonWork:
    assert isinstance(job.work, LessonWork)
    return job.work


def _refusal(unsound: Sequence[str], stem: PurePosixPath) -> Diagnostic:
    shown = ", ".join(unsound[:3]) + (f" and {len(unsound) - 3} more" if len(unsound) > 3 else "")
    message = f"'{stem}' is not bound: {shown} cannot be built"
    return Diagnostic(Severity.ERROR, "volume", message)


def _targets(
    stem: PurePosixPath, settings: Settings, binders: Mapping[str, Backend], output: Path | None
) -> Iterator[Target]:
    for name, backend in binders.items():
        for variant in variants(backend, replace(settings, handout=Settings().handout)):
            tagged = "-".join(part for part in (stem.name, variant.tag) if part)
            made = Made(name, variant.tag, stem.with_name(tagged + backend.suffix))
            yield Target(made, variant.settings, None if output is None else output / made.path)


def _meta(documents: Sequence[Document], here: Project) -> Meta:
    """Return what is true of all: the project's words, or those that the lessons agree on."""
    metas = [document.source.meta for document in documents]
    authors = {meta.author for meta in metas}
    langs = Counter(meta.lang for meta in metas)
    return Meta(
        title=here.title or here.root.name,
        author=here.author or (authors.pop() if len(authors) == 1 else ""),
        lang=here.lang or max(langs, key=lambda lang: langs[lang]),
    )
