"""A whole build: what is asked for, made into jobs, and the jobs done one after the other."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from difflib import get_close_matches
from pathlib import Path
from typing import Final

from deckgen.backends import Backend, backend_names, load_backend
from deckgen.course import Document, documents, find_lessons
from deckgen.detail import Detail
from deckgen.diagnostics import CODES, DeckgenError, Diagnostic, Severity
from deckgen.job import Job, Outcome, Target, build_lesson
from deckgen.publish import prepare
from deckgen.source import Source
from deckgen.template import lesson_template, load_template, template_fault
from deckgen.theme import Theme, load_theme, theme_names

DEFAULT_PATHS: Final = (Path("lessons"),)
DEFAULT_TO: Final = ("pptx", "pdf")
DEFAULT_THEME: Final = "slate"

_SUFFIX: Final = re.compile(r"\.[A-Za-z0-9][A-Za-z0-9._-]*")


@dataclass(frozen=True, slots=True)
class Request:
    """What the user asks for.

    ``to`` names backends; ``output`` is None for a check, which writes
    nothing; ``theme``, where it is not empty, wins over every lesson's own, and
    so do ``template``, a PowerPoint file to build the decks on, and ``detail``,
    how much of its text a slide shows that does not say so itself.
    """

    paths: tuple[Path, ...] = DEFAULT_PATHS
    to: tuple[str, ...] = DEFAULT_TO
    output: Path | None = Path("output")
    theme: str = ""
    silence: tuple[str, ...] = ()
    template: Path | None = None
    detail: str = ""


@dataclass(frozen=True, slots=True)
class Plan:
    """Jobs in the course's order, and the backends that they need."""

    jobs: tuple[Job, ...]
    backends: Mapping[str, Backend]


def plan(request: Request) -> Plan:
    """Find and read the lessons; nothing is written, but the output folder is made.

    Raises:
        DeckgenError: an unknown path, theme, backend, code or detail, a template
            that cannot be built on, or an output folder that cannot be written to.
    """
    _check_codes(request.silence)
    _check_detail(request.detail)
    backends = _backends(request.to)
    name = request.theme or DEFAULT_THEME
    if request.theme or request.template:
        theme = load_theme(name, _theme_project(name, None))
    if request.template:
        load_template(request.template, theme)
    course = documents(find_lessons(request.paths))
    if request.output is not None:
        prepare(request.output)
    loaded: dict[tuple[str, Path | None], Theme | Diagnostic] = {}
    jobs = tuple(_job(document, request, backends, loaded) for document in course)
    return Plan(jobs, backends)


def build(plan: Plan) -> Iterator[Outcome]:
    """Do the jobs and yield what became of each, in order."""
    for job in plan.jobs:
        yield build_lesson(job, plan.backends)


def _check_codes(silence: Sequence[str]) -> None:
    for code in silence:
        if code not in CODES:
            close = get_close_matches(code, CODES, n=1)
            hint = f"did you mean '{close[0]}'?" if close else f"there are: {', '.join(CODES)}"
            raise DeckgenError(f"no code '{code}' to silence", hint)


def _check_detail(detail: str) -> None:
    if detail and detail not in tuple(Detail):
        close = get_close_matches(detail.lower(), tuple(Detail), n=1)
        hint = f"did you mean '{close[0]}'?" if close else f"there are: {', '.join(Detail)}"
        raise DeckgenError(f"no detail '{detail}'", hint)


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
    if request.detail:
        source = replace(source, meta=replace(source.meta, detail=request.detail))
    theme = _theme(source, request, loaded)
    found = document.found
    if isinstance(theme, Diagnostic):
        found = (*found, replace(theme, file=source.file, line=_theme_line(source)))
    else:
        theme = _on_template(theme, source, request)
        found = (*found, theme) if isinstance(theme, Diagnostic) else found
    return Job(
        source=source,
        targets=tuple(
            Target(name, _path(request.output, document, backend.suffix))
            for name, backend in backends.items()
        ),
        theme=None if isinstance(theme, Diagnostic) else theme,
        found=found,
        silence=frozenset((*request.silence, *source.meta.silence)),
    )


def _path(output: Path | None, document: Document, suffix: str) -> Path | None:
    if output is None:
        return None
    return output / document.stem.with_name(document.stem.name + suffix)


def _theme(
    source: Source, request: Request, loaded: dict[tuple[str, Path | None], Theme | Diagnostic]
) -> Theme | Diagnostic:
    """Return the lesson's theme, or what is wrong with the one that it asks for."""
    name = request.theme or source.meta.theme or DEFAULT_THEME
    key = name, _theme_project(name, source.root)
    if key not in loaded:
        try:
            loaded[key] = load_theme(*key)
        except DeckgenError as error:
            loaded[key] = Diagnostic(Severity.ERROR, "theme", str(error), hint=error.hint)
    return loaded[key]


def _on_template(theme: Theme, source: Source, request: Request) -> Theme | Diagnostic:
    """Return the theme on the template that the call or the lesson names, if there is one."""
    if request.template:
        return load_template(request.template, theme)
    if not source.meta.template:
        return theme
    try:
        return load_template(lesson_template(source), theme)
    except DeckgenError as error:
        return template_fault(error, source)


def _theme_line(source: Source) -> int:
    """Return the line of the file that names the theme, or 0."""
    lines = Path(source.file).read_text(encoding="utf-8", errors="replace").splitlines()
    front = enumerate(lines[: source.body_line], start=1)
    return next((number for number, line in front if re.search(r"\btheme\s*:", line)), 0)


def _theme_project(name: str, root: Path | None) -> Path | None:
    """Return the project whose themes have ``name``: the lesson's own, or the current folder."""
    return root if root is not None and name in theme_names(root) else None
