"""A whole build: what is asked for, made into jobs, and the jobs done one after the other."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import Final

from deckgen.atlas import Atlas, source_place
from deckgen.backends import Backend, backend_names, load_backend, variants
from deckgen.course import Document, Made, Place, configuration, documents, find_lessons
from deckgen.diagnostics import DeckgenError, Diagnostic, Severity
from deckgen.job import Job, Outcome, Target, build_lesson
from deckgen.publish import prepare
from deckgen.settings import Given, SettingError, Settings, checked, setting, settled
from deckgen.source import Source
from deckgen.template import lesson_template, load_template
from deckgen.theme import Theme, load_theme, theme_names
from deckgen.theme.legibility import contrast_findings

DEFAULT_PATHS: Final = (Path("lessons"),)
DEFAULT_TO: Final = ("pptx", "pdf")

_SUFFIX: Final = re.compile(r"\.[A-Za-z0-9][A-Za-z0-9._-]*")


@dataclass(frozen=True, slots=True)
class Request:
    """What the user asks for.

    ``to`` names backends; ``output`` is None for a check, which writes
    nothing. ``settings`` are the command line's: they win over every lesson's
    own, and over what a slide asks for.
    """

    paths: tuple[Path, ...] = DEFAULT_PATHS
    to: tuple[str, ...] = DEFAULT_TO
    output: Path | None = Path("output")
    settings: Given = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Plan:
    """Jobs in the course's order, and the backends that they need."""

    jobs: tuple[Job, ...]
    backends: Mapping[str, Backend]


def plan(request: Request) -> Plan:
    """Find and read the lessons; nothing is written, but the output folder is made.

    Raises:
        DeckgenError: an unknown path, theme, backend or setting, a template that cannot be
            built on, configuration that is not sound, or an output folder that
            cannot be written to.
    """
    _check(request.settings)
    backends = _backends(request.to)
    if request.settings.keys() & {"theme", "template"}:
        _theme_of(settled(firm=request.settings))
    found = find_lessons(request.paths)
    places: dict[tuple[Path, Path | None], tuple[Given, ...]] = {}
    course = [_configured(document, places, request.settings) for document in documents(found)]
    if request.output is not None:
        prepare(request.output)
    loaded: dict[tuple[str, Path | None], Theme | Diagnostic] = {}
    jobs = tuple(_job(document, request, backends, loaded) for document in course)
    atlas = Atlas(
        ((document.source.root, _place(document, backends)) for document in course),
        lambda root: _places(root, places, request.settings, backends),
    )
    return Plan(tuple(replace(job, links=atlas.links(job.source)) for job in jobs), backends)


def build(plan: Plan) -> Iterator[Outcome]:
    """Do the jobs and yield what became of each, in order."""
    for job in plan.jobs:
        yield build_lesson(job, plan.backends)


def _check(given: Given) -> None:
    for name, value in given.items():
        try:
            checked(setting(name), value)
        except SettingError as error:
            raise DeckgenError(str(error), error.hint) from error


def _configured(
    document: Document, places: dict[tuple[Path, Path | None], tuple[Given, ...]], firm: Given
) -> Document:
    """Return the document with its settings, from its project's up to the command line's."""
    source = document.source
    key = Path(source.file).parent, source.root
    if key not in places:
        places[key] = configuration(*key)
    settings = settled(*places[key], source.given, firm=firm)
    return replace(document, source=replace(source, meta=replace(source.meta, settings=settings)))


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


def _job(
    document: Document,
    request: Request,
    backends: Mapping[str, Backend],
    loaded: dict[tuple[str, Path | None], Theme | Diagnostic],
) -> Job:
    source = document.source
    before = len(loaded)
    theme = _theme(source, loaded)
    found = document.found
    if isinstance(theme, Diagnostic):
        found = (*found, replace(theme, file=source.file, line=_line_of("theme", source)))
    else:
        if len(loaded) > before:  # a theme's faults are told once, not for each lesson
            found = (*found, *contrast_findings(theme)[:1])
        theme = _on_template(theme, source)
        found = (*found, theme) if isinstance(theme, Diagnostic) else found
    return Job(
        source=source,
        targets=tuple(_targets(document, request.output, backends)),
        theme=None if isinstance(theme, Diagnostic) else theme,
        found=found,
    )


def _targets(
    document: Document, output: Path | None, backends: Mapping[str, Backend]
) -> Iterator[Target]:
    settings = document.source.meta.settings
    for name, backend in backends.items():
        for variant in variants(backend, settings):
            stem = "-".join(part for part in (document.stem.name, variant.tag) if part)
            made = Made(name, variant.tag, document.stem.with_name(stem + backend.suffix))
            path = None if output is None else output / made.path
            yield Target(made, variant.settings, path)


def _places(
    root: Path,
    places: dict[tuple[Path, Path | None], tuple[Given, ...]],
    firm: Given,
    backends: Mapping[str, Backend],
) -> Iterator[Place]:
    """Yield the places of all lessons of a project, those that are not built too."""
    with suppress(DeckgenError):  # what cannot be read has no place
        for document in documents(find_lessons((root,))):
            yield _place(_configured(document, places, firm), backends)


def _place(document: Document, backends: Mapping[str, Backend]) -> Place:
    source = document.source
    made = tuple(target.made for target in _targets(document, None, backends))
    return Place(source_place(source), source.meta.permalink, made)


def _theme(
    source: Source, loaded: dict[tuple[str, Path | None], Theme | Diagnostic]
) -> Theme | Diagnostic:
    """Return the lesson's theme, or what is wrong with the one that it asks for."""
    settings = source.meta.settings
    root = None if "theme" in settings.firm else source.root
    key = settings.theme, _theme_project(settings.theme, root)
    if key not in loaded:
        try:
            loaded[key] = load_theme(*key)
        except DeckgenError as error:
            loaded[key] = Diagnostic(Severity.ERROR, "theme", str(error), hint=error.hint)
    return loaded[key]


def _theme_of(settings: Settings) -> Theme:
    """Return the theme, on its template, that the command line asks for."""
    theme = load_theme(settings.theme, _theme_project(settings.theme, None))
    return load_template(Path(settings.template), theme) if settings.template else theme


def _on_template(theme: Theme, source: Source) -> Theme | Diagnostic:
    """Return the theme on the template that the lesson's settings name, if there is one."""
    settings = source.meta.settings
    if not settings.template:
        return theme
    if "template" in settings.firm:
        return load_template(Path(settings.template), theme)
    try:
        return load_template(lesson_template(source), theme)
    except DeckgenError as error:
        line = _line_of("template", source)
        return Diagnostic(Severity.ERROR, "template", str(error), source.file, line, error.hint)


def _line_of(key: str, source: Source) -> int:
    """Return the line of the front matter that gives ``key``, or 0."""
    lines = Path(source.file).read_text(encoding="utf-8", errors="replace").splitlines()
    front = enumerate(lines[: source.body_line], start=1)
    return next((number for number, text in front if re.search(rf"\b{key}\s*:", text)), 0)


def _theme_project(name: str, root: Path | None) -> Path | None:
    """Return the project whose themes have ``name``: the lesson's own, or the current folder."""
    return root if root is not None and name in theme_names(root) else None
