"""Inlines as they are written one after another: runs merged, white space as in HTML."""

from __future__ import annotations

from typing import Final

from deckgen.model import FootnoteMark, Formula, Inline, Inlines, LineBreak, Mark, Run
from deckgen.regex import regex


class Writing:
    """Inlines in the making, with the marks and the link that are on."""

    def __init__(self) -> None:
        self._done: list[Inline] = []
        self._marks: dict[Mark, int] = {}
        self._links: list[str] = []

    def mark(self, mark: Mark, on: bool) -> None:
        """Turn a mark on or off; as often on as off leaves it as it was."""
        count = self._marks.get(mark, 0)
        if on or count:
            self._marks[mark] = count + (1 if on else -1)

    def open_link(self, address: str) -> None:
        """Let what follows lead to ``address``, which may be empty."""
        self._links.append(address)

    def close_link(self) -> None:
        """End the innermost link."""
        if self._links:
            self._links.pop()

    @property
    def begun(self) -> bool:
        """Tell whether anything was written."""
        return bool(self._done)

    def continued(self) -> Writing:
        """Return a fresh start with the same marks and links on."""
        fresh = Writing()
        fresh._marks, fresh._links = self._marks, self._links
        return fresh

    @property
    def link(self) -> str:
        """Return where text written now leads."""
        return next(filter(None, reversed(self._links)), "") if self._links else ""

    def text(self, text: str, mark: Mark = Mark.NONE) -> None:
        """Write text with the marks that are on, and with ``mark``."""
        marks = mark
        for each, count in self._marks.items():
            if count:
                marks = marks | each if marks else each
        if not text.isprintable():  # no tab, line feed or unfit character is
            text = _UNFIT.sub("", text)
            text = text.replace("\n", " ") if Mark.CODE in marks else _SPACE.sub(" ", text)
        elif "  " in text and Mark.CODE not in marks:
            text = _SPACE.sub(" ", text)
        self._append(text, marks, self.link)

    def _append(self, text: str, marks: Mark, link: str) -> None:
        last = self._done[-1] if self._done else None
        if text.startswith(" ") and Mark.CODE not in marks and _ends_blank(last):
            text = text[1:]
        if not text:
            return
        if isinstance(last, Run) and last.marks == marks and last.link == link:
            self._done[-1] = Run(last.text + text, marks, link)
        else:
            self._done.append(Run(text, marks, link))

    def soft_break(self, following: str) -> None:
        """Write the end of a source line: a space, but not between Chinese or Japanese words."""
        last = self._done[-1] if self._done else None
        if isinstance(last, Run) and _WIDE.match(last.text[-1:]) and _WIDE.match(following):
            return
        self.text(" ")

    def line_break(self) -> None:
        """Write a line break."""
        self._strip_end()
        if self._done:
            self._done.append(LineBreak())

    def line_end(self) -> None:
        """Write a line break where text stands on the line."""
        self._strip_end()
        if self._done and not isinstance(self._done[-1], LineBreak):
            self._done.append(LineBreak())

    def put(self, inline: Formula | FootnoteMark) -> None:
        """Write something that is not text."""
        self._done.append(inline)

    def done(self) -> Inlines:
        """Return what was written, without white space and breaks around it."""
        self._strip_end()
        while self._done and isinstance(self._done[-1], LineBreak):
            self._done.pop()
            self._strip_end()
        return tuple(self._done)

    def _strip_end(self) -> None:
        last = self._done[-1] if self._done else None
        if isinstance(last, Run) and last.text.endswith(" ") and Mark.CODE not in last.marks:
            text = last.text.rstrip(" ")
            self._done[-1:] = [Run(text, last.marks, last.link)] if text else []


def is_blank(inlines: Inlines) -> bool:
    """Tell whether inlines are nothing to see: spaces that break no line are none either."""
    for one in inlines:
        if not isinstance(one, Run | LineBreak) or (isinstance(one, Run) and one.text.strip()):
            return False
    return True


def _ends_blank(last: Inline | None) -> bool:
    if isinstance(last, Run):
        return last.text.endswith(" ") and Mark.CODE not in last.marks
    return last is None or isinstance(last, LineBreak)


_SPACE: Final = regex(r"[ \t\n\r\f]+")
# Character references can name what no XML may hold.
_UNFIT: Final = regex("[\x00-\x08\x0b\x0e-\x1f\x7f\ud800-\udfff\ufffe\uffff]")
_WIDE: Final = regex(
    "[\u2e80-\u303f\u3040-\u30ff\u3100-\u312f\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff\uff00-\uff60]"
)
