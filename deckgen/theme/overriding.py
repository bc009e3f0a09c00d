"""A ``handout.css`` beside lessons: the nearest one has the last word over the theme's own."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Any, Final

from deckgen.diagnostics import Diagnostic, Severity
from deckgen.theme.styles import misspelled, outside, slow
from deckgen.theme.tokens import Theme
from deckgen.values import replace

NAME: Final = "handout.css"
_LARGEST: Final = 256 * 1024


def nearest_sheet(folder: Path, root: Path | None) -> Path | None:
    """Return the style sheet in the lesson's folder or in the nearest one above, up to ``root``.

    One that leads out of the project is none.
    """
    here = folder.resolve()
    top = root.resolve() if root is not None else here
    for above in (here, *here.parents):
        if not above.is_relative_to(top):
            break
        path = above / NAME
        if path.is_file():
            return path if path.resolve().is_relative_to(top) else None
    return None


def with_sheet(theme: Theme, path: Path) -> tuple[Theme, tuple[Diagnostic, ...]]:
    """Return the theme with a style sheet laid over its own, and what is wrong with that.

    What does not parse is left out, as CSS has it; a sheet that cannot be read is left out whole.
    """
    try:
        with path.open("rb") as file:
            data = file.read(_LARGEST + 1)
        if len(data) > _LARGEST:
            return theme, (_finding(path, 0, f"it is larger than {_LARGEST // 1024} KiB"),)
        css = data.decode("utf-8-sig")
    except (OSError, UnicodeDecodeError) as error:
        return theme, (_finding(path, 0, f"it cannot be read: {error}"),)
    return replace(theme, css=f"{theme.css}\n{css}"), tuple(_findings(path, css))


def _findings(path: Path, css: str) -> Iterator[Diagnostic]:
    for line, what in dict.fromkeys(_broken(css)):
        yield _finding(path, line, f"{what}; it is left out")
    for line, what in outside(css):
        yield _finding(path, line, f"{what} reaches outside the lessons; it is not loaded")
    for line, what in slow(css):
        yield _finding(
            path,
            line,
            f"{what} sets columns while boxes must not break: that takes very long",
            "add 'column-fill: auto'",
        )


def _finding(path: Path, line: int, message: str, hint: str = "") -> Diagnostic:
    return Diagnostic(Severity.WARNING, "style", message, _shown(path), line, hint)


def _shown(path: Path) -> str:
    """Return the path as a user reads it: from the current folder, where it is below that."""
    here = Path.cwd()
    return (path.relative_to(here) if path.is_relative_to(here) else path).as_posix()


def _broken(css: str) -> Iterator[tuple[int, str]]:
    """Yield the line and the trouble of everything that is no CSS."""
    import tinycss2  # type: ignore[import-untyped]  # only who has such a file pays for it

    yield from _broken_rules(tinycss2.parse_stylesheet(css, True, True))


def _broken_rules(rules: Iterable[Any]) -> Iterator[tuple[int, str]]:
    import tinycss2

    for rule in rules:
        if rule.type == "error":
            yield rule.source_line, f"this is no CSS ({rule.message.rstrip('.')})"
        elif rule.type == "declaration" and (said := misspelled(rule.name)):
            yield rule.source_line, said
        elif getattr(rule, "content", None) is not None:
            if rule.type == "qualified-rule" and not tinycss2.serialize(rule.prelude).strip():
                yield rule.source_line, "a rule has no selector"
            # A block of @media holds rules, one of @page or of a rule declarations and both.
            parsed = tinycss2.parse_blocks_contents(rule.content, True, True)
            yield from _broken_rules(parsed)
