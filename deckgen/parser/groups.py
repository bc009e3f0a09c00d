"""Directives and the blocks between them to columns, callouts, quizzes and what is for whom."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

from deckgen.model import (
    Audience,
    Block,
    Blocks,
    Callout,
    Columns,
    Heading,
    Inlines,
    Paragraph,
    Restricted,
    plain,
)
from deckgen.parser.callouts import callout_kind, own_title
from deckgen.parser.directives import Directive
from deckgen.parser.lesson import Parse
from deckgen.parser.quizzes import answered, is_answer, quiz, with_quizzes
from deckgen.regex import regex
from deckgen.values import Mutable, field

Item = Block | Directive


def group(items: Sequence[Item], parse: Parse, find_quizzes: bool = True) -> Blocks:
    """Return the blocks that items make; what is not closed ends here and is reported."""
    if any(isinstance(item, Directive) for item in items):
        blocks = _Grouping(parse).run(items)
    else:
        blocks = [item for item in items if not isinstance(item, Directive)]
    return with_quizzes(blocks) if find_quizzes else tuple(blocks)


class _Frame(Mutable):
    """A directive that is open, with its blocks so far."""

    directive: Directive
    blocks: list[Block] = field(default_factory=list)
    columns: list[_Column] = field(default_factory=list)


class _Column(Mutable):
    blocks: Blocks
    width: float


class _Grouping:
    """The directives that are open while one run of items is read."""

    def __init__(self, parse: Parse) -> None:
        self._parse = parse
        self._frames = [_Frame(Directive("", 0))]

    def run(self, items: Sequence[Item]) -> list[Block]:
        for item in items:
            if not isinstance(item, Directive):
                self._frames[-1].blocks.append(item)
            elif item.closing:
                self._close(item)
            else:
                self._open(item)
        while len(self._frames) > 1:
            self._report_open(self._frames[-1])
            self._pop()
        return self._frames[0].blocks

    def _open(self, item: Directive) -> None:
        deepest = self._parse.limits.directive_nesting
        if len(self._frames) > deepest:
            message = f"directives are nested deeper than {deepest} levels"
            self._parse.findings.error("limit", message, item.line, "close them where they end")
        elif item.name == "column":
            self._open_column(item)
        else:
            self._frames.append(_Frame(item))

    def _open_column(self, item: Directive) -> None:
        depth = self._innermost("columns")
        if depth is None:
            hint = "put <!-- columns --> before the first column"
            self._parse.findings.warn("directive", "a column outside of columns", item.line, hint)
            if item.div:
                self._frames.append(_Frame(Directive("div", item.line, div=True)))
            return
        self._pop_down_to(depth + 1)
        self._end_column()
        self._frames.append(_Frame(item))

    def _end_column(self) -> None:
        """Make a column of what stands loose in the columns that are innermost."""
        frame = self._frames[-1]
        if frame.blocks:
            frame.columns.append(_Column(with_quizzes(frame.blocks), 0.0))
            frame.blocks = []

    def _close(self, item: Directive) -> None:
        depth = self._innermost(item.name) if item.name else self._innermost_div()
        if depth is None:
            self._report_stray(item)
            return
        self._pop_down_to(depth + 1)
        self._pop()

    def _innermost(self, name: str) -> int | None:
        for depth in range(len(self._frames) - 1, 0, -1):
            if self._frames[depth].directive.name == name:
                return depth
        return None

    def _innermost_div(self) -> int | None:
        for depth in range(len(self._frames) - 1, 0, -1):
            if self._frames[depth].directive.div:
                return depth
        return None

    def _pop_down_to(self, count: int) -> None:
        while len(self._frames) > count:
            frame = self._frames[-1]
            # A comment's column ends where the next begins, or its columns end.
            if frame.directive.name != "column" or frame.directive.div:
                self._report_open(frame)
            self._pop()

    def _pop(self) -> None:
        frame = self._frames.pop()
        if frame.directive.name == "column":
            width = _width(frame.directive)
            self._frames[-1].columns.append(_Column(with_quizzes(frame.blocks), width))
        elif frame.directive.name == "details" and _is_answer(frame.blocks):
            outer = self._frames[-1]
            outer.blocks = answered(with_quizzes(outer.blocks), tuple(frame.blocks))
        else:
            self._frames[-1].blocks += _built(frame, self._parse)

    def _report_open(self, frame: _Frame) -> None:
        name, line = frame.directive.name, frame.directive.line
        if name == "details" or (name == "column" and not frame.directive.div):
            return
        shown = f"::: {name}" if frame.directive.div else f"<!-- {name} -->"
        closing = ":::" if frame.directive.div else f"<!-- /{name} -->"
        hint = f"put {closing} where it ends"
        self._parse.findings.warn("directive", f"{shown} is not closed", line, hint)

    def _report_stray(self, item: Directive) -> None:
        if item.name in ("column", "details"):
            return
        shown = f"<!-- /{item.name} -->" if item.name else ":::"
        message = f"{shown} closes nothing"
        hint = "open and close it at the same indentation"
        findings = self._parse.findings
        # What it should have closed off may be among what students see.
        say = findings.error if item.name in set(Audience) else findings.warn
        say("directive", message, item.line, hint)


def _is_answer(blocks: Sequence[Block]) -> bool:
    """Tell whether what is disclosed names itself an answer."""
    match blocks:
        case [Paragraph(inlines=inlines) | Heading(inlines=inlines), *_]:
            return is_answer(plain(inlines))
        case _:
            return False


def _built(frame: _Frame, parse: Parse) -> Blocks:
    name, line = frame.directive.name, frame.directive.line
    if name == "columns":
        return _columns(frame, parse)
    if name == "quiz":
        return quiz(_titled(frame, tuple(frame.blocks), parse), line, parse.findings)
    blocks = with_quizzes(frame.blocks)
    if name in (Audience.INSTRUCTOR, "notes"):
        parse.published.append(("instructor" if name != "notes" else "div", line))
    if name in set(Audience):
        blocks = _titled(frame, blocks, parse)
        return (Restricted(Audience(name), blocks, line),) if blocks else ()
    if name == "notes":
        parse.notes += _titled(frame, blocks, parse)
        return ()
    kind = callout_kind(name)
    if kind is None:
        return _titled(frame, blocks, parse)
    title = _title(frame.directive.text, line, parse)
    if not title and blocks and isinstance(blocks[0], Heading):
        title, blocks = blocks[0].inlines, blocks[1:]
    if not title:
        title = _title(own_title(name), line, parse)
    return (Callout(kind, blocks, title, line),)


def _title(text: str, line: int, parse: Parse) -> Inlines:
    from deckgen.parser.inlines import read_inlines  # most lessons have no directives

    return read_inlines(parse.inline(text), line, parse).inlines


def _titled(frame: _Frame, blocks: Blocks, parse: Parse) -> Blocks:
    """Return blocks with the words of a title that has no other place before them."""
    title = _title(frame.directive.text, frame.directive.line, parse)
    return (Paragraph(title, frame.directive.line), *blocks) if title else blocks


def _columns(frame: _Frame, parse: Parse) -> Blocks:
    columns = frame.columns
    if frame.blocks:
        columns = [*columns, _Column(with_quizzes(frame.blocks), 0.0)]
    columns = [column for column in columns if column.blocks]
    if len(columns) < 2:
        hint = "put <!-- column --> before the second one"
        message = "columns without a second column"
        parse.findings.warn("directive", message, frame.directive.line, hint)
        return tuple(block for column in columns for block in column.blocks)
    given = _widths(frame.directive.text) or _widths(frame.directive.attributes.get("widths", ""))
    if len(given) != len(columns):
        given = [column.width for column in columns]
    widths = _shares(given)
    return (Columns(tuple(c.blocks for c in columns), widths, frame.directive.line),)


def _width(directive: Directive) -> float:
    given = _widths(directive.attributes.get("width", "") or directive.text)
    return given[0] if given else 0.0


def _widths(text: str) -> list[float]:
    return [float(number) for number in _NUMBER.findall(text)][:12]


_NUMBER: Final = regex(r"\d{1,5}(?:\.\d{1,5})?")


def _shares(given: list[float]) -> tuple[float, ...]:
    """Return widths that add up to 1; those not given share what the given leave of 100."""
    rest = max(100 - sum(given), 0) / max(given.count(0), 1)
    even = 100 / len(given)
    widths = [width or rest or even for width in given]
    return tuple(width / sum(widths) for width in widths)
