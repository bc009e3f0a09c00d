"""A whole build: what is asked for, made into jobs, and the jobs done."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from contextlib import suppress
from functools import partial
from os.path import commonpath, dirname
from pathlib import Path
from typing import Final

from deckgen.atlas import Atlas, source_place
from deckgen.backends import Backend, backend_names, load_backend, variants
from deckgen.batch.carrying import carry_out, check
from deckgen.batch.lesson import LessonWork
from deckgen.batch.means import Means
from deckgen.batch.shelf import shelf
from deckgen.course import (
    Document,
    Following,
    Found,
    Links,
    Made,
    Place,
    Project,
    chosen,
    configuration,
    documents,
    find_lessons,
    project,
    project_root,
    shared_outputs,
)
from deckgen.diagnostics import DeckgenError, Diagnostic, Severity
from deckgen.indexing import PREVIEW, index_job, preview_target
from deckgen.job import Job, Outcome, Target
from deckgen.keeping import lent
from deckgen.model import Meta
from deckgen.regex import regex
from deckgen.settings import (
    PROJECT_SETTINGS,
    Given,
    SettingError,
    Settings,
    checked,
    setting,
    settled,
)
from deckgen.source import Source
from deckgen.template import lesson_template, load_template
from deckgen.theme import Theme, load_theme, nearest_sheet, theme_names, with_sheet
from deckgen.theme.legibility import contrast_findings
from deckgen.values import Value, field, replace
from deckgen.volumes import volume_jobs

DEFAULT_PATHS: Final = (Path("lessons"),)
DEFAULT_TO: Final = ("pptx", "pdf")

_SUFFIX: Final = regex(r"\.[A-Za-z0-9][A-Za-z0-9._-]*")


class Request(Value):
    """What the user asks for.

    ``to`` names backends; ``output`` is None for a check, which writes
    nothing. ``settings`` are the command line's: they win over every lesson's
    own, and over what a slide asks for. ``sections`` and ``lessons`` say which
    part of the course is meant; all of it where they are empty. ``bind`` says
    whether one file of each ``section`` is made too, and one of the ``course``;
    ``index`` says whether a page shows the course where a folder is built.
    """

    paths: tuple[Path, ...] = DEFAULT_PATHS
    to: tuple[str, ...] = DEFAULT_TO
    output: Path | None = Path("output")
    settings: Given = field(default_factory=dict)
    sections: tuple[str, ...] = ()
    lessons: tuple[str, ...] = ()
    bind: tuple[str, ...] = ()
    index: bool = False


class Plan(Value):
    """Jobs in the course's order, and the backends that they need.

    ``output`` is the folder to write to, None for a check.
    """

    jobs: tuple[Job, ...]
    backends: Mapping[str, Backend]
    output: Path | None = None


def plan(request: Request) -> Plan:
    """Find and read the lessons; nothing is written.

    Raises:
        DeckgenError: an unknown path, theme, backend or setting, a template that cannot be
            built on, or configuration that is not sound.
    """
    with lent(shelf()):
        return _planned(request)


def _planned(request: Request) -> Plan:
    _check(request.settings, request.bind)
    backends = _backends(request.to)
    if request.settings.keys() & {"theme", "template"}:
        _theme_of(settled(firm=request.settings))
    here = project()
    found = find_lessons(request.paths)
    shows = bool(request.index and request.output and any(map(Path.is_dir, request.paths)))
    around = _around(request, here) if shows or request.bind else ()
    whole = documents(around or found)
    within = _within(whole, found) if around else whole
    wanted = {one.source.file for one in chosen(within, request.sections, request.lessons)}
    if shows:
        backends |= _backends((PREVIEW,))
    themes = _Themes()
    places: dict[tuple[str, Path | None], tuple[Given, ...]] = {}
    course = [_configured(document, places, request.settings, themes) for document in whole]
    targets = [tuple(_targets(document, request.output, backends)) for document in course]
    real = Following()
    atlas = Atlas(
        ((one.source, _place(one, made, real)) for one, made in zip(course, targets, strict=True)),
        lambda root: _places(root, course, places, request.settings, backends, themes),
    )
    jobs = [
        _job(one, made, themes, atlas.links(one.source))
        for one, made in zip(course, targets, strict=True)
    ]
    looks = partial(_looks, firm=request.settings, themes=themes)
    bound = [*volume_jobs(course, jobs, request.bind, here, looks, backends, request.output)]
    picked = [job for job in jobs if job.file in wanted]
    picked += (job for job in bound if not wanted.isdisjoint(job.sources))
    if shows and request.output is not None:
        folders = [Path(one.source.file).absolute().parent for one in course]
        theme = looks(Path(commonpath(folders)))[1]
        if isinstance(theme, Theme):
            index = index_job(course, jobs, bound, here, theme, backends, request.output)
            return Plan(_told_apart([*picked, index]), backends, request.output)
    return Plan(_told_apart(picked), backends, request.output)


def _around(request: Request, here: Project) -> tuple[Found, ...]:
    """Return all lessons of the project where a part of them is built; else nothing."""
    homes = tuple(home for home in here.lessons or DEFAULT_PATHS if home.is_dir())
    asked, tops = ([path.resolve() for path in paths] for paths in (request.paths, homes))
    if all(any(top.is_relative_to(path) for path in asked) for top in tops):
        return ()
    if any(path.is_relative_to(top) for path in asked for top in tops):
        return find_lessons((*request.paths, *homes))
    return ()


def _within(whole: Sequence[Document], found: Sequence[Found]) -> tuple[Document, ...]:
    asked = {lesson.path.resolve() for lesson in found}
    return tuple(one for one in whole if Path(one.source.file).resolve() in asked)


def build(plan: Plan, means: Means = Means()) -> Iterator[Outcome]:
    """Do what is to be done and yield what became of each job.

    Jobs that are up to date come first; the others as they are done.

    Raises:
        DeckgenError: the output folder cannot be written to, or another build holds it.
    """
    shard = means.shard  # one of them alone never sees the whole course
    jobs = [job for job in plan.jobs if not shard or (shard.holds(job.name) and not job.stage)]
    if plan.output is None:
        return check(jobs, plan.backends, means)
    return carry_out(jobs, plan.backends, plan.output, means)


def _check(given: Given, bind: Sequence[str]) -> None:
    try:
        for name, value in given.items():
            checked(setting(name), value)
        checked(next(one for one in PROJECT_SETTINGS if one.name == "bind"), bind)
    except SettingError as error:
        raise DeckgenError(str(error), error.hint) from error


def _configured(
    document: Document,
    places: dict[tuple[str, Path | None], tuple[Given, ...]],
    firm: Given,
    themes: _Themes,
) -> Document:
    """Return the document with its settings, from its theme's up to the command line's."""
    source = document.source
    key = dirname(source.file), source.root  # noqa: PTH120  (thousands of files)
    if key not in places:
        places[key] = configuration(Path(key[0]), source.root)
    source = _with(source, settled(*places[key], source.given, firm=firm))
    lowest = themes.settings(source)
    if lowest:
        source = _with(source, settled(lowest, *places[key], source.given, firm=firm))
    return replace(document, source=source)


def _looks(folder: Path, firm: Given, themes: _Themes) -> tuple[Settings, Theme | Diagnostic]:
    """Return what the lessons of a folder are set to where they say nothing themselves."""
    root = project_root(folder, folder)
    given = configuration(folder, root)
    file = (folder / "volume").as_posix()
    source = Source(file=file, root=root, meta=Meta(), body="", body_line=1)
    source = _with(source, settled(*given, firm=firm))
    source = _with(source, settled(themes.settings(source), *given, firm=firm))
    return source.meta.settings, themes.of(source)


def _with(source: Source, settings: Settings) -> Source:
    return replace(source, meta=replace(source.meta, settings=settings))


def _told_apart(jobs: Sequence[Job]) -> tuple[Job, ...]:
    """Give every job that would write what another writes an error that names it."""
    written = (
        (job.file, target.made.path)
        for job in jobs
        if not any(one.code == "clash" for one in job.found)
        for target in job.targets
    )
    found = shared_outputs(written)
    return tuple(replace(job, found=(*job.found, *found.get(job.file, ()))) for job in jobs)


def _backends(names: Sequence[str]) -> dict[str, Backend]:
    """Load the backends; no two may write the same file."""
    if not names:
        raise DeckgenError("nothing to build to", f"there are: {', '.join(backend_names())}")
    backends: dict[str, Backend] = {}
    suffixes: dict[str, str] = {}
    for name in dict.fromkeys(names):
        backends[name] = load_backend(name)
        suffix = backends[name].suffix
        if not _SUFFIX.fullmatch(suffix):
            raise DeckgenError(f"backend '{name}' has the suffix '{suffix}', not one like '.pdf'")
        other = suffixes.setdefault(suffix.casefold(), name)
        if other != name:
            raise DeckgenError(f"the backends '{other}' and '{name}' both write {suffix} files")
    return backends


def _job(document: Document, targets: tuple[Target, ...], themes: _Themes, links: Links) -> Job:
    source = document.source
    theme = themes.of(source)
    found = (*document.found, *themes.news())
    return Job(
        name=document.stem.as_posix(),
        file=source.file,
        sources=(source.file,),
        targets=targets,
        work=LessonWork(source, None if isinstance(theme, Diagnostic) else theme, links),
        found=(*found, theme) if isinstance(theme, Diagnostic) else found,
        silence=frozenset(source.meta.settings.silence),
        source=source,
    )


def _targets(
    document: Document, output: Path | None, backends: Mapping[str, Backend]
) -> Iterator[Target]:
    settings = document.source.meta.settings
    for name, backend in backends.items():
        if name == PREVIEW:
            yield preview_target(document, backend, output)
            continue
        for variant in variants(backend, settings):
            stem = "-".join(part for part in (document.stem.name, variant.tag) if part)
            made = Made(name, variant.tag, document.stem.with_name(stem + backend.suffix))
            path = None if output is None else output / made.path
            yield Target(made, variant.settings, path)


def _places(
    root: Path,
    course: Sequence[Document],
    places: dict[tuple[str, Path | None], tuple[Given, ...]],
    firm: Given,
    backends: Mapping[str, Backend],
    themes: _Themes,
) -> Iterator[Place]:
    """Yield the places of all lessons of a project, if there are more than those of the course."""
    real = Following()
    known = {real(document.source.file) for document in course}
    with suppress(DeckgenError):  # what cannot be read has no place
        found = find_lessons((root,))
        if not documents([one for one in found if real(one.path) not in known]):
            return
        for document in documents(found):
            configured = _configured(document, places, firm, themes)
            yield _place(configured, tuple(_targets(configured, None, backends)), real)


def _place(document: Document, targets: tuple[Target, ...], real: Following) -> Place:
    source = document.source
    made = tuple(target.made for target in targets)
    return Place(source_place(source, real), source.meta.permalink, made)


class _Themes:
    """The themes of one plan, on their templates: each is read once, however many ask for it."""

    def __init__(self) -> None:
        self._projects: dict[tuple[str, Path | None], Path | None] = {}
        self._themes: dict[tuple[str, Path | None], Theme | DeckgenError] = {}
        self._dressed: dict[tuple[str, Path | None, Path], Theme | DeckgenError] = {}
        self._sheets: dict[tuple[str, Path | None], Path | None] = {}
        self._styled: dict[tuple[Path, str, Path | None, str], Theme] = {}
        self._news: tuple[Diagnostic, ...] = ()

    def news(self) -> tuple[Diagnostic, ...]:
        """Return the faults of a theme that was read since: once, not for each lesson."""
        news, self._news = self._news, ()
        return news

    def of(self, source: Source) -> Theme | Diagnostic:
        """Return the lesson's theme, or what is wrong with the one that it asks for.

        A style sheet beside the lesson, or in a folder above, has the last word.

        Raises:
            DeckgenError: the template that the command line names is not sound.
        """
        theme = self._plain(source)
        place = dirname(source.file), source.root  # noqa: PTH120
        if place not in self._sheets:
            self._sheets[place] = nearest_sheet(Path(place[0]), source.root)
        sheet = self._sheets[place]
        if isinstance(theme, Diagnostic) or sheet is None:
            return theme
        key = sheet, theme.name, source.root, source.meta.settings.template
        if key not in self._styled:
            told = any(known[0] == sheet for known in self._styled)
            self._styled[key], found = with_sheet(theme, sheet)
            self._news += () if told else found
        return self._styled[key]

    def _plain(self, source: Source) -> Theme | Diagnostic:
        settings = source.meta.settings
        key = self._key(settings.theme, None if "theme" in settings.firm else source.root)
        theme = self._themes.get(key) or self._theme(key)
        if isinstance(theme, DeckgenError):
            return _fault("theme", theme, source)
        if not settings.template:
            return theme
        if "template" in settings.firm:
            return _sound(self._on(key, theme, Path(settings.template)))
        try:
            return _sound(self._on(key, theme, lesson_template(source)))
        except DeckgenError as error:
            return _fault("template", error, source)

    def settings(self, source: Source) -> Given:
        """Return what the lesson's theme sets where nothing else does."""
        settings = source.meta.settings
        key = self._key(settings.theme, None if "theme" in settings.firm else source.root)
        theme = self._themes.get(key) or self._theme(key)
        return theme.settings if isinstance(theme, Theme) else {}

    def _key(self, name: str, root: Path | None) -> tuple[str, Path | None]:
        if (name, root) not in self._projects:
            self._projects[name, root] = _theme_project(name, root)
        return name, self._projects[name, root]

    def _theme(self, key: tuple[str, Path | None]) -> Theme | DeckgenError:
        try:
            theme = load_theme(*key)
            self._news += contrast_findings(theme)[:1]
            self._themes[key] = theme
        except DeckgenError as error:
            self._themes[key] = error
        return self._themes[key]

    def _on(
        self, key: tuple[str, Path | None], theme: Theme, template: Path
    ) -> Theme | DeckgenError:
        if (*key, template) not in self._dressed:
            try:
                self._dressed[*key, template] = load_template(template, theme)
            except DeckgenError as error:
                self._dressed[*key, template] = error
        return self._dressed[*key, template]


def _sound(theme: Theme | DeckgenError) -> Theme:
    if isinstance(theme, DeckgenError):
        raise theme
    return theme


def _fault(key: str, error: DeckgenError, source: Source) -> Diagnostic:
    """Return what is wrong with the theme or template that the front matter names."""
    line = _line_of(key, source) if source.head else 0
    return Diagnostic(Severity.ERROR, key, str(error), source.file, line, error.hint)


def _theme_of(settings: Settings) -> Theme:
    """Return the theme, on its template, that the command line asks for."""
    theme = load_theme(settings.theme, _theme_project(settings.theme, None))
    return load_template(Path(settings.template), theme) if settings.template else theme


def _line_of(key: str, source: Source) -> int:
    """Return the line of the front matter that gives ``key``, or 0."""
    lines = Path(source.file).read_text(encoding="utf-8", errors="replace").splitlines()
    front = enumerate(lines[: source.body_line], start=1)
    return next((number for number, text in front if re.search(rf"\b{key}\s*:", text)), 0)


def _theme_project(name: str, root: Path | None) -> Path | None:
    """Return the project whose themes have ``name``: the lesson's own, or the current folder."""
    return root if root is not None and name in theme_names(root) else None
