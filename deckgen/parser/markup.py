"""Blocks of raw HTML to the model's blocks: tags by their meaning, and every word kept in order."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from html import unescape
from typing import Final

from deckgen.model import (
    Align,
    Audience,
    Blocks,
    Code,
    Figure,
    Heading,
    Inlines,
    List,
    ListItem,
    Mark,
    Paragraph,
    Quote,
    Rule,
    Table,
    plain,
)
from deckgen.parser.directives import Directive, directive
from deckgen.parser.figures import report_missing_alt, tag_figure
from deckgen.parser.grids import grid
from deckgen.parser.groups import Item, group
from deckgen.parser.lesson import Parse
from deckgen.parser.links import address
from deckgen.parser.tags import MARKS, SILENT, UNREAD, Tag, read_tag, report_tag
from deckgen.parser.writing import Writing, is_blank
from deckgen.regex import regex
from deckgen.values import Mutable, field, replace

DEEPEST: Final = 20
"""Lists and quotations in one another; what is deeper stays at this depth."""

Late = Callable[[str, int, Parse], list[Item]]
"""Reads Markdown inside a tag that allows it, given the line where it begins."""


def read_markup(html: str, line: int, parse: Parse, late: Late) -> Sequence[Item]:
    """Return what a block of HTML that begins on ``line`` holds; it need not be balanced."""
    return _Markup(line, parse, late).read(html)


class _Open(Mutable):
    """An element that is open, with what it holds so far.

    ``taken`` are the rows and columns of a table that cells above or beside reach into.
    """

    tag: Tag
    line: int
    items: list[Item] = field(default_factory=list)
    entries: list[ListItem] = field(default_factory=list)
    rows: list[list[Inlines]] = field(default_factory=list)
    taken: set[tuple[int, int]] = field(default_factory=set)

    def add_cell(self, inlines: Inlines, across: int, down: int) -> None:
        """Put a cell into the first place of the last row that is free."""
        row, number = self.rows[-1], len(self.rows) - 1
        while (number, len(row)) in self.taken:
            row.append(())
        if len(self.taken) < _MOST_TAKEN:
            self.taken.update(
                (number + y, len(row) + x) for y in range(down) for x in range(across) if x or y
            )
        row.append(inlines)


class _Markup:
    """One pass over one block of HTML."""

    def __init__(self, line: int, parse: Parse, late: Late) -> None:
        self._line, self._parse, self._late = line, parse, late
        self._stack = [_Open(Tag(""), line)]
        self._out = Writing()
        self._text_line = line
        self._heading = 0

    def read(self, html: str) -> Sequence[Item]:
        place = 0
        while place < len(html):
            found = _PIECE.match(html, place)
            assert found is not None
            piece = found[0]
            if piece.startswith("<") and len(piece) > 1:
                place = self._tagged(piece, html, found.end())
            else:
                self._text(piece)
                place = found.end()
        while len(self._stack) > 1:
            self._end(self._stack[-1].tag.name)
        self._flush()
        return self._stack[0].items

    def _text(self, piece: str) -> None:
        if not piece.isspace() and not self._out.begun:
            self._text_line = self._line + len(piece[: -len(piece.lstrip())].split("\n")) - 1
        self._line += piece.count("\n")
        self._out.text(unescape(piece))

    def _tagged(self, piece: str, html: str, place: int) -> int:
        """Act on a piece in angle brackets that ends at ``place``; return where to go on."""
        self._line += piece.count("\n")
        if piece.startswith("<!--"):
            self._comment(directive(piece[4:-3], self._line, self._parse.findings))
        elif piece.startswith("<![CDATA["):
            self._out.text(piece[9:-3])
        elif (tag := read_tag(piece)) is None:
            report_tag(piece[1] + "…", self._line, self._parse.findings)
        elif tag.closing:
            self._close(tag)
        elif tag.name in UNREAD or tag.name in ("pre", "textarea") or "markdown" in tag.attributes:
            return self._whole(tag, html, place)
        else:
            self._begin(tag)
        return place

    def _comment(self, found: Directive) -> None:
        if found.name in set(Audience):
            self._flush()
            if self._inside("td", "th") or self._stack[-1].tag.name not in ("", *_HOLDERS):
                message = f"<!-- {found.name} --> has no effect in a list or table written in HTML"
                hint = "put it around all of it, or write it in Markdown"
                self._parse.findings.error("directive", message, self._line, hint)
        self._stack[-1].items.append(found)

    def _whole(self, tag: Tag, html: str, place: int) -> int:
        """Take an element as it stands, up to its closing tag."""
        closing = re.compile(rf"</{re.escape(tag.name)}\s*>", re.IGNORECASE).search(html, place)
        content = html[place : closing.start() if closing else len(html)]
        if tag.name in UNREAD:
            report_tag(tag.name, self._line, self._parse.findings)
        elif tag.name == "pre":
            self._preformatted(_code(tag, content, self._line))
        elif tag.name == "textarea":
            report_tag(tag.name, self._line, self._parse.findings)
            self._out.text(unescape(content))
        else:
            self._flush()
            self._stack[-1].items += self._late(content, self._line, self._parse)
        self._line += content.count("\n")
        return closing.end() if closing else len(html)

    def _preformatted(self, code: Code) -> None:
        if not code.text.strip():
            return
        if self._inside("td", "th"):
            self._out.text(code.text, Mark.CODE)
        else:
            self._flush()
            self._stack[-1].items.append(code)

    def _begin(self, tag: Tag) -> None:
        name = tag.name
        if name in MARKS:
            self._out.mark(MARKS[name], on=True)
        elif name == "br":
            self._out.line_break()
        elif name == "a":
            self._open_link(tag)
        elif name == "img":
            self._image(tag)
        elif name == "hr":
            self._flush()
            self._stack[-1].items.append(Rule(self._line))
        elif re.fullmatch("h[1-6]", name):
            self._flush()
            self._heading = int(name[1])
        elif name in _CONTAINERS:
            self._open_container(tag)
        elif name == "details":
            self._disclosure(closing=False)
        elif name in _BLOCKS:
            self._flush()
            self._out.mark(Mark.BOLD, on=name in _BOLD)
        elif name not in SILENT:
            report_tag(name, self._line, self._parse.findings)

    def _disclosure(self, *, closing: bool) -> None:
        """Begin or end what a page shows only when it is asked to, outside of other elements."""
        self._flush()
        if len(self._stack) == 1:
            self._stack[-1].items.append(Directive("details", self._line, closing))

    def _open_link(self, tag: Tag) -> None:
        href = tag.attributes.get("href", "")
        longest = self._parse.limits.link_characters
        link = address(href, self._line, self._parse.findings, longest) if href else ""
        self._parse.fragments |= link.startswith("#")
        self._out.open_link(link)

    def _image(self, tag: Tag) -> None:
        figure = replace(tag_figure(tag.attributes, self._line), link=self._out.link)
        report_missing_alt(figure, self._parse.findings)
        if self._inside("td", "th"):
            self._out.text(figure.alt)
            self._stack[0].items.append(figure)
        else:
            self._flush()
            self._stack[-1].items.append(figure)

    def _inside(self, *names: str) -> bool:
        return any(each.tag.name in names for each in self._stack)

    def _open_container(self, tag: Tag) -> None:
        name = tag.name
        if self._inside("td", "th") and name not in ("td", "th", "tr"):
            self._out.text(" ")
            return
        self._make_room_for(name)
        self._flush()
        lonely = name in _PARENTS and self._stack[-1].tag.name not in _PARENTS[name]
        if lonely or len(self._stack) > DEEPEST:
            return
        if name == "tr":
            self._stack[-1].rows.append([])
        else:
            self._stack.append(_Open(tag, self._line))

    def _make_room_for(self, name: str) -> None:
        """End what HTML lets an author leave open: the item or cell before this one."""
        before = {"li": ("li",), "td": ("td", "th"), "th": ("td", "th"), "tr": ("td", "th")}
        if self._stack[-1].tag.name in before.get(name, ()):
            self._end(self._stack[-1].tag.name)
        if (
            name in ("td", "th")
            and self._stack[-1].tag.name == "table"
            and not self._stack[-1].rows
        ):
            self._stack[-1].rows.append([])

    def _close(self, tag: Tag) -> None:
        name = tag.name
        if name in MARKS:
            self._out.mark(MARKS[name], on=False)
        elif name == "a":
            self._out.close_link()
        elif re.fullmatch("h[1-6]", name):
            self._flush()
        elif name == "figcaption":
            self._caption()
        elif name == "details":
            self._disclosure(closing=True)
        elif name in _CONTAINERS:
            if name != "tr" and self._inside(name):
                while self._end(self._stack[-1].tag.name) != name:
                    pass
        elif name in _BLOCKS:
            self._flush()
            self._out.mark(Mark.BOLD, on=False) if name in _BOLD else None

    def _caption(self) -> None:
        """Give the text since the picture to it."""
        items = self._stack[-1].items
        last = items[-1] if items else None
        if isinstance(last, Figure) and not last.caption:
            items[-1] = replace(last, caption=plain(self._out.done()))
            self._out = Writing()
        self._flush()

    def _end(self, name: str) -> str:
        """End the innermost element and give it to the one around it."""
        if name in ("td", "th"):
            cell = self._stack.pop()
            inlines = self._out.done()
            self._out = Writing()
            reach = (_reach(cell.tag, side) for side in ("colspan", "rowspan"))
            self._stack[-1].add_cell(inlines, *reach)
            self._stack[-1].items += cell.items
            return name
        self._flush()
        element = self._stack.pop()
        outer = self._stack[-1]
        inner = [item for item in element.items if _stays(item, name)]
        blocks = group(inner, self._parse, find_quizzes=False)
        if not blocks and name in ("li", "blockquote"):
            pass
        elif name == "li":
            outer.entries.append(ListItem(blocks, None, element.line))
        elif name == "blockquote":
            outer.items.append(Quote(blocks, element.line))
        else:
            outer.items += _built(element, blocks, self._parse)
        outer.items += [
            item for item in element.items if isinstance(item, Directive) and not _stays(item, name)
        ]
        return name

    def _flush(self) -> None:
        """Make a paragraph or a heading of the text so far."""
        if self._inside("td", "th"):
            self._out.text(" ")
            return
        inlines = self._out.done()
        self._out = self._out.continued()
        if is_blank(inlines):
            pass
        elif self._heading:
            self._stack[-1].items.append(Heading(self._heading, inlines, self._text_line))
        else:
            self._stack[-1].items.append(Paragraph(inlines, self._text_line))
        self._heading = 0


def _reach(tag: Tag, side: str) -> int:
    """Return how many columns or rows a cell takes."""
    said = tag.attributes.get(side, "")
    return min(max(int(said), 1), _WIDEST) if said.isdecimal() and len(said) < 4 else 1


_WIDEST: Final = 60
_MOST_TAKEN: Final = 4000
"""What cells reach into, at most: a table of that size is refused anyway."""


def _stays(item: Item, name: str) -> bool:
    """Tell whether an item of an element belongs in it: directives but those for whom do not."""
    return not isinstance(item, Directive) or (name in _HOLDERS and item.name in set(Audience))


def _code(tag: Tag, content: str, line: int) -> Code:
    inner = re.match(r"\s*<code\b[^<>]*>", content)
    attributes = (read_tag(inner[0].strip()) or tag).attributes if inner else tag.attributes
    language = re.search(r"(?:language|lang)-([\w+#-]+)", attributes.get("class", ""))
    text = unescape(re.sub(r"</?[A-Za-z][^<>]*>", "", content))
    return Code(text.strip("\n"), language[1] if language else "", line)


def _built(element: _Open, blocks: Blocks, parse: Parse) -> Blocks:
    if element.tag.name == "table":
        return (*_table(element, parse), *blocks)
    if not element.entries:
        return blocks
    start = element.tag.attributes.get("start", "1")
    number = int(start) if re.fullmatch("[0-9]{1,6}", start) else 1
    ordered = element.tag.name == "ol"
    return (List(tuple(element.entries), ordered, number, element.line), *blocks)


def _table(element: _Open, parse: Parse) -> Blocks:
    rows = [row for row in element.rows if row]
    if not rows:
        return ()
    header, *others = grid(rows, element.line, parse)
    return (Table(header, tuple(others), (Align.NONE,) * len(header), element.line),)


_CONTAINERS: Final = frozenset(("ul", "ol", "li", "blockquote", "table", "tr", "td", "th"))
_PARENTS: Final = {
    "li": frozenset(("ul", "ol")),
    "tr": frozenset(("table",)),
    "td": frozenset(("table",)),
    "th": frozenset(("table",)),
}
_HOLDERS: Final = ("li", "blockquote")
_BOLD: Final = frozenset(("dt", "summary", "caption", "legend"))
_BLOCKS: Final = frozenset(
    [
        "address", "article", "aside", "caption", "center", "dd", "div", "dl", "dt",
        "fieldset", "figcaption", "figure", "footer", "form", "header", "legend", "main", "nav",
        "p", "section", "summary", "tbody", "tfoot", "thead", "colgroup", "col",
    ]
)  # fmt: skip
# Each alternative stops at the next bracket, so that no input takes quadratic time.
_PIECE: Final = regex(
    r"<!--(?:(?!<!--).)*?-->|<!\[CDATA\[(?:(?!<!\[).)*?\]\]>|<\?[^<]*?\?>|<![A-Za-z][^<>]*>"
    r"|</?[A-Za-z](?:\"[^\"]*\"|'[^']*'|[^<>\"'])*>|<|[^<]+",
    re.DOTALL,
)
