"""What a backend is, and how one is found: bundled and third-party ones by the same entry point."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from importlib import import_module
from types import MappingProxyType
from typing import TYPE_CHECKING, Any, Final, Protocol, runtime_checkable

from deckgen.diagnostics import DeckgenError, Report
from deckgen.guessing import guessed
from deckgen.model import Audience, Lesson, Volume
from deckgen.settings import Settings
from deckgen.theme import Theme
from deckgen.values import Value, replace

if TYPE_CHECKING:
    from importlib.metadata import EntryPoint

GROUP: Final = "deckgen.backends"

BUNDLED: Final[Mapping[str, str]] = MappingProxyType(
    {
        "pdf": "deckgen.backends.pdf:PdfBackend",
        "pptx": "deckgen.backends.pptx:PptxBackend",
        "preview": "deckgen.backends.preview:PreviewBackend",
    }
)
"""The entry points of deckgen's own backends: to look for them takes longer than to fit a deck."""


class Backend(Protocol):
    """Turns a lesson into the bytes of one file.

    A backend opens no file, keeps no cache and starts no process; what follows
    from a theme alone ``deckgen.keeping`` may keep. Its class is called without
    arguments. ``suffix`` is the output's, with its dot.
    What the user set is in ``lesson.meta.settings``. A backend that makes
    several files of one lesson has a method ``variants(settings)`` as well,
    which returns what ``variants`` of this module does; one that imports much
    may have a method ``warm()``, which workers call before their first lesson.
    For a course's index it may have ``audience(settings)``, which says who may
    see a file, and ``count(data)``, which says how many slides or pages one has.
    """

    suffix: str

    def render(self, lesson: Lesson, theme: Theme, report: Report) -> bytes:
        """Return the whole file; say in ``report`` what could not be drawn.

        Equal arguments give equal bytes.

        Raises:
            DeckgenError: the machine lacks what the backend needs.
        """
        ...


@runtime_checkable
class Binder(Backend, Protocol):
    """A backend that can also make one document of several lessons.

    The build asks ``isinstance(backend, Binder)``: a backend without the
    method makes lessons alone.
    """

    def bind(self, volume: Volume, theme: Theme, report: Report) -> bytes:
        """Return the whole file; each finding names the lesson's file, or the volume's.

        Equal arguments give equal bytes.

        Raises:
            DeckgenError: the machine lacks what the backend needs.
        """
        ...


class Variant(Value):
    """One of the files that a backend makes of a lesson.

    ``tag`` tells its name from the others' (``1-emr-notes.pdf``) and is empty
    for one of them at most; ``settings`` are the lesson's, narrowed to it.
    """

    tag: str
    settings: Settings


def variants(backend: Backend, settings: Settings) -> tuple[Variant, ...]:
    """Return the files that a backend makes of a lesson with these settings, at least one."""
    own = getattr(backend, "variants", None)
    return tuple(own(settings)) if own else (Variant("", settings),)


def editions(settings: Settings, own: Audience) -> tuple[Variant, ...]:
    """Return a variant for each edition asked for; the backend's ``own`` has no tag."""
    wanted = tuple(Audience) if settings.edition == "both" else (audience_of(settings, own),)
    return tuple(
        Variant("" if each is own else each.value, replace(settings, edition=each.value))
        for each in wanted
    )


def audience_of(settings: Settings, own: Audience) -> Audience:
    """Return whose edition to make: the one asked for, or a backend's ``own``."""
    return Audience(settings.edition) if settings.edition in tuple(Audience) else own


def meant_for(backend: Backend, settings: Settings) -> Audience:
    """Return who may see a backend's file; where it does not say, the instructor alone."""
    own = getattr(backend, "audience", None)
    return Audience(own(settings)) if own else audience_of(settings, Audience.INSTRUCTOR)


def counted(backend: Backend, data: bytes) -> int:
    """Return how many slides or pages a backend's file has; 0 where it does not say."""
    own = getattr(backend, "count", None)
    return int(own(data)) if own else 0


def backend_names() -> tuple[str, ...]:
    """Return the names of all installed backends, sorted; nothing of theirs is imported."""
    from importlib.metadata import entry_points

    return tuple(sorted({*BUNDLED, *(point.name for point in entry_points(group=GROUP))}))


def load_backend(name: str) -> Backend:
    """Import and make the backend called ``name``.

    Raises:
        DeckgenError: there is none of that name, or it cannot be imported.
    """
    try:
        return _class(name)()
    except DeckgenError:
        raise
    except Exception as error:  # foreign code: whatever it raises, the call cannot go on
        what = f"{type(error).__name__}: {error}"
        raise DeckgenError(f"the backend '{name}' cannot be loaded: {what}", _home(name)) from error


def _class(name: str) -> Callable[[], Backend]:
    if name not in BUNDLED:
        loaded: Any = _entry_point(name).load()
    else:
        module, _, attribute = BUNDLED[name].partition(":")
        loaded = getattr(import_module(module), attribute)
    return loaded  # type: ignore[no-any-return]  # what it is, only its use can show


def _home(name: str) -> str:
    if name in BUNDLED:
        return f"it is '{BUNDLED[name]}', a part of deckgen"
    point = _entry_point(name)
    distribution = point.dist.name if point.dist else "an unknown package"
    return f"it is '{point.value}', installed by {distribution}"


def _entry_point(name: str) -> EntryPoint:
    from importlib.metadata import entry_points

    for point in entry_points(group=GROUP):
        if point.name == name:
            return point
    names = backend_names()
    close = guessed(name, names)
    hint = f"did you mean '{close}'?" if close else f"there are: {', '.join(names) or 'none'}"
    raise DeckgenError(f"no backend '{name}'", hint)
