"""A lesson's edition as one HTML document: head, opening, sections, what to check, notes."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from html import escape
from typing import Final

from deckgen.backends.pdf.blocks import blocks_html, words_in
from deckgen.backends.pdf.dates import iso_day, written_date
from deckgen.backends.pdf.gaps import answer_key
from deckgen.backends.pdf.inlines import inline_html
from deckgen.backends.pdf.setting import Setting
from deckgen.backends.pdf.terms import lesson_terms
from deckgen.backends.pdf.words import kind_name, kind_words
from deckgen.model import (
    Audience,
    Footnote,
    Inlines,
    Lesson,
    Meta,
    Paragraph,
    Role,
    Slide,
    lead_of,
    plain,
)
from deckgen.values import Value
from deckgen.wording import (
    RIGHT_TO_LEFT,
    kicker_parts,
    primary,
    section_label,
    wording,
    wording_lang,
)

FEW_SECTIONS: Final = 5  # a shorter lesson needs no table of contents
FEW_TERMS: Final = 3
LINED_TERMS: Final = 8  # up to so many, each gets lines to write on
_LONGEST_RUNNING: Final = 60  # characters of a running header
_SHORT_SECTION: Final = 60  # words up to which an exam box is kept on one page


def document(setting: Setting) -> str:
    """Return the lesson as flowing text."""
    return whole(setting, "\n".join(part for part in _parts(setting) if part))


def whole(setting: Setting, body: str, style: str = "") -> str:
    """Return a document with ``body`` in it, and heading levels that leave no gap."""
    lesson = setting.lesson
    meta = lesson.meta
    kinds = [f"kind-{setting.kind}", *(["instructor"] * (setting.audience is Audience.INSTRUCTOR))]
    direction = "rtl" if primary(meta.lang) in RIGHT_TO_LEFT else "ltr"
    running = (
        f'data-title="{escape(_short(lesson_title(lesson)))}" '
        f'data-section="{escape(_short(section_label(meta)))}"'
    )
    return (
        f'<!DOCTYPE html>\n<html lang="{escape(meta.lang or "en")}" dir="{direction}">\n'
        f"<head>\n{head(meta, lesson_title(lesson))}{f'<style>{style}</style>' if style else ''}\n"
        f'</head>\n<body class="{" ".join(kinds)}" {running}>\n{without_gaps(body)}\n'
        "</body>\n</html>\n"
    )


def tightened(html: str) -> str:
    """Return a document with less space between its parts, to save a page."""
    return html.replace('<body class="', '<body class="tight ', 1)


def unlined(html: str) -> str:
    """Return a document that leaves no room to write on below the terms at its end."""
    return html.replace('<ul class="write">', "<ul>", 1)


def lesson_title(lesson: Lesson) -> str:
    """Return the title of the front matter, else of the first slide that has one."""
    titles = (plain(slide.title).strip() for slide in lesson.slides)
    return lesson.meta.title.strip() or next(filter(None, titles), "") or lesson.file or "—"


def _short(text: str) -> str:
    return text if len(text) <= _LONGEST_RUNNING else text[: _LONGEST_RUNNING - 1].rstrip() + "…"


def head(meta: Meta, title: str) -> str:
    """Return what a document says of itself."""
    named = {
        "author": meta.author,
        "description": meta.description,
        "keywords": ", ".join(meta.keywords),
        "dcterms.created": iso_day(meta.date),  # another form makes WeasyPrint complain
        "generator": "deckgen",
    }
    tags = [
        f'<meta name="{name}" content="{escape(text)}">' for name, text in named.items() if text
    ]
    name = escape(title, quote=False)
    return "\n".join(['<meta charset="utf-8">', f"<title>{name}</title>", *tags])


def _parts(setting: Setting) -> Iterator[str]:
    lesson = setting.lesson
    yield masthead(setting)
    opening, sections = _sections(lesson)
    yield _opening(opening, setting)
    yield _contents(sections, setting)
    yield from (_section(section, setting) for section in sections)
    yield _check(setting) if setting.kind == "study" else ""
    yield _footnotes(lesson.footnotes, setting)
    yield answer_key(setting)


# -- the opening ----------------------------------------------------------------------


def masthead(setting: Setting) -> str:
    """Return the head of the first page: where the lesson belongs, its title, what this is."""
    lesson, meta = setting.lesson, setting.lesson.meta
    lines = [
        ("h1", "", lesson_title(lesson)),
        ("p", "subtitle", meta.subtitle),
        ("p", "kind", _kind(meta, setting)),
    ]
    banner = ""
    if setting.audience is Audience.INSTRUCTOR:
        banner = _line("p", "banner", kind_words(meta.lang).instructor)
    above = banner + kicker_html(kicker_parts(meta), meta.lang)
    return f"<header>{above}{''.join(_line(*line) for line in lines)}</header>"


def kicker_html(parts: Sequence[str], lang: str) -> str:
    """Return the line over a title, whose small capitals follow the language of its words."""
    line = " · ".join(_kicker_part(part, lang) for part in parts)
    return f'<p class="kicker">{line}</p>' if line else ""


def _kicker_part(part: str, lang: str) -> str:
    """Return a part with deckgen's own word marked where it is of another language."""
    words, spoken = wording(lang), wording_lang(lang)
    word, space, rest = escape(part, quote=False).partition(" ")
    if word in (words.section, words.lesson) and spoken != primary(lang or spoken):
        word = f'<span lang="{spoken}">{word}</span>'
    return word + space + rest


def _kind(meta: Meta, setting: Setting) -> str:
    date = written_date(meta.date, meta.lang)
    # In right-to-left text a Latin name would draw the day after it to its own side.
    between = " · \u200f" if primary(meta.lang) in RIGHT_TO_LEFT else " · "
    return between.join(
        text for text in (kind_name(setting.kind, meta.lang), meta.author, date) if text
    )


def _line(tag: str, kind: str, text: str) -> str:
    if not text:
        return ""
    attribute = f' class="{kind}"' if kind else ""
    return f"<{tag}{attribute}>{escape(text, quote=False)}</{tag}>"


def _opening(slides: tuple[Slide, ...], setting: Setting) -> str:
    """Return the first chunk; its first paragraphs are the lesson's lead."""
    if not slides:
        return ""
    own = plain(slides[0].title).strip()
    repeated = own.casefold() == lesson_title(setting.lesson).casefold()
    title = (
        "" if repeated or not own else f"<h2>{inline_html(slides[0].title, setting.whole())}</h2>"
    )
    lead, rest = lead_of(slides[0].blocks)
    head = f'<div class="lead">{blocks_html(lead, setting)}</div>' if lead else ""
    first = blocks_html(rest, setting) + _notes(slides[0], setting)
    others = "".join(_chunk(slide, setting) for slide in slides[1:])
    return f'<div id="{escape(slides[0].key)}">{title}{head}{first}</div>{others}'


# -- sections -------------------------------------------------------------------------


class Section(Value):
    """Slides under one title: a slide and those that continue it."""

    title: Inlines
    role: Role
    slides: tuple[Slide, ...]


def _sections(lesson: Lesson) -> tuple[tuple[Slide, ...], tuple[Section, ...]]:
    """Return the slides of the opening, then the sections."""
    groups: list[list[Slide]] = []
    for slide in lesson.slides:
        if slide.continues and groups:
            groups[-1].append(slide)
        else:
            groups.append([slide])
    opening: tuple[Slide, ...] = ()
    if groups and groups[0][0].role is Role.OPENING:
        opening = tuple(groups.pop(0))
    return opening, tuple(Section(g[0].title, g[0].role, tuple(g)) for g in groups)


def sections_of(lesson: Lesson) -> tuple[Section, ...]:
    """Return all sections of a lesson; its opening is the first."""
    opening, sections = _sections(lesson)
    first = (Section(opening[0].title, opening[0].role, opening),) if opening else ()
    return (*first, *sections)


def _contents(sections: tuple[Section, ...], setting: Setting) -> str:
    titled = [section for section in sections if plain(section.title).strip()]
    if len(titled) < FEW_SECTIONS:
        return ""
    label = escape(setting.words.contents, quote=False)
    items = [
        f'<li><a href="#{escape(section.slides[0].key)}">'
        f"{escape(plain(section.title), quote=False)}</a></li>"
        for section in titled
    ]
    listed = f"<ul>{_in_pairs(items)}</ul>"
    return f'<nav class="contents"><p class="label">{label}</p>{listed}</nav>'


def _in_pairs(items: Sequence[str]) -> str:
    """Return items with a break after each second one, which WeasyPrint would have to find.

    It lays out the third to see that it has no room.
    """
    pairs = ("".join(items[at : at + 2]) for at in range(0, len(items), 2))
    return "\n".join(pairs)


def _section(section: Section, setting: Setting) -> str:
    first, *others = section.slides
    setting = setting.at(first.line)
    boxed = section.role is Role.EXAM
    if plain(section.title).strip():
        begun = _titled(section.title, first, setting, boxed=boxed)
    else:
        begun = _chunk(first, setting)
    chunks = "".join(_chunk(slide, setting) for slide in others)
    blocks = tuple(block for slide in section.slides for block in slide.blocks)
    keep = " keep" if boxed and words_in(blocks) <= _SHORT_SECTION else ""
    return f'<section class="{section.role}{keep}">{begun}{chunks}</section>'


def _titled(title: Inlines, slide: Slide, setting: Setting, *, boxed: bool) -> str:
    """Return a title with the anchor of its slide, and what is below it.

    A box around them with the anchor would give all that is in it styles of its own, for
    WeasyPrint works them out once only for what stands in boxes of one style. Where the
    section is drawn as a box, the margin of what goes on overleaf needs one without.
    """
    name, body = inline_html(title, setting.whole()), _body(slide, setting)
    below = f"<div>{body}</div>" if boxed else body
    return f'<h2 id="{escape(slide.key)}">{name}</h2>{below}'


def _chunk(slide: Slide, setting: Setting) -> str:
    return f'<div id="{escape(slide.key)}">{_body(slide, setting.at(slide.line))}</div>'


def _body(slide: Slide, setting: Setting) -> str:
    return blocks_html(slide.blocks, setting) + _notes(slide, setting)


def _notes(slide: Slide, setting: Setting) -> str:
    """Return the speaker notes, which only the instructor's edition has."""
    if not slide.notes:
        return ""
    label = escape(setting.words.notes, quote=False)
    return (
        f'<div class="notes"><p class="label">{label}</p>{blocks_html(slide.notes, setting)}</div>'
    )


# -- the end --------------------------------------------------------------------------


def _check(setting: Setting) -> str:
    terms = lesson_terms(setting.lesson)
    if len(terms) < FEW_TERMS:
        return ""
    title = escape(setting.words.check, quote=False)
    lined = ' class="write"' if len(terms) <= LINED_TERMS else ""
    items = [f"<li>{escape(term, quote=False)}</li>" for term in terms]
    listed = f"<ul{lined}>{_in_pairs(items)}</ul>"
    return f'<section class="check"><h2>{title}</h2>{listed}</section>'


def _footnotes(footnotes: tuple[Footnote, ...], setting: Setting) -> str:
    if not footnotes:
        return ""
    title = escape(setting.words.footnotes, quote=False)
    before = (0, *(note.number for note in footnotes))
    steps = [note.number - last for note, last in zip(footnotes, before, strict=False)]
    items = "".join(
        _footnote(note, step, setting) for note, step in zip(footnotes, steps, strict=True)
    )
    return f'<section class="footnotes"><h2>{title}</h2><ol>{items}</ol></section>'


def _footnote(note: Footnote, step: int, setting: Setting) -> str:
    """Return a note whose number is ``step`` above the one before."""
    setting = setting.at(note.line)
    first, rest = (note.blocks[:1], note.blocks[1:])
    if first and isinstance(first[0], Paragraph):
        body = inline_html(first[0].inlines, setting) + blocks_html(rest, setting)
    else:
        body = blocks_html(note.blocks, setting)
    count = f' style="counter-increment:list-item {step}"' if step != 1 else ""
    return f'<li id="note-{note.number}"{count}>{body}</li>'


# -- heading levels -------------------------------------------------------------------


def without_gaps(html: str) -> str:
    """Raise headings that skip a level, as PDF/UA-1 wants it (7.4.2-1).

    The author's text is escaped, so every heading tag here is ours.
    """
    open_levels: list[int] = []

    def settle(tag: re.Match[str]) -> str:
        closing, level, rest = tag[1], int(tag[2]), tag[3]
        if not closing:
            while open_levels and open_levels[-1] >= level:
                open_levels.pop()
            open_levels.append(level)
        return f"<{closing}h{len(open_levels)}{rest}>"

    return re.sub(r"<(/?)h([1-6])((?: [^>]*)?)>", settle, html)
