"""Trees of tokens to the model's blocks."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import Final

from markdown_it.token import Token

from deckgen.guessing import guessed
from deckgen.model import (
    Align,
    Blocks,
    Callout,
    Chart,
    Code,
    Definition,
    DefinitionList,
    Heading,
    Inlines,
    List,
    ListItem,
    Math,
    Paragraph,
    Quote,
    Rule,
    Run,
    Table,
)
from deckgen.parser.callouts import callout_kind, own_title, quoted_callout
from deckgen.parser.diagrams import diagram_figure
from deckgen.parser.directives import Directive, directive, div_directive
from deckgen.parser.formulas import spelled
from deckgen.parser.grids import grid
from deckgen.parser.groups import Item, group
from deckgen.parser.inlines import Inlined, read_inlines, report_liquid
from deckgen.parser.lesson import Parse
from deckgen.parser.lettering import lettered_lines
from deckgen.parser.quizzes import quiz
from deckgen.parser.syntax.dialect import reader
from deckgen.parser.syntax.inside import DEEPEST
from deckgen.parser.syntax.liquid import TAG, unraw
from deckgen.parser.tokens import Node, read_nodes
from deckgen.parser.writing import is_blank
from deckgen.regex import regex
from deckgen.values import replace


def blocks(nodes: Sequence[Node], parse: Parse) -> Blocks:
    """Return the blocks of what stands together inside one item, quotation or the like."""
    return group(items(nodes, parse), parse)


def items(nodes: Sequence[Node], parse: Parse) -> list[Item]:
    """Return blocks and directives in the order of the source."""
    return [item for node in nodes for item in _items(node, parse)]


def _items(node: Node, parse: Parse) -> Sequence[Item]:
    token, line = node.token, node.line
    match node.kind:
        case "paragraph":
            return _paragraph(node, parse)
        case "inline":
            return _inline(token, line, parse)
        case "heading":
            return _heading(node, parse)
        case "bullet_list" | "ordered_list":
            return _list(node, parse)
        case "dl":
            return (_definitions(node, parse),)
        case "fence":
            written = unraw(token.content).removesuffix("\n")
            return (_fence(written, token.info, line, parse),) if written.strip() else ()
        case "code_block":
            return (Code(unraw(token.content).removesuffix("\n"), "", line),)
        case "math_block":
            return (Math(spelled(token.content), line),)
        case "hr":
            return (Rule(line),)
        case "blockquote":
            return _quotation(node, parse)
        case "table":
            return _table(node, parse)
        case "html_block":
            return _markup(node, parse)
        case "comment":
            return _comment(node, parse)
        case "div":
            return (div_directive(token.content, line, parse.findings),)
        case "liquid":
            for tag in TAG.finditer(token.content):
                report_liquid(tag[0], tag[1] or tag[3] or "", line, parse)
            return ()
        case "notes":
            _notes(node, parse)
            return ()
        case "footnote_reference":
            return _definition_of_footnote(node, parse)
        case _:
            return items(node.children, parse)


def _paragraph(node: Node, parse: Parse) -> Sequence[Item]:
    return [item for child in node.children for item in _items(child, parse)]


def _inline(token: Token, line: int, parse: Parse) -> Sequence[Item]:
    """Return a paragraph's text, and the lettered choices that its last lines may be."""
    simple = token.meta.get("inlines")
    if simple is not None:
        return (Paragraph(simple, line),) if simple else ()
    tokens = token.children or []
    parts = lettered_lines(tokens)
    if parts is None:
        return _text(read_inlines(tokens, line, parse), line, parse)
    before, choices = parts
    found = _text(read_inlines(before, line, parse), line, parse) if before else ()
    first = line + sum(token.type in ("softbreak", "hardbreak") for token in before) + bool(before)
    read = [read_inlines(each, first + at, parse) for at, each in enumerate(choices)]
    items = tuple(
        ListItem((Paragraph(each.inlines, first + at), *each.figures), None, first + at)
        for at, each in enumerate(read)
    )
    comments = [item for each in read for item in _comments(each, parse)]
    return [*found, List(items, line=first), *comments]


def _text(found: Inlined, line: int, parse: Parse) -> Sequence[Item]:
    """Return a paragraph, then the pictures and directives that stood in it."""
    if found.display:
        return (Math(found.display, line),)
    text: list[Item] = [] if is_blank(found.inlines) else [Paragraph(found.inlines, line)]
    return [*text, *found.figures, *_comments(found, parse)]


def _comments(found: Inlined, parse: Parse) -> Sequence[Item]:
    return _acted_on(found.comments, parse)


def _acted_on(found: Sequence[Item], parse: Parse) -> Sequence[Item]:
    return [
        item
        for each in found
        for item in (_directive(each, parse) if isinstance(each, Directive) else (each,))
    ]


def _directive(found: Directive, parse: Parse) -> Sequence[Item]:
    """Act on a directive, or return it where it holds what follows."""
    if found.name == "slide":
        parse.options.append(found)
        if _FOR_INSTRUCTOR.search(found.text):
            parse.published.append(("instructor", found.line))
    elif found.name == "notes" and found.text:
        if not found.unpublished:
            parse.published.append(("comment", found.line))
        parse.notes += group(read_late(found.text, found.line, parse), parse)
    elif found.name:
        return (found,)
    return ()


_FOR_INSTRUCTOR: Final = regex(r"\baudience\s*[=:]\s*[\"']?instructor\b", re.IGNORECASE)


def read_late(text: str, line: int, parse: Parse) -> list[Item]:
    """Return what Markdown says that stands where only text was expected."""
    if parse.late >= DEEPEST:
        return [Paragraph((Run(text.strip()),), line)]
    parse.late += 1
    found = items(read_nodes(text, line, reader(), parse.env), parse)
    parse.late -= 1
    return found


def _heading(node: Node, parse: Parse) -> Sequence[Item]:
    found = _inlined(node, parse)
    attributes = node.token.meta.get("attributes", "")
    name = re.search(r"#([\w:-]+)", attributes)
    if name:
        parse.anchors[node.line] = name[1]
    level = int(node.token.tag[1:])
    heading = [Heading(level, found.inlines, node.line)] if found.inlines else []
    return [*heading, *found.figures, *_comments(found, parse)]


def _inlined(node: Node, parse: Parse, alt_in_text: bool = False) -> Inlined:
    if len(node.children) == 1 and "inlines" in node.children[0].token.meta:
        return Inlined(node.children[0].token.meta["inlines"])
    tokens = [token for child in node.children for token in child.token.children or []]
    return read_inlines(tokens, node.line, parse, alt_in_text)


def _list(node: Node, parse: Parse) -> Sequence[Item]:
    """Return a list without the points that have no words; numbers are kept for the others.

    Where kramdown would put a table of contents, there is none.
    """
    if _is_contents(node):
        return ()
    entries = tuple(
        ListItem(blocks(item.children, parse), item.token.meta.get("checked"), item.line)
        for item in node.children
    )
    ordered, start = node.kind == "ordered_list", int(node.token.attrs.get("start", 1))
    told = tuple(entry for entry in entries if entry.blocks)
    kept = entries if ordered and told else told
    return (List(kept, ordered, start, node.line),) if kept else ()


def _is_contents(node: Node) -> bool:
    """Tell whether a list of one point stands for a table of contents: ``{:toc}`` ends it."""
    match node.children:
        case [Node(children=[Node(kind="paragraph", children=[text])])]:
            return bool(_CONTENTS.search(text.token.content))
        case _:
            return False


_CONTENTS: Final = regex(r"\n\s*\{:\s*toc\b[^{}\n]*\}\s*\Z")


def _definitions(node: Node, parse: Parse) -> DefinitionList:
    done: list[Definition] = []
    lifted: list[Item] = []
    for child in node.children:
        if child.kind == "dt":
            found = _inlined(child, parse)
            done.append(Definition(found.inlines, (), child.line))
            lifted = [*found.figures, *_comments(found, parse)]
        elif done:
            detail = group([*lifted, *items(child.children, parse)], parse)
            done[-1] = replace(done[-1], details=(*done[-1].details, detail))
            lifted = []
    return DefinitionList(tuple(done), node.line)


def _fence(text: str, info: str, line: int, parse: Parse) -> Code | Chart:
    language = _language(info)
    if language.lower() == "chart":
        from deckgen.parser.charts import chart  # here and below: few lessons have one

        drawn = chart(text, info, line, parse.findings)
        if drawn:
            return drawn
    return Code(text, language, line, diagram_figure(language, info, line))


def _language(info: str) -> str:
    """Return ``python`` for ``python``, ``{.python .numbers}``, ``{python}`` or ``python:a.py``."""
    found = re.match(r"\s*\{?\s*[.=]?([^\s{},:]+)", info)
    return found[1] if found else ""


def _quotation(node: Node, parse: Parse) -> Sequence[Item]:
    name = node.token.meta.get("alert", "")
    if not name:
        content = blocks(node.children, parse)
        quoted = quoted_callout(content, node.line) or Quote(content, node.line)
        return (quoted,) if content else ()
    title = read_inlines(parse.inline(node.token.meta["title"]), node.line, parse).inlines
    if name.lower() == "quiz":
        heading = [Paragraph(title, node.line)] if title else []
        content = group([*heading, *items(node.children, parse)], parse, find_quizzes=False)
        return quiz(content, node.line, parse.findings)
    kind = callout_kind(name)
    if kind:
        title = title or read_inlines(parse.inline(own_title(name)), node.line, parse).inlines
        return (Callout(kind, blocks(node.children, parse), title, node.line),)
    _report_alert(name, node.line, parse)
    first = read_inlines(parse.inline(node.token.meta["written"]), node.line, parse)
    content = group([*_text(first, node.line, parse), *items(node.children, parse)], parse)
    return (Quote(content, node.line),)


def _report_alert(name: str, line: int, parse: Parse) -> None:
    names = ["note", "tip", "important", "warning", "caution", "exam", "quiz"]
    guess = guessed(name.lower(), names, 0.5).upper()
    hint = f"did you mean [!{guess}]?" if guess else f"there are: {', '.join(names)}"
    parse.findings.warn("directive", f"the alert [!{name}] is not known", line, hint)


def _table(node: Node, parse: Parse) -> Sequence[Item]:
    rows = [row for part in node.children for row in part.children]
    lifted: list[Item] = []
    header, *others = grid([_row(row, parse, lifted) for row in rows], node.line, parse)
    aligns = [_align(cell) for cell in rows[0].children]
    aligns += [Align.NONE] * (len(header) - len(aligns))
    return [Table(header, tuple(others), tuple(aligns), node.line), *lifted]


def _row(row: Node, parse: Parse, lifted: list[Item]) -> tuple[Inlines, ...]:
    found = [_inlined(cell, parse, alt_in_text=True) for cell in row.children]
    for text in row.token.meta.get("cells", [])[len(found) :]:
        found.append(read_inlines(parse.inline(text), row.line, parse, alt_in_text=True))
    for cell in found:
        lifted += [*(replace(figure, line=row.line) for figure in cell.figures)]
        lifted += _comments(cell, parse)
    return tuple(cell.inlines for cell in found)


def _align(cell: Node) -> Align:
    return Align(str(cell.token.attrs.get("style", "")).removeprefix("text-align:"))


def _markup(node: Node, parse: Parse) -> Sequence[Item]:
    from deckgen.parser.markup import read_markup

    return _acted_on(read_markup(node.token.content, node.line, parse, read_late), parse)


def _comment(node: Node, parse: Parse) -> Sequence[Item]:
    _report_unclosed(node, parse)
    return _directive(directive(node.token.content, node.line, parse.findings), parse)


def _notes(node: Node, parse: Parse) -> None:
    _report_unclosed(node, parse)
    if not node.token.meta["unpublished"]:
        parse.published.append(("comment", node.line))
    parse.notes += blocks(node.children, parse)


def _report_unclosed(node: Node, parse: Parse) -> None:
    if not node.token.meta.get("closed", True):
        hint = "close it with -->"
        message = "the comment is not closed; it ends at the blank line"
        parse.findings.warn("directive", message, node.line, hint)
    elif "<!--" in node.token.content:
        message = "a comment begins within this comment"
        hint = "close the first one with --> where it ends"
        parse.findings.warn("directive", message, node.line, hint)


def _definition_of_footnote(node: Node, parse: Parse) -> Sequence[Item]:
    """Keep a footnote's text for the lesson's end, or here where nothing refers to it."""
    label = node.token.meta["label"]
    if label in parse.referenced and label not in parse.definitions:
        parse.definitions[label] = node
        return ()
    if label in parse.definitions:
        message, hint = f"the footnote [^{label}] has two texts", "give one of them another name"
    else:
        message, hint = f"nothing refers to the footnote [^{label}]", "its text is kept here"
    parse.findings.warn("footnote", message, node.line, hint)
    return items(node.children, parse)
