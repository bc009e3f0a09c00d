"""What one deck's pieces are made with: its theme, words, pictures and measure."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from itertools import count
from types import MappingProxyType
from typing import Any, Final

from deckgen.fit.deck import Style
from deckgen.fit.pieces import Text
from deckgen.fit.places import Places, places
from deckgen.fonts import SetText
from deckgen.model import FootnoteMark, Inlines, Mark, Picture
from deckgen.theme import Placeholder, Theme
from deckgen.values import Value, field, lazy, replace
from deckgen.wording import Wording


class Setting(Value, dict=True):
    """One deck's theme, words and pictures; ``groups`` numbers its panels.

    ``known`` keeps what was found out about pieces, by their identity: they
    are tried at many sizes.
    """

    theme: Theme
    words: Wording
    pictures: Mapping[str, Picture]
    groups: Iterator[int] = field(default_factory=lambda: count(1))
    known: dict[int, tuple[object, Any]] = field(default_factory=dict)

    @lazy
    def places(self) -> Places:
        """Where the theme has room for what."""
        return places(self.theme)

    def find(self, layout: str, kind: str) -> tuple[Placeholder, ...]:
        """Return a layout's placeholders of one kind, in reading order."""
        found = self.places.found.get((layout, kind))
        return self.theme.layout(layout).find(kind) if found is None else found

    def measure(self, inlines: Inlines, style: Style = Style.BODY) -> SetText:
        """Measure a paragraph in the faces of its style."""
        fonts = self.theme.fonts
        face = fonts.heading if style is _HEADING else fonts.body
        return SetText(inlines, face.metrics, fonts.mono.metrics, _MARKS.get(style, _NONE))

    def text(
        self,
        inlines: Inlines,
        style: Style = Style.BODY,
        line: int = 0,
        level: int = 0,
        space_em: float = 0.5,
    ) -> Text:
        """Return a paragraph that stands outside all lists and panels."""
        return Text(
            inlines,
            self.measure(inlines, style),
            style,
            level,
            space_em=space_em,
            notes=self.references(inlines),
            line=line,
        )

    def part(self, piece: Text, inlines: Inlines) -> Text:
        """Return a part of a paragraph."""
        measured = self.measure(inlines, piece.style)
        return replace(piece, inlines=inlines, measured=measured, notes=self.references(inlines))

    @staticmethod
    def references(*rows: Inlines) -> tuple[int, ...]:
        """Return the numbers of the footnotes that the inlines refer to."""
        marks = [mark.number for row in rows for mark in row if type(mark) is FootnoteMark]
        return tuple(dict.fromkeys(marks)) if marks else ()


# To look into an enumeration takes longer than what is done with what it holds.
_HEADING: Final = Style.HEADING
_NONE: Final = Mark.NONE
_MARKS: Final = MappingProxyType(dict.fromkeys((Style.HEADING, Style.TERM, Style.LABEL), Mark.BOLD))
