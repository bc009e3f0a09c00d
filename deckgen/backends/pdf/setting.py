"""What every builder of handout HTML needs to know about the document it builds into."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from types import MappingProxyType
from typing import Final

from deckgen.backends.pdf.css import body_pt
from deckgen.backends.pdf.printing import Page, page_of, printing_of
from deckgen.diagnostics import Diagnostic, Report, Severity
from deckgen.model import Audience, Lesson
from deckgen.theme import Theme
from deckgen.values import Value, field, replace
from deckgen.wording import Wording, wording

_WHOLE: Final[Mapping[str, float]] = MappingProxyType({})
_NO_GAPS: Final[Mapping[str, int]] = MappingProxyType({})


class Setting(Value):
    """The lesson, its page and its language; ``line`` is the block being built.

    ``anchors`` are the keys that an internal link may lead to, ``pictures``
    gives the address of each picture that was read. ``picture_shares`` are
    how much of its size a picture gets, by its address. ``kind`` is the handout's; ``gaps`` number
    the terms that are left out of it, by their bare words.
    """

    lesson: Lesson
    audience: Audience
    words: Wording
    page: Page
    body_pt: float
    anchors: frozenset[str]
    pictures: dict[str, str]
    report: Report
    line: int = 0
    picture_shares: Mapping[str, float] = field(default_factory=lambda: _WHOLE)
    kind: str = "study"
    gaps: Mapping[str, int] = field(default_factory=lambda: _NO_GAPS)

    def at(self, line: int) -> Setting:
        """Return the setting for a block on ``line``; an unknown line keeps the last."""
        return replace(self, line=line) if line and line != self.line else self

    def whole(self) -> Setting:
        """Return the setting for what has no gaps: titles, headings, labels."""
        return replace(self, gaps=_NO_GAPS) if self.gaps else self

    def quiet(self) -> Setting:
        """Return a setting that reports nothing, to build once more."""
        return replace(self, report=lambda _: None)

    def warn(self, code: str, message: str, hint: str = "") -> None:
        """Report a warning about the block being built."""
        self.report(Diagnostic(Severity.WARNING, code, message, self.lesson.file, self.line, hint))


def setting(
    lesson: Lesson, theme: Theme, audience: Audience, report: Report, kind: str = "study"
) -> Setting:
    """Return the setting of a whole lesson, which must be an edition already."""
    flows = kind in ("study", "guided")
    page = page_of(theme, printing_of(lesson.meta.settings), flows=flows)
    return Setting(
        lesson=lesson,
        audience=audience,
        words=wording(lesson.meta.lang),
        page=page,
        body_pt=body_pt(theme) * page.scale,
        anchors=frozenset(slide.key for slide in lesson.slides if slide.key),
        pictures=dict(_addresses(lesson)),
        report=report,
        kind=kind,
    )


def _addresses(lesson: Lesson) -> Iterator[tuple[str, str]]:
    for number, src in enumerate(sorted(lesson.pictures)):
        yield src, f"deckgen:picture/{number}"
