"""The cover and the contents of a book."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from html import escape
from typing import Final
from urllib.parse import quote

from deckgen.backends.pdf.booklet.parts import Part
from deckgen.backends.pdf.dates import written_date
from deckgen.backends.pdf.html import kicker_html, lesson_title
from deckgen.book_wording import BookWording
from deckgen.model import Audience, Meta, Role, plain
from deckgen.values import Value
from deckgen.wording import section_label

_MANY: Final = 60  # lessons from which the contents leave out their sections


class Leaf(Value):
    """A line of the contents: what stands there, the anchor it leads to, and what is below.

    One that ``heads`` is a section of the course.
    """

    title: str
    anchor: str
    number: str = ""
    below: tuple[Leaf, ...] = ()
    heads: bool = False


def cover(meta: Meta, audience: Audience, words: BookWording) -> str:
    """Return the first page, and an empty one behind it."""
    edition = words.instructor if audience is Audience.INSTRUCTOR else words.student
    about = " · ".join(filter(None, (meta.author, written_date(meta.date, meta.lang))))
    section = section_label(meta)
    kicker = kicker_html((section,) if section not in ("", meta.title) else (), meta.lang)
    lines = [
        ("h1", "", meta.title),
        ("p", "subtitle", meta.subtitle),
    ]
    panel = kicker + "".join(_line(*line) for line in lines)
    foot = _line("p", "edition", edition) + _line("p", "about", about)
    return (
        f'<section class="cover {audience}"><div class="ground"></div>'
        f'<div class="panel">{panel}</div><div class="foot">{foot}</div></section>'
    )


def _line(tag: str, kind: str, text: str) -> str:
    attribute = f' class="{kind}"' if kind else ""
    return f"<{tag}{attribute}>{escape(text, quote=False)}</{tag}>" if text else ""


def divider(label: str) -> str:
    """Return the page before the lessons of a section."""
    title = escape(label, quote=False)
    return f'<section class="divider" id="{section_anchor(label)}"><h1>{title}</h1></section>'


def section_anchor(label: str) -> str:
    """Return the anchor of a section's first page."""
    return f"section-{quote(label, safe='')}"


def leaves(
    parts: tuple[Part, ...], back: Mapping[str, str], section_of: Callable[[Part], str] | None
) -> Iterator[Leaf]:
    """Yield the contents: lessons with their own sections, then the back of the book.

    ``section_of`` names the section that a lesson belongs to, if there are several.
    """
    section = ""
    for part in parts:
        meta = part.place.lesson.meta
        if section_of is not None and section_of(part) != section:
            section = section_of(part)
            yield Leaf(section, section_anchor(section), heads=True)
        below = () if len(parts) > _MANY else tuple(_sections(part))
        yield Leaf(lesson_title(part.place.lesson), part.anchor, meta.lesson, below)
    for anchor, title in back.items():
        yield Leaf(title, anchor)


def _sections(part: Part) -> Iterator[Leaf]:
    for slide in part.place.lesson.slides:
        title = " ".join(plain(slide.title).split())
        if title and not slide.continues and slide.role is not Role.OPENING:
            yield Leaf(title, part.prefix + slide.key)


def contents(leaves: tuple[Leaf, ...], pages: Mapping[str, int], words: BookWording) -> str:
    """Return the list of lessons; ``pages`` has the page of each anchor."""
    items = "".join(_entry(leaf, pages) for leaf in leaves)
    title = escape(words.contents, quote=False)
    return f'<section class="toc" id="contents"><h1>{title}</h1><ul>{items}</ul></section>'


def _entry(leaf: Leaf, pages: Mapping[str, int]) -> str:
    """Return a line with dots up to its page, and the sections run in below it."""
    number = f'<span class="number">{escape(leaf.number)}</span>' if leaf.number else ""
    page = pages.get(leaf.anchor, 0)
    title = escape(leaf.title, quote=False)
    link = f'<a href="#{escape(leaf.anchor)}" data-page="{page}">{title}</a>'
    run_in = "\u00a0· ".join(_run_in(each, pages) for each in leaf.below)
    below = f'<p class="below">{run_in}</p>' if run_in else ""
    kind = "heads" if leaf.heads else "lesson" if leaf.number or leaf.below else "plain"
    return f'<li class="{kind}"><p class="entry">{number}{link}</p>{below}</li>'


def _run_in(leaf: Leaf, pages: Mapping[str, int]) -> str:
    link = f'<a href="#{escape(leaf.anchor)}">{escape(leaf.title, quote=False)}</a>'
    return f'{link}\u00a0<span class="page">{pages.get(leaf.anchor, 0)}</span>'
