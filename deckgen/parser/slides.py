"""Pages to slides: titles, roles, keys, and what goes on from the page before."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Sequence
from typing import Final

from deckgen.model import (
    Audience,
    Block,
    Blocks,
    Heading,
    Inlines,
    Meta,
    Restricted,
    Role,
    Rule,
    Run,
    Slide,
    SlideOptions,
    plain,
)
from deckgen.parser.directives import Directive
from deckgen.parser.findings import Findings
from deckgen.parser.options import read_options, with_settings
from deckgen.regex import regex
from deckgen.values import Mutable, field, replace
from deckgen.wording import wording


class Draft(Mutable):
    """A page that was read; ``line`` is where it begins."""

    line: int
    blocks: Blocks = ()
    notes: list[Block] = field(default_factory=list)
    options: list[Directive] = field(default_factory=list)


def make_slides(
    drafts: Sequence[Draft], meta: Meta, anchors: dict[int, str], findings: Findings
) -> tuple[Slide, ...]:
    """Return one slide for each page that has content; the notes of others stay with them."""
    making = _Making(meta, anchors, findings)
    for draft in drafts:
        making.add(draft)
    return making.slides()


class _Making:
    """The slides of one lesson so far."""

    def __init__(self, meta: Meta, anchors: dict[int, str], findings: Findings) -> None:
        self._meta, self._anchors, self._findings = meta, anchors, findings
        self._done: list[Slide] = []
        self._keys: dict[str, int] = {}
        self._waiting: list[Block] = []
        words = wording(meta.lang)
        self._roles = ((Role.EXAM, words.exam_titles), (Role.SUMMARY, words.summary_titles))

    def add(self, draft: Draft) -> None:
        blocks = _without_outer_rules(draft.blocks)
        if not blocks:
            self._keep_notes(draft)
            return
        options, key = self._options(draft)
        # The opening stays for all: it has the lesson's title.
        if self._done and options.audience is None:
            audience, blocks = _whole_audience(blocks)
            options = replace(options, audience=audience)
        title, rest, heading = _title(blocks)
        line = heading.line if heading else blocks[0].line
        continues, role = False, Role.CONTENT
        if not self._done:
            blocks = rest if self._repeats_title(title) else blocks
            title, role = (Run(self._meta.title),) if self._meta.title else (), Role.OPENING
        else:
            blocks = rest
        if self._done and heading is None:
            title, continues = self._title_before(options.audience), True
        if role is not Role.OPENING:
            role = self._role(title)
        key = self._key(key or self._anchor(heading), plain(title), line)
        notes = (*self._waiting, *draft.notes)
        self._waiting = []
        level = heading.level if heading else 0
        self._done.append(Slide(title, blocks, notes, options, role, continues, key, line, level))

    def _keep_notes(self, draft: Draft) -> None:
        """Give the notes of a page without content to the slide before, or to the next one."""
        for option in draft.options:
            hint = "put it into the part between two page breaks that it is about"
            self._findings.warn("directive", "slide options without a slide", option.line, hint)
        if self._done:
            last = self._done[-1]
            self._done[-1] = replace(last, notes=(*last.notes, *draft.notes))
        else:
            self._waiting += draft.notes

    def _options(self, draft: Draft) -> tuple[SlideOptions, str]:
        options, key = SlideOptions(), ""
        for option in draft.options:
            options, key = read_options(option.text, option.line, options, key, self._findings)
        return with_settings(options, self._meta.settings), key

    def _title_before(self, audience: Audience | None) -> Inlines:
        """Return the title that a page goes on with, never one that its readers do not see."""
        shown = [slide for slide in self._done if slide.options.audience in (None, audience)]
        return shown[-1].title if shown else ()

    def _repeats_title(self, heading: Inlines) -> bool:
        """Tell whether the first heading only says the front matter's title again."""
        return _folded(plain(heading)) == _folded(self._meta.title)

    def _role(self, title: Inlines) -> Role:
        text = plain(title).strip()
        for role, pattern in self._roles:
            if re.search(pattern, text, re.IGNORECASE):
                return role
        return Role.CONTENT

    def _anchor(self, heading: Heading | None) -> str:
        return self._anchors.get(heading.line, "") if heading and self._done else ""

    def _key(self, given: str, title: str, line: int) -> str:
        key = slug(given or title)
        count = self._keys.get(key, 0) + 1
        while count > 1 and f"{key}-{count}" in self._keys:
            count += 1
        self._keys[key] = count
        if count == 1:
            return key
        if given:
            hint = "give each slide a name of its own"
            self._findings.warn("directive", f"two slides are called '{key}'", line, hint)
        self._keys[f"{key}-{count}"] = 1
        return f"{key}-{count}"

    def slides(self) -> tuple[Slide, ...]:
        if self._waiting:
            self._findings.warn("directive", "speaker notes without a slide", self._waiting[0].line)
        return tuple(self._done)


def _without_outer_rules(blocks: Blocks) -> Blocks:
    """Drop the thematic breaks that begin or end a page: a page break says the same."""
    kept = [index for index, block in enumerate(blocks) if not isinstance(block, Rule)]
    return blocks[kept[0] : kept[-1] + 1] if kept else ()


def _whole_audience(blocks: Blocks) -> tuple[Audience | None, Blocks]:
    """Return the audience that all of a page is for, and its blocks as such."""
    match blocks:
        case (Restricted(audience=audience, blocks=inner),) if inner:
            return audience, inner
        case _:
            return None, blocks


def _title(blocks: Blocks) -> tuple[Inlines, Blocks, Heading | None]:
    for index, block in enumerate(blocks):
        if isinstance(block, Heading):
            return block.inlines, blocks[:index] + blocks[index + 1 :], block
    return (), blocks, None


def first_heading(drafts: Sequence[Draft]) -> str:
    """Return the text of the lesson's first heading, or nothing."""
    for draft in drafts:
        for block in draft.blocks:
            if isinstance(block, Heading):
                return " ".join(plain(block.inlines).split())
    return ""


def _folded(text: str) -> str:
    return re.sub(r"[\W_]+", " ", unicodedata.normalize("NFKC", text).casefold()).strip()


def slug(text: str) -> str:
    """Return a text as it names a place: lower case, words joined by hyphens, in any script."""
    text = unicodedata.normalize("NFKC", text).lower()
    words = re.sub(r"[^\w\s-]", "", text).split()
    return _HYPHENS.sub("-", "-".join(words)).strip("-") or "slide"


_HYPHENS: Final = regex("-{2,}")
