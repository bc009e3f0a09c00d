"""The parser: Markdown in the dialect of lessons to the model."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import PurePath
from typing import TYPE_CHECKING, Any, Final

from deckgen.diagnostics import Report
from deckgen.limits import Limits
from deckgen.model import Audience, Footnote, Lesson, Meta, Paragraph
from deckgen.parser.access import report_access
from deckgen.parser.advice import report_published, report_rules, report_skipped_levels
from deckgen.parser.contents import contents
from deckgen.parser.directives import Directive
from deckgen.parser.findings import Findings
from deckgen.parser.formulas import report_formulas
from deckgen.parser.groups import Item, group
from deckgen.parser.lesson import Parse
from deckgen.parser.pages import Page, pages
from deckgen.parser.sizes import report_size
from deckgen.parser.slides import Draft, first_heading, make_slides
from deckgen.parser.tongues import report_language
from deckgen.regex import regex
from deckgen.source import Source
from deckgen.values import replace

if TYPE_CHECKING:
    from deckgen.parser.tokens import Node

__all__ = ["parse"]


def parse(source: Source, report: Report, *, published: bool = False) -> Lesson:
    """Return the lesson that a source holds, its pictures not yet read.

    Whatever the author wrote gives a lesson; what is lost or doubtful in it is
    reported. For what is ``published`` on a site, so is what the site shows of
    the instructor's part.
    """
    findings = Findings(report, source.file)
    env = dict[str, Any]()
    found = pages(source.body, source.body_line, env, findings, source.limits)
    trees = _trees(found, env, findings, source.limits)
    _report_direction(source, trees, findings)
    referenced = _referenced(trees) if env.get("footnotes") else frozenset[str]()
    state = Parse(env, findings, referenced, limits=source.limits)
    drafts = [Draft(page.line) for page in found]
    read = [_items(*each, state) for each in zip(found, trees, drafts, strict=True)]
    for draft, page_items in zip(drafts, _carry_audiences(read), strict=True):
        state.notes = draft.notes
        draft.blocks = group(page_items, state)
    report_skipped_levels([draft.blocks for draft in drafts], findings)
    report_rules([draft.blocks for draft in drafts], findings)
    if published:
        report_published(state.published, findings)
    meta = _with_title(source, drafts, findings)
    slides = make_slides(drafts, meta, state.anchors, findings)
    state.notes = []
    footnotes = _footnotes(state)
    if slides and state.notes:  # in a footnote, which is read last
        slides = (*slides[:-1], replace(slides[-1], notes=(*slides[-1].notes, *state.notes)))
    said = contents(slides, footnotes)
    report_size(slides, said.every, source, findings)
    report_formulas(said.every, findings)
    report_access(slides, said.every, findings)
    report_language(slides, said.shown, meta.lang, findings)
    if state.fragments:
        from deckgen.parser.anchors import resolve  # few lessons lead to their own slides

        slides, footnotes = resolve(slides, footnotes, state.anchors, findings)
    return Lesson(meta, slides, footnotes, file=source.file)


def _trees(
    found: list[Page], env: dict[str, Any], findings: Findings, limits: Limits
) -> list[list[Node]]:
    """Return what the reader finds on each page; plain ones it is not asked about."""
    if all(page.plain for page in found):
        return [[] for _ in found]
    from deckgen.parser.syntax.dialect import reader  # its import takes as long as ten lessons
    from deckgen.parser.tokens import read_pages

    return read_pages(found, reader(), env, findings, limits)


def _items(page: Page, tree: list[Node], draft: Draft, state: Parse) -> Sequence[Item]:
    state.notes, state.options = draft.notes, draft.options
    if page.plain is None:
        from deckgen.parser.blocks import items

        return items(tree, state)
    state.published += [("comment", note.line) for note in page.plain.notes]
    state.notes += page.plain.notes
    return page.plain.blocks


def _carry_audiences(found: Sequence[Sequence[Item]]) -> list[list[Item]]:
    """Let an audience reach over page breaks to where it is closed."""
    carried: list[list[Item]] = []
    opened: Directive | None = None
    for index, page_items in enumerate(found):
        led = [*([opened] if opened else []), *page_items]
        opened = None
        for item in led:
            if isinstance(item, Directive) and item.name in set(Audience) and not item.div:
                opened = None if item.closing else item
        if opened and _closed_later(opened.name, found[index + 1 :]):
            led.append(replace(opened, closing=True))
        else:
            opened = None
        carried.append(led)
    return carried


def _closed_later(name: str, found: Sequence[Sequence[Item]]) -> bool:
    for page_items in found:
        for item in page_items:
            if isinstance(item, Directive) and item.name == name and not item.div:
                return item.closing
    return False


def _referenced(trees: list[list[Node]]) -> frozenset[str]:
    """Return the labels of footnotes that the text refers to, itself or through a footnote."""
    inside: dict[str, set[str]] = {"": set()}

    def collect(nodes: list[Node], owner: str) -> None:
        for node in nodes:
            if node.kind == "footnote_reference":
                inside.setdefault(node.token.meta["label"], set())
                collect(node.children, node.token.meta["label"])
                continue
            tokens = list(node.token.children or [])
            while tokens:
                token = tokens.pop()
                tokens += token.children or []
                if token.type == "footnote_ref" and token.meta.get("label"):
                    inside[owner].add(token.meta["label"])
            collect(node.children, owner)

    for tree in trees:
        collect(tree, "")
    reached, waiting = set[str](), list(inside[""])
    while waiting:
        label = waiting.pop()
        if label not in reached:
            reached.add(label)
            waiting += inside.get(label, ())
    return frozenset(reached)


def _footnotes(state: Parse) -> tuple[Footnote, ...]:
    """Return the footnotes by number; reading one may bring in the next."""
    done: list[Footnote] = []
    while len(done) < len(state.footnotes):
        label = list(state.footnotes)[len(done)]
        done.append(_footnote(label, len(done) + 1, state))
    return tuple(done)


def _footnote(label: str, number: int, state: Parse) -> Footnote:
    from deckgen.parser.blocks import blocks
    from deckgen.parser.inlines import read_inlines

    node = state.definitions.get(label)
    if node is not None:
        return Footnote(number, blocks(node.children, state), node.line)
    listed = state.env.get("footnotes", {}).get("list", {}).get(_inline_id(label), {})
    found = read_inlines(listed.get("tokens", []), 0, state)
    return Footnote(number, (Paragraph(found.inlines), *found.figures))


def _inline_id(label: str) -> int:
    """Return the number that a footnote without a label was given while it was read."""
    return int(label[1:]) if label.startswith("\n") else -1


def _with_title(source: Source, drafts: Sequence[Draft], findings: Findings) -> Meta:
    """Return the front matter with a title: its own, the first heading's, or the file's name."""
    meta = source.meta
    if meta.title:
        return meta
    heading = first_heading(drafts)
    title = heading or PurePath(source.file).stem.replace("-", " ").replace("_", " ").strip()
    if title and any(draft.blocks for draft in drafts):
        place = "the first heading" if heading else "the file's name"
        hint = "begin the file with front matter: ---, title: …, ---"
        message = f"no title in the front matter; {place} is taken"
        findings.warn("front-matter", message, 1, hint)
    return replace(meta, title=title)


def _code_lines(nodes: Sequence[Sequence[Node]]) -> frozenset[int]:
    found: set[int] = set()
    waiting = [node for tree in nodes for node in tree]
    while waiting:
        node = waiting.pop()
        waiting += node.children
        if node.kind in ("fence", "code_block") and node.token.map:
            found.update(range(*node.token.map))
    return frozenset(found)


def _report_direction(source: Source, trees: Sequence[Sequence[Node]], findings: Findings) -> None:
    """Report characters that make text, or worse, code, read otherwise than it is stored."""
    text = source.text
    if text.isascii() or not _OVERRIDES.search(text):
        return
    code = _code_lines(trees)
    for place, line in enumerate(text.split("\n"), 1):
        found = _OVERRIDES.search(line)
        if found:
            message = f"U+{ord(found[0]):04X} turns the direction of the text around it"
            hint = "delete it; readers see other words than the file holds"
            say = findings.error if place in code else findings.warn
            say("control-character", message, place, hint)


_OVERRIDES: Final = regex("[\u202a-\u202e\u2066-\u2069]")
