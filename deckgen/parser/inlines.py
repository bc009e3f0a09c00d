"""Tokens of a paragraph to flat inlines; pictures and notes in it are lifted out."""

from __future__ import annotations

from typing import Final

from markdown_it.token import Token

from deckgen.model import (
    Audience,
    Figure,
    FootnoteMark,
    Formula,
    Inlines,
    Mark,
    Paragraph,
    Run,
    plain,
)
from deckgen.parser.directives import Directive, directive
from deckgen.parser.figures import report_missing_alt, tag_figure, with_attributes
from deckgen.parser.formulas import spelled
from deckgen.parser.lesson import Parse
from deckgen.parser.links import address, site_address
from deckgen.parser.syntax.liquid import unraw
from deckgen.parser.tags import LINES, MARKS, SILENT, UNREAD, Tag, read_tag, report_tag
from deckgen.parser.writing import Writing, is_blank
from deckgen.regex import regex
from deckgen.values import Mutable, Value, field, replace


class Inlined(Mutable):
    """A paragraph's inlines, and what stood among them but is no inline.

    ``comments`` are its directives, and between those for an instructor what
    they hold; ``display`` is the formula that the paragraph is, if it is
    nothing else.
    """

    inlines: Inlines = ()
    figures: list[Figure] = field(default_factory=list)
    comments: list[Directive | Paragraph | Figure] = field(default_factory=list)
    display: str = ""


def read_inlines(
    tokens: list[Token], line: int, parse: Parse, alt_in_text: bool = False
) -> Inlined:
    """Read the tokens of a paragraph that begins on ``line``.

    With ``alt_in_text`` a picture leaves its text where it stood.
    """
    return _Reading(line, parse, alt_in_text).read(tokens)


class _Withheld(Value):
    """Where words for the instructor alone begin: what was written, its pictures, the line."""

    shown: Writing
    figures: int
    line: int


class _Reading:
    """One pass over the tokens of one paragraph."""

    def __init__(self, line: int, parse: Parse, alt_in_text: bool) -> None:
        self._line, self._parse, self._alt_in_text = line, parse, alt_in_text
        self._out = Writing()
        self._found = Inlined()
        self._withheld: _Withheld | None = None
        self._unread = ""
        self._closings: dict[str, int] | None = None
        self._last_is_figure = False

    def read(self, tokens: list[Token]) -> Inlined:
        for index, token in enumerate(tokens):
            if self._unread:
                self._unread = "" if _closed(token) == self._unread else self._unread
            else:
                self._token(token, tokens, index)
        for figure in self._found.figures:
            report_missing_alt(figure, self._parse.findings)
        self._show_again()
        self._found.inlines = self._out.done()
        self._report_leftovers()
        if len(tokens) == 1 and tokens[0].type == "math_inline" and tokens[0].markup != "$":
            self._found.display = spelled(tokens[0].content.strip())
        return self._found

    def _token(self, token: Token, tokens: list[Token], index: int) -> None:
        figures = len(self._found.figures)
        match token.type:
            case "text" | "text_special":
                self._text(token)
            case "softbreak":
                self._line += 1
                following = tokens[index + 1].content if index + 1 < len(tokens) else ""
                self._out.soft_break(following)
            case "hardbreak":
                self._line += 1
                self._out.line_break()
            case "code_inline":
                self._out.text(unraw(token.content), Mark.CODE)
            case "math_inline":
                self._out.put(Formula(spelled(token.content.strip())))
            case "footnote_ref":
                self._out.put(FootnoteMark(self._parse.footnote(token.meta)))
            case "link_open":
                self._out.open_link(self._address(str(token.attrs.get("href", ""))))
            case "link_close":
                self._out.close_link()
            case "image":
                self._image(token)
            case "html_inline":
                self._html(token.content, tokens, index)
            case "liquid":
                self._liquid(token)
            case "attributes":
                self._attributes(token.content)
            case _ if token.type in _MARKS:
                self._out.mark(_MARKS[token.type], token.nesting > 0)
        if token.content and token.type not in ("softbreak", "hardbreak", "text"):
            self._line += token.content.count("\n")
        self._last_is_figure = len(self._found.figures) > figures or (
            self._last_is_figure and _may_follow_figure(token)
        )

    def _text(self, token: Token) -> None:
        if (
            token.type == "text_special"
            and token.markup.startswith("&#")
            and "\ufffd" in token.content
        ):
            message = f"{token.markup} names no character"
            self._parse.findings.warn("entity", message, self._line, "write the character itself")
        self._out.text(token.content)

    def _address(self, href: str) -> str:
        link = address(href, self._line, self._parse.findings, self._parse.limits.link_characters)
        self._parse.fragments |= link.startswith("#")
        return link

    def _image(self, token: Token) -> None:
        text = read_inlines(token.children or [], self._line, self._parse)
        figure = Figure(
            src=site_address(str(token.attrs.get("src", ""))),
            alt=" ".join(plain(text.inlines).split()),
            caption=" ".join(str(token.attrs.get("title", "")).split()),
            link=self._out.link,
            line=self._line,
        )
        self._figure(figure)
        self._found.figures += text.figures

    def _figure(self, figure: Figure) -> None:
        self._found.figures.append(figure)
        if self._alt_in_text:
            self._out.text(figure.alt)

    def _attributes(self, content: str) -> None:
        if self._last_is_figure:
            self._found.figures[-1] = with_attributes(self._found.figures[-1], content)

    def _html(self, content: str, tokens: list[Token], index: int) -> None:
        if content.startswith("<!--"):
            self._comment(content[4:-3])
            return
        tag = read_tag(content)
        if tag is not None and tag.name in LINES:
            self._out.line_end()
        if tag is None:
            report_tag(content[1] + "…", self._line, self._parse.findings)
        elif tag.name in MARKS:
            self._out.mark(MARKS[tag.name], not tag.closing)
        elif tag.name == "br":
            self._out.line_break()
        elif tag.name == "a":
            self._anchor(tag)
        elif tag.name == "img":
            self._figure(replace(tag_figure(tag.attributes, self._line), link=self._out.link))
        elif tag.name == "q":
            self._out.text("”" if tag.closing else "“")
        elif tag.name not in SILENT:
            report_tag(tag.name, self._line, self._parse.findings)
            if self._closings is None:
                self._closings = _last_closings(tokens)
            if self._closings.get(tag.name, -1) > index:
                self._unread = tag.name

    def _anchor(self, tag: Tag) -> None:
        if tag.closing:
            self._out.close_link()
        else:
            href = tag.attributes.get("href", "")
            self._out.open_link(self._address(href) if href else "")

    def _comment(self, content: str, unpublished: bool = False) -> None:
        found = directive(content, self._line, self._parse.findings)
        found = replace(found, unpublished=unpublished)
        if found.name == Audience.INSTRUCTOR and found.closing:
            self._show_again()
        self._found.comments.append(found)
        if found.name == Audience.INSTRUCTOR and not found.closing and self._withheld is None:
            self._withheld = _Withheld(self._out, len(self._found.figures), self._line)
            self._out = self._out.continued()

    def _show_again(self) -> None:
        """Take what was written for the instructor alone out of the text around it."""
        if self._withheld is None:
            return
        before, inlines = self._withheld, self._out.done()
        self._found.comments += [] if is_blank(inlines) else [Paragraph(inlines, before.line)]
        self._found.comments += self._found.figures[before.figures :]
        del self._found.figures[before.figures :]
        self._out, self._withheld = before.shown, None

    def _liquid(self, token: Token) -> None:
        if token.info == "comment":
            self._comment(token.content, unpublished=True)
        else:
            report_liquid(token.content, token.info, self._line, self._parse)

    def _report_leftovers(self) -> None:
        for run in self._found.inlines:
            if not isinstance(run, Run) or Mark.CODE in run.marks:
                continue
            for label in _REFERENCE.findall(run.text) if "[^" in run.text else ():
                message = f"the footnote [^{label}] has no text"
                hint = f"add a line: [^{label}]: …"
                self._parse.findings.warn("footnote", message, self._line, hint)
            if "<!--" in run.text:
                hint = "close it with -->, and put it on lines of its own"
                self._parse.findings.warn(
                    "directive", "the comment is not closed", self._line, hint
                )


def _may_follow_figure(token: Token) -> bool:
    """Tell whether attributes behind a token may be those of the picture before it."""
    blank = not token.content.strip() and token.type in ("text", "softbreak")
    return blank or token.type in ("link_close", "attributes")


def _last_closings(tokens: list[Token]) -> dict[str, int]:
    """Return where the tags whose content is not read are closed for the last time."""
    names = ((index, _closed(token)) for index, token in enumerate(tokens))
    return {name: index for index, name in names if name in UNREAD}


def _closed(token: Token) -> str:
    tag = read_tag(token.content) if token.type == "html_inline" else None
    return tag.name if tag is not None and tag.closing else ""


def report_liquid(tag: str, name: str, line: int, parse: Parse) -> None:
    """Say that a Liquid tag was left out: once for each name, and each file that is included."""
    if name not in ("raw", "endraw"):
        shown = name or "{{ … }}"
        hint = "write what the site would put there, or wrap text about Liquid in {% raw %}"
        message = f"the Liquid tag '{shown}' is left out"
        said = tag if name.startswith("include") else name
        parse.findings.warn_once("liquid", said, message, line, hint)


_REFERENCE: Final = regex(r"\[\^([^\[\]\s^]+)\]")
_MARKS: Final = {
    f"{name}_{side}": mark
    for name, mark in (
        ("strong", Mark.BOLD),
        ("em", Mark.ITALIC),
        ("s", Mark.STRIKE),
        ("mark", Mark.HIGHLIGHT),
        ("subscript", Mark.SUB),
        ("superscript", Mark.SUPER),
    )
    for side in ("open", "close")
}
